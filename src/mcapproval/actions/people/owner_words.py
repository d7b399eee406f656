"""Which owner is meant by a word: `me` is whoever asks, `none` is nobody, all else is a name."""

from __future__ import annotations

from collections.abc import Callable

from mcapproval.errors import Unknown
from mcapproval.store.due import NOBODY

ME, NONE = "me", "none"
"""Words in an owner's place, which nobody can be called by."""


def owner_meant(asks: str | None, said: str | None, named: Callable[[str], str]) -> str | None:
    """The reference of the owner; `named` gives that of whoever has a name. None where nothing is
    said, Unknown for `me` where nobody asks."""
    if said is None or said == NONE:
        return None if said is None else NOBODY
    return whoever_asks(asks) if said == ME else named(said)


def told(said: str, asks: str | None) -> str:
    """The word for whoever reads what another asked."""
    return {NONE: "nobody", ME: asks or ME}.get(said, said)


def whoever_asks(asks: str | None) -> str:
    """Unknown where nobody does."""
    if asks is None:
        raise Unknown("`me` is whoever asks, and nobody does", "say who you are with --as PERSON")
    return asks
