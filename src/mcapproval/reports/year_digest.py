"""The message that tells one person of the re-evaluations to come: how many, then which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mcapproval.clock import spoken
from mcapproval.reports.due import Due, left

MOST = 20
"""Re-evaluations that a message names; the others are counted."""

WORDS = {"overdue": "overdue", "due": "due to be opened or decided", "upcoming": "upcoming"}


@dataclass(frozen=True, slots=True)
class YearDigest:
    """`own` are those that are the person's, `led` those they run for a provider beside them."""

    person: str
    name: str
    records: str
    simulated: bool
    today: date
    period: str
    own: tuple[Due, ...]
    led: tuple[Due, ...]


def subject(digest: YearDigest) -> str:
    return f"mcapproval: your re-evaluations, {counted((*digest.own, *digest.led))}"


def counted(rows: Sequence[Due]) -> str:
    found = [(sum(row.when == when for row in rows), said) for when, said in WORDS.items()]
    return ", ".join(f"{number} {said}" for number, said in found if number) or "none"


def body(digest: YearDigest) -> str:
    return "\n".join(_lines(digest)) + "\n"


def _lines(digest: YearDigest) -> Iterator[str]:
    yield f"Kia ora {' '.join(digest.name.split())}"
    yield ""
    yield f"As of {spoken(digest.today)}, in the year to come:"
    for heading, rows in (("Yours", digest.own), ("Of those you run", digest.led)):
        if not rows:
            continue
        yield ""
        yield f"{heading}: {counted(rows)}."
        for row in rows[:MOST]:
            late = left(row.days) if row.days <= 0 else f"in {left(row.days)}"
            yield f"  {row.due_on}  {row.ref}  {' '.join(row.title.split())} ({late})"
        if len(rows) > MOST:
            yield f"  and {len(rows) - MOST} more: mcapproval review due --within 365d"
    yield ""
    yield "--"
    yield f"Written by mcapproval from: {' '.join(digest.records.split())}."
    if digest.simulated:
        yield "These records are simulated: nothing in them is real."
