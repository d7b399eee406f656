"""The part of a text in which words stand: pure."""

from __future__ import annotations

from collections.abc import Collection

from mcapproval.store.finding.search_words import words

BEFORE, LONG = 6, 24
"""Words that are shown before the first that was looked for, and in all."""


def snippet(said: str, terms: Collection[str]) -> str:
    """The words around the first place in which most of the terms stand, with … where it is cut."""
    told = said.split()
    has = [terms_in(word, terms) for word in told]
    starts = [n for n, found in enumerate(has) if found]
    if not starts:
        return _cut(told, 0)
    best = max(starts, key=lambda n: (len(set().union(*has[n : n + LONG - BEFORE])), -n))
    return _cut(told, max(0, min(best - BEFORE, len(told) - LONG)))


def _cut(told: list[str], start: int) -> str:
    end = start + LONG
    before, after = "… " if start else "", " …" if end < len(told) else ""
    return f"{before}{' '.join(told[start:end])}{after}"


def terms_in(said: str, terms: Collection[str]) -> set[str]:
    """The terms with which words of a text begin."""
    return {term for part in words(said) for term in terms if part.startswith(term)}
