"""People, and what they may do from when till when."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from unicodedata import category

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk, person_ref
from mcapproval.actions.people.addresses import reachable
from mcapproval.actions.people.reach import known_reach
from mcapproval.actions.people.roles import grants, require
from mcapproval.errors import AskedWrongly, Refused, Unknown
from mcapproval.policy.model import BODIES, TITLES
from mcapproval.store import queries
from mcapproval.store.keep import Text, texts
from mcapproval.store.rows.folded import Grant, Organisation, Person
from mcapproval.store.writer import Writer
from mcapproval.workflow.answers import visible

ERASED = "(erased)"
TAKEN = {"me": "whoever asks", "none": "nobody", "nobody": "nobody"}
"""What stands for people, by what it says: a short name could not be told from it."""

GRANTED_ROLES = tuple(role for role in TITLES if role not in ("system", *BODIES))


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person as listed: `roles` as text, each with its days and reach."""

    ref: str
    handle: str
    name: str
    organisation: str
    roles: tuple[str, ...]


LONGEST_NAME = 200

HANDLE = re.compile(r"[a-z][a-z0-9]*([._-][a-z0-9]+)*")


def full_name(name: str) -> str:
    """A name as printed, on one line; AskedWrongly for one that is empty, or no line of text."""
    told = name.strip()
    if not visible(told) or any(category(c) in ("Cc", "Zl", "Zp") for c in told):
        raise AskedWrongly(
            "a name is one line of text, with nothing in it that can't be seen",
            'give it again: --name "NAME"',
        )
    if len(told) > LONGEST_NAME:
        raise AskedWrongly(f"a name has at most {LONGEST_NAME} letters, and this {len(told)}")
    return told


def short_name(handle: str) -> None:
    """AskedWrongly for what can't be typed at a shell, or looks like a reference (`PER-0001`)."""
    if not HANDLE.fullmatch(handle) or len(handle) > 40:
        raise AskedWrongly(
            f"{handle!r} is no short name",
            "use small letters and digits, with . _ or - between them, such as ana.kingi",
        )
    if handle in TAKEN:
        raise AskedWrongly(
            f"`{handle}` can be nobody's short name: as an owner it stands for {TAKEN[handle]}",
            "choose another, such as ana.kingi",
        )


def enter(
    writer: Writer,
    desk: Desk,
    facts: Mapping[str, Any],
    organisation: str | None,
    handle: str | None = None,
    effective: date | None = None,
) -> str:
    """A new person from `facts` (name, contact, position ...); gives their reference."""
    ref = writer.next_ref("PER")
    told = writer.text(Text(dict(facts), desk.salt(), about=ref, handle=handle))
    data = {"commitment": told, "organisation": organisation}
    writer.add(ref, "person-entered", effective or desk.today, data)
    return ref


def add_person(
    desk: Desk,
    handle: str,
    name: str,
    contact: str | None,
    organisation: str | None,
    roles: Sequence[str] = (),
) -> str:
    """Someone who will act in the records, with the short name they use at the shell.

    `roles` are granted from today, everywhere.
    """
    short_name(handle)
    address = reachable(contact) if contact is not None else None
    for role in roles:
        _known(role)
    with desk.reading() as connection:
        require(connection, desk, "administrator")
        if organisation and not queries.one(connection, Organisation, key=organisation):
            raise Unknown(
                f"these records know no organisation {organisation}",
                "enter it with: mcapproval organisation add "
                f'{shlex.quote(organisation)} --name "NAME"',
            )
    facts = {"name": full_name(name), "handle": handle} | ({"contact": address} if address else {})
    with desk.writing() as writer:
        if queries.person(writer.connection, handle):
            raise Refused(f"somebody is called {handle} already", hint="choose another short name")
        ref = enter(writer, desk, facts, organisation, handle)
        for role in roles:
            _grant(writer, desk, ref, role)
    return ref


def grant(
    desk: Desk,
    name: str,
    role: str,
    unit: str | None = None,
    case: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> None:
    """Give a person a role: everywhere, for a unit, or for one case; from a day, until a day."""
    _known(role)
    if since and until and until < since:
        raise AskedWrongly(f"until {until} is before from {since}", "turn the days round")
    with desk.reading() as connection:
        require(connection, desk, "administrator")
        ref = person_ref(connection, name)
    with desk.writing() as writer:
        known_reach(writer.connection, role, unit, case, desk.today)
        _grant(writer, desk, ref, role, unit, case, since, until)


def _known(role: str) -> None:
    if role not in GRANTED_ROLES:
        raise Unknown(f"there is no role {role}", f"the roles are: {', '.join(GRANTED_ROLES)}")


def _grant(
    writer: Writer,
    desk: Desk,
    person: str,
    role: str,
    unit: str | None = None,
    case: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> None:
    writer.add(
        person,
        "granted",
        desk.today,
        {
            "role": role,
            "unit": unit,
            "case": case,
            "from": (since or desk.today).isoformat(),
            "until": until.isoformat() if until else None,
        },
    )


def names(connection: Connection, refs: set[str]) -> dict[str, str]:
    """References to names as printed; "(erased)" where the name was removed."""
    people = queries.among(connection, Person, "ref", refs)
    told = texts(connection, {p.commitment for p in people})
    shown = {p.ref: str(told.get(p.commitment, {}).get("name", ERASED)) for p in people}
    return shown | ({"system": "mcapproval"} if "system" in refs else {})


def list_people(desk: Desk) -> list[PersonLine]:
    with desk.reading() as connection:
        people = queries.many(connection, Person)
        told = texts(connection, {p.commitment for p in people})
        lines = []
        for person in people:
            facts = told.get(person.commitment, {})
            held = grants(connection, person.ref, desk.today)
            lines.append(
                PersonLine(
                    person.ref,
                    str(facts.get("handle", "")),
                    str(facts.get("name", ERASED)),
                    person.organisation or "",
                    tuple(_shown(found) for found in held),
                )
            )
        return lines


def _shown(found: Grant) -> str:
    where = f" for {found.case_ref or found.unit}" if found.case_ref or found.unit else ""
    until = f" until {found.until_day}" if found.until_day else ""
    return f"{found.role}{where}{until}"
