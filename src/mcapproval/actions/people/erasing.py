"""Remove a person's texts: names, notes and files about them, whole; their hashes stay.

What is removed is found in three ways: what is bound to the person, what says their name, and
files whose bytes hold it. Contents are written without names; an old one that holds one all the
same is removed too, and one that is in use must be mended first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, select

from mcapproval.actions.desk import Desk, person_ref
from mcapproval.actions.people.declared import words_of_conflicts
from mcapproval.actions.people.in_use import closed_by_it, not_in_use
from mcapproval.actions.people.name_search import fold, mentions, opaque, says
from mcapproval.actions.people.roles import lasting_administrators, require
from mcapproval.documents.pack_manifest import MANIFEST, manifest_of
from mcapproval.errors import AskedWrongly, Refused, Trouble
from mcapproval.store import keep, queries
from mcapproval.store.engine import is_url
from mcapproval.store.kept_tables import Content, FileRow, FindingCache, TextRow
from mcapproval.store.tables import (
    Case,
    Journal,
    Judgement,
    Person,
    PolicyRow,
    Version,
    table,
)


@dataclass(frozen=True, slots=True)
class Erased:
    """What was removed, by kind, as hashes; `packs` are those beside the records made before.

    `namesakes` are people whose own text says the same name: someone who acts in the records and
    is named in a draft too is two people to them, and is erased twice. `remains` are rows of the
    journal that say the name: they can't be removed. `unseen` counts the files that stay and could
    not be looked into, such as pictures. `closed` are applications that now can't begin again.
    """

    ref: str
    texts: tuple[str, ...]
    files: tuple[str, ...]
    contents: tuple[str, ...]
    packs: tuple[tuple[str, str], ...]
    namesakes: tuple[str, ...]
    remains: tuple[int, ...]
    unseen: int
    closed: tuple[str, ...]


def erase(desk: Desk, name: str, note: str) -> Erased:
    """Erase a person. Refused while a text that is in use says their name.

    Unmet where bytes may remain since others use the records: asked again, it does only the rest.
    """
    if not note.strip():
        raise AskedWrongly("an erasure gives its reason", "give it with --note")
    _finish_former(desk, name)
    with desk.reading() as connection:  # reading every file takes long: others may write meanwhile
        seen = queries.head(connection)
        found = _found(connection, desk, name, note)
    with desk.writing() as writer:
        if queries.head(writer.connection) != seen:
            found = _found(writer.connection, desk, name, note)
        keep.forget_texts(writer.connection, set(found.texts))
        keep.forget_files(writer.connection, set(found.files))
        keep.forget_contents(writer.connection, set(found.contents))
        writer.connection.execute(delete(table(FindingCache)))
        data = {
            "reason": writer.text(keep.Text(note.strip(), desk.salt())),
            "erased": {
                "text": list(found.texts),
                "file": list(found.files),
                "content": list(found.contents),
            },
        }
        writer.add(found.ref, "erased", desk.today, data)
    desk.records.shake_out()
    return found


def _finish_former(desk: Desk, name: str) -> None:
    """Refused where the person is erased already, after what then stayed undone is done."""
    with desk.reading() as connection:
        require(connection, desk, "administrator")
        person = queries.one(connection, Person, ref=person_ref(connection, name))
    if person is not None and person.erased_on:
        desk.records.shake_out()
        raise Refused(
            f"{person.ref} was erased on {person.erased_on} already",
            hint="the records were rewritten once more: no byte of what was removed is in them",
        )


def _found(connection: Connection, desk: Desk, name: str, note: str) -> Erased:
    """The person, and the texts, files and contents that go."""
    require(connection, desk, "administrator")
    ref = person_ref(connection, name)
    person = queries.one(connection, Person, ref=ref)
    assert person is not None
    if person.erased_on:
        raise Refused(f"{ref} was erased on {person.erased_on} already")
    if lasting_administrators(connection, desk.today) == {ref}:
        raise Refused(
            f"{ref} is the only administrator of these records",
            hint="grant the role administrator to another person first, without a last day",
        )
    words = _words(connection, ref)
    if mentions(note, (*words, *_single_names(connection, ref))):
        raise AskedWrongly(
            "the reason names the person who is to be erased",
            "say it without the name, and without a part of it",
        )
    contents = _contents(connection, words)
    not_in_use(connection, contents, ref)
    files = _files(connection, ref, words)
    return Erased(
        ref,
        tuple(sorted(_texts(connection, ref, words))),
        tuple(sorted(files)),
        tuple(sorted(contents)),
        tuple(_packs_beside(desk.records.where)),
        tuple(sorted(_namesakes(connection, ref, words))),
        tuple(
            row.seq
            for row in connection.execute(select(table(Journal).c.seq, table(Journal).c.payload))
            if mentions(row.payload.decode("utf-8", "ignore"), words)
        ),
        sum(1 for name in _kept(connection) - files if opaque(_bytes(connection, name))),
        tuple(closed_by_it(connection, contents)),
    )


def _packs_beside(where: str) -> Iterator[tuple[str, str]]:
    """Packs in the folder of the records: they were made before, and may hold the name."""
    if is_url(where):
        return
    beside = Path(where).resolve().parent
    places = [*(file.parent for file in beside.rglob(MANIFEST)), *beside.rglob("*.zip")]
    for place in sorted(places):
        try:
            yield str(place), str(manifest_of(place)["ref"])
        except (Trouble, KeyError):
            continue


def _words(connection: Connection, ref: str) -> tuple[str, ...]:
    """What gives the person away: every name and contact they ever had here, folded."""
    found = []
    for facts in _facts(connection, ref):
        found += [facts.get("name", ""), *re.split(r"[,;\n]", str(facts.get("contact", "")))]
    return tuple(dict.fromkeys(fold(word) for word in found if len(fold(word)) > 2))


def _single_names(connection: Connection, ref: str) -> set[str]:
    """Each part of three letters or more of every name they had: the reason of an erasure stays."""
    told = (fold(facts.get("name", "")) for facts in _facts(connection, ref))
    return {part for name in told for part in name.split() if len(part) > 2}


def _facts(connection: Connection, ref: str) -> list[dict[str, Any]]:
    """What was entered about a person, each time."""
    target = table(TextRow)
    bodies = connection.execute(select(target.c.body).where(target.c.about == ref)).scalars()
    told = [json.loads(body) for body in bodies]
    return [facts for facts in told if isinstance(facts, dict)]


def _texts(connection: Connection, ref: str, words: tuple[str, ...]) -> set[str]:
    target = table(TextRow)
    rows = connection.execute(select(target.c.commitment, target.c.about, target.c.body))
    declared = set(words_of_conflicts(connection, ref))
    return {
        row.commitment
        for row in rows
        if row.about == ref
        or row.commitment in declared
        or (row.about is None and mentions(_spelt(bytes(row.body)), words))
    }


def _namesakes(connection: Connection, ref: str, words: tuple[str, ...]) -> set[str]:
    """Other people whose own text says the same: they may be the same person, or not."""
    target = table(TextRow)
    rows = connection.execute(select(target.c.about, target.c.body))
    return {
        row.about
        for row in rows
        if row.about not in (None, ref) and mentions(_spelt(bytes(row.body)), words)
    }


def _spelt(body: bytes) -> str:
    return json.dumps(json.loads(body), ensure_ascii=False)


def _files(connection: Connection, ref: str, words: tuple[str, ...]) -> set[str]:
    named = [json.loads(version.files) for version in queries.many(connection, Version)]
    for judged in queries.many(connection, Judgement):
        rows = queries.events(connection, judged.ref)
        named += [row.data["content"]["files"] for row in rows if row.seq == judged.seq]
    about = {file["sha256"] for files in named for file in files if file["about"] == ref}
    names = _kept(connection)
    return (about & names) | {name for name in names if says(_bytes(connection, name), words)}


def _kept(connection: Connection) -> set[str]:
    return set(connection.execute(select(table(FileRow).c.sha256)).scalars())


def _bytes(connection: Connection, name: str) -> bytes:
    return keep.file_bytes(connection, name) or b""


def _contents(connection: Connection, words: tuple[str, ...]) -> set[str]:
    """What authors wrote; a workflow or a policy that has such a word is about nobody."""
    target = table(Content)
    ours = {case.definition_hash for case in queries.many(connection, Case)}
    ours |= {policy.content for policy in queries.many(connection, PolicyRow)}
    return {
        row.hash
        for row in connection.execute(select(target))
        if row.hash not in ours and mentions(bytes(row.body).decode(), words)
    }
