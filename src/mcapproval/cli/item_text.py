"""Open items as people read them, below a case: what, by when, whose, and what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from mcapproval.cli.say import one_line, wrapped
from mcapproval.clock import spoken
from mcapproval.policy.readiness import topic

if TYPE_CHECKING:
    from mcapproval.actions.cases.items.still_open import OpenItem


def open_lines(items: Sequence[OpenItem], ref: str, heading: str = "Open") -> Iterator[str]:
    """A heading and one item to a line, or nothing where none is open."""
    if items:
        yield f"\n{heading}"
    for item in items:
        yield wrapped(_said(item, ref), "  ", "      ")


def _said(item: OpenItem, ref: str) -> str:
    what = f"{item.weight} {item.kind}".strip()
    of = f" of {item.ref}" if item.ref != ref else ""
    turn = f" (round {item.round})" if item.round else ""
    state = "answered, not closed" if item.state == "answered" else ""
    parts = [f"{what} {item.number}{of}{turn}", _due(item), state, item.who]
    of_the_list = item.kind == "readiness" and item.topic
    says = topic(item.topic).words if of_the_list else item.says
    return f"{', '.join(part for part in parts if part)}: {one_line(says)}"


def _due(item: OpenItem) -> str:
    if not item.due:
        return ""
    day = spoken(date.fromisoformat(item.due))
    word = "agreed to follow by" if item.state == "agreed" else "due"
    return f"{word} {day}, overdue" if item.overdue else f"{word} {day}"
