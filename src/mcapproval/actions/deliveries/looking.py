"""Deliveries as people see them: a list, one of them, and what happened to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from mcapproval.actions.deliveries.counted import COUNTS
from mcapproval.actions.deliveries.fees import Fee, fees_of
from mcapproval.actions.deliveries.keeping import delivery_row
from mcapproval.actions.deliveries.sources import Source, figures_of, told
from mcapproval.actions.deliveries.standing import reported, status_of
from mcapproval.actions.deliveries.wording import columns
from mcapproval.actions.desk import Desk
from mcapproval.actions.lookup import known_provider, listing_row
from mcapproval.actions.people.known import ERASED, names
from mcapproval.clock import nz_day, read_stamp
from mcapproval.store import queries
from mcapproval.store.clauses import made, table
from mcapproval.store.events import Event
from mcapproval.store.keep import texts
from mcapproval.store.rows.folded import Delivery, Listing


@dataclass(frozen=True, slots=True)
class Line:
    """A delivery in a list; `status` is planned, running, ended, cancelled or "" for not known."""

    row: Delivery
    title: str
    status: str
    reported: str


@dataclass(frozen=True, slots=True)
class Happened:
    """A row of the journal about a delivery, in people's words."""

    row: int
    on: str
    recorded_on: str
    by: str
    says: str


@dataclass(frozen=True, slots=True)
class Shown:
    line: Line
    facts: dict[str, Any]
    fees: tuple[Fee, ...]
    sources: dict[str, Source]
    history: tuple[Happened, ...]


def list_deliveries(
    desk: Desk,
    listing: str | None = None,
    provider: str | None = None,
    first: date | None = None,
    last: date | None = None,
) -> list[Line]:
    """The deliveries that took place, or are to, between two days; in the order of their days.

    One without days is in every span: it may have been.
    """
    delivery = table(Delivery)
    statement = select(delivery).order_by(
        delivery.c.starts.is_(None), delivery.c.starts, delivery.c.ref
    )
    with desk.reading() as connection:
        if listing:
            statement = statement.where(delivery.c.listing == listing_row(connection, listing).ref)
        if provider:
            known_provider(connection, provider)
            statement = statement.where(delivery.c.provider == provider)
        if first:
            over = or_(
                delivery.c.ends >= first.isoformat(),
                and_(delivery.c.ends.is_(None), delivery.c.starts >= first.isoformat()),
                and_(delivery.c.ends.is_(None), delivery.c.starts.is_(None)),
            )
            statement = statement.where(over)
        if last:
            begun = or_(delivery.c.starts <= last.isoformat(), delivery.c.starts.is_(None))
            statement = statement.where(begun)
        return _lines(connection, made(Delivery, connection.execute(statement)), desk.today)


def _lines(connection: Connection, rows: Iterable[Delivery], day: date) -> list[Line]:
    found = list(rows)
    of = queries.among(connection, Listing, "ref", {row.listing for row in found})
    titles = {row.ref: row.title for row in of}
    return [
        Line(
            row,
            titles.get(row.listing, ""),
            "cancelled" if row.cancelled else status_of(row, day) or "",
            reported(row) or "",
        )
        for row in found
    ]


def show(desk: Desk, ref: str) -> Shown:
    with desk.reading() as connection:
        row = delivery_row(connection, ref)
        (line,) = _lines(connection, [row], desk.today)
        events = list(queries.events(connection, ref))
        sources = figures_of(row, told(connection, [row]), ERASED)
        people = {event.by.person for event in events}
        people |= {each.supplier for each in sources.values() if each.supplier}
        called = names(connection, people)
        noted = texts(connection, {e.data["note"] for e in events if e.data.get("note")})
    notes = {key: str(text) for key, text in noted.items()}
    by_name = {
        name: Source(s.source, s.extracted_on, called.get(s.supplier or "", s.supplier))
        for name, s in sources.items()
    }
    history = tuple(_happened(event, called, notes) for event in events)
    return Shown(line, columns(row), fees_of(row), by_name, history)


def _happened(event: Event, called: dict[str, str], notes: dict[str, str]) -> Happened:
    facts = event.data["facts"]
    said = "entered" if event.act == "delivery-entered" else f"changed: {_changes(facts)}"
    if facts.get("cancelled"):
        said = "called off"
    if event.data.get("note"):
        said += f": {notes.get(event.data['note'], '(erased)')}"
    return Happened(
        event.seq,
        event.effective_on,
        nz_day(read_stamp(event.recorded_at)).isoformat(),
        called.get(event.by.person, event.by.person),
        said,
    )


def _changes(facts: dict[str, Any]) -> str:
    """What was said: counts with their numbers, other facts by their names."""
    plain = {key: value for key, value in facts.items() if key not in ("days", "fees", "figures")}
    told = [f"{key} {_said(key, value)}" for key, value in plain.items()]
    return (
        ", ".join(told + [key for key in ("days", "fees") if key in facts]) or "sources of counts"
    )


def _said(key: str, value: object) -> str:
    if value is None:
        return "not known" if key in COUNTS else "taken away"
    return str(value)
