"""Running cases of a workflow over to another version of it: all of them, or none."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases import clocking
from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.desk import Desk, effective_day, settled
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import case_row, title_of
from mcapproval.actions.people.roles import require
from mcapproval.errors import AskedWrongly, Reason, Refused, Trouble, Unknown
from mcapproval.store import queries
from mcapproval.store.keep import Text
from mcapproval.store.rows.folded import Case
from mcapproval.workflow.definition import names
from mcapproval.workflow.migrating import MAPS, carried, same_place
from mcapproval.workflow.model import Definition
from mcapproval.workflow.nearest import meant
from mcapproval.workflow.proving.sets import sets
from mcapproval.workflow.proving.soundness import Unsound


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be done: the version to go to, where states went, for which cases (none: all)."""

    name: str
    to: Definition
    renames: Mapping[str, str] = field(default_factory=dict)
    cases: tuple[str, ...] = ()
    effective: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A running case: where it is by the version it has, where it would be, why it can't be.

    `row` is the row of the journal, once it went over.
    """

    ref: str
    title: str
    pinned: str
    state: str
    label: str
    to: str
    to_label: str
    reasons: tuple[Reason, ...]
    row: int | None = None


@dataclass(frozen=True, slots=True)
class _Going:
    case: Case
    line: Line
    data: Mapping[str, Any]


def plan_migration(desk: Desk, wanted: Wanted) -> list[Line]:
    """Each running case that is not pinned to that version yet. Nothing is changed."""
    with desk.reading() as connection:
        day = wanted.effective or desk.today
        return [going.line for going in _planned(connection, wanted, day)]


def migrate(desk: Desk, wanted: Wanted, note: str) -> list[Line]:
    """Take every one over, in one transaction; Refused with every reason where one can't go."""
    if not note.strip():
        raise AskedWrongly("a migration needs its reason", "say it with --note REASON")
    return settled(wanted.name, lambda: _migrate(desk, wanted, note))


def _migrate(desk: Desk, wanted: Wanted, note: str) -> list[Line]:
    day = effective_day(desk, wanted.effective)
    with desk.reading() as connection:
        require(connection, desk, "administrator")
        planned = _planned(connection, wanted, day)
    against = [
        replace(reason, message=f"{going.line.ref}: {reason.message}")
        for going in planned
        for reason in going.line.reasons
    ]
    if against:
        raise Refused(f"{wanted.name} was not migrated: no case was changed", against)
    if not planned:
        return []
    done = []
    with desk.writing() as writer:
        for going in planned:
            case, line = going.case, going.line
            data = {
                **going.data,
                "definition_hash": writer.content({"workflow": wanted.to.text}),
                "note": writer.text(Text(note.strip(), desk.salt())),
            }
            row = writer.add(case.ref, "migrated", day, data, seen=case.version)
            done.append(replace(line, row=row.seq))
    return done


def _planned(connection: Connection, wanted: Wanted, day: date) -> list[_Going]:
    cases = _chosen(connection, wanted)
    pinned = {case.ref: definition_of(connection, case) for case in cases}
    _fits(wanted, pinned.values())
    running = [case for case in cases if not pinned[case.ref].states[case.state].end]
    return [
        _going(connection, wanted, case, pinned[case.ref], day)
        for case in running
        if pinned[case.ref] != wanted.to
    ]


def _chosen(connection: Connection, wanted: Wanted) -> list[Case]:
    every = queries.many(connection, Case, definition=wanted.name)
    if not every and wanted.name not in names():
        known = f"there are {', '.join(names())}"
        raise Unknown(f"there is no workflow `{wanted.name}`{meant(wanted.name, names())}", known)
    for ref in wanted.cases:
        case = case_row(connection, ref)
        if case.definition != wanted.name:
            raise AskedWrongly(
                f"{ref} walks the workflow {case.definition}, not {wanted.name}",
                "name cases of that workflow only",
            )
    return [case for case in every if not wanted.cases or case.ref in wanted.cases]


def _fits(wanted: Wanted, pinned: Iterable[Definition]) -> None:
    """AskedWrongly where the file is of another workflow or track, names in the map are unknown,
    or it does not fit the tracks beside it."""
    to = wanted.to
    olds = [old for old in pinned if old != to]
    if to.name != wanted.name:
        raise AskedWrongly(
            f"the file holds the workflow {to.name}, not {wanted.name}",
            "a migration goes to a version of the same workflow",
        )
    other = next((old for old in olds if old.case != to.case), None)
    if other:
        raise AskedWrongly(
            f"the file is of the track {to.case}; {wanted.name} is of the track {other.case}",
            "a case stays on its track",
        )
    known = {*to.states, *(state for old in olds for state in old.states)}
    for name in wanted.renames:
        if olds and name not in known:
            raise AskedWrongly(
                f"no version of {wanted.name} has a state `{name}`{meant(name, known)}",
                "map states by their names: --map OLD=NEW",
            )
    faults = {fault: None for beside in sets([to]) for fault in beside.faults}
    if faults:
        raise Unsound(f"{wanted.name}, beside the other tracks,", faults)


def _going(
    connection: Connection, wanted: Wanted, case: Case, old: Definition, day: date
) -> _Going:
    new = wanted.to
    policy, came = policy_for(connection, case.provider, day), json.loads(case.came_from)
    found = carried(old, new, case.state, came, wanted.renames, policy)
    reasons = [*found.reasons]
    clock = None
    if day.isoformat() < case.last_on:
        said = f"its last day is {case.last_on}"
        mend = f"give --effective {case.last_on} or a later day"
        reasons.append(Reason("DAY", said, mend, "you"))
    if not found.reasons:
        try:
            clock = clocking.as_migrated(connection, case, old, new, found.to, day, wanted.renames)
        except Trouble as trouble:
            reasons.append(Reason("CLOCK", trouble.message, trouble.hint, policy.the(MAPS)))
    line = Line(
        case.ref,
        title_of(connection, case),
        old.hash[:16],
        case.state,
        old.label(case.state),
        found.to,
        new.label(found.to) if found.to in new.states else "",
        tuple(reasons),
    )
    data = {
        "track": case.track,
        "definition": new.name,
        "from": case.state,
        "to": found.to,
        "enters": not same_place(old, new, case.state, found.to),
        "was": case.definition_hash,
        "renames": dict(wanted.renames),
        "came_from": dict(found.came_from),
        "clock": clock,
    }
    return _Going(case, line, data)
