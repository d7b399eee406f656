"""What the tables hold of one person: what they own, opened and wrote, and what is about them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from mcapproval.store.clauses import table
from mcapproval.store.rows.folded import Case, Listing, Review, Version
from mcapproval.store.rows.kept import TextRow


class Owned(NamedTuple):
    """`how` is "opened", of an application "author", or "looks after"; `day` the ISO day of its
    opening.
    """

    ref: str
    how: str
    day: str


class Named(NamedTuple):
    """A version of an application in which a person stands under `key` of `people:`, or of which a
    file, at `path` with `sha256`, is about them."""

    ref: str
    number: int
    key: str = ""
    commitment: str = ""
    path: str = ""
    sha256: str = ""


def owned(connection: Connection, person: str) -> list[Owned]:
    """The cases that somebody opened, and what they look after, in the order of references."""
    case, listing, review = table(Case), table(Listing), table(Review)
    opened = select(case.c.ref, case.c.track, case.c.opened_on).where(case.c.opened_by == person)
    found = [
        Owned(ref, "author" if track == "application" else "opened", day)
        for ref, track, day in connection.execute(opened)
    ]
    for target in (listing, review):
        theirs = select(target.c.ref).where(target.c.owner == person)
        found += [Owned(ref, "looks after", "") for ref in connection.execute(theirs).scalars()]
    return sorted(found)


def named_in(connection: Connection, person: str) -> Iterator[Named]:
    """Where versions name a person, and which of their files are about them."""
    version = table(Version)
    word = f'%"{person}"%'
    columns = (version.c.ref, version.c.number, version.c.people, version.c.files)
    asked = select(*columns).where(version.c.people.like(word) | version.c.files.like(word))
    rows = connection.execute(asked.order_by(version.c.ref, version.c.number))
    for ref, number, people, files in rows:
        for key, bound in json.loads(people).items():
            if bound["person"] == person:
                yield Named(ref, number, key=key, commitment=bound["commitment"])
        for file in json.loads(files):
            if file["about"] == person:
                yield Named(ref, number, path=file["path"], sha256=file["sha256"])


def texts_about(connection: Connection, person: str) -> dict[str, Any]:
    """The texts that are bound to a person, by commitment."""
    text = table(TextRow)
    asked = select(text.c.commitment, text.c.body).where(text.c.about == person)
    rows = connection.execute(asked.order_by(text.c.commitment))
    return {name: json.loads(bytes(body)) for name, body in rows}
