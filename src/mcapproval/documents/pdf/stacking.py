"""What stands on which page: items put under one another, broken where they may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from mcapproval.documents.pdf import paper
from mcapproval.documents.pdf.pen import Pen


class Item(Protocol):
    """Something that takes room on a page. `keep` says that it stands with what follows it."""

    @property
    def before(self) -> float: ...

    @property
    def after(self) -> float: ...

    @property
    def keep(self) -> bool: ...

    @property
    def height(self) -> float: ...

    @property
    def least(self) -> float:
        """The height of the smallest part that may stand at the foot of a page."""

    def split(self, room: float) -> tuple[Item | None, Item]:
        """The part that fits in `room`, None where none does, and what is left of it."""

    def draw(self, pen: Pen, top: float) -> None:
        """Draws it below the height `top` of a page."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What follows begins a page, with `others` pages of somebody else's before it."""

    others: int = 0


@dataclass(slots=True)
class Page:
    """What stands on it, each with its distance from the top edge; `others` follow it."""

    items: list[tuple[Item, float]] = field(default_factory=list)
    others: int = 0


def stacked(items: Sequence[Item | Turn]) -> list[Page]:
    """The pages, at least one; none but that one is empty."""
    pages = [Page()]
    used = after = 0.0
    for index, item in enumerate(items):
        page = pages[-1]
        if isinstance(item, Turn):
            before = page if page.items or len(pages) == 1 else pages[-2]
            before.others += item.others
            if page.items and index + 1 < len(items):
                pages.append(Page())
                used = after = 0.0
            continue
        gap = max(after, item.before) if page.items else 0.0
        if page.items and used + gap + _wanted(items, index) > paper.ROOM:
            pages.append(Page())
            used = gap = 0.0
        rest: Item = item
        while used + gap + rest.height > paper.ROOM:
            first, rest_or_all = rest.split(paper.ROOM - used - gap)
            if first is None and not pages[-1].items:
                break
            if first is not None:
                pages[-1].items.append((first, used + gap))
            rest = rest_or_all
            pages.append(Page())
            used = gap = 0.0
        pages[-1].items.append((rest, used + gap))
        used += gap + rest.height
        after = rest.after
    return pages[:-1] if len(pages) > 1 and not pages[-1].items else pages


def _wanted(items: Sequence[Item | Turn], index: int) -> float:
    """The height that must be free below an item's gap, lest it stand alone or be torn badly. What
    is more than a page can't be kept together: it is looked at no further.
    """
    first = items[index]
    assert not isinstance(first, Turn)
    least = first.height if first.keep else first.least
    last, total = first, least
    while last.keep and index + 1 < len(items) and total <= paper.ROOM:
        index += 1
        following = items[index]
        if isinstance(following, Turn):
            break
        total += max(last.after, following.before)
        total += following.height if following.keep else following.least
        last = following
    return total if total <= paper.ROOM else min(least, first.least, paper.ROOM)
