"""What words that are looked for do not mean here, though they do elsewhere: pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

QUOTED = re.compile('["\u201c\u201d]')
LEFT_OUT = re.compile(r"(?<!\S)-\w")
DOUBLED = re.compile(r"(?:(?:ng|wh|[hkmnprtw])?(?:aa|ee|ii|oo|uu|[aeiou]))+", re.IGNORECASE)
"""A word as te reo Māori spells one, with or without double vowels."""

PAIR = re.compile("(aa|ee|ii|oo|uu)", re.IGNORECASE)
SHORTEST = 5
"""Letters of a word whose double vowels are taken for long ones: `too` is no te reo."""


def notes_of_words(said: str) -> Iterator[str]:
    """A sentence for each way of writing that is taken in another sense, or in none."""
    if QUOTED.search(said):
        yield "each word is looked for by itself: quotes keep none together"
    if LEFT_OUT.search(said):
        yield "each word is looked for: a minus leaves none out"
    for word in re.findall(r"\w+", said):
        if len(word) >= SHORTEST and PAIR.search(word) and DOUBLED.fullmatch(word):
            single = PAIR.sub(lambda pair: pair[0][0], word)
            yield f"{word} is looked for as written; where it has macrons it is found by {single}"
