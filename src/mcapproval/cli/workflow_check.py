"""`workflow check`: definitions proven sound, each by itself and then side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.say import counted, put
from mcapproval.cli.workflow_show import text_of
from mcapproval.errors import AskedWrongly

if TYPE_CHECKING:
    from mcapproval.workflow.model import Definition
    from mcapproval.workflow.proving.soundness import Fault


@click.command(
    name="check",
    help="""Prove workflows sound; every fault with the shortest path that shows it.

\b
Examples:
  mcapproval workflow check
  mcapproval workflow check my-workflow.toml
  mcapproval workflow check my-application.toml my-listing.toml
  mcapproval workflow check our-workflows

Each is proven by itself, then beside those of the other tracks, which it starts, drives or waits
for: in no combination of states that people can reach may a case be caught. Files take the place of
the shipped workflows of their tracks. The workflows in a folder are proven together, with nothing
that ships beside them. Without either, those that ship are proven.
""",
)
@click.argument("paths", metavar="[FILE]...", nargs=-1, type=seat.PLACE)
@seat.seat
def check_command(paths: tuple[Path, ...]) -> int:
    from mcapproval.workflow.definition import Unsound, load, names, parse

    alone = any(path.is_dir() for path in paths)
    found: list[Definition] = []
    unsound: list[str] = []
    for source in [str(file) for file in _files(paths)] or names():
        try:
            definition = parse(text_of(Path(source)), source) if paths else load(source)
        except Unsound as refusal:
            unsound += [f"{source}: {fault}" for fault in refusal.faults]
            continue
        found.append(definition)
        states = counted(len(definition.states), "state")
        put(f"{source}: sound, {states} and {counted(len(definition.moves), 'move')}.")
    unsound = unsound or _side_by_side(found if paths else (), alone)
    for line in unsound:
        put(line)
    if unsound:
        put(f"{counted(len(unsound), 'fault')}: not sound.")
    return 1 if unsound else 0


def _files(paths: Sequence[Path]) -> list[Path]:
    """The files given, or the workflows in the one folder given; AskedWrongly for both at once."""
    from mcapproval.workflow.definition import NOT_WORKFLOWS

    folders = [path for path in paths if path.is_dir()]
    if not folders:
        return list(paths)
    if len(paths) > 1:
        raise AskedWrongly("a folder is a whole set of workflows", "give it alone, or files")
    found = sorted(file for file in folders[0].glob("*.toml") if file.stem not in NOT_WORKFLOWS)
    if not found:
        raise AskedWrongly(f"{folders[0]} holds no workflow", "a workflow is a file NAME.toml")
    return found


def _side_by_side(given: Sequence[Definition], alone: bool) -> list[str]:
    """The faults between definitions, each once; says of each set without any that it is sound."""
    from mcapproval.workflow.proving.sets import sets

    faults: dict[Fault, str] = {}
    for beside in sets(given, alone=alone):
        names = ", ".join(definition.name for definition in beside.definitions.values())
        for fault in beside.faults:
            faults.setdefault(fault, f"{names}: {fault}")
        if not beside.faults:
            put(f"{names}: side by side, no case can be caught.")
    return list(faults.values())
