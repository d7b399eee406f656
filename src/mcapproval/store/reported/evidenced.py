"""Whose evidence of need is told of: micro-credentials, then the applications under way."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, false, null, select, union_all

from mcapproval.store.clauses import table
from mcapproval.store.reported import paging
from mcapproval.store.rows.folded import Application, Case, Listing
from mcapproval.workflow.vocabulary import LISTING_ENDS

LISTING, CASE, APPLICATION = table(Listing), table(Case), table(Application)
WITHOUT = "accreditation"
"""The kind of application that has no evidence of need: the micro-credential is another's."""

States = Mapping[str, Collection[str]]
"""Names of states by the hash of the definition that has them."""


class Subject(NamedTuple):
    """A micro-credential, with the application that it came of; or an application under way, with
    its newest content. `imported` is the import that brought it.
    """

    ref: str
    title: str
    provider: str
    imported: str | None
    application: str | None
    content: str | None


def page(
    connection: Connection,
    under_way: States,
    provider: str | None,
    first: int | None,
    after: str | None,
) -> list[Subject]:
    """So many of them after a reference; `under_way` are the states of applications that go on."""
    listings, applications = _listings(provider), _applications(under_way, provider)
    found: list[Subject] = []
    if after is None or connection.execute(_is_listing(after)).first():
        beyond = listings if after is None else listings.where(LISTING.c.ref > after)
        found = _rows(connection, beyond.order_by(LISTING.c.ref).limit(first))
        after = None
    left = None if first is None else first - len(found)
    if left is None or left > 0:
        beyond = applications if after is None else applications.where(CASE.c.ref > after)
        found += _rows(connection, beyond.order_by(CASE.c.ref).limit(left))
    return found


def counted(connection: Connection, under_way: States, provider: str | None) -> int:
    """How many there are, no further than `paging.counted` counts."""
    both = (_listings(provider), _applications(under_way, provider))
    return sum(paging.counted(connection, asked) for asked in both)


def _is_listing(ref: str) -> Select[str]:
    return select(LISTING.c.ref).where(LISTING.c.ref == ref)


def _rows(connection: Connection, asked: Select[Any]) -> list[Subject]:
    return [Subject(*row) for row in connection.execute(asked)]


def _listings(provider: str | None) -> Select[Any]:
    shown = (LISTING.c.ref, LISTING.c.title, CASE.c.provider, CASE.c.imported)
    asked = select(*shown, LISTING.c.application, null())
    asked = asked.select_from(LISTING.join(CASE, CASE.c.ref == LISTING.c.ref))
    return _of(asked.where(CASE.c.state.not_in(LISTING_ENDS)), provider)


def _applications(under_way: States, provider: str | None) -> Select[Any]:
    """By the index of states, one definition after another: most applications came to their end."""
    of_case = CASE.alias("under_way")
    ways = [
        select(of_case.c.ref).where(
            of_case.c.definition_hash == name, of_case.c.state.in_(sorted(states))
        )
        for name, states in under_way.items()
        if states
    ]
    shown = (CASE.c.ref, APPLICATION.c.title, CASE.c.provider, CASE.c.imported)
    asked = select(*shown, null(), APPLICATION.c.content)
    asked = asked.select_from(APPLICATION.join(CASE, CASE.c.ref == APPLICATION.c.ref))
    goes_on = CASE.c.ref.in_(union_all(*ways)) if ways else false()
    return _of(asked.where(goes_on, APPLICATION.c.kind != WITHOUT), provider)


def _of(asked: Select[Any], provider: str | None) -> Select[Any]:
    return asked if provider is None else asked.where(CASE.c.provider == provider)
