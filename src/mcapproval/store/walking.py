"""Every application with its content, a piece at a time: as many as there are take no more room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from mcapproval.store.clauses import table
from mcapproval.store.keep import CONTENT
from mcapproval.store.rows.folded import Application, Case
from mcapproval.store.rows.kept import FindingCache

PIECE = 200
"""Applications read at a time; a content is some kilobytes."""

APPLICATION, CASE, KEPT = table(Application), table(Case), table(FindingCache)


def how_many(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(APPLICATION)).scalar() or 0


def applications(
    connection: Connection, refs: Sequence[str] | None = None
) -> Iterator[Sequence[Any]]:
    """Reference, title, law day, provider and content, by reference, in pieces; all without `refs`.

    The body is empty where the text was erased.
    """
    statement = (
        select(
            APPLICATION.c.ref,
            APPLICATION.c.title,
            APPLICATION.c.law_day,
            APPLICATION.c.content,
            CASE.c.provider,
            CONTENT.c.body,
        )
        .join(CASE, CASE.c.ref == APPLICATION.c.ref)
        .outerjoin(CONTENT, CONTENT.c.hash == APPLICATION.c.content)
        .order_by(APPLICATION.c.ref)
        .limit(PIECE)
    )
    if refs is not None:
        statement = statement.where(APPLICATION.c.ref.in_(sorted(refs)))
    last = ""
    while True:
        rows = connection.execute(statement.where(APPLICATION.c.ref > last)).all()
        if rows:
            yield rows
        if len(rows) < PIECE:
            return
        last = rows[-1].ref


def kept_findings(
    connection: Connection, book: str, rows: Sequence[Any]
) -> dict[tuple[str, str, str], str]:
    """What earlier checks by this rule book said of a piece, by content, policy and law day."""
    kept = connection.execute(
        select(KEPT.c.content, KEPT.c.policy, KEPT.c.day, KEPT.c.body).where(
            KEPT.c.content.in_({row.content for row in rows}), KEPT.c.book == book
        )
    )
    return {(row.content, row.policy, row.day): row.body for row in kept}
