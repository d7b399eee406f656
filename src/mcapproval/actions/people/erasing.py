"""Remove a person's texts: names, notes and files about them, whole; their hashes stay.

Contents are written without names; an old one that holds one all the same is removed too, and one
that is in use must be mended first.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, delete

from mcapproval.actions.desk import Desk, person_ref
from mcapproval.actions.people.in_use import not_in_use
from mcapproval.actions.people.name_search import mentions
from mcapproval.actions.people.roles import lasting_administrators, require
from mcapproval.actions.people.what_goes import Erased, Seen, single_names, what_goes, words_of
from mcapproval.errors import AskedWrongly, Refused
from mcapproval.store import keep, queries
from mcapproval.store.clauses import table
from mcapproval.store.copying.kept_copies import copies_with
from mcapproval.store.rows.folded import Person
from mcapproval.store.rows.kept import FindingCache


def would_go(desk: Desk, name: str, note: str = "") -> Erased:
    """What erasing a person would remove, and what it would leave; refused as that would be. A
    reason is not needed yet."""
    with desk.reading() as connection:
        return _found(connection, desk, name, note, Seen())


def with_reason(note: str) -> None:
    """AskedWrongly without one."""
    if not note.strip():
        raise AskedWrongly("an erasure gives its reason", "give it with --note")


def erase(desk: Desk, name: str, note: str) -> Erased:
    """Erase a person. Refused while a text that is in use says their name.

    Unmet where bytes may remain since others use the records: asked again, it does only the rest.
    """
    with_reason(note)
    _finish_former(desk, name)
    with desk.reading() as connection:  # reading every file takes long: others may write meanwhile
        head, seen = queries.head(connection), Seen()
        found = _found(connection, desk, name, note, seen)
    with desk.writing() as writer:
        if queries.head(writer.connection) != head:
            found = _found(writer.connection, desk, name, note, seen)
        keep.forget_texts(writer.connection, set(found.texts))
        keep.forget_files(writer.connection, set(found.files))
        keep.forget_contents(writer.connection, set(found.contents))
        writer.connection.execute(delete(table(FindingCache)))
        data = {
            "reason": writer.text(keep.Text(note.strip(), desk.salt())),
            "erased": {
                "text": list(found.texts),
                "file": list(found.files),
                "content": list(found.contents),
            },
        }
        writer.add(found.ref, "erased", desk.today, data)
    desk.records.shake_out()
    copies = copies_with(desk.records.where, found.texts)
    return replace(found, copies=tuple(str(place) for place in copies))


def _finish_former(desk: Desk, name: str) -> None:
    """Refused where the person is erased already, after what then stayed undone is done."""
    with desk.reading() as connection:
        require(connection, desk, "administrator")
        person = queries.one(connection, Person, ref=person_ref(connection, name))
    if person is not None and person.erased_on:
        desk.records.shake_out()
        raise Refused(
            f"{person.ref} was erased on {person.erased_on} already",
            hint="the records were rewritten once more: no byte of what was removed is in them",
        )


def _found(connection: Connection, desk: Desk, name: str, note: str, seen: Seen) -> Erased:
    """The person, and the texts, files and contents that go."""
    require(connection, desk, "administrator")
    ref = person_ref(connection, name)
    person = queries.one(connection, Person, ref=ref)
    assert person is not None
    if person.erased_on:
        raise Refused(f"{ref} was erased on {person.erased_on} already")
    if lasting_administrators(connection, desk.today) == {ref}:
        raise Refused(
            f"{ref} is the only administrator of these records",
            hint="grant the role administrator to another person first, without a last day",
        )
    words = (*words_of(connection, ref), *single_names(connection, ref))
    if mentions(note, words):
        raise AskedWrongly(
            "the reason names the person who is to be erased",
            "say it without the name, and without a part of it",
        )
    found = what_goes(connection, desk.records.where, ref, seen=seen)
    not_in_use(connection, set(found.contents), ref)
    return found
