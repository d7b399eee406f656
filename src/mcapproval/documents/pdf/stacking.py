"""What stands on which page: items put under one another, broken where they may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from mcapproval.documents.pdf import paper
from mcapproval.documents.pdf.paragraphs import Paragraph
from mcapproval.documents.pdf.pen import Pen

LITTLE = 10 * paper.PROSE.leading
"""A last page that would hold less is done without, where the gaps give that much."""

CLOSER = ((0.9, False), (0.75, False), (0.6, False), (0.6, True))
"""Shares of the gaps between items, and whether lines are closed too: the first that suffices is
taken."""


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
    pages: list[Page] = []
    run: list[Item] = []
    others = 0
    for item in (*items, Turn()):
        if not isinstance(item, Turn):
            run.append(item)
            continue
        if run:
            pages += _run(run)
            run = []
        others += item.others
        if pages:
            pages[-1].others += others
            others = 0
    return pages or [Page(others=others)]


def _run(items: Sequence[Item]) -> list[Page]:
    """The pages of what follows itself. Where the last would hold only a little, the gaps between
    items, and at last those between lines, are closed as far as it takes to do without that page;
    the letters stay as they are. Where that is not enough, nothing is closed.
    """
    pages = _set(items, 1)
    if len(pages) > 1 and _used(pages[-1]) < LITTLE:
        for share, lines in CLOSER:
            closer = _set([*map(_closer, items)] if lines else items, share)
            if len(closer) < len(pages):
                return closer
    return pages


def _closer(item: Item) -> Item:
    return item.closer() if isinstance(item, Paragraph) else item


def _used(page: Page) -> float:
    last, down = page.items[-1]
    return down + last.height


def _set(items: Sequence[Item], share: float) -> list[Page]:
    """The pages, with that share of each gap."""
    pages = [Page()]
    used = after = 0.0
    for index, item in enumerate(items):
        gap = share * max(after, item.before) if pages[-1].items else 0.0
        if pages[-1].items and used + gap + _wanted(items, index, share) > paper.sheet().room:
            pages.append(Page())
            used = gap = 0.0
        rest: Item = item
        while used + gap + rest.height > paper.sheet().room:
            first, rest_or_all = rest.split(paper.sheet().room - used - gap)
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
    return pages


def _wanted(items: Sequence[Item], index: int, share: float) -> float:
    """The height that must be free below an item's gap, lest it stand alone or be torn badly. What
    is more than a page can't be kept together: it is looked at no further.
    """
    first = items[index]
    least = first.height if first.keep else first.least
    last, total = first, least
    while last.keep and index + 1 < len(items) and total <= paper.sheet().room:
        index += 1
        following = items[index]
        total += share * max(last.after, following.before)
        total += following.height if following.keep else following.least
        last = following
    return total if total <= paper.sheet().room else min(least, first.least, paper.sheet().room)
