"""The word that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def meant(word: str, words: Iterable[str]) -> str:
    """`; did you mean `submit`?`, or nothing where no word is near."""
    near = get_close_matches(word, list(words), n=1, cutoff=0.6)
    return f"; did you mean `{near[0]}`?" if near else ""
