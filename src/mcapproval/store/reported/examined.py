"""Every application with what a check needs to know of it.

Read a piece at a time: as many as there are take no more room. Contents stay where they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from mcapproval.store.clauses import table
from mcapproval.store.rows.folded import Application, Case, Version, Waiver
from mcapproval.store.walking import in_pieces

APPLICATION, CASE = table(Application), table(Case)
VERSION, WAIVER = table(Version), table(Waiver)

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
    version_row: int


def applications(
    connection: Connection, provider: str | None = None, after: str = ""
) -> Iterator[Sequence[Row]]:
    """Those after a reference, in the order of references."""
    own = [APPLICATION.c[name] for name in Row._fields[:4]]
    case = [CASE.c[name] for name in Row._fields[4:8]]
    asked = (
        select(*own, *case, VERSION.c.seq)
        .join(CASE, CASE.c.ref == APPLICATION.c.ref)
        .join(
            VERSION,
            (VERSION.c.ref == APPLICATION.c.ref) & (VERSION.c.number == APPLICATION.c.number),
        )
    )
    if provider is not None:
        asked = asked.where(CASE.c.provider == provider)
    for rows in in_pieces(connection, asked, PIECE, after):
        yield [Row(*row) for row in rows]


def waived(connection: Connection, rows: Sequence[Row]) -> set[str]:
    """Those of them of which a finding was let stand."""
    refs = [row.ref for row in rows]
    asked = select(WAIVER.c.ref).where(WAIVER.c.stands, WAIVER.c.ref.in_(refs))
    return set(connection.execute(asked).scalars())
