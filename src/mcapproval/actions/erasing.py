"""Remove a person's texts: names, notes and files about them, whole; their hashes stay.

What is removed is found in three ways: what is bound to the person, what says their name, and
files whose bytes hold it. Contents are written without names; an old one that holds one all the
same is removed too, and a present one must be mended first.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, select

from mcapproval.actions.desk import Desk, person_ref
from mcapproval.actions.people import require
from mcapproval.documents.pack_files import MANIFEST, manifest_of
from mcapproval.errors import AskedWrongly, Reason, Refused, Trouble
from mcapproval.store import keep, queries
from mcapproval.store.engine import is_url
from mcapproval.store.kept_tables import Content, FileRow, FindingCache, TextRow
from mcapproval.store.tables import Application, Case, Person, PolicyRow, Review, Version, table


@dataclass(frozen=True, slots=True)
class Erased:
    """What was removed, by kind, as hashes; `packs` are those beside the records made before."""

    ref: str
    texts: tuple[str, ...]
    files: tuple[str, ...]
    contents: tuple[str, ...]
    packs: tuple[tuple[str, str], ...]


def erase(desk: Desk, name: str, note: str) -> Erased:
    """Erase a person. Refused while the text of a present version still says their name."""
    if not note.strip():
        raise AskedWrongly("an erasure gives its reason", "give it with --note")
    with desk.writing() as writer:
        ref, texts, files, contents = _found(writer.connection, desk, name, note)
        keep.forget_texts(writer.connection, texts)
        keep.forget_files(writer.connection, files)
        keep.forget_contents(writer.connection, contents)
        writer.connection.execute(delete(table(FindingCache)))
        data = {
            "reason": writer.text(keep.Text(note.strip(), desk.salt())),
            "erased": {
                "text": sorted(texts),
                "file": sorted(files),
                "content": sorted(contents),
            },
        }
        writer.add(ref, "erased", desk.today, data)
    desk.records.shake_out()
    packs = tuple(_packs_beside(desk.records.where))
    return Erased(ref, tuple(sorted(texts)), tuple(sorted(files)), tuple(sorted(contents)), packs)


def _found(
    connection: Connection, desk: Desk, name: str, note: str
) -> tuple[str, set[str], set[str], set[str]]:
    """The person, and the texts, files and contents that go; nobody writes meanwhile."""
    require(connection, desk, "administrator")
    ref = person_ref(connection, name)
    person = queries.one(connection, Person, ref=ref)
    assert person is not None
    if person.erased_on:
        raise Refused(f"{ref} was erased on {person.erased_on} already")
    told = keep.texts(connection, {person.commitment}).get(person.commitment, {})
    words = _words(told)
    if _mentions(note, words):
        raise AskedWrongly(
            "the reason names the person who is to be erased", "say it without the name"
        )
    contents = _contents(connection, words)
    _not_in_use(connection, contents, ref)
    return ref, _texts(connection, ref, words), _files(connection, ref, words), contents


def _packs_beside(where: str) -> Iterator[tuple[str, str]]:
    """Packs in the folder of the records: they were made before, and may hold the name."""
    if is_url(where):
        return
    for manifest in sorted(Path(where).resolve().parent.rglob(MANIFEST)):
        try:
            yield str(manifest.parent), str(manifest_of(manifest.parent)["ref"])
        except (Trouble, KeyError):
            continue


def _words(told: dict[str, Any]) -> tuple[str, ...]:
    """What gives the person away: their name and contact, folded."""
    found = (told.get("name"), told.get("contact"))
    return tuple(fold(word) for word in found if word and len(fold(word)) > 2)


def fold(text: str) -> str:
    """Without case, macrons, and differences of white space or punctuation between words."""
    bare = "".join(
        c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c)
    )
    return " ".join("".join(c if c.isalnum() or c in "@+" else " " for c in bare).split())


def _mentions(text: str, words: Iterable[str]) -> bool:
    folded = f" {fold(text)} "
    return any(f" {word} " in folded for word in words)


def _texts(connection: Connection, ref: str, words: tuple[str, ...]) -> set[str]:
    target = table(TextRow)
    rows = connection.execute(select(target.c.commitment, target.c.about, target.c.body))
    return {
        row.commitment
        for row in rows
        if row.about == ref
        or _mentions(json.dumps(json.loads(bytes(row.body)), ensure_ascii=False), words)
    }


def _files(connection: Connection, ref: str, words: tuple[str, ...]) -> set[str]:
    about = {
        file["sha256"]
        for version in queries.many(connection, Version)
        for file in json.loads(version.files)
        if file["about"] == ref
    }
    names = set(connection.execute(select(table(FileRow).c.sha256)).scalars())
    return (about & names) | {
        name for name in names if _says(keep.file_bytes(connection, name) or b"", words)
    }


def _says(data: bytes, words: tuple[str, ...]) -> bool:
    """Whether the bytes hold a name in an encoding that text files have."""
    return any(
        _mentions(data.decode(encoding, "ignore"), words)
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp1252")
    )


def _contents(connection: Connection, words: tuple[str, ...]) -> set[str]:
    """What authors wrote; a workflow or a policy that has such a word is about nobody."""
    target = table(Content)
    ours = {case.definition_hash for case in queries.many(connection, Case)}
    ours |= {policy.content for policy in queries.many(connection, PolicyRow)}
    return {
        row.hash
        for row in connection.execute(select(target))
        if row.hash not in ours and _mentions(bytes(row.body).decode(), words)
    }


def _not_in_use(connection: Connection, contents: set[str], ref: str) -> None:
    used = [a.ref for a in queries.many(connection, Application) if a.content in contents] + [
        r.ref for r in queries.many(connection, Review) if r.answers in contents
    ]
    if used:
        raise Refused(
            f"{ref} can't be erased yet: the present text of {', '.join(used)} says the name",
            [
                Reason(
                    "NAMED",
                    f"{case} names the person outside `people:`",
                    "write the person's id there and update it",
                    "its author",
                )
                for case in used
            ],
        )
