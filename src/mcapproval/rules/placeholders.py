"""Words that hold a place, such as `TBC`: as the whole of an answer they say nothing.

An evaluator returns them as not answered, and so they are to the rules. The words are our data,
`advice/placeholders.toml`. What is not in it, `none` above all, is for a reader to judge.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache

from mcapproval.shipped import in_room

AROUND = " .,:;!?-_*\"'`…()[]{}<>"


def _words() -> tuple[frozenset[str], tuple[str, ...]]:
    """The words, and how samples of typesetters begin."""
    file = in_room("rules", "advice").joinpath("placeholders.toml")
    data = tomllib.loads(file.read_text("utf-8"))
    begins = [said for word in data["begins"] for said in (word, word.capitalize(), word.upper())]
    return frozenset(data["whole"]), tuple(begins)


def _beginnings() -> frozenset[str]:
    letters = {word[:1] for word in (*WHOLE, *BEGINS)}
    return frozenset((*letters, *map(str.upper, letters), *AROUND))


WHOLE, BEGINS = _words()
LONGEST = max(map(len, WHOLE)) + len(AROUND)
"""Letters of a text that is one of the words in signs."""

BEGINNINGS = _beginnings()
"""The letters and signs that such a text can begin with: most texts are known by them not to be."""


def holds_place(text: str) -> bool:
    """Whether a text is nothing but a word that holds a place, or a typesetter's sample."""
    return text.startswith(BEGINS) if len(text) > LONGEST else _folded(text) in WHOLE


@lru_cache
def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).strip(AROUND)
