"""Every application with what a check needs to know of it, and what checks kept of its content.

Read a piece at a time: as many as there are take no more room. Contents stay where they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from mcapproval.store.clauses import table
from mcapproval.store.rows.folded import Application, Case, Version, Waiver
from mcapproval.store.rows.kept import FindingCache

APPLICATION, CASE, KEPT, VERSION = (table(m) for m in (Application, Case, FindingCache, Version))
WAIVER = table(Waiver)

PIECE = 500
"""Applications read at a time."""


class Row(NamedTuple):
    """An application in few words; `content` is the hash of its present content, `version_row` the
    row of the journal that brought it."""

    ref: str
    title: str
    law_day: str | None
    content: str
    provider: str
    state: str
    definition_hash: str
    imported: str | None
    entered_on: str
    version_row: int


def how_many(connection: Connection, provider: str | None = None, after: str = "") -> int:
    asked = select(func.count()).select_from(
        APPLICATION.join(CASE, CASE.c.ref == APPLICATION.c.ref)
    )
    asked = asked.where(APPLICATION.c.ref > after)
    if provider is not None:
        asked = asked.where(CASE.c.provider == provider)
    return connection.execute(asked).scalar() or 0


def applications(
    connection: Connection, provider: str | None = None, after: str = ""
) -> Iterator[Sequence[Row]]:
    """Those after a reference, in the order of references."""
    own = [APPLICATION.c[name] for name in Row._fields[:4]]
    case = [CASE.c[name] for name in Row._fields[4:9]]
    asked = (
        select(*own, *case, VERSION.c.seq)
        .join(CASE, CASE.c.ref == APPLICATION.c.ref)
        .join(
            VERSION,
            (VERSION.c.ref == APPLICATION.c.ref) & (VERSION.c.number == APPLICATION.c.number),
        )
        .order_by(APPLICATION.c.ref)
        .limit(PIECE)
    )
    if provider is not None:
        asked = asked.where(CASE.c.provider == provider)
    while True:
        found = connection.execute(asked.where(APPLICATION.c.ref > after))
        rows = [Row(*tuple(row)) for row in found]
        if rows:
            yield rows
        if len(rows) < PIECE:
            return
        after = rows[-1].ref


def kept_findings(
    connection: Connection, book: str, rows: Sequence[Row]
) -> dict[tuple[str, str, str], str]:
    """What earlier checks by this rule book said of them, by content, policy and law day."""
    asked = select(KEPT.c.content, KEPT.c.policy, KEPT.c.day, KEPT.c.body).where(
        KEPT.c.content.in_({row.content for row in rows}), KEPT.c.book == book
    )
    return {(each.content, each.policy, each.day): each.body for each in connection.execute(asked)}


def waived(connection: Connection, rows: Sequence[Row]) -> set[str]:
    """Those of them of which a finding was let stand."""
    refs = [row.ref for row in rows]
    asked = select(WAIVER.c.ref).where(WAIVER.c.stands, WAIVER.c.ref.in_(refs))
    return set(connection.execute(asked).scalars())
