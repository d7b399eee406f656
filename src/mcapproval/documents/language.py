"""Which words of a text are te reo Māori, so that a screen reader says them right.

A word with a macron is taken as te reo, and so is one of `te_reo.txt`; small words that English has
too count only beside one of these. A word at home in New Zealand English is marked only where it
stands with others. It is a reading of words, not of sentences: what is te reo as a whole (a title
in te reo) is said so by whoever makes the content.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from mcapproval.shipped import in_room

REO = "mi"
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_MACRON = re.compile("[āēīōūĀĒĪŌŪ]")
_LETTERS = re.compile("[aeiouāēīōūhkmnprtwg'’\\-]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; `language` is empty where it is the document's own."""

    text: str
    language: str = ""


@cache
def _known() -> tuple[frozenset[str], frozenset[str]]:
    lines = in_room("documents", "te_reo.txt").read_text("utf-8").splitlines()
    told = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    line = told.index("--")
    return frozenset(told[:line]), frozenset(told[line + 1 :])


def runs(text: str, whole: str = "") -> tuple[Run, ...]:
    """The text in stretches, each in one language; `whole` says that all of it is in another.

    The stretches together are the text. Words of te reo that follow one another with only spaces
    between them are one stretch.
    """
    if whole or not text:
        return (Run(text, whole),) if text else ()
    marked = _marked(text)
    found: list[Run] = []
    at = 0
    for start, end in marked:
        if start > at:
            found.append(Run(text[at:start]))
        found.append(Run(text[start:end], REO))
        at = end
    if at < len(text):
        found.append(Run(text[at:]))
    return tuple(found)


def _marked(text: str) -> list[tuple[int, int]]:
    """Where stretches of te reo begin and end."""
    words = list(_WORD.finditer(text))
    sure = [of_te_reo(word[0]) for word in words]
    small = [word[0].casefold() in _known()[1] for word in words]
    near = [
        index > 0 and text[words[index - 1].end() : word.start()] == " "
        for index, word in enumerate(words)
    ]
    if not any(sure):
        return []
    reo = list(sure)
    led = _led_to(sure, small, near)
    for index in range(len(words)):  # a small word after te reo, if te reo follows
        if small[index] and not sure[index]:
            before = index > 0 and near[index] and reo[index - 1]
            leads = words[index][0].casefold() in ("te", "ngā")
            reo[index] = led[index] and (before or leads)
    found: list[tuple[int, int]] = []
    for index, word in enumerate(words):
        if not reo[index]:
            continue
        if found and near[index] and reo[index - 1]:
            found[-1] = (found[-1][0], word.end())
        else:
            found.append((word.start(), word.end()))
    return [(a, b) for a, b in found if text[a:b].casefold() not in _known()[0]]


def _led_to(sure: list[bool], small: list[bool], near: list[bool]) -> list[bool]:
    """Of each word, whether te reo follows it, right after it or after small words only. From the
    end on, since a text can have any number of small words in a row.
    """
    found = [False] * len(sure)
    for index in range(len(sure) - 2, -1, -1):
        ahead = index + 1
        found[index] = near[ahead] and (sure[ahead] or (small[ahead] and found[ahead]))
    return found


@lru_cache(maxsize=20_000)
def of_te_reo(word: str) -> bool:
    """Whether a word is known to be te reo Māori, also where it is at home in English."""
    folded = word.casefold()
    if folded in _known()[0]:
        return True
    return bool(_MACRON.search(word)) and bool(_LETTERS.fullmatch(word))
