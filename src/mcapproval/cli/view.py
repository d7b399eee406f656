"""The one view of the records that a command has which only looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.say import put_table

if TYPE_CHECKING:
    from mcapproval.actions.desk import Desk
    from mcapproval.reports.table import Table
    from mcapproval.store.ask import Ask

VIEW, LOOK = f"{__name__}.view", f"{__name__}.look"
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


def look() -> Ask:
    """Questions of the same view; of one with nothing loaded that only a desk needs, where the
    command has no other yet.
    """
    from mcapproval.store.ask import over
    from mcapproval.store.looking import looking

    context = click.get_current_context()
    if VIEW in context.meta or seat.asked("as_at"):
        with view().reading() as connection:
            return over(connection)
    if LOOK not in context.meta:
        context.meta[LOOK] = context.with_resource(looking(seat.records_place()))
    found: Ask = context.meta[LOOK]
    return found


def put_named(table: Table, as_json: bool, as_csv: bool) -> None:
    """A table in which people read the names of organisations; programs get their keys."""
    if not (as_json or as_csv):
        from mcapproval.actions.naming import names_for
        from mcapproval.reports.named import worded

        table = worded(table, names_for(look, table))
    put_table(table, as_json, as_csv)
