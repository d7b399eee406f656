"""Whose an action is: a role's or an organisation's, and by them a person's."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.desk import Desk
from mcapproval.actions.people.matching import meant
from mcapproval.actions.people.owner_words import ME, NONE
from mcapproval.actions.people.owning import TOLD_TOO
from mcapproval.actions.people.roles import grants, reaching
from mcapproval.errors import Unknown
from mcapproval.policy.model import TITLES
from mcapproval.store import queries
from mcapproval.store.gathering import gathered
from mcapproval.store.rows.folded import Case, Item, Listing, Organisation, Review
from mcapproval.workflow.turns import IN_CHARGE

Whose = Callable[[Item], bool]


def whose(connection: Connection, desk: Desk, owner: str, rows: Sequence[Item]) -> Whose:
    """Whether an action is that of a role, an organisation, or a person by short name, reference,
    name or `me`, or of none of them for `none`. Unknown for what is none of these.
    """
    body = queries.one(connection, Organisation, key=owner)
    if body is not None or (owner in TITLES and owner != "system"):
        return lambda row: row.owner == owner
    if owner == NONE:
        return lambda row: row.owner is None
    if owner == ME:
        person = desk.who()
    else:
        try:
            person = meant(connection, owner)
        except Unknown:
            raise Unknown(
                f"there is no role, organisation or person {owner}",
                f"the roles are: {', '.join(role for role in TITLES if role != 'system')}; see also"
                ": mcapproval organisation list, mcapproval people list",
            ) from None
    return _of_person(connection, desk, person, rows)


def _of_person(connection: Connection, desk: Desk, person: str, rows: Sequence[Item]) -> Whose:
    """What is told to whoever looks after something is theirs alone; else it is of all who hold the
    role on the case today.
    """
    refs = {row.ref for row in rows}
    cases = {case.ref: case for case in queries.among(connection, Case, "ref", refs)}
    owners = _owners(connection, refs)
    held = grants(connection, person, desk.today)
    roles = {
        ref: reaching(held, case, definition_of(connection, case)) for ref, case in cases.items()
    }

    def theirs(row: Item) -> bool:
        looks_after = owners.get(row.ref)
        if looks_after and row.owner in (None, "author", *TOLD_TOO):
            return looks_after == person
        by_author = row.owner == "author" and cases[row.ref].opened_by == person
        return by_author or (row.owner or IN_CHARGE) in roles[row.ref]

    return theirs


def _owners(connection: Connection, refs: set[str]) -> dict[str, str]:
    """Who looks after micro-credentials and re-evaluations, where anybody does."""
    reviews = queries.among(connection, Review, "ref", refs)
    listings = gathered(connection, Listing, "ref", refs | {row.listing for row in reviews})
    found = {ref: row.owner for ref, (row,) in listings.items()}
    found |= {row.ref: row.owner or found.get(row.listing) for row in reviews}
    return {ref: owner for ref, owner in found.items() if owner}
