"""A workflow to be looked at: by its name, or as the one that a case is pinned to, with its way."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from mcapproval.actions.audit import write_beside
from mcapproval.actions.cases.definitions import definition_of, kept_definition
from mcapproval.actions.cases.pinned import positions
from mcapproval.actions.desk import Desk
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import case_row, title_of
from mcapproval.errors import AskedWrongly
from mcapproval.policy.model import Policy
from mcapproval.store import queries
from mcapproval.store.events import Event
from mcapproval.workflow.drawing.signs import ROOT
from mcapproval.workflow.drawing.walked import Entered, Walked, walked
from mcapproval.workflow.migrating import same_place
from mcapproval.workflow.model import Definition


@dataclass(frozen=True, slots=True)
class Shown:
    """A workflow with the policy whose titles it is shown in, and a case on its way."""

    definition: Definition
    policy: Policy
    case: Walked | None = None


def shown_case(desk: Desk, ref: str) -> Shown:
    """The workflow that a case is pinned to, and how the case went through it until today.

    AskedWrongly for a day on which there was no such case yet.
    """
    with desk.reading() as connection:
        case = case_row(connection, ref)
        definition = definition_of(connection, case)
        policy = policy_for(connection, case.provider, desk.today)
        way = entered_until(connection, queries.events(connection, case.ref), desk.today)
        title = title_of(connection, case)
    if not way:
        raise AskedWrongly(
            f"{case.ref} was opened on {case.opened_on}, after {desk.today.isoformat()}",
            f"ask for a later day: --today {case.opened_on}",
        )
    return Shown(definition, policy, walked(case.ref, title, way, desk.today, definition))


def entered_until(connection: Connection, events: Iterable[Event], today: date) -> list[Entered]:
    """Every state that a case entered until a day, by its name in the definition that its last row
    has; `events` are all its rows, oldest first, what was undone among them.

    A state that a migration only renamed has its new name; what was undone was never entered.
    """
    found: list[tuple[int, Entered]] = []
    was: Definition | None = None
    for at in positions(events):
        event = at.event
        day = date.fromisoformat(event.effective_on)
        if not at.put or day > today:
            continue
        if event.act == "undone":
            found = [one for one in found if one[0] < event.data["row"]]
            continue
        definition = kept_definition(connection, at.definition_hash, event.ref)
        if event.act == "migrated" and was:
            renames = event.data["renames"]
            found = [(seq, _renamed(one, was, definition, renames)) for seq, one in found]
        was = definition
        found.append((event.seq, Entered(at.state, definition.label(at.state), day)))
    return [one for _, one in found]


def _renamed(
    entered: Entered, old: Definition, new: Definition, renames: Mapping[str, str]
) -> Entered:
    """A state that was left before a migration, by the new name where it only has another."""
    to = renames.get(entered.state, entered.state)
    return replace(entered, state=to) if same_place(old, new, entered.state, to) else entered


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
