"""The days of a quality team as iCalendar: the same records give the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from mcapproval.clock import add_days

NAMESPACE = "mcapproval.invalid"
"""No host of ours: identifiers need one that nobody else gives out (RFC 2606)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A day on which something is due. `key` stays with it when the day moves.

    `moved` counts how often it was changed since it was first told, `changed` is the instant of the
    last change. `cancelled`: it is no longer due.
    """

    key: str
    says: str
    about: str
    day: date
    changed: datetime
    moved: int = 0
    cancelled: bool = False


def feed(entries: Sequence[Entry], records: str, key: str) -> bytes:
    """A calendar of them (RFC 5545); `records` are called so, and `key` is theirs alone."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//mcapproval//re-evaluation//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", records)
    for entry in sorted(entries, key=lambda entry: (entry.day, entry.key)):
        event = Event()
        event.add("uid", f"{entry.key}@{key}.{NAMESPACE}")
        event.add("dtstamp", entry.changed)
        event.add("last-modified", entry.changed)
        event.add("sequence", entry.moved)
        event.add("dtstart", entry.day)
        event.add("dtend", add_days(entry.day, 1))
        event.add("summary", f"Called off: {entry.says}" if entry.cancelled else entry.says)
        event.add("description", entry.about)
        event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
