"""Words that hold a place, such as `TBC`: as the whole of an answer they say nothing.

An evaluator returns them as not answered, and so they are to the rules. The words are our data,
`advice/placeholders.toml`. What is not in it, `none` above all, is for a reader to judge.
"""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache

from mcapproval.shipped import in_room

AROUND = " .,:;!?-_*\"'`…()[]{}<>"


def holds_place(text: str) -> bool:
    """Whether a text is nothing but a word that holds a place, or a typesetter's sample.

    Only a text that begins as `openings` says can be: most are known by that not to be.
    """
    whole, longest, begins = _known()
    return text.startswith(begins) if len(text) > longest else _folded(text) in whole


@cache
def openings() -> frozenset[str]:
    """The letters and signs that such a text can begin with."""
    whole, _, begins = _known()
    letters = {word[:1] for word in (*whole, *begins)}
    return frozenset((*letters, *map(str.upper, letters), *AROUND))


@lru_cache
def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).strip(AROUND)


@cache
def _known() -> tuple[frozenset[str], int, tuple[str, ...]]:
    """The words, how long a text can be that is one of them in brackets, and how samples begin."""
    file = in_room("rules", "advice").joinpath("placeholders.toml")
    data = tomllib.loads(file.read_text("utf-8"))
    words = frozenset(data["whole"])
    longest = max(map(len, words)) + len(AROUND)
    begins = [said for word in data["begins"] for said in (word, word.capitalize(), word.upper())]
    return words, longest, tuple(begins)
