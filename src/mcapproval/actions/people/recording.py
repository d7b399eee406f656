"""As whom somebody records a move of a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk
from mcapproval.actions.people.roles import Rows, on_day
from mcapproval.store.rows.folded import Case
from mcapproval.workflow.model import Definition, Move
from mcapproval.workflow.situation import Actor

SIGNED = ("signature",)
"""The way of deciding of one office: whoever records it is who decided."""


def recorder(
    connection: Connection,
    desk: Desk,
    case: Case,
    definition: Definition,
    move: Move | None,
    day: date,
    read: Rows | None = None,
) -> Actor:
    """As `actor`, for a move of a day. Of what was signed on it, whoever records it held the role
    then too, and so did the person in whose place they sign. `read` are the rows of `OF_PERSON`.
    """
    now = on_day(connection, desk, case, definition, desk.today, read)
    if move is None or move.decision is None or move.decision.how != SIGNED or day >= desk.today:
        return now
    then = on_day(connection, desk, case, definition, day)
    held = {other.acts_for: other.roles for other in then.through}
    none: frozenset[str] = frozenset()
    through = (replace(o, roles=o.roles & held.get(o.acts_for, none)) for o in now.through)
    roles = now.roles & then.roles
    return replace(now, roles=roles, through=tuple(through), signed_on=day)
