"""Words as they are searched: macrons, capitals and how letters are put together make no odds."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

LONGEST = 64
"""Letters of a word that are kept: more tell nothing apart that people write."""

_WORD = re.compile(r"[^\W_]+")
_WITHIN = re.compile("[\u0027\u2018\u2019\u201b\u02bb\u02bc\u02bd\u00ad\u200b-\u200f\u2060\ufeff]")
"""What stands within a word and is left out or written otherwise: apostrophes, ʻokina, and what is
not seen."""


def words(text: str) -> list[str]:
    """`Te Reo Māori: whānau's ʻāina` is te, reo, maori, whanaus, aina."""
    return [word[:LONGEST] for word in _WORD.findall(folded(text))]


def folded(text: str) -> str:
    """Small letters without marks; nothing else changes place."""
    said = _WITHIN.sub("", text)
    if said.isascii():
        return said.lower()
    return unicodedata.normalize("NFC", "".join(map(_bare, said)))


@lru_cache(maxsize=1000)
def _bare(letter: str) -> str:
    if letter < "\x80":
        return letter.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).casefold())
    return "".join(each for each in apart if unicodedata.category(each) != "Mn")


def te_reo(content: Any) -> str:
    """The title in te reo Māori of a draft, empty where there is none."""
    said = content.get("title_te_reo") if isinstance(content, dict) else None
    return said if isinstance(said, str) else ""


def outcomes(content: Any) -> list[str]:
    """What the learning outcomes of a draft say, however its author wrote them."""
    rows = content.get("learning_outcomes") if isinstance(content, dict) else None
    told = [row.get("statement") if isinstance(row, dict) else row for row in _list(rows)]
    return [each if isinstance(each, str) else "" for each in told]


def _list(rows: Any) -> list[Any]:
    return rows if isinstance(rows, list) else []
