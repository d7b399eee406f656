"""The policies that providers adopted: which holds on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, select

from mcapproval.store.clauses import table
from mcapproval.store.rows.folded import Case, PolicyRow, RecordsRow
from mcapproval.store.several import Column, Several

Adopted = Sequence[list[PolicyRow]]
"""What a provider adopted, and what those did whose records these are."""


def policy_over(
    connection: Connection, provider: str, day: str, until: int | None = None
) -> PolicyRow | None:
    """What `policy_row` finds; else what it finds of those whose records these are."""
    return over(_BOTH.rows(connection, {"provider": provider}), day, until)


def policy_row(
    connection: Connection, provider: str, day: str, until: int | None = None
) -> PolicyRow | None:
    """The policy that a provider had adopted by a day; the latest adopted holds.

    With `until`, only what was adopted up to that row of the journal counts.
    """
    return over(_OWN.rows(connection, {"provider": provider}), day, until)


def over(adopted: Adopted, day: str, until: int | None = None) -> PolicyRow | None:
    """The first of them of whom something holds."""
    return next((row for rows in adopted if (row := _latest(rows, day, until))), None)


def _latest(rows: Iterable[PolicyRow], day: str, until: int | None) -> PolicyRow | None:
    known = (row for row in rows if until is None or row.seq <= until)
    by_then = (row for row in known if row.from_day <= day)
    return max(by_then, key=lambda row: (row.from_day, row.seq), default=None)


def _of(provider: Column) -> tuple[type[PolicyRow], dict[str, Column]]:
    return PolicyRow, {"provider": provider}


_THEIRS = _of(select(table(RecordsRow).c.provider).scalar_subquery())
_CASE = select(table(Case).c.provider).where(table(Case).c.ref == bindparam("ref"))

OF_CASE = _of(_CASE.scalar_subquery()), _THEIRS
"""Which rows tell it of the provider of the case `ref`."""

_BOTH = Several(_of("provider"), _THEIRS)
_OWN = Several(_of("provider"))
