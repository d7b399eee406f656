"""The days of a quality team as iCalendar (RFC 5545): the same records give the same bytes.

It is written here, since a library that is asked for each property takes ten times as long, and
folds lines as its release does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mcapproval.clock import add_days

NAMESPACE = "mcapproval.invalid"
"""No host of ours: identifiers need one that nobody else gives out (RFC 2606)."""

LONGEST = 75
"""Octets of a line with the blank that begins it where it goes on."""

HEAD = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//mcapproval//re-evaluation//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A day on which something is due. `key` stays with it when the day moves.

    `moved` counts how often it was changed since it was first told, `changed` is the instant of the
    last change as the journal has it. `cancelled`: it is no longer due.
    """

    key: str
    says: str
    about: str
    day: date
    changed: str
    moved: int = 0
    cancelled: bool = False


def feed(entries: Sequence[Entry], records: str, key: str) -> bytes:
    """A calendar of them; `records` are called so, and `key` is theirs alone."""
    lines = [*HEAD, f"X-WR-CALNAME:{_text(records)}"]
    for entry in sorted(entries, key=lambda entry: (entry.day, entry.key)):
        lines += _event(entry, key)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def _event(entry: Entry, key: str) -> Iterator[str]:
    says = f"Called off: {entry.says}" if entry.cancelled else entry.says
    changed = entry.changed.replace("-", "").replace(":", "")
    yield "BEGIN:VEVENT"
    yield f"SUMMARY:{_text(says)}"
    yield f"DTSTART;VALUE=DATE:{_day(entry.day)}"
    yield f"DTEND;VALUE=DATE:{_day(add_days(entry.day, 1))}"
    yield f"DTSTAMP:{changed}"
    yield f"UID:{_text(entry.key)}@{key}.{NAMESPACE}"
    yield f"SEQUENCE:{entry.moved}"
    yield f"DESCRIPTION:{_text(entry.about)}"
    yield f"LAST-MODIFIED:{changed}"
    yield f"STATUS:{'CANCELLED' if entry.cancelled else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(said: str) -> str:
    """With what would end a value or a line escaped (RFC 5545, 3.3.11)."""
    escaped = said.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> bytes:
    """A line cut where it grows too long; neither a letter nor an escape is cut in two."""
    data = line.encode()
    parts = []
    while len(data) >= LONGEST:
        end = LONGEST - 1
        while data[end] & 0b1100_0000 == 0b1000_0000:
            end -= 1
        if data[end - 1] == ord("\\"):
            end -= 1
        parts.append(data[:end])
        data = data[end:]
    return b"\r\n ".join((*parts, data))
