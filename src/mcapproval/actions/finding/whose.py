"""Whom and what a question means, asked of records as `store/looking.py` opens them."""

from __future__ import annotations

from mcapproval.errors import Unknown
from mcapproval.store import due as kept
from mcapproval.store import providers
from mcapproval.store.looking import Ask

ME, NONE = "me", "none"
"""Words in an owner's place, which nobody can be called by: whoever asks, and nobody."""


def person(ask: Ask, name: str | None) -> str | None:
    """Whoever asks, by reference. Unknown where the records know no such person."""
    if name is None:
        return None
    found = kept.person_named(ask, name)
    if found is None:
        from mcapproval.actions.desk import no_such_person

        raise no_such_person(name)
    return found


def owner(where: str, ask: Ask, asks: str | None, said: str | None) -> str | None:
    """The owner who is meant by short name, reference or name, by `me` or `none`."""
    if said is None or said == NONE:
        return None if said is None else kept.NOBODY
    if said == ME:
        return whoever_asks(asks)
    found = kept.person_named(ask, said)
    return _called(where, said) if found is None else found


def whoever_asks(asks: str | None) -> str:
    """Unknown where nobody does."""
    if asks is None:
        raise Unknown("`me` is whoever asks, and nobody does", "say who you are with --as PERSON")
    return asks


def _called(where: str, said: str) -> str:
    """All that people may be called is read only where it is no short name."""
    from mcapproval.actions.people.matching import meant
    from mcapproval.store.records import open_records

    with open_records(where).reading() as connection:
        return meant(connection, said)


def provider(ask: Ask, key: str) -> None:
    """Unknown, with the nearest key, for a provider that nothing in the records names."""
    if not providers.is_known(ask, key):
        from mcapproval.actions.lookup import no_such_provider

        raise no_such_provider(key, providers.every(ask))
