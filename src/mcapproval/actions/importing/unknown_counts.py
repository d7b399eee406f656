"""Of how many each column is not known: the counts of `unknown_list`, added up by the database."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from mcapproval.actions.desk import Desk
from mcapproval.actions.importing.facts import COLUMN
from mcapproval.actions.importing.facts import LISTED as FACTS
from mcapproval.actions.importing.in_drafts import of_draft, organisations
from mcapproval.actions.importing.unknown import EXPIRING
from mcapproval.actions.importing.unknown_list import (
    HELD,
    LISTED,
    REPORTED,
    YEAR,
    any_cohort,
    asked_for,
    not_known,
)
from mcapproval.batches import batched
from mcapproval.clock import add_months
from mcapproval.draft.content import from_content
from mcapproval.reports.unknown import NotKnown
from mcapproval.store import queries
from mcapproval.store.keep import texts
from mcapproval.store.reported import missing
from mcapproval.store.reported.missing import CASE, DELIVERY, LISTING, ORGANISATION
from mcapproval.store.rows.folded import Person
from mcapproval.store.whole import contents
from mcapproval.workflow.vocabulary import LISTING_ENDS

Counts = tuple[int, int, set[bool]]
"""Of how many a column is not known, out of how many; whether imports brought some of them, or
others: told of columns that an import fills."""

OF_DRAFT = ("partner", "sites", "embedded_in", "fee")
PIECE = 1000
"""Contents that are held at once."""


def counted(desk: Desk) -> list[NotKnown]:
    """What `unknown` finds, with counts alone."""
    with desk.reading() as connection:
        listed, without = _listed(connection, desk.today)
        held = _held(connection, desk.today)
    found = [not_known(LISTED, column, *listed[column]) for column in asked_for(LISTED)]
    found.append(any_cohort(without, listed[""][1]))
    found += [not_known(HELD, column, *held[column]) for column in asked_for(HELD)]
    return [each for each in found if each.count]


def _listed(connection: Connection, today: date) -> tuple[dict[str, Counts], int]:
    """By column; and how many have no cohort."""
    empty = {COLUMN.get(name, name): LISTING.c[name].is_(None) for name in FACTS}
    year_old = or_(LISTING.c.approved_on.is_(None), LISTING.c.approved_on <= _approved_until(today))
    expiring = CASE.c.state == EXPIRING
    conditions: dict[str, ColumnElement[bool]] = {
        **empty,
        "listed_on": missing.no_result("listing"),
        "expiring": expiring,
        "teach_out": and_(expiring, CASE.c.due_on.is_(None)),
        "owner": missing.nobody(LISTING.c.owner, sorted(_handled(connection))),
        "unit": CASE.c.unit.is_(None),
        "applicant": missing.nobody(CASE.c.provider, select(ORGANISATION.c.key)),
        "providers": missing.no_provider(),
        "brought": and_(missing.no_provider(), missing.as_it_came()),
        "year_old": year_old,
        "last_review_on": and_(year_old, missing.never_reviewed()),
        "cohort": missing.no_cohort(),
    }
    sums = missing.of_listings(connection, LISTING_ENDS, conditions)
    every = sums.pop("")
    out_of = {"teach_out": sums["expiring"], "last_review_on": sums["year_old"]}
    found: dict[str, Counts] = {
        name: (many, out_of.get(name, every), set()) for name, many in sums.items()
    }
    brought = sums["brought"]
    came = {True} if brought else set()
    found["providers"][2].update(came | ({False} if sums["providers"] > brought else set()))
    for column, counts in _of_drafts(connection).items():
        found[column] = (sum(counts.values()), every, {key for key, many in counts.items() if many})
    return {**found, "": (0, every, set())}, sums["cohort"]


def _handled(connection: Connection) -> set[str]:
    """The people who have a short name."""
    people = queries.many(connection, Person)
    told = texts(connection, {row.commitment for row in people})
    return {row.ref for row in people if told.get(row.commitment, {}).get("handle")}


def _approved_until(today: date) -> str:
    """The last day of approval of which a year is over."""
    day = add_months(today, -YEAR)
    while add_months(day + timedelta(days=1), YEAR) <= today:
        day += timedelta(days=1)
    return day.isoformat()


def _of_drafts(connection: Connection) -> dict[str, Counter[bool]]:
    """By column that stands in drafts: of how many it is missing that imports brought, or not."""
    called = organisations(connection)
    found = {column: Counter[bool]() for column in OF_DRAFT}
    for piece in batched(missing.contents(connection, LISTING_ENDS), PIECE):
        kept = contents(connection, {name for name, _, _ in piece})
        said = {name: of_draft(from_content(body), called) for name, body in kept.items() if body}
        for name, came, many in piece:
            for column in OF_DRAFT:
                if said.get(name, {}).get(column) is None:
                    found[column][came] += many
    return found


def _held(connection: Connection, today: date) -> dict[str, Counts]:
    since = add_months(today, -YEAR).isoformat()
    day = or_(
        DELIVERY.c.completed_on >= since,
        and_(DELIVERY.c.completed_on.is_(None), DELIVERY.c.ends >= since),
    )
    lately = and_(DELIVERY.c.completed > 0, day)
    said = or_(DELIVERY.c.reported_on.is_not(None), DELIVERY.c.reported.is_not(None))
    columns = [name for name in asked_for(HELD) if name not in ("provider", REPORTED, "fee")]
    conditions: dict[str, ColumnElement[bool]] = {
        **{name: DELIVERY.c[name].is_(None) for name in columns},
        "provider": missing.nobody(DELIVERY.c.provider, select(ORGANISATION.c.key)),
        "lately": lately,
        REPORTED: and_(lately, ~said, DELIVERY.c.imported.is_not(None)),
    }
    sums = missing.of_cohorts(connection, LISTING_ENDS, conditions)
    every = sums.pop("")
    sums["fee"] = sum(
        many for kept, many in missing.fees(connection, LISTING_ENDS) if not _one(kept)
    )
    return {
        name: (many, sums["lately"] if name == REPORTED else every, set())
        for name, many in sums.items()
    }


def _one(fees: str) -> bool:
    own = [
        each for each in json.loads(fees) if (each["for"], each["gst"]) == ("learner", "included")
    ]
    return len(own) == 1
