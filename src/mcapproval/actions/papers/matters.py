"""What waits for a meeting that is called, each matter with the resolution that is asked of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.committees.agenda import waiting_for
from mcapproval.actions.papers.as_decided import as_decided
from mcapproval.actions.papers.packs import dossier
from mcapproval.clock import spoken
from mcapproval.documents.answers import words
from mcapproval.documents.application.deciding.board_sheet import to_do
from mcapproval.documents.meetings.facts import Matter
from mcapproval.errors import Unmet
from mcapproval.reports.agenda import Waiting
from mcapproval.store import queries
from mcapproval.store.rows.folded import Application, Listing, Meeting, Review

BEFORE = {
    "ratify": "ratify what the chair decided alone on {day}: ",
    "note": "note what was decided by delegation on {day}: ",
}
"""What a resolution says before it names what was decided already."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked, as it stands in a resolution, and of how large a micro-credential."""

    told: str
    level: int | None = None
    credits: int | None = None


def matters_of(connection: Connection, meeting: Meeting, today: date) -> Iterator[Matter]:
    """What waits for it as the records are today; nothing once it was held or cancelled."""
    if meeting.state != "called":
        return
    day = date.fromisoformat(meeting.on_day)
    for row in waiting_for(connection, today, meeting.provider, meeting.body, day):
        since = date.fromisoformat(row.since)
        asked = _asked(connection, row, today)
        yield Matter(
            asked=row.asked,
            ref=row.ref,
            title=row.title,
            kind=row.kind,
            since=since,
            papers=row.papers,
            not_yet=row.not_yet,
            part_in_it=row.conflicts,
            advice=row.advice,
            level=asked.level,
            credits=asked.credits,
            resolution=BEFORE.get(row.asked, "").format(day=spoken(since)) + asked.told,
        )


def _asked(connection: Connection, row: Waiting, today: date) -> _Asked:
    if queries.one(connection, Application, ref=row.ref) is None:
        return _of_review(connection, row)
    try:
        found = dossier(connection, row.ref, today)
        found = as_decided(connection, found) if row.asked in BEFORE else found
    except Unmet:  # erased
        return _Asked(_in_short(row))
    draft = found.draft
    told = f"to {to_do(found)}" if row.asked in BEFORE else to_do(found)
    return _Asked(told, draft.whole("/level"), draft.whole("/credits"))


def _in_short(row: Waiting) -> str:
    """Of what nothing more is known."""
    return f"{'on' if row.asked in BEFORE else 'decide on'} {row.title} ({row.ref})"


def _of_review(connection: Connection, row: Waiting) -> _Asked:
    review = queries.one(connection, Review, ref=row.ref)
    listing = queries.one(connection, Listing, ref=review.listing) if review else None
    if listing is None:
        return _Asked(_in_short(row))
    number = f", NZQA number {listing.number}" if listing.number else ""
    of, it = f"on re-evaluation {row.ref}", f"{row.title} ({listing.ref}{number})"
    told = f"decide, {of}, whether {it} goes on, and with which actions"
    if row.asked in BEFORE and review:
        told = f"{of} of {it}: {words(review.decision)}"
    return _Asked(told, listing.level, listing.credits)
