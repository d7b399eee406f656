"""What is under way or listed already: a draft that is opened a second time becomes another
application.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.drafts.refusing import called
from mcapproval.actions.people.authors import authors
from mcapproval.actions.people.known import names
from mcapproval.draft.model import Draft
from mcapproval.errors import Reason, Refused, typed
from mcapproval.store import queries
from mcapproval.store.finding.search_words import words
from mcapproval.store.rows.folded import Application, Case, Listing
from mcapproval.store.rows.kept import SearchCase

CHANGE, ACCREDITATION = "change", "accreditation"

MEANT = {CHANGE: "a change of it", ACCREDITATION: "to deliver it"}
"""By the kind of an application what it asks for of a micro-credential that is listed."""


def changes_under_way(connection: Connection, listing: str) -> list[Case]:
    """The applications for a change of a micro-credential that are at no end yet."""
    rows = queries.many(connection, Application, of_ref=listing, kind=CHANGE)
    return _under_way(connection, rows)


def is_change_of(draft: Draft, listing: Listing) -> bool:
    """Whether a draft says that it is for a change of a micro-credential."""
    named = draft.text("/of")
    return draft.text("/kind") == CHANGE and named in {listing.ref, listing.number} - {None}


def nothing_like_it(connection: Connection, draft: Draft, whose: str, of_ref: str | None) -> None:
    """Refused where what a draft applies for is applied for already: a change of the same
    micro-credential, or the same by the same provider under a title of the same words; an enquiry
    may have none yet."""
    if draft.text("/kind") == CHANGE and of_ref:
        found, same = changes_under_way(connection, of_ref), f"applies for a change of {of_ref}"
    else:
        rows = _titled(connection, " ".join(words(draft.text("/title"))))
        alike = (row for row in rows if row.of_ref == of_ref and row.kind != CHANGE)
        found = [case for case in _under_way(connection, alike) if case.provider == whose]
        same = "has the same title"
    if found:
        raise Refused(
            f"what {called(draft)} applies for may be under way already",
            list(_reasons(connection, found, same, draft)),
            hint=f"where it is another one: mcapproval open {_file(draft)} --another",
        )


def listed_so(
    connection: Connection, draft: Draft, whose: str, of_ref: str | None
) -> Iterator[str]:
    """What is listed under the title of an application that is about none that is listed.

    No clause bars a title that another has, so nothing is refused: a change, or an accreditation
    for what another provider has listed, may be what is meant. `whose` is "" while nobody knows.
    """
    refs = _refs(connection, " ".join(words(draft.text("/title")))) if of_ref is None else ()
    rows = {row.ref: row for row in queries.among(connection, Listing, "ref", refs)}
    for case in sorted(queries.among(connection, Case, "ref", rows), key=lambda case: case.ref):
        definition = definition_of(connection, case)
        if definition.states[case.state].end:
            continue
        number = rows[case.ref].number
        named = f"{case.ref} (NZQA {number})" if number else case.ref
        kind = CHANGE if whose in ("", case.provider) else ACCREDITATION
        yield (
            f"{named} of {case.provider} is listed under the same title "
            f"({definition.label(case.state)}); where {MEANT[kind]} is meant, withdraw this one "
            f"and open the file with kind: {kind} and of: {case.ref}"
        )


def _titled(connection: Connection, said: str) -> list[Application]:
    return queries.among(connection, Application, "ref", _refs(connection, said))


def _refs(connection: Connection, said: str) -> set[str]:
    """The cases whose title is found by these words, whatever its capitals and macrons."""
    return {row.ref for row in queries.many(connection, SearchCase, title=said)} if said else set()


def _under_way(connection: Connection, rows: Iterable[Application]) -> list[Case]:
    cases = queries.among(connection, Case, "ref", {row.ref for row in rows})
    return sorted(
        (case for case in cases if not definition_of(connection, case).states[case.state].end),
        key=lambda case: case.ref,
    )


def _reasons(
    connection: Connection, found: Iterable[Case], same: str, draft: Draft
) -> Iterator[Reason]:
    for case in found:
        who = names(connection, authors(connection, case))
        state = definition_of(connection, case).label(case.state)
        yield Reason(
            "UNDER-WAY",
            f"{case.ref} {same}, and is under way ({state})",
            f"bring the file in as a version of it: mcapproval update {case.ref} {_file(draft)}",
            ", ".join(sorted(who.values())),
        )


def _file(draft: Draft) -> str:
    return shlex.quote(typed(draft.source or "FILE"))
