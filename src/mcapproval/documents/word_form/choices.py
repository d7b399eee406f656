"""The answers that a question offers, in words: a draft has `pte`, a form private training
establishment. The keys are read too, for forms that were filled in with them."""

from __future__ import annotations

import re

from mcapproval.documents.answers import words
from mcapproval.draft.words import folded
from mcapproval.rules.bodies import TYPES


def in_words(path: str, choice: str) -> str:
    """What a form says for a choice of the question at a path."""
    if path == "organisations.type":
        return TYPES.get(choice, choice)
    return words(choice)


def chosen(path: str, choices: tuple[str, ...], said: str) -> str:
    """The choice that was meant, by key or in words, whatever its capitals and whether with a space
    or a hyphen; what was said where it is none."""
    spoken = {_bare(in_words(path, choice)): choice for choice in choices}
    return {**spoken, **{_bare(choice): choice for choice in choices}}.get(_bare(said), said)


def _bare(text: str) -> str:
    return re.sub("[^a-z0-9]", "", folded(text))
