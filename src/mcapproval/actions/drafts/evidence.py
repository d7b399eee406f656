"""The evidence of an application: listed, added or taken out as a new version, hashes checked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts.applications import Asked, update_with
from mcapproval.actions.drafts.checking_cases import check_case
from mcapproval.actions.drafts.inside import EMPTY, TOO_LARGE
from mcapproval.actions.drafts.opened import Opened
from mcapproval.actions.drafts.refusing import understood
from mcapproval.actions.lookup import (
    application_row,
    case_row,
    draft_of,
    files_of,
    people_of,
    version_of,
)
from mcapproval.canonical import canonical, digest
from mcapproval.documents.annexes.active import no_paper
from mcapproval.draft.files import LARGEST_FILE, named_files
from mcapproval.draft.pointer import covers
from mcapproval.draft.reader import read_draft_bytes
from mcapproval.errors import AskedWrongly, Refused, Unknown
from mcapproval.store import queries
from mcapproval.store.keep import file_bytes
from mcapproval.store.rows.folded import Organisation, Person

EVIDENCE = "/need/evidence"


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A file of the newest version. `there` is `yes`, `erased`, or `damaged`."""

    name: str
    title: str
    serves: str
    size: int
    sha256: str
    there: str


def list_evidence(desk: Desk, ref: str) -> list[EvidenceLine]:
    """Every file of the newest version, each hashed as it stands in the records."""
    with desk.reading() as connection:
        application = application_row(connection, case_row(connection, ref).ref)
        version = version_of(connection, application.ref, application.number)
        found = []
        for file in files_of(connection, version):
            data = file_bytes(connection, file.sha256)
            there = "erased" if data is None else "yes"
            if data is not None and digest(data) != file.sha256:
                there = "damaged"
            found.append(
                EvidenceLine(file.name, file.title, file.serves, file.size, file.sha256, there)
            )
        return found


@dataclass(frozen=True, slots=True)
class Added:
    """The version with the item; `told` is what a check finds at it, and whose bytes it has too."""

    opened: Opened
    told: tuple[str, ...]


def add_evidence(
    desk: Desk,
    ref: str,
    file: Path,
    item: Mapping[str, Any],
    effective: date | None = None,
) -> Added:
    """Append an item to `need.evidence`, or fill the file of the one that has the id given. Refused
    for a file that `open` refuses; Unknown for an item or an outcome that is not there.
    """
    data = _bytes(file)
    newest = _newest(desk, ref)
    outcomes = _outcomes(newest, item.get("outcomes") or ())
    place, row = _place(newest.content, {**item, "outcomes": outcomes}, file)
    same = [name for name, body in newest.files.items() if body == data and name != row["file"]]
    opened = _new_version(desk, newest, {row["file"]: data}, f"{ref} with {file.name}", effective)
    told = [f"{row['id']} has the bytes of {_whose(newest, name)}" for name in same]
    if why := no_paper(file.name, data):
        told.append(
            f"{row['id']}: {file.name} is no paper that a board or NZQA could read: {why}. The "
            f"pack does not print it; --id {row['id']} puts a PDF in its place"
        )
    return Added(opened, (*told, *_found_at(desk, opened.ref, place)))


def remove_evidence(desk: Desk, ref: str, item: str, effective: date | None = None) -> Opened:
    """A new version without an item of `need.evidence`; those before it keep it and its file."""
    newest = _newest(desk, ref)
    rows = newest.content.get("need", {}).get("evidence", [])
    left = [row for row in rows if row.get("id") != item]
    if len(left) == len(rows):
        raise _no_item(item, rows)
    newest.content["need"]["evidence"] = left
    if not left:
        del newest.content["need"]["evidence"]
    return _new_version(desk, newest, {}, f"{ref} without {item}", effective)


@dataclass(frozen=True, slots=True)
class _Newest:
    """The newest version of an application, to be changed; `files` are None where erased."""

    ref: str
    number: int
    content: dict[str, Any]
    people: Mapping[str, Any]
    files: dict[str, bytes | None]
    known: frozenset[str]


def _newest(desk: Desk, ref: str) -> _Newest:
    with desk.reading() as connection:
        application = application_row(connection, case_row(connection, ref).ref)
        version = version_of(connection, application.ref, application.number)
        bound = json.loads(version.people)
        organisations = {
            person.ref: person.organisation
            for person in queries.among(
                connection, Person, "ref", {entry["person"] for entry in bound.values()}
            )
        }
        return _Newest(
            application.ref,
            application.number,
            deepcopy(dict(draft_of(connection, version).data)),
            {
                key: dict(facts) | _of(organisations[bound[key]["person"]])
                for key, facts in people_of(connection, version).items()
                if facts
            },
            {row.name: file_bytes(connection, row.sha256) for row in files_of(connection, version)},
            frozenset(row.key for row in queries.many(connection, Organisation)),
        )


def _new_version(
    desk: Desk, newest: _Newest, added: Mapping[str, bytes], source: str, effective: date | None
) -> Opened:
    """What was changed in the content, and files that are new, as the version after it."""
    content = newest.content | ({"people": newest.people} if newest.people else {})
    reading = read_draft_bytes(canonical(content), source, json=True, known=newest.known)
    understood(reading.findings, f"the evidence of {newest.ref}")
    kept = {key: body for key, body in newest.files.items() if body is not None} | dict(added)
    missing = [named.file for named in named_files(reading.draft) if named.file not in kept]
    if missing:
        raise Refused(
            f"{missing[0]} was erased, so the version can't be made from the records",
            hint=f"take it out of your draft, then: mcapproval update {newest.ref} FILE",
        )
    asked = Asked(newest.number, effective, without=None)
    return update_with(desk, newest.ref, reading.draft, kept, asked)


def _whose(newest: _Newest, name: str) -> str:
    """The file of another part, by the id of what names it where that is an item of evidence."""
    rows = newest.content["need"]["evidence"]
    named = [str(row["id"]) for row in rows if row.get("file") == name]
    return f"the file of {named[0]}" if named else name


def _found_at(desk: Desk, ref: str, place: str) -> Iterator[str]:
    """What is found at an item, and whether any evidence shows the need."""
    for found in check_case(desk, ref, None).findings:
        none_sound = (found.code, found.path) == ("NEED-EVID", EVIDENCE)
        if none_sound or covers(place, found.path):
            yield f"{found.message} ({found.code})"


def _of(organisation: str | None) -> dict[str, str]:
    return {"organisation": organisation} if organisation else {}


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST_FILE + 1)
    except OSError as fault:
        raise AskedWrongly(
            f"{file} can't be read: {fault.strerror}", "check the name of the file"
        ) from fault
    if not data:
        raise Refused(f"{file}: {EMPTY[0]}", hint="name the finished file")
    if len(data) > LARGEST_FILE:
        raise Refused(f"{file}: {TOO_LARGE[0]}", hint=TOO_LARGE[1])
    return data


def _place(content: dict[str, Any], item: Mapping[str, Any], file: Path) -> tuple[str, Any]:
    """Put the item into the content; gives its place and the item, with the name of its file.

    The name is ours: the file's own might be a person's.
    """
    need = content.setdefault("need", {})
    rows = need.setdefault("evidence", [])
    ending = file.suffix.lower() if file.suffix[1:].isalnum() else ""
    wanted = item.get("id")
    row = next((row for row in rows if row.get("id") == wanted), None) if wanted else None
    if wanted and row is None:
        raise _no_item(wanted, rows, "; leave --id out to add one")
    if row is None:
        used = {row.get("id") for row in rows}
        number = next(n for n in range(1, len(rows) + 2) if f"N{n}" not in used)
        row = {"id": f"N{number}"}
        rows.append(row)
    row |= {key: value for key, value in item.items() if key != "id" and value}
    row["file"] = f"evidence/{str(row['id']).lower()}{ending}"
    return f"{EVIDENCE}/{rows.index(row)}", row


def _no_item(wanted: str, rows: Iterable[Mapping[str, Any]], else_: str = "") -> Unknown:
    known = ", ".join(str(row.get("id")) for row in rows) or "none"
    return Unknown(f"there is no item {wanted} among the evidence", f"there are: {known}{else_}")


def _outcomes(newest: _Newest, wanted: Iterable[str]) -> list[str]:
    """The outcomes; Unknown for one that the draft has not."""
    named = list(wanted)
    there = [row["id"] for row in newest.content.get("learning_outcomes", []) if "id" in row]
    if odd := [name for name in named if name not in there]:
        raise Unknown(
            f"there is no outcome {', '.join(odd)} in version {newest.number} of {newest.ref}",
            f"there are: {', '.join(there)}" if there else "it has none yet: leave --outcomes out",
        )
    return named
