"""The moves past conditions, as their report shows them."""

from __future__ import annotations

import json

from mcapproval.actions.desk import Desk
from mcapproval.actions.people.known import names
from mcapproval.reports.overrides import Overridden
from mcapproval.store import queries
from mcapproval.store.keep import texts
from mcapproval.store.tables import Override
from mcapproval.store.whole import titles


def overrides(desk: Desk) -> list[Overridden]:
    """Every override in the order in which they were made."""
    with desk.reading() as connection:
        rows = queries.many(connection, Override)
        of = titles(connection, {row.ref for row in rows})
        who = names(connection, {row.by for row in rows})
        told = texts(connection, {row.note for row in rows})
    return [
        Overridden(
            row.ref,
            of.get(row.ref, ""),
            row.move,
            row.on_day,
            who[row.by],
            ", ".join(json.loads(row.reasons)),
            str(told.get(row.note, "(erased)")),
        )
        for row in rows
    ]
