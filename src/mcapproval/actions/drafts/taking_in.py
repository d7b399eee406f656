"""Take in what a draft brings: its people, its organisations, the files it names."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts.inside import file_finding, read_inside
from mcapproval.actions.drafts.refusing import THE_AUTHOR, THE_DRAFT, reason, understood
from mcapproval.actions.in_force import administrator
from mcapproval.actions.people.known import enter
from mcapproval.draft.files import NamedFile, named_files
from mcapproval.draft.model import Draft
from mcapproval.draft.names import name_findings
from mcapproval.errors import Reason, Refused, typed
from mcapproval.findings import Finding
from mcapproval.store import queries
from mcapproval.store.keep import Text, texts
from mcapproval.store.rows.folded import Organisation, Person, Version
from mcapproval.store.writer import Writer


@dataclass(frozen=True, slots=True)
class Taken:
    """What a version names: files by place in the draft, people by their id in the draft."""

    files: list[dict[str, Any]]
    people: dict[str, dict[str, str]]


def nobody_named(connection: Connection, draft: Draft) -> None:
    """Refused where a text says the name of somebody whom the records know."""
    found = (_placed(draft, fault) for fault in names_said(connection, draft.data))
    what = Path(draft.source) if Path(draft.source).name else THE_DRAFT
    understood(map(draft.telling, found), what)


def _placed(draft: Draft, found: Finding) -> Finding:
    at = draft.place(found.path)
    return replace(found, line=at.line, column=at.column) if at else found


def names_said(connection: Connection, data: Mapping[str, Any]) -> tuple[Finding, ...]:
    """Where texts say the name of somebody whom the records know.

    Only names of two words and more, and contacts: one word may be a word of the language.
    """
    people = queries.many(connection, Person)
    told = texts(connection, {person.commitment for person in people})
    known = {
        person.ref: {key: facts[key] for key in ("name", "contact") if _telling(key, facts)}
        for person in people
        for facts in [told.get(person.commitment, {})]
    }
    return tuple(name_findings(Draft({**data, "people": known})))


def _telling(key: str, facts: Mapping[str, Any]) -> bool:
    return bool(facts.get(key)) and (key == "contact" or len(str(facts[key]).split()) > 1)


def read_files(draft: Draft, files: Iterable[NamedFile], file: Path) -> dict[str, bytes]:
    """The bytes of every file named in `file`, from its folder only, by name.

    All, or a refusal with what `check` says of each that can't be had.
    """
    found: dict[str, bytes] = {}
    faults = []
    for named in files:
        fault, found[named.file] = read_inside(file.parent, named.file)
        if fault:
            faults.append(file_finding(draft, named, fault))
    if faults:
        raise Refused(
            f"{file.name} can't be taken in: look at the files that it names",
            [reason(draft.telling(fault)) for fault in faults],
            hint=f"mcapproval check {shlex.quote(typed(str(file)))}",
        )
    return found


def take_in(
    writer: Writer,
    desk: Desk,
    draft: Draft,
    files: Mapping[str, bytes],
    before: Mapping[str, Mapping[str, str]],
) -> Taken:
    """Keep everything; `before` are the people of the version before this one."""
    _organisations(writer, desk, draft)
    people = _people(writer, desk, draft, before)
    kept = []
    for named in named_files(draft):
        data = files[named.file]
        kept.append(_file_row(named, writer.file(data), len(data), people))
    return Taken(kept, people)


def _file_row(
    named: NamedFile, sha256: str, size: int, people: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    """What the journal says of a file: its place in the draft and its hash, never its name.

    The name stands in the content, which can be erased; a row of the journal can't.
    """
    about = people.get(named.about or "")
    return {
        "path": named.path_in_draft,
        "sha256": sha256,
        "size": size,
        "about": about["person"] if about else None,
    }


def _organisations(writer: Writer, desk: Desk, draft: Draft) -> None:
    """A draft may bring an organisation that the records don't know; others stay as they are."""
    told = draft.get("/organisations") or {}
    if not told:
        return
    known = {o.key: o for o in queries.many(writer.connection, Organisation)}
    reasons = []
    for key, facts in sorted(told.items()):
        old = known.get(key)
        if old is None:
            new = {
                "key": key,
                "name": facts["name"],
                "type": facts.get("type", "other"),
                "moe_number": facts.get("moe_number"),
            }
            writer.add(f"organisation:{key}", "organisation-entered", desk.today, new)
            continue
        reasons += [
            Reason(
                "ORGANISATION",
                f"{key}: the draft has {name} {facts[name]}, the records {getattr(old, name)}",
                "write it as the records have it, or have the records changed: "
                f'mcapproval organisation add {key} --name "NAME" --type TYPE',
                administrator(writer.connection, desk.today),
            )
            for name in ("name", "type", "moe_number")
            if facts.get(name) and facts[name] != getattr(old, name)
        ]
    if reasons:
        raise Refused("a draft can't change what is known of an organisation", reasons)


def _people(
    writer: Writer, desk: Desk, draft: Draft, before: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, str]]:
    people: dict[str, dict[str, str]] = {}
    told = draft.get("/people") or {}
    for key in sorted(told.keys() | before.keys()):
        facts = dict(told.get(key) or {})
        organisation = facts.pop("organisation", None)
        old = before.get(key)
        ref = old["person"] if old else _known_person(writer.connection, facts)
        if ref is None:
            ref = enter(writer, desk, facts, organisation)
        else:
            _renew(writer, desk, key, ref, facts)
        row = queries.one(writer.connection, Person, ref=ref)
        assert row is not None
        people[key] = {"person": ref, "commitment": row.commitment}
    return people


def _known_person(connection: Connection, facts: Mapping[str, Any]) -> str | None:
    """Somebody whom a draft named before with the very same name and contact.

    Those who sign in are kept apart: no draft may change the text by which they do.
    """
    if not facts.get("name") or not facts.get("contact"):
        return None
    people = queries.many(connection, Person)
    told = texts(connection, {p.commitment for p in people})
    for person in people:
        known = told.get(person.commitment, {})
        same = all(known.get(name) == facts[name] for name in ("name", "contact"))
        if same and "handle" not in known:
            return person.ref
    return None


def _renew(writer: Writer, desk: Desk, key: str, ref: str, facts: Mapping[str, Any]) -> None:
    """A changed text gets a new commitment, the same keeps its salt, an erased one stays so."""
    row = queries.one(writer.connection, Person, ref=ref)
    assert row is not None
    known = texts(writer.connection, {row.commitment}).get(row.commitment)
    if row.erased_on or known is None:
        if facts.get("name"):
            when = f" on {row.erased_on}" if row.erased_on else ""
            raise Refused(
                f"{key} was erased from the records{when}",
                [
                    Reason(
                        "ERASED",
                        f"the draft still names {key}",
                        f"take {key} out of the people in your file",
                        THE_AUTHOR,
                    )
                ],
            )
        return
    if facts and known != facts:
        told = writer.text(Text(facts, desk.salt(), about=ref))
        writer.add(ref, "person-changed", desk.today, {"commitment": told})


def content_row(writer: Writer, draft: Draft, number: int, taken: Taken) -> dict[str, Any]:
    """What a row of the journal says of a version; the words themselves are kept by their hash."""
    return {
        "number": number,
        "hash": writer.content(draft.without_people().data),
        "people": taken.people,
        "files": taken.files,
    }


def same_files(before: Version, taken: Taken) -> bool:
    """Whether the files and people are those of a version."""
    return bool(
        json.loads(before.files) == taken.files and json.loads(before.people) == taken.people
    )
