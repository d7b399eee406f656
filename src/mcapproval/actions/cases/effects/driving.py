"""Moves that a move drives in linked cases, as `system`: done together, or refused together."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from mcapproval.actions.cases import clocking, definitions
from mcapproval.actions.cases.effects import left_to_do, listing_facts
from mcapproval.actions.in_force import policy_for
from mcapproval.errors import Reason, Refused
from mcapproval.store import queries
from mcapproval.store.events import Author
from mcapproval.store.rows.folded import Accreditation, Application, Case, Link, Review
from mcapproval.store.writer import Writer
from mcapproval.workflow.definition import load, names
from mcapproval.workflow.machine import walk
from mcapproval.workflow.model import Definition, Move

SYSTEM = Author("system", "link")
"""Rows that a link brings about name this author, and the row that caused them."""


def granted_by(if_result: str | None, values: Mapping[str, Any]) -> bool:
    """Whether the result asked about is recorded as granted by this very move."""
    if if_result is None:
        return True
    result: Mapping[str, Any] = values.get("results", {}).get(if_result, {})
    return result.get("result") == "granted"


def drive_on(
    writer: Writer,
    case: Case,
    made: Move,
    values: Mapping[str, Any],
    kind: str,
    day: date,
    cause: int,
    salt: Callable[[], bytes],
    seen: frozenset[str] = frozenset(),
) -> None:
    """Make what a move drives, and what that drives in turn; `seen` are the cases moved already."""
    seen = seen | {case.ref}
    for drive in made.drives:
        if not granted_by(drive.if_result, values) or (drive.if_kind and kind not in drive.if_kind):
            continue
        for other in _linked(writer, case, drive.track):
            if other.ref not in seen and other.state in (drive.only_in or (other.state,)):
                _drive(writer, other, drive.move, values, kind, day, cause, salt, seen)


def _linked(writer: Writer, case: Case, track: str) -> list[Case]:
    """The cases of a track that hang on a case, or on which it hangs.

    On a listing hang the applications about it. The one that it came from does not. A review is of
    every accreditation of its micro-credential.
    """
    connection = writer.connection
    if case.track == "listing" and track == "application":
        about = {row.ref for row in queries.many(connection, Application, of_ref=case.ref)}
        return queries.among(connection, Case, "ref", about)
    refs = {link.to_ref for link in queries.many(connection, Link, from_ref=case.ref)}
    refs |= {link.from_ref for link in queries.many(connection, Link, to_ref=case.ref)}
    refs |= {row.ref for row in queries.many(connection, Accreditation, listing=case.ref)}
    refs |= {row.ref for row in queries.many(connection, Review, listing=case.ref)}
    application = queries.one(connection, Application, ref=case.ref)
    review = queries.one(connection, Review, ref=case.ref)
    if application and application.of_ref:
        refs.add(application.of_ref)
    if review:
        refs.add(review.listing)
        of = queries.many(connection, Accreditation, listing=review.listing)
        refs |= {row.ref for row in of}
    return [found for found in queries.among(connection, Case, "ref", refs) if found.track == track]


def _drive(
    writer: Writer,
    case: Case,
    name: str,
    values: Mapping[str, Any],
    kind: str,
    day: date,
    cause: int,
    salt: Callable[[], bytes],
    seen: frozenset[str],
) -> None:
    """One driven move. A case at its end stays there; one where the move isn't open refuses all."""
    definition = definitions.definition_of(writer.connection, case)
    state = definition.states[case.state]
    if state.end:
        return
    move = definition.move(case.state, name)
    who = policy_for(writer.connection, case.provider, day).title("quality-manager")
    if move is not None and day.isoformat() < case.last_on:
        said = f"the last thing that happened to {case.ref} was on {case.last_on}"
        mend = f"give --effective {case.last_on} or a later day"
        raise _not_along(case, Reason("DAY", said, mend, who))
    if move is None:
        said = f"{name} is not open while {case.ref} is in '{state.label}'"
        mend = f"see: mcapproval next {case.ref}"
        if not definition.called(name) or _is_now(definition, case.state, name):
            said = f"{case.ref} keeps an older workflow, which has no {name} from '{state.label}'"
            mend = (
                "bring it to the present one: mcapproval workflow migrate "
                f"{definition.name} --to FILE --case {case.ref}"
            )
        raise _not_along(case, Reason("LINK", said, mend, who))
    to = walk(definition, case.state, move.name, definition.targets(move, case.state)[0])
    asked = {ask.name for ask in move.every_ask}
    data: dict[str, Any] = {
        "track": case.track,
        "move": move.name,
        "from": case.state,
        "to": to,
        "values": {k: v for k, v in values.items() if k in asked and k in listing_facts.PLAIN},
        "texts": {},
        "files": [],
        "came_from": json.loads(case.came_from) | {move.name: case.state},
        "facts": listing_facts.driven_facts(case.track, move.name, values),
        "approval": None,
        "results": {},
        "items": [],
        "closes": [],
    }
    left = left_to_do.left(writer, case, move, values, day)
    if left:
        last = left_to_do.last_number(writer, case.ref)
        data["items"] = left_to_do.rows(writer, left, last, salt)
    data["clock"] = clocking.as_moved(writer.connection, case, move, day, data)
    row = writer.add(case.ref, "moved", day, data, seen=case.version, cause=cause, by=SYSTEM)
    drive_on(writer, case, move, values, kind, day, row.seq, salt, seen)


def _is_now(definition: Definition, state: str, name: str) -> bool:
    """Whether the definition that ships now has a move that an older one lacks."""
    return definition.name in names() and load(definition.name).move(state, name) is not None


def _not_along(case: Case, reason: Reason) -> Refused:
    return Refused(f"{case.ref} is linked to this and can't go along", [reason])
