"""How much can be asked at once: what is typed by hand fits, and every question has an answer."""

from __future__ import annotations

from mcapproval.actions.finding.asking import Asked
from mcapproval.errors import AskedWrongly
from mcapproval.store.finding.case_words import terms_of

WORDS, VALUES = 50, 100
"""Words that are looked for at once, and values of one filter."""

FILTERS = (
    *("track", "state", "provider", "unit", "kind", "route", "level"),
    *("opened", "submitted"),
)


def within(asked: Asked) -> None:
    """AskedWrongly for more than that, and for an order that names the same twice."""
    words = sum(max(1, len(terms_of(word))) for word in asked.words)
    if words > WORDS:
        raise AskedWrongly(
            f"{words} words are too many to look for at once", f"give {WORDS} at most"
        )
    for name in FILTERS:
        many = len(getattr(asked, name))
        if many > VALUES:
            raise AskedWrongly(
                f"{many} values are too many for --{name}", f"give {VALUES} at most, or none"
            )
    named = [key.removeprefix("-") for key in asked.sort]
    twice = [name for name in named if named.count(name) > 1]
    if twice:
        raise AskedWrongly(f"--sort names {twice[0]} twice", "name each once, with - or without")
