"""Whether a text that is to go with a person is still in use: then it is mended first.

In use are the present version of a case that goes on, what stands approved, and the newest version
of a standing text. Whatever ended without an approval is old, as an earlier version is.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from itertools import chain

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.standing.approved import standing_content
from mcapproval.actions.lookup import case_row
from mcapproval.errors import Reason, Refused
from mcapproval.store import queries
from mcapproval.store.rows.folded import (
    Application,
    Judgement,
    Listing,
    Result,
    Review,
    StandingText,
)
from mcapproval.workflow.model import State

Naming = tuple[str, Reason]
"""What names the person, by its reference, and what to do about it."""


def not_in_use(connection: Connection, contents: Set[str], ref: str) -> None:
    """Refused while one of these contents is in use, with what can be done for each."""
    of_all = (_of_cases, _of_approved, _of_texts)
    found = dict(chain.from_iterable(each(connection, contents) for each in of_all))
    if found:
        raise Refused(
            f"{ref} can't be erased yet: the present text of {', '.join(found)} says the name",
            list(found.values()),
        )


def closed_by_it(connection: Connection, contents: Set[str]) -> Iterator[str]:
    """The applications that ended without an approval and could begin again, but for their text."""
    for row in _applications(connection, contents):
        if _state(connection, row.ref).reopen:
            yield row.ref


def _of_cases(connection: Connection, contents: Set[str]) -> Iterator[Naming]:
    """Of cases that go on."""
    used = [(a.ref, "update it") for a in _applications(connection, contents)]
    used += [
        (row.ref, f"give it again: mcapproval review answer {row.ref} FILE")
        for row in queries.among(connection, Review, "answers", contents)
    ]
    for name, mend in used:
        state = _state(connection, name)
        if not state.end:
            when = "" if state.edit else f", which can't be while it is in {state.label}"
            yield _named(name, f"write the person's id there and {mend}{when}", "its author")


def _of_approved(connection: Connection, contents: Set[str]) -> Iterator[Naming]:
    """Of what was granted: it can't be updated, and is old once something else stands."""
    granted = [
        a
        for a in _applications(connection, contents)
        if _state(connection, a.ref).end
        and any(r.outcome == "granted" for r in queries.many(connection, Result, ref=a.ref))
    ]
    for row in (row for row in granted if row.kind == "accreditation"):
        mend = "it was granted on that text, which is kept: nothing takes the name out of it"
        yield _named(row.ref, mend, "nobody")
    listings = {a.of_ref for a in granted if a.kind != "accreditation" and a.of_ref}
    listings |= {j.ref for j in queries.among(connection, Judgement, "content", contents)}
    first = queries.among(connection, Listing, "application", {a.ref for a in granted})
    found = {row.ref: row for row in (*first, *queries.among(connection, Listing, "ref", listings))}
    for _, listing in sorted(found.items()):
        stands = standing_content(connection, listing)
        if stands.hash in contents:
            yield _of_listing(connection, listing.ref, stands.told)


def _of_listing(connection: Connection, ref: str, told: str) -> Naming:
    if _state(connection, ref).end:
        mend = "it came to its end, and what was approved is kept: nothing takes the name out of it"
        return _named(ref, mend, "nobody", told)
    mend = (
        "write the person's id there and have it noted, or apply for it as a change: what stood "
        f"before is old then; which it is tells: mcapproval change judge {ref} FILE"
    )
    return _named(ref, mend, "its author", told)


def _of_texts(connection: Connection, contents: Set[str]) -> Iterator[Naming]:
    rows = sorted(queries.many(connection, StandingText), key=lambda row: row.number)
    newest = {(row.provider, row.key): row for row in rows}
    for row in newest.values():
        if row.content in contents:
            name = f"{row.key}@{row.number}"
            mend = f"keep a version of it that does not: mcapproval text add {row.key} FILE"
            yield name, Reason("NAMED", f"{name} names the person", mend, "its keeper")


def _named(name: str, mend: str, who: str, told: str = "") -> Naming:
    of = f" ({told})" if told else ""
    return name, Reason("NAMED", f"{name}{of} names the person outside `people:`", mend, who)


def _applications(connection: Connection, contents: Set[str]) -> list[Application]:
    return queries.among(connection, Application, "content", contents)


def _state(connection: Connection, ref: str) -> State:
    case = case_row(connection, ref)
    return definition_of(connection, case).states[case.state]
