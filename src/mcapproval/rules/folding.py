"""Texts made comparable: macrons, capitals and the way letters are put together make no odds."""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """Only words, in small letters without marks, one space apart: `Māori ako!` is `maori ako`."""
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return " ".join(WORD.findall(bare.casefold()))
