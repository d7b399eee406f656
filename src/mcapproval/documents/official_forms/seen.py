"""What a reader sees of a Word file: texts, labels, and whether a place is still empty."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mcapproval.documents.word.names import (
    BREAK,
    DELETED,
    PARAGRAPH,
    RUN,
    TAB,
    TEXT,
    Element,
    w,
)

EMPTY_TEXT = re.compile(r"[\s\u00a0_.\u2026]*")
PROMPT = re.compile(
    r"\[[^\]]*\]|<[^>]*>|\u2039[^\u203a]*\u203a|"
    r"(click|tap|click or tap)( here)? to (enter|add|choose)[^.]*\.?|"
    r"choose an item\.?|enter text( here)?\.?",
    re.IGNORECASE,
)
"""What stands in a box that nobody has filled: blanks, underscores, or a request to type."""

SIGNS = "\u2610\u25a1\u25fb\u2751"
"""Boxes to tick that are drawn as a letter."""

BRACKETS = re.compile(r"\[[ \u00a0_]\]")
"""A sign to tick on a keyboard, which gets a cross between its brackets."""

LABEL_ENDS = " \t\n\u00a0:*_."


def runs(holder: Element) -> Iterator[Element]:
    """The runs that can be seen, in order; those that a tracked change deletes are left out."""
    for child in holder:
        if child.tag == RUN:
            yield child
        elif child.tag != DELETED and isinstance(child.tag, str):
            yield from runs(child)


def run_text(run: Element) -> str:
    """A tab counts as one character, and so does a line end."""
    shown = {TAB: "\t", BREAK: "\n", w("cr"): "\n", w("noBreakHyphen"): "\u2011"}
    return "".join(
        (child.text or "") if child.tag == TEXT else shown.get(child.tag, "") for child in run
    )


def paragraph_text(paragraph: Element) -> str:
    return "".join(run_text(run) for run in runs(paragraph))


def text_of(holder: Element) -> str:
    """The text of all paragraphs inside, a line each; of the runs where there are none."""
    inside = list(holder.iter(PARAGRAPH))
    if not inside:
        return paragraph_text(holder)
    return "\n".join(paragraph_text(paragraph) for paragraph in inside)


def blank(text: str) -> bool:
    """Whether nobody has written anything there yet."""
    return bool(EMPTY_TEXT.fullmatch(text) or PROMPT.fullmatch(text.strip()))


def to_tick(text: str) -> bool:
    """Whether there is a sign to tick in it."""
    return any(sign in text for sign in SIGNS) or bool(BRACKETS.search(text))


def label_text(text: str) -> str:
    """A label as people would write it in a map: on one line, without its colon or star."""
    return " ".join(text.split()).strip(LABEL_ENDS)


def folded(text: str) -> str:
    """Labels and choices are the same where they differ in capitals, blanks or a colon only."""
    return label_text(text).casefold().replace("\u2019", "'")


def within(element: Element, tag: str) -> Element | None:
    """The nearest element of a name around another."""
    return next(element.iterancestors(tag), None)


def value_of(element: Element | None, name: str) -> str:
    """The `w:val` of a child; empty where there is none."""
    found = element.find(w(name)) if element is not None else None
    return "" if found is None else str(found.get(w("val"), ""))
