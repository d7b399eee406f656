"""Every box of a form, in the order of its pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from mcapproval.documents.official_forms.bookmarks import with_bookmarks
from mcapproval.documents.official_forms.box import Box
from mcapproval.documents.official_forms.controls import controls
from mcapproval.documents.official_forms.lines import line_boxes
from mcapproval.documents.official_forms.old_fields import old_fields
from mcapproval.documents.official_forms.seen import folded, within
from mcapproval.documents.official_forms.tables import cell_boxes
from mcapproval.documents.word.names import CELL, Element, mc

FALLBACK = mc("Fallback")
"""A drawing said a second time, for programs that do not know the first."""


def boxes_of(trees: Mapping[str, Element]) -> tuple[Box, ...]:
    """The boxes of all parts; those of one label are numbered from 1."""
    found = [box for part, tree in trees.items() for box in _of_part(part, tree.getroot())]
    seen: Counter[str] = Counter()
    numbered = []
    for box in found:
        seen[folded(box.label)] += 1
        numbered.append(replace(box, number=seen[folded(box.label)] if box.label else 1))
    return tuple(numbered)


def _of_part(part: str, root: Element) -> Iterator[Box]:
    cells = list(cell_boxes(root))
    lines = list(line_boxes(root))
    drawn = {within(box.element, CELL) for box in lines}
    cells = [box for box in cells if box.style != "cell" or box.element not in drawn]
    order = {element: at for at, element in enumerate(root.iter())}
    fields = list(old_fields(root))
    every = with_bookmarks(root, [*controls(root), *fields, *cells, *lines])
    for box in sorted(every, key=lambda box: order[box.element]):
        if within(box.element, FALLBACK) is None:
            yield replace(box, part=part)
