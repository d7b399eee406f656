"""As whom somebody can act over all cases: their roles and those lent to them, before any case."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk
from mcapproval.actions.people.owning import owned
from mcapproval.actions.people.roles import grants, holding
from mcapproval.store import queries
from mcapproval.store.rows.folded import Person


@dataclass(frozen=True, slots=True)
class Seat:
    """`roles` reach every case or those of a unit; which, each case says. `own_roles` are those of
    the `cases` for which they were granted or that are one of theirs to re-evaluate, and that of an
    author of what one of `authors` opened.
    """

    roles: frozenset[str]
    own_roles: frozenset[str]
    authors: frozenset[str]
    cases: frozenset[str]
    organisations: frozenset[str]

    @property
    def every_role(self) -> frozenset[str]:
        return self.roles | self.own_roles


def seat_of(connection: Connection, desk: Desk) -> Seat:
    """The person at the desk on its day, with those in whose place they stand."""
    person = desk.who()
    stands_for = [
        (row.acts_for, row.role) for row in holding(connection, desk.today, person=person)
    ]
    held = [
        (whose, grant)
        for whose, only in [(person, None), *stands_for]
        for grant in grants(connection, whose, desk.today)
        if only in (None, grant.role) and (whose == person or grant.role != "administrator")
    ]
    authors = {whose for whose, only in [(person, None), *stands_for] if only in (None, "author")}
    named = queries.one(connection, Person, ref=person)
    return Seat(
        frozenset(g.role for _, g in held if g.case_ref is None and g.role != "author"),
        frozenset({"author", *(g.role for _, g in held if g.case_ref is not None)}),
        frozenset(authors),
        owned(connection, authors).union(g.case_ref for _, g in held if g.case_ref is not None),
        frozenset({named.organisation} if named and named.organisation else ()),
    )
