"""What follows from a day of NZQA that is put right: what was answered, granted and told by it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.next_review import nzqas_days
from mcapproval.actions.importing.deciding import covers
from mcapproval.actions.importing.provenance import brought
from mcapproval.actions.importing.work import Making, day_of
from mcapproval.actions.lookup import case_row, listing_row
from mcapproval.clock import add_months, months_between, spoken
from mcapproval.store import queries
from mcapproval.store.rows.folded import Accreditation, Listing, Result, Review

Value = str | int


def answered_until(
    connection: Connection, listing: Listing, changed: Mapping[str, Value]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Until when each decided re-evaluation answers, where that was the anniversary of the wrong
    day: else the right one, some days later, would be overdue at once.
    """
    before = {name: getattr(listing, name) for name in ("approved_on", "nzqa_review_on")}
    if not before.keys() & changed.keys():
        return
    case = case_row(connection, listing.ref)
    for review in queries.many(connection, Review, listing=listing.ref):
        if review.decided_on:
            on = date.fromisoformat(review.decided_on)
            both = (before, {**before, **changed})
            was, now = (covers(connection, each, case.provider, on).isoformat() for each in both)
            if review.covers != was:
                was, now = review.covers, _anniversary(review.covers, *both)
            if was != now:
                facts = {"facts": {"covers": now}, "was": {"covers": was}}
                yield review.ref, {"track": "review", **facts}


def _anniversary(
    day: str, before: Mapping[str, Value | None], after: Mapping[str, Value | None]
) -> str:
    """The same anniversary of the right day of approval; the day itself where it was none."""
    was, now = (each["approved_on"] for each in (before, after))
    if not was or not now:
        return day
    wrong, right = date.fromisoformat(str(was)), date.fromisoformat(str(now))
    months = months_between(wrong, date.fromisoformat(day))
    same = months and add_months(wrong, months).isoformat() == day
    return add_months(right, months).isoformat() if same else day


def approved_anew(work: Making, listing: Listing, was: str, now: str) -> None:
    """The day of approval stands as a result of the application too, and was taken as that of the
    accreditation where the sheet did not say another.
    """
    connection, writer = work.writer.connection, work.writer
    for ref, data in _days(connection, listing, was, now):
        writer.add(ref, "noted", day_of(work, ref), data)


def _days(
    connection: Connection, listing: Listing, was: str, now: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Of what was approved here, all that the same answer granted on the same day."""
    imported = brought(connection, listing)
    rows = queries.many(connection, Result, ref=listing.application)
    moved = [r.result for r in rows if r.on_day == was and (r.result == "approval" or not imported)]
    if moved:
        track = {"track": "application", "facts": {}}
        days = {"result_days": dict.fromkeys(moved, now)}
        yield listing.application, {**track, **days, "result_days_were": dict.fromkeys(moved, was)}
    for granted in _granted_with(connection, listing, was):
        facts = {"facts": {"granted_on": now}, "was": {"granted_on": was}}
        yield granted.ref, {"track": "accreditation", **facts}


def _granted_with(connection: Connection, listing: Listing, day: str | None) -> list[Accreditation]:
    imported = brought(connection, listing)
    return [
        row
        for row in queries.many(connection, Accreditation, listing=listing.ref)
        if row.granted_on == day and (imported or row.application == listing.application)
    ]


def nzqas_day(connection: Connection, ref: str) -> str | None:
    """NZQA's next review as all tell it: one that it set, or the next by its period once a review
    answered for that; None where none is to come.
    """
    if case_row(connection, ref).state != "current":
        return None
    day = nzqas_days(connection, [listing_row(connection, ref)]).get(ref)
    return day.isoformat() if day else None


def told_of_nzqa(before: str | None, now: str | None, said: Value | None) -> Iterator[str]:
    """What to say where NZQA's next review is on another day than what was put right tells."""
    told = spoken(date.fromisoformat(now)) if now else "not known"
    if said and now != said and (before or now):
        day = spoken(date.fromisoformat(str(said)))
        yield f"NZQA's review on {day} was answered for already; its next review: {told}"
    elif not said and before != now:
        yield f"NZQA's next review follows from that, and is now: {told}"


def granted_with_it(
    connection: Connection, listing: Listing, changed: Mapping[str, Value]
) -> Iterator[str]:
    if "approved_on" in changed and not brought(connection, listing):
        for row in _granted_with(connection, listing, listing.approved_on):
            yield f"{row.ref} was granted on the same day, and that is put right with it"
