"""Boxes that a form marks with a bookmark: the text between its start and its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from mcapproval.documents.official_forms.box import TEXT_BOX, Box
from mcapproval.documents.official_forms.labels import beside
from mcapproval.documents.official_forms.lines import BLANKS
from mcapproval.documents.official_forms.seen import blank, label_text, run_text, runs, within
from mcapproval.documents.official_forms.writing import (
    as_text,
    in_place_of,
    look_of,
    plain_look,
    runs_of,
)
from mcapproval.documents.word.names import CELL, PARAGRAPH, RUN, Element, w

_START, _END = w("bookmarkStart"), w("bookmarkEnd")


def with_bookmarks(root: Element, found: Sequence[Box]) -> Iterator[Box]:
    """The boxes found, those that a bookmark marks too with its name, and the bookmarks that mark
    a place of their own. Word's own bookmarks begin with an underscore and are left alone.
    """
    boxes = list(found)
    known = {name for box in boxes if box.style == "field" for name in box.names}
    ended = {end.get(w("id")) for end in root.iter(_END)}
    for start in root.iter(_START):
        name = start.get(w("name"), "")
        if not name or name.startswith("_") or name in known or start.get(w("id")) not in ended:
            continue
        at = next((n for n, box in enumerate(boxes) if _marks(start, box)), None)
        if at is None:
            boxes.append(_bookmark(start, name))
        else:
            boxes[at] = replace(boxes[at], names=(*boxes[at].names, name))
    yield from boxes


def _marks(start: Element, box: Box) -> bool:
    """Whether a bookmark stands in the empty cell, or around the blanks, of a box."""
    if box.style == "cell" and not box.held:
        return within(start, CELL) is box.element or start.getnext() is box.element
    if box.style != "line" or start.getparent() is not box.element:
        return False
    lead = "".join(run_text(run) for run in _runs_before(start))
    inside = "".join(run_text(run) for run in _between(start) or ())
    drawn = BLANKS.search(inside) or (inside.strip() and blank(inside))
    return bool(drawn) and label_text(lead).endswith(box.label)


def _runs_before(start: Element) -> list[Element]:
    return [run for run in runs(start.getparent()) if _earlier(run, start)]


def _earlier(run: Element, start: Element) -> bool:
    top = run
    while top.getparent() is not start.getparent():
        top = top.getparent()
    return bool(top.getparent().index(top) < start.getparent().index(start))


def _between(start: Element) -> list[Element] | None:
    """The runs inside; None where the bookmark ends in another paragraph."""
    inside: list[Element] = []
    number = start.get(w("id"))
    for sibling in start.itersiblings():
        if sibling.tag == _END and sibling.get(w("id")) == number:
            return inside
        inside += [sibling] if sibling.tag == RUN else list(runs(sibling))
    return None


def _bookmark(start: Element, name: str) -> Box:
    inside = _between(start)
    label = ""
    if within(start, PARAGRAPH) is not None:
        lead = "".join(run_text(run) for run in _runs_before(start))
        label = label_text(lead if not blank(lead) else beside(start))
    text = "".join(run_text(run) for run in inside or ())
    shut = ""
    if inside is None or start.getparent().tag != PARAGRAPH:
        shut = "its bookmark reaches over several paragraphs"
        text = ""
    elif any(next(run.iter(w("fldChar")), None) is not None for run in inside):
        shut = "it holds a field, which Word works out"
    held = "" if blank(text) or shut else " ".join(text.split())
    write = partial(_write, start)
    return Box(TEXT_BOX, "bookmark", label, start, write, (name,), held=held, shut=shut)


def _write(start: Element, words: Sequence[str]) -> None:
    inside = _between(start) or []
    if inside:
        in_place_of(inside, words[0], plain_look(inside[0].find(w("rPr"))))
        return
    former = next((run for run in reversed(_runs_before(start))), None)
    look = look_of(start.getparent()) if former is None else former.find(w("rPr"))
    for fresh in reversed(runs_of(as_text(words[0]).split("\n"), look)):
        start.addnext(fresh)
