"""What of a micro-credential stands approved: the content that a new one is held to.

It is the content of its own application, of the last change that was granted, or of a smaller
change that was judged to need no application and was noted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.lookup import version_of
from mcapproval.clock import spoken
from mcapproval.rules.review_schedule import legacy
from mcapproval.store import queries
from mcapproval.store.events import told_by
from mcapproval.store.gathering import gathered
from mcapproval.store.keep import content
from mcapproval.store.rows.folded import Application, Case, Judgement, Listing, Result


@dataclass(frozen=True, slots=True)
class Stands:
    """A content with the people and files it names; `data` is None where its text was erased.

    `told` says which it is, `author` who wrote it.
    """

    hash: str
    data: Mapping[str, Any] | None
    people: Mapping[str, Any]
    files: list[dict[str, Any]]
    told: str
    author: str
    route: str


def standing_content(connection: Connection, listing: Listing) -> Stands:
    """The newest of a micro-credential's approved or noted contents."""
    return _stands(connection, listing, max(_candidates(connection, listing), key=_when)[2])


def stood_before(
    connection: Connection, listing: Listing, change: Application, row: int | None = None
) -> Stands:
    """What stood approved until a change of it, and what stands now where it was not granted: as
    the records were at a row of the journal, at the last by default.
    """
    found = sorted(_candidates(connection, listing, row), key=_when)
    of_it = [n for n, (_, _, row) in enumerate(found) if row.content == change.content]
    before = found[: of_it[0]] if of_it and of_it[0] else found
    return _stands(connection, listing, before[-1][2])


def _when(found: tuple[str, int, Application | Judgement]) -> tuple[str, int]:
    return found[:2]


def _stands(connection: Connection, listing: Listing, newest: Application | Judgement) -> Stands:
    first = queries.one(connection, Application, ref=listing.application)
    assert first is not None
    if isinstance(newest, Application):
        return _of_application(connection, newest, first.route)
    rows = (e for e in queries.events(connection, listing.ref) if e.seq == newest.seq)
    event = told_by(rows, f"what stands of {listing.ref}")
    kept = event.data["content"]
    return Stands(
        newest.content,
        content(connection, newest.content),
        kept["people"],
        kept["files"],
        f"what was noted on {spoken(date.fromisoformat(newest.on_day))}",
        newest.by,
        first.route,
    )


def under_old_rules(connection: Connection, listing: Listing | None) -> bool:
    """Whether a micro-credential was approved before the present rules and not changed since."""
    if listing is None or listing.approved_on is None:
        return False
    days = [day for day, _, row in _candidates(connection, listing) if isinstance(row, Application)]
    return all(legacy(date.fromisoformat(day or listing.approved_on)) for day in days)


def _candidates(
    connection: Connection, listing: Listing, until: int | None = None
) -> Iterator[tuple[str, int, Application | Judgement]]:
    """(day, order within the day, content) of each that stood approved once, by a row."""
    first = queries.one(connection, Application, ref=listing.application)
    assert first is not None
    yield "", 0, first
    changes = queries.many(connection, Application, of_ref=listing.ref, kind="change")
    for order, change in enumerate(changes, start=1):
        approval = queries.one(connection, Result, ref=change.ref, result="approval")
        if (
            approval
            and approval.outcome == "granted"
            and (until is None or _granted_by(connection, change.ref, until))
        ):
            yield approval.on_day, order, change
    for judged in queries.many(connection, Judgement, ref=listing.ref, says="no"):
        if until is None or judged.seq <= until:
            yield judged.on_day, len(changes) + judged.seq, judged


def _granted_by(connection: Connection, ref: str, row: int) -> bool:
    """Whether the approval of a change that was granted was recorded by a row of the journal."""
    moved = [e for e in queries.holding(queries.events(connection, ref)) if e.act == "moved"]
    return any(e.seq <= row for e in moved if "approval" in e.data["results"])


def _of_application(connection: Connection, row: Application, route: str) -> Stands:
    version = version_of(connection, row.ref, row.number)
    case = queries.one(connection, Case, ref=row.ref)
    assert case is not None
    return Stands(
        row.content,
        content(connection, row.content),
        json.loads(version.people),
        json.loads(version.files),
        f"what was approved with {row.ref}, version {row.number}",
        case.opened_by,
        route,
    )


def standing_hashes(connection: Connection, firsts: Mapping[str, str]) -> dict[str, str]:
    """The hash of `standing_content` of many micro-credentials in few questions; `firsts` has the
    application that each of them came of.
    """
    own = {a.ref: a for a in queries.among(connection, Application, "ref", firsts.values())}
    of = gathered(connection, Application, "of_ref", firsts)
    changes = {ref: [a for a in rows if a.kind == "change"] for ref, rows in of.items()}
    every = [change.ref for rows in changes.values() for change in rows]
    granted = {
        row.ref: row.on_day
        for row in queries.among(connection, Result, "ref", every)
        if (row.result, row.outcome) == ("approval", "granted")
    }
    judged = gathered(connection, Judgement, "ref", firsts)
    found = {}
    for ref, first in firsts.items():
        theirs = changes.get(ref, [])
        days = [("", 0, own[first].content)]
        days += [
            (granted[change.ref], order, change.content)
            for order, change in enumerate(theirs, start=1)
            if change.ref in granted
        ]
        days += [
            (row.on_day, len(theirs) + row.seq, row.content)
            for row in judged.get(ref, ())
            if row.says == "no"
        ]
        found[ref] = max(days)[2]
    return found
