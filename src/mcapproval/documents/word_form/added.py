"""What somebody wrote into a paragraph of ours: their words, without those of the form."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from mcapproval.documents.word_form.marks import of_words
from mcapproval.documents.word_form.wording import ours

ENOUGH = 40
"""Letters by which words of ours are known without their bookmark: a short label may well begin a
sentence of somebody else's."""

MOST_WORDS = 300
"""Of a paragraph in which words of a provider's own are sought, of which the file has no copy."""


def added(text: str, marks: Iterable[str], known: frozenset[str]) -> str:
    """What was added to words of ours, in one place of them; empty where those are not all there.

    `marks` are the bookmarks of the paragraph itself, `known` the words that every form has.
    """
    text, marks = ours(text), frozenset(marks)
    whole = written_with(marks, known) or _known_within(text, known) or _marked_in(text, marks)
    return _inserted(text, whole) if whole else ""


def written_with(marks: Iterable[str], known: frozenset[str]) -> str:
    """The words of ours that a paragraph was written with, by its bookmarks; empty if unknown."""
    words = _by_mark(known)
    return next((words[mark] for mark in marks if mark in words), "")


@cache
def _by_mark(known: frozenset[str]) -> dict[str, str]:
    return {of_words(words): words for words in known}


def _known_within(text: str, known: frozenset[str]) -> str:
    """An entry that was copied has no bookmarks."""
    found = (k for k in known if len(k) >= ENOUGH and (text.startswith(k) or text.endswith(k)))
    return max(found, key=len, default="")


def _marked_in(text: str, marks: frozenset[str]) -> str:
    words = text.split(" ")
    if not marks or len(words) > MOST_WORDS:
        return ""
    ends = (" ".join(part) for n in range(1, len(words)) for part in (words[:-n], words[n:]))
    return next((part for part in ends if of_words(part) in marks), "")


def _inserted(text: str, whole: str) -> str:
    before, behind = _alike(text, whole), _alike(text[::-1], whole[::-1])
    if before + behind < len(whole):
        return ""
    first = 0 if behind == len(whole) else before
    return text[first : len(text) - (len(whole) - first)].strip()


def _alike(one: str, other: str) -> int:
    """How many letters both begin with."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
