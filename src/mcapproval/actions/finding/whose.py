"""Whom and what a question means, asked of records as `store/looking.py` opens them."""

from __future__ import annotations

from mcapproval.actions.people.owner_words import owner_meant
from mcapproval.errors import Unknown
from mcapproval.store import due as kept
from mcapproval.store import providers
from mcapproval.store.ask import Ask


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
    return owner_meant(
        asks, said, lambda name: kept.person_named(ask, name) or _called(where, name)
    )


def _called(where: str, said: str) -> str:
    """All that people may be called is read only where it is no short name."""
    from mcapproval.actions.people.matching import meant
    from mcapproval.store.records import open_records

    with open_records(where).reading() as connection:
        return meant(connection, said)


def provider(ask: Ask, key: str) -> None:
    """Unknown, with the nearest key, for a provider that nothing in the records names."""
    if not providers.is_known(ask, key):
        from mcapproval.workflow.nearest import meant

        raise Unknown(
            f"there is no organisation {key} in these records{meant(key, providers.every(ask))}",
            "see: mcapproval organisation list",
        )
