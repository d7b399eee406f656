"""What words that are looked for do not mean here, though they do elsewhere: pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

QUOTED = re.compile('["\u201c\u201d]')
LEFT_OUT = re.compile(r"(?<!\S)-\w")


def notes_of_words(said: str) -> Iterator[str]:
    """A sentence for each way of writing that is taken in another sense, or in none."""
    if QUOTED.search(said):
        yield "each word is looked for by itself: quotes keep none together"
    if LEFT_OUT.search(said):
        yield "each word is looked for: a minus leaves none out"
