"""Import a workbook, a file of separated values, a folder of documents: all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk, about
from mcapproval.actions.importing.cohorts_and_actions import action, cohort
from mcapproval.actions.importing.documents import documents
from mcapproval.actions.importing.facts import credential
from mcapproval.actions.importing.faults import Faults, Row
from mcapproval.actions.importing.headings import Own
from mcapproval.actions.importing.known import known
from mcapproval.actions.importing.making import make
from mcapproval.actions.importing.personal_cells import nobody_told
from mcapproval.actions.importing.placing import (
    not_under_way,
    of_columns,
    of_rows,
    own_references,
    place_actions,
    place_cohorts,
)
from mcapproval.actions.importing.planning import Plan, credentials, named_new, once
from mcapproval.actions.importing.reading import rows_of
from mcapproval.actions.importing.running import running
from mcapproval.actions.importing.unknown import Gap, gaps
from mcapproval.actions.importing.whose import whose
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.people.roles import called, grants
from mcapproval.canonical import digest
from mcapproval.draft.source import read_file
from mcapproval.errors import Reason, Refused
from mcapproval.progress import HowFar, unheard
from mcapproval.sheets.opening import LARGEST_FILE
from mcapproval.sheets.reading import read_workbook
from mcapproval.store.sampling import sample

ROLES = ("administrator", "quality-manager")
COHORTS = "cohorts"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import made, by kind; `ref` is None where it was only tried, or made nothing.

    `notes_in_short` says the same of a column once; `organisations` are those that were entered, by
    key, of which nobody has said yet of what type each is; `put_right` are the commands by which
    values are taken over that the sheet says otherwise.
    """

    ref: str | None
    made: Mapping[str, int]
    notes: tuple[str, ...]
    notes_in_short: tuple[str, ...]
    gaps: tuple[Gap, ...]
    organisations: Mapping[str, str]
    undo_hours: int
    put_right: tuple[str, ...] = ()


def import_file(
    desk: Desk,
    file: Path,
    *,
    own: Own | None = None,
    cohorts: Path | None = None,
    folder: Path | None = None,
    add_organisations: bool = False,
    dry_run: bool = False,
    told: HowFar = unheard,
) -> Imported:
    """Take in a spreadsheet. Refused with every fault, each by sheet and cell, storing nothing."""
    with desk.reading() as connection:
        may_import(connection, desk)
        hours = policy_for(connection, about(connection).provider, desk.today).undo_hours
    faults = Faults()
    data = read_file(file, LARGEST_FILE)
    rows = rows_of(read_workbook(data, file.name), own or Own(), faults)
    if cohorts is not None:
        more = read_workbook(read_file(cohorts, LARGEST_FILE), cohorts.name)
        rows[COHORTS] += rows_of(more, own or Own(), faults, COHORTS)[COHORTS]
    nobody_told(row for found in rows.values() for row in found)
    with desk.trying() if dry_run else desk.writing() as writer:
        plan = _plan(desk, writer.connection, file, rows, folder, add_organisations, faults)
        faults.refuse(file.name)
        if not plan.rows:
            found = gaps(writer.connection, desk.today)
            return _done(None, {}, faults, found, {}, hours)
        work = make(desk, writer, plan, digest(data), told)
        if not dry_run:
            sample(writer.connection)
        found = gaps(writer.connection, desk.today)
    batch = None if dry_run else work.batch
    return _done(batch, work.made, faults, found, plan.organisations, hours)


def _done(
    ref: str | None,
    made: Mapping[str, int],
    faults: Faults,
    found: tuple[Gap, ...],
    organisations: Mapping[str, str],
    hours: int,
) -> Imported:
    notes, short = tuple(faults.notes), tuple(faults.notes_in_short)
    right = tuple(faults.put_right)
    return Imported(ref, made, notes, short, found, organisations, hours, right)


def may_import(connection: Connection, desk: Desk) -> None:
    may(connection, desk, "importing")


def may(connection: Connection, desk: Desk, what: str) -> None:
    """Refused to all but those who look after the records or the quality of all of them."""
    held = {
        found.role
        for found in grants(connection, desk.who(), desk.today)
        if found.unit is None and found.case_ref is None
    }
    if held & set(ROLES):
        return
    policy = policy_for(connection, about(connection).provider, desk.today)
    roles = " or ".join(policy.the(role) for role in ROLES)
    said = f"{called(connection, desk)} holds neither role for all providers today"
    mend = (
        "ask someone who does, or have it granted: mcapproval people grant PERSON quality-manager"
    )
    reason = Reason("ROLE", said, mend, policy.the("administrator"))
    raise Refused(f"{what} is for {roles}", [reason])


def _plan(
    desk: Desk,
    connection: Connection,
    file: Path,
    rows: Mapping[str, list[Row]],
    folder: Path | None,
    add: bool,
    faults: Faults,
) -> Plan:
    there = known(connection, add, whose(connection, file, desk.today))
    files = documents(folder, faults) if folder else []
    today = desk.today
    listed = [credential(row, today) for row in rows["micro-credentials"]]
    new, learnt, targets = credentials(listed, there, files, faults, today)
    if there.told_whose and not there.provider:
        faults.refuse(file.name)  # of rows about these it would be said that there are none
    called = named_new(new)
    by_target = {each.target: each for each in new}
    held = [cohort(row, today) for row in rows[COHORTS]]
    cohorts = place_cohorts(held, called, by_target, there, today)
    told = of_rows((action(row, today) for row in rows["actions"]), called, there)
    actions = place_actions(chain(told, of_columns(listed, targets)), there)
    numbers = {called for each in new for called in (each.row.number, each.row.ours) if called}
    placed = [running(row, there, numbers, today) for row in rows["applications"]]
    going = not_under_way(placed, there)
    own_references(going, there)
    once(
        ((each.row, "title", f"{each.provider} {each.draft.text('/title')}") for each in going),
        "is of the same application",
    )
    once(
        (
            (
                each.row,
                "cohort",
                f"{of} {facts['provider']} {facts['cohort']} {facts.get('starts')}",
            )
            for of, each, facts in cohorts
        ),
        "is of the same cohort",
    )
    return Plan(
        tuple(new),
        tuple(learnt),
        tuple(cohorts),
        tuple(actions),
        tuple(going),
        there.new,
        folder,
    )
