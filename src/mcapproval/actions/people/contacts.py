"""How people can be reached: what they were entered with, or what was given since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk, person_ref
from mcapproval.actions.people.addresses import reachable
from mcapproval.actions.people.roles import is_there, require
from mcapproval.errors import Refused
from mcapproval.store import queries
from mcapproval.store.keep import Text, texts
from mcapproval.store.rows.folded import Person


def give_contact(desk: Desk, name: str, contact: str) -> str:
    """Say by which e-mail address somebody can be reached; gives their reference.

    The administrator may, and everybody for themselves. It is kept as a text about the person, and
    goes with the others when they are erased. AskedWrongly for what is no address.
    """
    given = reachable(contact)
    with desk.reading() as connection:
        ref = person_ref(connection, name)
        if desk.who() != ref:
            require(connection, desk, "administrator")
        if not is_there(connection, ref):
            raise Refused(f"{ref} was erased from the records", hint="nothing of them is kept")
    with desk.writing() as writer:
        told = writer.text(Text({"contact": given}, desk.salt(), about=ref))
        writer.add(ref, "contact-given", desk.today, {"commitment": told})
    return ref


def known(connection: Connection, refs: Iterable[str]) -> dict[str, Mapping[str, str]]:
    """Name and contact of people, by reference; empty where it is not known or was erased."""
    people = queries.among(connection, Person, "ref", refs)
    given = {person.ref: _last_given(connection, person.ref) for person in people}
    names = {person.commitment for person in people} | {told for told in given.values() if told}
    told = texts(connection, names)
    found: dict[str, Mapping[str, str]] = {}
    for person in people:
        facts = {**told.get(person.commitment, {}), **told.get(given[person.ref] or "", {})}
        found[person.ref] = {key: str(facts.get(key, "")) for key in ("name", "contact")}
    return found


def _last_given(connection: Connection, person: str) -> str | None:
    events = queries.events(connection, person)
    given = [event.data["commitment"] for event in events if event.act == "contact-given"]
    return given[-1] if given else None
