"""The message that tells one person of all that is due: plain words, one paragraph a thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mcapproval.clock import spoken
from mcapproval.policy.model import capital
from mcapproval.reports.due import left
from mcapproval.reports.outbox import Notice


@dataclass(frozen=True, slots=True)
class Digest:
    """`records` is what the records are called; `simulated` that nothing in them is real."""

    name: str
    records: str
    simulated: bool
    today: date
    notices: tuple[Notice, ...]


def subject(digest: Digest) -> str:
    things = _things(digest.notices)
    late = sum(1 for thing in things if thing[0].days < 0)
    count = "1 thing is due" if len(things) == 1 else f"{len(things)} things are due"
    return f"mcapproval: {count}{f', {late} overdue' if late else ''}"


def body(digest: Digest) -> str:
    return "\n".join(_lines(digest)) + "\n"


def _lines(digest: Digest) -> Iterator[str]:
    yield f"Kia ora {_one_line(digest.name)}"
    yield ""
    yield f"As of {spoken(digest.today)}:"
    for thing in _things(digest.notices):
        yield ""
        yield from _paragraph(thing)
    yield ""
    yield "--"
    yield f"Written by mcapproval from: {_one_line(digest.records)}."
    if digest.simulated:
        yield "These records are simulated: nothing in them is real."


def _things(notices: Sequence[Notice]) -> list[list[Notice]]:
    """Notices of the same thing together, what is due first at the front."""
    found: dict[tuple[str, str, str], list[Notice]] = {}
    for notice in sorted(notices, key=lambda each: (each.due_on, each.ref, each.about)):
        found.setdefault((notice.ref, notice.about, notice.due_on), []).append(notice)
    return list(found.values())


def _paragraph(thing: Sequence[Notice]) -> Iterator[str]:
    first = thing[0]
    yield f"{_one_line(first.title)} ({first.ref})" if first.title else first.ref
    yield f"  {capital(first.what)} {_due(first)}."
    vacant = [notice for notice in thing if notice.instead]
    escalated = [notice for notice in thing if notice.kind == "escalate"]
    roles = list(
        dict.fromkeys(notice.to for notice in thing if notice not in (*escalated, *vacant))
    )
    if roles:
        yield f"  You are told as {' and '.join(roles)}."
    if vacant:
        yield f"  Nobody is its {vacant[0].to}, so you are told as {vacant[0].instead}."
    if escalated:
        yield f"  It was not done in time, so you are told as {escalated[0].to}."
    yield f"  See: mcapproval {' '.join(first.see)}"


def _due(notice: Notice) -> str:
    on = spoken(date.fromisoformat(notice.due_on))
    if notice.days == 0:
        return f"is due today, {on}"
    if notice.days < 0:
        return f"was due on {on}: {left(notice.days)}"
    return f"is due on {on}, in {left(notice.days)}"


def _one_line(text: str) -> str:
    """What people wrote, on one line and without anything that a terminal would obey."""
    return "".join(c if c.isprintable() else " " for c in " ".join(text.split()))
