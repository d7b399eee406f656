"""Meetings as they are listed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases import seats
from mcapproval.actions.committees.bodies import body_meant
from mcapproval.actions.committees.seated import sitting
from mcapproval.actions.desk import Desk
from mcapproval.store import queries
from mcapproval.store.keep import texts
from mcapproval.store.rows.folded import Meeting


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting as listed: people by short name, how many count and how many must.

    `reason` says why it was cancelled.
    """

    ref: str
    provider: str
    body: str
    title: str
    on: str
    state: str
    present: str
    apologies: str
    counted: int
    needed: int | None
    minute_reference: str
    reason: str


def list_meetings(desk: Desk, body: str | None = None) -> list[MeetingLine]:
    """Every meeting, the soonest first."""
    with desk.reading() as connection:
        wanted = {"body": body_meant(connection, desk, body)} if body else {}
        rows = queries.many(connection, Meeting, **wanted)
        return [
            _line(connection, row, desk.today)
            for row in sorted(rows, key=lambda r: (r.on_day, r.ref))
        ]


def _line(connection: Connection, row: Meeting, today: date) -> MeetingLine:
    found, there = sitting(connection, row, today), seats.held(row)
    return MeetingLine(
        row.ref,
        row.provider,
        row.body,
        found.policy.title(row.body),
        row.on_day,
        row.state,
        ", ".join(seats.named(connection, there.present)),
        ", ".join(seats.named(connection, there.apologies)),
        found.quorum.counted,
        found.quorum.needed,
        row.minute_reference or "",
        _reason(connection, row) if row.state == "cancelled" else "",
    )


def _reason(connection: Connection, row: Meeting) -> str:
    """Why a meeting was cancelled."""
    rows = (event for event in queries.events(connection, row.ref))
    told = next(event.data["reason"] for event in rows if event.act == "meeting-cancelled")
    return str(texts(connection, {told}).get(told, "(erased)"))
