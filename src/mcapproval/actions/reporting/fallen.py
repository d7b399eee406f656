"""The approvals that fell, with what was edited when they did."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from functools import partial

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.approvals_told import called
from mcapproval.actions.committees.bodies import body_meant
from mcapproval.actions.desk import Desk
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import known_provider
from mcapproval.actions.reporting.slices import after_place, number, page_of
from mcapproval.reports.fallen import Fallen
from mcapproval.reports.paging import EVERYTHING, Page, Slice
from mcapproval.reports.places import day, written
from mcapproval.store import queries
from mcapproval.store.gathering import gathered
from mcapproval.store.reported import fallen as kept
from mcapproval.store.reported.fallen import FallenRow, Place, Wanted
from mcapproval.store.rows.folded import Approval, Version
from mcapproval.store.whole import contents, titles

ALL = Wanted()


def fallen(desk: Desk, wanted: Wanted = ALL, asked: Slice = EVERYTHING) -> Page[Fallen]:
    """Those that fell last come first; a page begins after a row of the journal.

    Unknown for a provider that nothing in the records names, AskedWrongly for what is no body.
    """
    with desk.reading() as connection:
        known_provider(connection, wanted.provider)
        if wanted.body:
            body = body_meant(connection, desk, wanted.body, wanted.provider)
            wanted = wanted._replace(body=body)
        after = after_place(asked, {"the day on which they fell": day}, partial(_fell, connection))
        place = after and Place(number(after.ref), *(after.values or ()))
        found = kept.page(connection, wanted, asked.one_more, place)
        return page_of(
            found,
            asked,
            lambda rows: _told(connection, desk, rows),
            lambda: kept.counted(connection, wanted),
            lambda row: written(str(row.seq), row.fell_on),
        )


def _fell(connection: Connection, row: str) -> tuple[str] | None:
    gave = queries.one(connection, Approval, seq=number(row), stands=False)
    return (gave.fell_on,) if gave and gave.fell_on else None


def _told(connection: Connection, desk: Desk, rows: Sequence[FallenRow]) -> list[Fallen]:
    of = titles(connection, {row.ref for row in rows})
    sections = _edited(connection, rows)
    keys = {row.provider for row in rows}
    policies = {key: policy_for(connection, key, desk.today) for key in keys}
    told = []
    for row in rows:
        stood = (date.fromisoformat(row.fell_on) - date.fromisoformat(row.given_on)).days
        told.append(
            Fallen(
                row.seq,
                row.ref,
                of.get(row.ref, ""),
                row.provider,
                called(row.body, row.recommends, policies[row.provider]),
                row.given_on,
                row.fell_on,
                stood,
                row.because,
                sections.get(row.seq, ()),
                row.again_on or "",
            )
        )
    return told


def _edited(connection: Connection, rows: Sequence[FallenRow]) -> dict[int, tuple[str, ...]]:
    """By the row of an approval what it covers that the next version to differ had otherwise;
    nothing where a text was erased."""
    edited = [row for row in rows if row.because == "edited"]
    versions = gathered(connection, Version, "ref", {row.ref for row in edited})
    named = {row.content for row in edited}
    named |= {version.content for of_one in versions.values() for version in of_one}
    known = contents(connection, named)
    found = {}
    for row in edited:
        before = known.get(row.content) or {}
        later = (v.content for v in versions.get(row.ref, ()) if v.seq > row.seq)
        after = [known[name] for name in later if name in known] if before else []
        covers = json.loads(row.covers)
        each = (tuple(key for key in covers if before.get(key) != new.get(key)) for new in after)
        found[row.seq] = next((keys for keys in each if keys), ())
    return found
