"""Boxes drawn in a line of text: blanks to write on, and signs to tick."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from mcapproval.documents.official_forms.box import TEXT_BOX, TICK, TICKS, Box
from mcapproval.documents.official_forms.labels import beside, cells_of, rows_of
from mcapproval.documents.official_forms.seen import (
    BRACKETS,
    SIGNS,
    blank,
    folded,
    label_text,
    paragraph_text,
    run_text,
    runs,
    within,
)
from mcapproval.documents.official_forms.tables import heads_above
from mcapproval.documents.official_forms.writing import (
    cut_out,
    empty,
    in_place_of,
    plain_look,
    underlined_blanks,
)
from mcapproval.documents.word.names import CELL, CONTROL, PARAGRAPH, ROW, TABLE, Element, w

DRAWN = "\x00"
"""Stands for a blank that is underlined by its look."""

_REQUEST = (
    r"(?:(?<=[:\t])|(?<=:\s)|(?<=:\s\s))"
    r"(?:\[[^\[\]]{2,}\]|<[^<>@/]{2,}>|\u2039[^\u2039\u203a]{2,}\u203a)"
    r"(?=\s*\n|\s*$|\t|[ \u00a0]{3,})"
)
"""Right behind a label, and at the end of its line, or of its part of it: what shall be typed."""

BLANKS = re.compile(
    f"(?:[_.\u2026]{{2,}} ?/ ?){{2}}[_.\u2026]{{2,}}|_{{3,}}|\\.{{6,}}|\u2026{{3,}}|{DRAWN}+"
    f"|{_REQUEST}"
)
"""A blank, the three of a day, or a request to type."""

GAP = re.compile(r"\t+|:?[ \u00a0]{3,}")
"""Between two boxes of one line: what stands before it is no part of the label."""

TICKED, CROSS = "\u2612", "x"
BEHIND = "\x01"
"""Stands for what a sign of brackets has more than another."""


def line_boxes(root: Element) -> Iterator[Box]:
    """In paragraphs that no content control holds."""
    for paragraph in root.iter(PARAGRAPH):
        if within(paragraph, CONTROL) is None and next(paragraph.iter(CONTROL), None) is None:
            text = _masked(paragraph)
            if any(sign in text for sign in SIGNS):
                yield from _ticks(paragraph, text)
            yield from _blanks(paragraph, text, 1 + max(map(text.rfind, SIGNS)))


def _masked(paragraph: Element) -> str:
    text = "".join(
        DRAWN * len(run_text(run)) if underlined_blanks(run) else run_text(run)
        for run in runs(paragraph)
    )
    return BRACKETS.sub(SIGNS[0] + 2 * BEHIND, text)


def _blanks(paragraph: Element, text: str, end: int) -> Iterator[Box]:
    """Those behind the last sign to tick, as in `\u2610 Other: ____`."""
    for found in BLANKS.finditer(text, end):
        label = GAP.split(text[end : found.start()].rstrip())[-1].lstrip(BEHIND)
        end = found.end()
        alone = not text.replace(found[0], "").strip()
        if blank(label) and alone and found.start() == len(text) - len(text.lstrip()):
            yield from _under_its_label(paragraph)
        elif not blank(label):
            write = partial(_write, paragraph, found.start(), found.end())
            yield Box(TEXT_BOX, "line", label_text(label), paragraph, write)


def _under_its_label(paragraph: Element) -> Iterator[Box]:
    """Lines to write on below a line of text; those that follow are of the same box."""
    former = paragraph.getprevious()
    if former is None or former.tag != PARAGRAPH or not _said(former):
        return
    lines = [paragraph]
    while (further := lines[-1].getnext()) is not None and further.tag == PARAGRAPH:
        if not _only_blanks(_masked(further)):
            break
        lines.append(further)
    label = label_text(paragraph_text(former))
    yield Box(TEXT_BOX, "line", label, paragraph, partial(_write_under, lines))


def _said(paragraph: Element) -> bool:
    text = _masked(paragraph)
    return not blank(text) and not BLANKS.search(text)


def _only_blanks(text: str) -> bool:
    return bool(BLANKS.search(text)) and not BLANKS.sub("", text).strip()


def _write(paragraph: Element, start: int, end: int, words: Sequence[str]) -> None:
    found = cut_out(paragraph, start, end)
    in_place_of(found, words[0], plain_look(found[0].find(w("rPr"))))


def _write_under(lines: Sequence[Element], words: Sequence[str]) -> None:
    text = paragraph_text(lines[0])
    start = len(text) - len(text.lstrip())
    _write(lines[0], start, len(text.rstrip()) if text.strip() else len(text), words)
    for further in lines[1:]:
        empty(further)


def _ticks(paragraph: Element, text: str) -> Iterator[Box]:
    """Signs with a word behind each: one box with words to choose from, under the label before
    them or beside their cell; a sign alone is a tick of its own.
    """
    places = [at for at, character in enumerate(text) if character in SIGNS]
    ends = [*places[1:], len(text)]
    behind = (text[at + 1 : end].lstrip(BEHIND) for at, end in zip(places, ends, strict=True))
    words = tuple(map(label_text, behind))
    lead = "" if blank(text[: places[0]]) else text[: places[0]]
    alone = len(places) == 1 and not words[0]
    if not lead:
        lead = _of_cell(paragraph) if alone else beside(paragraph) if len(places) > 1 else ""
    label = label_text(lead)
    if label and all(words):
        write = partial(_choose, paragraph, places, words)
        yield Box(TICKS, "line", label, paragraph, write, choices=words)
        return
    for at, word in zip(places, words, strict=True):
        if word or label:
            write = partial(_tick, paragraph, at)
            yield Box(TICK, "line", word or label, paragraph, write)


def _of_cell(paragraph: Element) -> str:
    """What a sign that stands alone in its cell is of: its row and its column where both are named,
    else the cell to the left, above, or to the right where its row begins with a sign.
    """
    cell = within(paragraph, CELL)
    table, row = within(paragraph, TABLE), within(paragraph, ROW)
    if cell is None or table is None or row is None:
        return ""
    rows = [(found, cells_of(found)) for found in rows_of(table)]
    at = next((n for n, (found, _) in enumerate(rows) if found is row), -1)
    number = next((n for n, c in enumerate(rows[at][1]) if at >= 0 and c.element is cell), -1)
    if number < 0:
        return ""
    cells, heads = [_worded(each.text) for each in rows[at][1]], heads_above(rows, at)
    if number and cells[0] and heads and heads[number]:
        return f"{label_text(cells[0])}: {heads[number]}"
    behind = cells[number + 1 : number + 2]
    if not cells[0] and behind and behind[0]:
        return behind[0]
    return (cells[number - 1] if number else "") or _worded(beside(paragraph))


def _worded(text: str) -> str:
    return "" if blank(text.strip(SIGNS)) else text


def _choose(
    paragraph: Element, places: Sequence[int], offered: Sequence[str], words: Sequence[str]
) -> None:
    wanted = {folded(word) for word in words}
    for at, word in reversed(list(zip(places, offered, strict=True))):
        _tick(paragraph, at, ("yes" if folded(word) in wanted else "no",))


def _tick(paragraph: Element, at: int, words: Sequence[str]) -> None:
    if words[0] == "yes":
        typed = paragraph_text(paragraph)[at] == "["
        found = cut_out(paragraph, at + typed, at + typed + 1)
        in_place_of(found, CROSS if typed else TICKED, plain_look(found[0].find(w("rPr"))))
