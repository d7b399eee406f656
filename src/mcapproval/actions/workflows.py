"""A workflow to be looked at: by its name, or as the one that a case is pinned to, with its way."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from mcapproval.actions.audit import write_beside
from mcapproval.actions.cases.definitions import definition_of, kept_definition
from mcapproval.actions.desk import Desk
from mcapproval.actions.lookup import case_row, title_of
from mcapproval.actions.setup import policy_for
from mcapproval.errors import AskedWrongly
from mcapproval.policy.model import Policy
from mcapproval.store import queries
from mcapproval.store.changes import Add, Set
from mcapproval.store.events import Event
from mcapproval.store.fold import changes
from mcapproval.workflow.model import Definition
from mcapproval.workflow.svg_signs import ROOT
from mcapproval.workflow.walked import Entered, Walked, walked


@dataclass(frozen=True, slots=True)
class Shown:
    """A workflow with the policy whose titles it is shown in, and a case on its way."""

    definition: Definition
    policy: Policy
    case: Walked | None = None


def shown_case(desk: Desk, ref: str) -> Shown:
    """The workflow that a case is pinned to, and how the case went through it until today."""
    with desk.reading() as connection:
        case = case_row(connection, ref)
        definition = definition_of(connection, case)
        policy = policy_for(connection, case.provider, desk.today)
        way = list(_way(connection, case.ref, desk.today))
        title = title_of(connection, case)
    return Shown(definition, policy, walked(case.ref, title, way, desk.today, definition))


@dataclass(frozen=True, slots=True)
class Position:
    """That a row put a case into a state of a definition; `renames` is a migration's map."""

    state: str
    definition_hash: str
    renames: dict[str, str]


def position_after(event: Event, before: Position | None) -> Position | None:
    """Where a case is after one of its rows, as the row changes the tables; whatever the act."""
    for change in changes(event):
        if isinstance(change, Add | Set) and change.table == "case_record":
            pinned = change.values.get("definition_hash")
            state = change.values.get("state")
            if state or pinned:
                return Position(
                    state or (before.state if before else ""),
                    pinned or (before.definition_hash if before else ""),
                    dict(event.data.get("renames", {})),
                )
    return None


def _way(connection: Connection, ref: str, today: date) -> Iterator[Entered]:
    """Every state that a case entered until a day, by its name in the present definition."""
    found: list[tuple[str, str, date]] = []
    at: Position | None = None
    for event in queries.events(connection, ref):
        day = date.fromisoformat(event.effective_on)
        after = position_after(event, at)
        if after is None or day > today:
            continue
        found = [(after.renames.get(state, state), label, on) for state, label, on in found]
        at = after
        label = kept_definition(connection, at.definition_hash, ref).label(at.state)
        found.append((at.state, label, day))
    return (Entered(state, label, on) for state, label, on in found)


def write_picture(file: Path, picture: str) -> None:
    """Write a picture; AskedWrongly where the file can't be written or holds something else."""
    try:
        if os.path.lexists(file) and not _is_picture(file):
            raise AskedWrongly(
                f"{file} is there already and is no picture of a workflow: it is left as it is",
                "name a new file, or a former picture, which is written over",
            )
        write_beside(file, picture.encode())
    except OSError as fault:
        raise AskedWrongly(
            f"{file} can't be written: {fault.strerror or fault}",
            "name a file in a folder that is there, has room and lets you write",
        ) from fault


def _is_picture(file: Path) -> bool:
    """Whether a file is a picture of ours, by what it says and not by its name."""
    if not file.is_file():
        return False
    with file.open("rb") as opened:
        return f'class="{ROOT}"'.encode() in opened.read(1000)
