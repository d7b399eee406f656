"""Which roles a person holds on a day, and as whom they may act on a case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk, about
from mcapproval.actions.in_force import administrator, policy_for
from mcapproval.actions.people.authors import AUTHOR, AUTHORING, wrote
from mcapproval.actions.people.owning import owner_of
from mcapproval.errors import Reason, Refused
from mcapproval.store import queries
from mcapproval.store.keep import texts
from mcapproval.store.rows.folded import Case, Delegation, Grant, Person
from mcapproval.store.several import Several
from mcapproval.workflow.model import Definition
from mcapproval.workflow.situation import Actor


def grants(connection: Connection, person: str, day: date) -> list[Grant]:
    """The grants of a person that hold on a day."""
    if not is_there(connection, person):
        return []
    today = day.isoformat()
    return [g for g in queries.many(connection, Grant, person=person) if _holds(g, today)]


def _holds(found: Grant, today: str) -> bool:
    return found.from_day <= today and (found.until_day is None or today <= found.until_day)


def is_there(connection: Connection, person: str) -> bool:
    """Whether a person acts at all: one who was erased does not."""
    found = queries.one(connection, Person, ref=person)
    return found is not None and found.erased_on is None


def reached(connection: Connection, person: str, day: date) -> list[str] | None:
    """The providers to which the roles of a person are bound on a day; None where no grant binds
    them: one who holds a role everywhere, or none at all and only looks.
    """
    held = grants(connection, person, day)
    held += [
        g
        for d in holding(connection, day, person=person)
        for g in grants(connection, d.acts_for, day)
    ]
    if not held or any(g.unit is None and g.case_ref is None for g in held):
        return None
    units = {g.unit for g in held if g.unit}
    return sorted(units | queries.of_schools(connection, units))


def elsewhere(
    connection: Connection, person: str, provider: str, unit: str | None, day: date
) -> bool:
    """Whether all roles of a person on a day are of others than a provider, its school or faculty
    `unit` and its cases; not of one who is the provider's by what is known of them.
    """
    within = reached(connection, person, day)
    if within is None or provider in within or unit in within:
        return False
    found = queries.one(connection, Person, ref=person)
    cases = {g.case_ref for g in grants(connection, person, day) if g.case_ref}
    of = {case.provider for case in queries.among(connection, Case, "ref", cases)}
    return provider not in {*of, found.organisation if found else None}


def administers(connection: Connection, person: str, day: date) -> bool:
    """Whether a person administers the records on a day: by a grant, never by delegation."""
    return any(
        found.role == "administrator" and found.unit is None and found.case_ref is None
        for found in grants(connection, person, day)
    )


def lasting_administrators(connection: Connection, day: date) -> set[str]:
    """Who administers the records from a day on for as long as nobody ends it.

    Those whose role has a last day already do not count: after it nobody could grant another.
    """
    held = queries.many(connection, Grant, role="administrator", unit=None, case_ref=None)
    today = day.isoformat()
    lasting = {row.person for row in held if row.from_day <= today and row.until_day is None}
    return {person for person in lasting if is_there(connection, person)}


def require(connection: Connection, desk: Desk, role: str) -> None:
    """Refused unless the person at the desk holds the role everywhere today."""
    held = {
        found.role
        for found in grants(connection, desk.who(), desk.today)
        if found.unit is None and found.case_ref is None
    }
    if role not in held:
        the = policy_for(connection, about(connection).provider, desk.today).the
        raise Refused(
            f"this is for {the(role)}",
            [
                Reason(
                    "ROLE",
                    f"{called(connection, desk)} does not hold the role {role} today",
                    "ask someone who does, or have it granted: "
                    f"mcapproval people grant PERSON {role}",
                    f"{the('administrator')}",
                )
            ],
        )


def without_role(connection: Connection, desk: Desk, case: Case, which: str = "") -> Reason:
    """Why somebody without a role on a case, or without one of some, may not do this to it."""
    said = f"{called(connection, desk)} holds no role on {case.ref} today{which}"
    mend = "have one granted: mcapproval people grant PERSON ROLE"
    return Reason("ROLE", said, mend, administrator(connection, desk.today, case.provider))


def actor(connection: Connection, desk: Desk, case: Case, definition: Definition) -> Actor:
    """The person at the desk with their own roles on a case, and those of whom they stand in for.

    They count today, since it is today that something is recorded, on whatever day it happened; who
    sat on a body on that day is asked apart (`actions/cases/seats.py`). Whoever opened the case,
    wrote a version of it or was granted `author` for it stays barred from deciding on it, whatever
    they hold today.
    """
    return on_day(connection, desk, case, definition, desk.today)


def on_day(
    connection: Connection,
    desk: Desk,
    case: Case,
    definition: Definition,
    day: date,
    read: Rows | None = None,
) -> Actor:
    """The same on a day; `read` are the rows of `OF_PERSON`, where they were read."""
    own, held = _own(connection, desk.who(), case, definition, day, read)
    through = tuple(_through(connection, held, case, definition, day))
    whom = desk.acts_for
    if whom is None and not through:
        return own
    called = handles(connection, [whom]).get(whom, "") if whom else ""
    return replace(own, through=through, acting_for=whom, called=called)


Rows = Sequence[list[Any]]

OF_PERSON: tuple[tuple[type[NamedTuple], dict[str, str]], ...] = (
    (Person, {"ref": "person"}),
    (Grant, {"person": "person"}),
    (Delegation, {"person": "person"}),
    *AUTHORING,
)
"""Which rows tell what somebody is on a case."""

_OF_PERSON = Several(*OF_PERSON)


def _own(
    connection: Connection,
    person: str,
    case: Case,
    definition: Definition,
    day: date,
    read: Rows | None = None,
) -> tuple[Actor, list[Delegation]]:
    """A person with the roles that reach a case by their own grants, and what is lent to them."""
    asked = {"person": person, "ref": case.ref, **AUTHOR}
    found, every, lent, granted, versions = read or _OF_PERSON.rows(connection, asked)
    if not found or found[0].erased_on is not None:
        return Actor(person, frozenset()), []
    today = day.isoformat()
    roles = {"author"} if person in (case.opened_by, owner_of(connection, case)) else set()
    roles |= reaching((g for g in every if _holds(g, today)), case, definition)
    was = frozenset({"author"} if person in wrote(connection, case, granted, versions) else ())
    return Actor(person, frozenset(roles), was=was), _of_day(lent, day)


def reaching(held: Iterable[Grant], case: Case, definition: Definition) -> frozenset[str]:
    """The roles of some grants that reach a case."""
    return frozenset(g.role for g in held if _reaches(g, case, definition))


def _reaches(found: Grant, case: Case, definition: Definition) -> bool:
    """A grant for a school or faculty reaches its cases where the role's scope is a unit."""
    if found.role == "administrator":
        return found.unit is None and found.case_ref is None
    scope = definition.roles.get(found.role)
    if found.case_ref is not None:
        return found.case_ref == case.ref
    if scope == "own":
        return False
    if found.unit is None or found.unit == case.provider:
        return True
    return scope == "unit" and found.unit == case.unit


def _through(
    connection: Connection, held: list[Delegation], case: Case, definition: Definition, day: date
) -> Iterator[Actor]:
    """Each person for whom somebody stands in on a day, with the roles that they lend.

    Only roles of their own are lent: what somebody holds as a delegate goes no further. What bars
    them bars their delegate.
    """
    if not held:
        return
    lent: dict[str, set[str]] = {}
    principals: dict[str, Actor] = {}
    for found in held:
        whom = found.acts_for
        if whom not in principals:
            principals[whom], _ = _own(connection, whom, case, definition, day)
        roles = principals[whom].roles
        lent.setdefault(whom, set()).update(roles if found.role is None else roles & {found.role})
    called = handles(connection, principals)
    for whom, principal in principals.items():
        barred = principal.roles | principal.was
        roles = frozenset(lent[whom] - {"administrator"})
        yield Actor(held[0].person, roles, acts_for=whom, was=barred, called=called[whom])


def handles(connection: Connection, refs: Iterable[str]) -> dict[str, str]:
    """How people are known at a shell: by their short name, else by their reference."""
    people = queries.among(connection, Person, "ref", refs)
    told = texts(connection, {person.commitment for person in people})
    return {p.ref: str(told.get(p.commitment, {}).get("handle", p.ref)) for p in people}


def called(connection: Connection, desk: Desk) -> str:
    """How the person at the desk is known at a shell: messages say nobody's reference."""
    return handles(connection, {desk.who()}).get(desk.who(), desk.who())


def holding(connection: Connection, day: date, **key: str) -> list[Delegation]:
    """The delegations that hold on a day, of a delegate (`person`) or a principal (`acts_for`)."""
    return _of_day(queries.many(connection, Delegation, **key), day)


def _of_day(rows: Iterable[Delegation], day: date) -> list[Delegation]:
    today = day.isoformat()
    return [found for found in rows if found.from_day <= today <= found.until_day]
