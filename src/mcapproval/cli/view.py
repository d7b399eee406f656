"""The one view of the records that a command has which only looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat

if TYPE_CHECKING:
    from mcapproval.actions.desk import Desk

VIEW = f"{__name__}.view"
"""Under which a command keeps it."""


def view() -> Desk:
    """A desk at which all is asked of one view, opened once and open until the command ends; as at
    an earlier day where that is asked.
    """
    from mcapproval.actions.desk import look_in

    context = click.get_current_context()
    if VIEW not in context.meta:
        day = seat.asked("as_at")
        with seat.person_known():
            opened = (
                seat.desk().looking_back(day)
                if day
                else look_in(seat.records_place(), seat.person_named(), seat.asked("today"))
            )
            context.meta[VIEW] = context.with_resource(opened)
    found: Desk = context.meta[VIEW]
    return found


def viewed() -> Desk | None:
    """The same of a command that has it; of one that looks back, which is to do so once."""
    if seat.asked("as_at"):
        return view()
    found: Desk | None = click.get_current_context().meta.get(VIEW)
    return found
