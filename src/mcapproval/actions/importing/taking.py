"""Import a workbook, a file of separated values, a folder of documents: all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.deliveries import sound
from mcapproval.actions.desk import Desk, about
from mcapproval.actions.importing.documents import documents
from mcapproval.actions.importing.facts import Action, Cohort, action, cohort, credential
from mcapproval.actions.importing.faults import Faults, Row
from mcapproval.actions.importing.headings import Own, loose, sheets
from mcapproval.actions.importing.known import Known, known
from mcapproval.actions.importing.making import make
from mcapproval.actions.importing.personal_cells import nobody_told
from mcapproval.actions.importing.planning import (
    Plan,
    Target,
    credentials,
    named_new,
    once,
    target_of,
)
from mcapproval.actions.importing.reading import rows_of
from mcapproval.actions.importing.running import Running, running
from mcapproval.actions.importing.unknown import Gap, gaps
from mcapproval.actions.importing.work import Making
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.people.roles import grants
from mcapproval.canonical import digest
from mcapproval.draft.source import read_file
from mcapproval.errors import Reason, Refused
from mcapproval.sheets.reading import read_workbook
from mcapproval.store import queries
from mcapproval.store.keep import texts
from mcapproval.store.tables import Delivery, Item, Review

ROLES = ("administrator", "quality-manager")
COHORTS = "cohorts"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import made, by kind; `ref` is None where it was only tried, or made nothing."""

    ref: str | None
    made: Mapping[str, int]
    notes: tuple[str, ...]
    gaps: tuple[Gap, ...]
    undo_hours: int


class _Tried(Exception):
    """Ends the transaction of an import that is only tried."""

    def __init__(self, work: Making, found: tuple[Gap, ...]) -> None:
        super().__init__()
        self.work = work
        self.gaps = found


def import_file(
    desk: Desk,
    file: Path,
    *,
    own: Own | None = None,
    cohorts: Path | None = None,
    folder: Path | None = None,
    add_organisations: bool = False,
    dry_run: bool = False,
) -> Imported:
    """Take in a spreadsheet. Refused with every fault, each by sheet and cell, storing nothing."""
    with desk.reading() as connection:
        may_import(connection, desk)
        hours = policy_for(connection, about(connection).provider, desk.today).undo_hours
    faults = Faults()
    data = read_file(file)
    rows = rows_of(read_workbook(data, file.name), own or Own(), faults)
    if cohorts is not None:
        more = read_workbook(read_file(cohorts), cohorts.name)
        rows[COHORTS] += rows_of(more, own or Own(), faults, COHORTS)[COHORTS]
    nobody_told(row for found in rows.values() for row in found)
    try:
        with desk.writing() as writer:
            plan = _plan(desk, writer.connection, rows, folder, add_organisations, faults)
            faults.refuse(file.name)
            if not plan.rows:
                found = gaps(writer.connection)
                return Imported(None, {}, tuple(faults.notes), found, hours)
            work = make(desk, writer, plan, digest(data))
            found = gaps(writer.connection)
            if dry_run:
                raise _Tried(work, found)
    except _Tried as tried:
        return Imported(None, tried.work.made, tuple(faults.notes), tried.gaps, hours)
    return Imported(work.batch, work.made, tuple(faults.notes), found, hours)


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
    said = f"{desk.who()} holds neither role today"
    mend = (
        "ask someone who does, or have it granted: mcapproval people grant PERSON quality-manager"
    )
    reason = Reason("ROLE", said, mend, policy.the("administrator"))
    raise Refused(f"{what} is for {roles}", [reason])


def _plan(
    desk: Desk,
    connection: Connection,
    rows: Mapping[str, list[Row]],
    folder: Path | None,
    add: bool,
    faults: Faults,
) -> Plan:
    there = known(connection, add)
    files = documents(folder, faults) if folder else []
    listed = [credential(row, desk.today) for row in rows["micro-credentials"]]
    new, learnt = credentials(listed, there, files, faults)
    called = named_new(new)
    accredited = {each.target: each.providers for each in new}
    cohorts = [_cohort(desk, cohort(row), called, accredited, there) for row in rows[COHORTS]]
    actions = [_action(action(row), called, there) for row in rows["actions"]]
    numbers = [called for each in new for called in (each.row.number, each.row.ours) if called]
    placed = [running(row, there, numbers, desk.today) for row in rows["applications"]]
    under_way = [each for each in placed if each and not _there(each, there)]
    once(
        ((each.row, "title", f"{each.provider} {each.draft.text('/title')}") for each in under_way),
        "is of the same application",
    )
    once(
        (
            (
                each.row,
                "cohort",
                f"{of} {facts['provider']} {facts['cohort']} {facts.get('starts')}",
            )
            for of, each, facts in filter(None, cohorts)
        ),
        "is of the same cohort",
    )
    return Plan(
        tuple(new),
        tuple(learnt),
        tuple(filter(None, cohorts)),
        tuple(filter(None, actions)),
        tuple(under_way),
        there.new,
        folder,
    )


def _cohort(
    desk: Desk,
    each: Cohort,
    called: Mapping[str, Target],
    accredited: Mapping[Target, Sequence[str]],
    there: Known,
) -> tuple[str, Cohort, dict[str, Any]] | None:
    """A cohort with whose it is and what it is about; None where it is there, or with a fault."""
    row = each.row
    target = target_of(row, each.of, each.title, called, there)
    provider = client = None
    if each.provider:
        provider = there.organisation(row, "provider", each.provider)
    elif target:
        named = accredited.get(target) or there.accredited.get(target, [])
        provider = named[0] if len(named) == 1 else there.provider
    if each.client:
        client = there.organisation(row, "client", each.client)
    facts = {**each.facts, "provider": provider}
    facts |= {"client": client} if client else {}
    heads = {column.name: column.heads[0] for column in sheets()[COHORTS].columns}
    placed = [*sound.counts_placed(facts), *sound.days_placed(facts, desk.today, heads)]
    words: dict[str, str | None] = {
        key: str(facts[key]) for key in ("cohort", "site") if key in facts
    }
    placed += (("cohort", reason) for reason in sound.of_words(there.connection, words))
    for column, reason in placed:
        at = column if row.has(column) else "cohort"
        row.wrong(at, reason.message, reason.mend, "COHORT")
    if target is None or provider is None:
        return None
    for other in queries.many(
        there.connection, Delivery, listing=target, provider=provider, cancelled=False
    ):
        if loose(other.cohort) == loose(str(facts["cohort"])) and (
            other.starts == facts.get("starts")
        ):
            row.note("cohort", f"{other.ref} is in the records already")
            return None
    return target, each, facts


def _action(
    each: Action, called: Mapping[str, Target], there: Known
) -> tuple[str, Action, str] | None:
    """An action with what it is about and whose it is; None where it is open already, or with a
    fault.
    """
    owner = there.role(each.row, "owner", each.owner)
    target = target_of(each.row, each.of, each.title, called, there)
    if not owner or not target or not each.says:
        return None
    reviews = {row.ref for row in queries.many(there.connection, Review, listing=target)}
    items = queries.among(there.connection, Item, "ref", {target, *reviews})
    told = texts(there.connection, {item.says for item in items if item.kind == "action"})
    same = next((i for i in items if loose(str(told.get(i.says, ""))) == loose(each.says)), None)
    if same:
        each.row.note("action", f"item {same.number} of {same.ref} says it already")
        return None
    return target, each, owner


def _there(each: Running, there: Known) -> bool:
    """Whether an application of that title is under way in the records, which is told."""
    for row in there.applications:
        case = there.cases[row.ref]
        same = loose(row.title) == loose(each.draft.text("/title"))
        if same and case.provider == each.provider and row.kind == each.draft.text("/kind"):
            each.row.note("title", f"{row.ref} is in the records already")
            return True
    return False
