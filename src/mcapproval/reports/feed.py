"""The days of a quality team as iCalendar (RFC 5545): the same records give the same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from mcapproval.clock import add_days, read_stamp

if TYPE_CHECKING:
    from icalendar import Event

NAMESPACE = "mcapproval.invalid"
"""No host of ours: identifiers need one that nobody else gives out (RFC 2606)."""

PRODUCT = "PRODID:-//mcapproval//re-evaluation//EN"


Stands = Literal["due", "done", "off"]
BEFORE: Mapping[Stands, str] = {"due": "", "done": "Done: ", "off": "Called off: "}


@dataclass(frozen=True, slots=True)
class Entry:
    """A day on which something is due. `key` stays with it when the day moves.

    `moved` counts how often it was changed since it was first told, `changed` is the instant of the
    last change as the journal has it. `stands`: due, done, or called off.
    """

    key: str
    says: str
    about: str
    day: date
    changed: str
    moved: int = 0
    stands: Stands = "due"


def feed(entries: Sequence[Entry], records: str, key: str, of: str = "all") -> bytes:
    """A calendar of them; `records` are called so, `key` is theirs alone, and `of` says which of
    their days these are.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT.partition(":")[2])
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", records)
    calendar.add("x-wr-relcalid", f"{key}-{of}")
    for entry in sorted(entries, key=lambda entry: (entry.day, entry.key)):
        calendar.add_component(_event(entry, key))
    return bytes(calendar.to_ical())


def _event(entry: Entry, key: str) -> Event:
    from icalendar import Event

    event = Event()
    changed = read_stamp(entry.changed)
    event.add("uid", f"{entry.key}@{key}.{NAMESPACE}")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", entry.moved)
    event.add("dtstart", entry.day)
    event.add("dtend", add_days(entry.day, 1))
    event.add("summary", f"{BEFORE[entry.stands]}{entry.says}")
    event.add("description", entry.about)
    event.add("status", "CANCELLED" if entry.stands == "off" else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def which(data: bytes) -> bytes:
    """What tells a calendar of ours, and of which days it is; empty for any other."""
    head = data.partition(b"BEGIN:VEVENT")[0].splitlines()
    written = PRODUCT.encode() in head
    return next((line for line in head if written and line.startswith(b"X-WR-RELCALID:")), b"")
