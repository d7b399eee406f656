"""`workflow check`: definitions proven sound, each by itself and then side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.say import counted, put
from mcapproval.cli.workflow_show import text_of

if TYPE_CHECKING:
    from mcapproval.workflow.model import Definition
    from mcapproval.workflow.soundness import Fault


@click.command(
    name="check",
    help="""Prove workflows sound; every fault with the shortest path that shows it.

\b
Examples:
  mcapproval workflow check
  mcapproval workflow check my-workflow.toml
  mcapproval workflow check my-application.toml my-listing.toml

Each is proven by itself, then beside those of the other tracks, which it starts, drives or waits
for: in no combination of states that people can reach may a case be caught. Files take the place of
the shipped workflows of their tracks; without any, those that ship are proven.
""",
)
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@seat.seat
def check_command(files: tuple[Path, ...]) -> int:
    from mcapproval.workflow.definition import Unsound, load, names, parse

    found: list[Definition] = []
    unsound: list[str] = []
    for source in [str(file) for file in files] or names():
        try:
            definition = parse(text_of(Path(source)), source) if files else load(source)
        except Unsound as refusal:
            unsound += [f"{source}: {fault}" for fault in refusal.faults]
            continue
        found.append(definition)
        states, moves = len(definition.states), len(definition.moves)
        put(f"{source}: sound, {states} states and {moves} moves.")
    unsound = unsound or _side_by_side(found if files else ())
    for line in unsound:
        put(line)
    if unsound:
        put(f"{counted(len(unsound), 'fault')}: not sound.")
    return 1 if unsound else 0


def _side_by_side(given: Sequence[Definition]) -> list[str]:
    """The faults between definitions, each once; says of each set without any that it is sound."""
    from mcapproval.workflow.sets import sets

    faults: dict[Fault, str] = {}
    for beside in sets(given):
        names = [definition.name for definition in beside.definitions.values()]
        for fault in beside.faults:
            faults.setdefault(fault, f"{', '.join(names)}: {fault}")
        if not beside.faults:
            put(f"{', '.join(names)}: side by side, no case can be caught.")
    return list(faults.values())
