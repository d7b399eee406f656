"""The policies that providers adopted: which holds on a day."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Dialect, Select, String, bindparam, or_, select

from mcapproval.store.asking import Spoken, asked, spoken
from mcapproval.store.clauses import made, table
from mcapproval.store.queries import LARGEST
from mcapproval.store.rows.folded import PolicyRow, RecordsRow


def policy_over(
    connection: Connection, provider: str, day: str, until: int | None = None
) -> PolicyRow | None:
    """What `policy_row` finds; else what it finds of those whose records these are."""
    return _policy(connection, _policy_over(connection.dialect), provider, day, until)


def policy_row(
    connection: Connection, provider: str, day: str, until: int | None = None
) -> PolicyRow | None:
    """The policy that a provider had adopted by a day; the latest adopted holds.

    With `until`, only what was adopted up to that row of the journal counts.
    """
    return _policy(connection, _policy_row(connection.dialect), provider, day, until)


def _policy(
    connection: Connection, question: Spoken, provider: str, day: str, until: int | None
) -> PolicyRow | None:
    values = {"provider": provider, "day": day, "until": LARGEST if until is None else until}
    found = made(PolicyRow, asked(connection, question, values))
    return found[0] if found else None


@lru_cache(maxsize=16)
def _policy_row(dialect: Dialect) -> Spoken:
    own = table(PolicyRow).c.provider == bindparam("provider")
    return spoken(dialect, _adopted().where(own).limit(1))


@lru_cache(maxsize=16)
def _policy_over(dialect: Dialect) -> Spoken:
    whose, own = select(table(RecordsRow).c.provider), bindparam("provider", type_=String())
    kept = table(PolicyRow).c.provider
    either = _adopted(kept == own).where(or_(kept == own, kept.in_(whose)))
    return spoken(dialect, either.limit(1))


def _adopted(*first: ColumnElement[bool]) -> Select[Any]:
    kept = table(PolicyRow).c
    found = select(table(PolicyRow)).where(
        kept.from_day <= bindparam("day"), kept.seq <= bindparam("until")
    )
    before = [each.desc() for each in first]
    return found.order_by(*before, kept.from_day.desc(), kept.seq.desc())
