"""Every application with its content, a piece at a time: as many as there are take no more room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select

from mcapproval.store.clauses import table
from mcapproval.store.keep import CONTENT
from mcapproval.store.rows.folded import Application, Case
from mcapproval.store.rows.kept import FindingCache

PIECE = 200
"""Applications read at a time; a content is some kilobytes."""

APPLICATION, CASE, KEPT = table(Application), table(Case), table(FindingCache)


def how_many(connection: Connection, provider: str | None = None, after: str = "") -> int:
    """The applications after a reference, of a provider where one is named."""
    asked = select(func.count()).select_from(APPLICATION).where(APPLICATION.c.ref > after)
    if provider is not None:
        asked = asked.join(CASE, CASE.c.ref == APPLICATION.c.ref)
        asked = asked.where(CASE.c.provider == provider)
    return connection.execute(asked).scalar() or 0


def in_pieces(
    connection: Connection, asked: Select[Any], many: int, after: str = ""
) -> Iterator[Sequence[Any]]:
    """The rows of a question about applications, by reference: so many at a time, after one."""
    asked = asked.order_by(APPLICATION.c.ref).limit(many)
    while True:
        rows = connection.execute(asked.where(APPLICATION.c.ref > after)).all()
        if rows:
            yield rows
        if len(rows) < many:
            return
        after = rows[-1].ref


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
    )
    if refs is not None:
        statement = statement.where(APPLICATION.c.ref.in_(sorted(refs)))
    yield from in_pieces(connection, statement, PIECE)


def kept_findings(
    connection: Connection, book: str, rows: Sequence[Any]
) -> dict[tuple[str, str, str], str]:
    """What earlier checks by this rule book said of contents, by content, policy and law day."""
    kept = connection.execute(
        select(KEPT.c.content, KEPT.c.policy, KEPT.c.day, KEPT.c.body).where(
            KEPT.c.content.in_({row.content for row in rows}), KEPT.c.book == book
        )
    )
    return {(row.content, row.policy, row.day): row.body for row in kept}
