"""A picture taken apart: what lies upon what, which words are in it, what stands beside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

from mcapproval.workflow.definition import Definition, parse
from mcapproval.workflow.drawing.shapes import Drawing, Line, Rect
from mcapproval.workflow.drawing.svg import drawing_of
from mcapproval.workflow.drawing.walked import Entered, Walked, walked

SVG = "{http://www.w3.org/2000/svg}"
PICTURED = Path(__file__).parent / "pictured.toml"


def pictured() -> Definition:
    return parse(PICTURED.read_text("utf-8"), "pictured.toml")


def on_its_way(definition: Definition) -> Walked:
    """A case that was sent back once and waits for the board, on 1 June 2026."""
    way = (
        ("enquiry", "2026-02-03"),
        ("drafting", "2026-02-03"),
        ("check", "2026-04-01"),
        ("drafting", "2026-04-04"),
        ("check", "2026-05-01"),
        ("approval", "2026-05-20"),
    )
    entered = [Entered(s, definition.label(s), date.fromisoformat(day)) for s, day in way]
    title = "Whakahaere hapori"
    return walked("APP-2026-0001", title, entered, date(2026, 6, 1), definition)


def faults(definition: Definition, case: Walked | None = None) -> list[str]:
    """What lies upon what must not, or out of the picture."""
    drawing = drawing_of(definition, case=case)
    return [*_boxes(drawing), *_words(drawing), *_lines(drawing)]


def _boxes(drawing: Drawing) -> Iterator[str]:
    for a, b in combinations(drawing.boxes, 2):
        if _over(a.rect, b.rect, 10):
            yield f"{a.state} and {b.state} overlap"


def _words(drawing: Drawing) -> Iterator[str]:
    for a, b in combinations(drawing.words, 2):
        if _over(a.rect, b.rect):
            yield f"{a.text!r} at {a.rect} and {b.text!r} at {b.rect} overlap"
    for words in drawing.words:
        if not _within(words.rect, (0, 0, drawing.wide, drawing.high)):
            yield f"{words.text!r} leaves the picture"
        for box in drawing.boxes:
            if _over(words.rect, box.rect) and not _within(words.rect, box.rect):
                yield f"{words.text!r} stands half in {box.state}"


def _lines(drawing: Drawing) -> Iterator[str]:
    """A line through a word or a box, and two lines one upon the other along their way."""
    for line in drawing.lines:
        for words in drawing.words:
            if _over(_rect(line), words.rect):
                yield f"a line {line.start} {line.stop} goes through {words.text!r}"
        for box in drawing.boxes:
            if _over(_rect(line), box.rect):
                yield f"a line {line.start} {line.stop} goes through {box.state}"
    for a, b in combinations(drawing.lines, 2):
        if (a.start[0] == a.stop[0]) == (b.start[0] == b.stop[0]) and _over(_rect(a), _rect(b)):
            yield f"the lines {a.start} {a.stop} and {b.start} {b.stop} lie upon one another"


def _rect(line: Line) -> Rect:
    (x1, y1), (x2, y2) = line.start, line.stop
    return min(x1, x2), min(y1, y2), max(x1, x2) + (x1 == x2), max(y1, y2) + (y1 == y2)


def _over(a: Rect, b: Rect, apart: int = 0) -> bool:
    return (
        a[0] < b[2] + apart and b[0] < a[2] + apart and a[1] < b[3] + apart and b[1] < a[3] + apart
    )


def _within(inner: Rect, outer: Rect) -> bool:
    return (
        outer[0] <= inner[0]
        and outer[1] <= inner[1]
        and inner[2] <= outer[2]
        and inner[3] <= outer[3]
    )


def written(picture: str) -> str:
    """The words that are drawn, on one line, without the breaks that a label may have."""
    root = ElementTree.fromstring(picture)
    return " ".join(element.text or "" for element in root.iter(f"{SVG}text"))


def told(picture: str) -> str:
    """The words that stand for the picture."""
    found = ElementTree.fromstring(picture).find(f"{SVG}desc")
    assert found is not None
    return found.text or ""


def squeezed(text: str) -> str:
    """A text without its blanks: a label may be broken anywhere."""
    return re.sub(r"\s", "", text)
