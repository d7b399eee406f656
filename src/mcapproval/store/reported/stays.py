"""The days on which cases came into their states: thin rows, as they are read one after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, false, func, select

from mcapproval.store.asking import spoken, streamed
from mcapproval.store.clauses import table
from mcapproval.store.finding.since import IMPORTED
from mcapproval.store.rows.folded import Case, Step

STEP, CASE = table(Step), table(Case)

TOGETHER = 5000
"""Cases that are read at a time."""


def entered(
    connection: Connection, track: str, provider: str | None = None, definition: str | None = None
) -> Iterator[Sequence[Any]]:
    """Case, state, day, and whether nobody was told since when it is there (it was imported so);
    each case's in the order of its moves. Of a track, and of a provider or in a workflow where one
    is named. As many as there are take no more room.
    """
    question = spoken(connection.dialect, _question(track, provider, definition))
    after = ""
    while True:
        row = None
        for row in streamed(connection, question, {"after": after}):
            yield row
        if row is None:
            return
        after = row[0]


def _question(track: str, provider: str | None, definition: str | None) -> Select[Any]:
    these = select(CASE.c.ref, CASE.c.imported).where(
        CASE.c.track == track, CASE.c.ref > bindparam("after")
    )
    for column, value in ((CASE.c.provider, provider), (CASE.c.definition, definition)):
        these = these if value is None else these.where(column == value)
    case = these.order_by(CASE.c.ref).limit(TOGETHER).subquery()
    brought = and_(case.c.imported.is_not(None), STEP.c.move.is_(None))
    untold = brought if track in IMPORTED else false()
    return (
        select(case.c.ref, STEP.c.state, STEP.c.on_day, untold.label("untold"))
        .join(STEP, STEP.c.ref == case.c.ref)
        .where(STEP.c.enters)
        .order_by(case.c.ref, STEP.c.seq)
    )


def definitions(connection: Connection, track: str) -> list[tuple[str, str]]:
    """(name, hash) of the workflows that cases of a track are in, by their names; of each name the
    one first in which a case was opened last.
    """
    keys = (CASE.c.definition, CASE.c.definition_hash)
    asked = select(*keys).where(CASE.c.track == track).group_by(*keys)
    asked = asked.order_by(func.max(CASE.c.opened_on).desc(), CASE.c.definition_hash)
    found = [(name, pinned) for name, pinned in connection.execute(asked)]
    return sorted(found, key=itemgetter(0))
