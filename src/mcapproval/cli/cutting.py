"""What somebody typed is said again in short where it was long: a message is for reading."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 200
"""Characters of a word of the command line that are said again whole: longer than most paths."""

KEPT = 80
"""Characters that are kept of a longer one; then comes `…`."""


def cut(said: str, words: Iterable[str]) -> str:
    """A sentence with the long words among those typed cut, also what stands after `name=`, and
    without the passwords in them.
    """
    typed = {part for word in words for part in (word, *word.partition("=")[::2])}
    said = _masked(said, typed)
    if len(said) <= LONGEST:
        return said
    for word in sorted(typed, key=len, reverse=True):
        if len(word) > LONGEST:
            for written in (word, word.strip(), repr(word)[1:-1], " ".join(word.split())):
                said = said.replace(written, f"{written[:KEPT]}…")
    return said


def _masked(said: str, typed: Iterable[str]) -> str:
    """An address that was typed where something else is meant is said again as it may be shown, in
    whatever case.
    """
    from mcapproval.store.addresses import without_password

    for word in sorted(typed, key=len, reverse=True):
        if "://" in word or "password" in word.lower():
            masked = without_password(word).replace("\\", r"\\")
            said = re.sub(re.escape(word), masked, said, flags=re.IGNORECASE)
    return said
