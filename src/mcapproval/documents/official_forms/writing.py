"""Text put into a place of a Word file, with the look that the form gave the place."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from itertools import takewhile

from lxml import etree

from mcapproval.documents.cleaning import clean
from mcapproval.documents.official_forms.seen import blank, paragraph_text, run_text, runs, value_of
from mcapproval.documents.word.names import BREAK, PARAGRAPH, RUN, SPACE, TEXT, Element, w

KEPT = (w("pPr"), w("tcPr"), w("bookmarkStart"), w("bookmarkEnd"), w("commentRangeStart"),
        w("commentRangeEnd"), w("proofErr"))  # fmt: skip
"""What stays in a place whose text is replaced."""

_PLAIN = (RUN, w("bookmarkStart"), w("bookmarkEnd"), w("proofErr"), w("hyperlink"))
"""What a paragraph that only says something is made of."""


def as_text(text: str) -> str:
    """What is written of a text: cleaned as on our own papers, so that nothing is lost unseen."""
    return clean(text).strip()


def look_of(place: Element) -> Element | None:
    """The run properties of a place: those of its first run, else of its paragraph's mark. The grey
    of a prompt is not kept.
    """
    first = next(runs(place), None)
    found = first.find(w("rPr")) if first is not None else None
    if found is None:
        mark = place if place.tag == PARAGRAPH else next(place.iter(PARAGRAPH), None)
        found = mark.find(f"{w('pPr')}/{w('rPr')}") if mark is not None else None
    return plain_look(found)


def plain_look(found: Element | None) -> Element | None:
    if found is None:
        return None
    look = deepcopy(found)
    for child in list(look):
        prompt = child.tag == w("rStyle") and "placeholder" in child.get(w("val"), "").lower()
        if prompt or child.tag in (w("vanish"), w("ins"), w("del"), w("rPrChange")):
            look.remove(child)
    return look


def runs_of(lines: Sequence[str], look: Element | None) -> list[Element]:
    """A run for each line, and one with a break between them: some readers move a break that
    stands in one run with text to the front.
    """
    found = []
    for number, line in enumerate(lines):
        if number:
            found.append(_run(look))
            etree.SubElement(found[-1], BREAK)
        found.append(_run(look))
        text = etree.SubElement(found[-1], TEXT)
        text.text = line
        text.set(SPACE, "preserve")
    return found


def _run(look: Element | None) -> Element:
    run = etree.Element(RUN)
    if look is not None:
        run.append(deepcopy(look))
    return run


def into_paragraphs(holder: Element, text: str, look: Element | None) -> None:
    """The text as the paragraphs of a cell or control, one a line, the first in place of its own.

    Other paragraphs of the place stay where they are, without their prompts.
    """
    own = [child for child in holder if child.tag == PARAGRAPH]
    _fill(own or [etree.SubElement(holder, PARAGRAPH)], text, look)


def room_left(cell: Element) -> bool:
    """Whether a cell that says something, in paragraphs alone, ends in an empty one, or asks with a
    colon for what is to be written behind.
    """
    said = [paragraph_text(child) for child in cell if child.tag == PARAGRAPH]
    plain = all(child.tag in (PARAGRAPH, w("tcPr")) for child in cell)
    drawn = any(child.tag not in (*_PLAIN, w("pPr")) for p in cell.iter(PARAGRAPH) for child in p)
    if not plain or drawn or not said:
        return False
    return blank(said[-1]) or said[-1].rstrip().endswith(":")


def write_below(cell: Element, words: Sequence[str]) -> None:
    """Into the empty paragraphs at the end of a cell; into a new one where it has none."""
    own = [child for child in cell if child.tag == PARAGRAPH]
    room = list(takewhile(lambda child: blank(paragraph_text(child)), reversed(own)))[::-1]
    if not room:
        room = [etree.Element(PARAGRAPH)]
        own[-1].addnext(room[0])
    _fill(room, words[0], look_of(room[0]))


def _fill(own: Sequence[Element], text: str, look: Element | None) -> None:
    for paragraph in own:
        empty(paragraph)
    lines = as_text(text).split("\n")
    last = own[0]
    last.extend(runs_of(lines[:1], look))
    for line in lines[1:]:
        fresh = etree.Element(PARAGRAPH)
        shape = own[0].find(w("pPr"))
        if shape is not None:
            fresh.append(deepcopy(shape))
        fresh.extend(runs_of([line], look))
        last.addnext(fresh)
        last = fresh


def into_line(holder: Element, text: str, look: Element | None) -> None:
    """The text inside a paragraph, in place of all runs of the holder."""
    empty(holder)
    holder.extend(runs_of(as_text(text).split("\n"), look))


def empty(holder: Element) -> None:
    """Takes out what is shown; the marks of bookmarks and comments stay."""
    for child in list(holder):
        if child.tag not in KEPT:
            holder.remove(child)


def in_place_of(found: Sequence[Element], text: str, look: Element | None) -> None:
    """The text in place of some runs that follow one another."""
    for fresh in runs_of(as_text(text).split("\n"), look):
        found[0].addprevious(fresh)
    for run in found:
        run.getparent().remove(run)


def cut_out(paragraph: Element, start: int, end: int) -> list[Element]:
    """The runs that hold these characters of a paragraph and no others; runs are split for it."""
    found, at = [], 0
    for run in list(runs(paragraph)):
        size = len(run_text(run))
        low, high = max(start - at, 0), min(end - at, size)
        at += size
        if low >= high:
            continue
        if low:
            run = _split(run, low)
        if high - low < len(run_text(run)):
            _split(run, high - low)
        found.append(run)
    return found


def _split(run: Element, at: int) -> Element:
    """The rest of a run, behind so many characters, as a run of its own behind it."""
    rest = etree.Element(RUN, run.attrib)
    look = run.find(w("rPr"))
    if look is not None:
        rest.append(deepcopy(look))
    for child in [child for child in run if child.tag != w("rPr")]:
        size = len(_alone(child))
        if at <= 0:
            rest.append(child)
        elif at < size:
            after = deepcopy(child)
            after.text, child.text = child.text[at:], child.text[:at]
            for part in (child, after):
                part.set(SPACE, "preserve")
            rest.append(after)
        at -= size
    run.addnext(rest)
    return rest


def _alone(child: Element) -> str:
    holder = etree.Element(RUN)
    holder.append(deepcopy(child))
    return run_text(holder)


def underlined_blanks(run: Element) -> bool:
    """Whether a run is a line to write on, drawn as blanks or tabs with a line under them."""
    look = run.find(w("rPr"))
    under = value_of(look, "u")
    shown = run_text(run)
    return under not in ("", "none") and bool(shown) and not shown.strip(" \t\u00a0")
