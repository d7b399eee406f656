"""The tables made anew from the journal: after an upgrade they have what new columns say."""

from __future__ import annotations

from contextlib import closing

from sqlalchemy import Connection, delete, insert

from mcapproval.store.clauses import table
from mcapproval.store.finding import search
from mcapproval.store.folding.refolding import refold
from mcapproval.store.queries import events
from mcapproval.store.rows.folded import FOLDED
from mcapproval.store.sampling import sample


def rebuild(connection: Connection) -> None:
    """Replace every row that the journal folds to. NotWhole where a row of it is none of ours."""
    with closing(events(connection)) as journal:
        folded = refold(journal)
    for model in FOLDED:
        target = table(model)
        rows = list(folded[target.name].values())
        connection.execute(delete(target))
        if rows:
            connection.execute(insert(target), rows)
    search.rebuild(connection)
    sample(connection)
