"""The names of those of whom a table has the keys; it loads nothing that only writing needs."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from mcapproval.reports.named import Names, organisations
from mcapproval.reports.table import Table
from mcapproval.store import naming
from mcapproval.store.looking import looking, over

if TYPE_CHECKING:
    from mcapproval.actions.desk import Desk


def names_for(where: str, table: Table, *also: str, desk: Desk | None = None) -> Names:
    """The organisations in it, and those that are given, as the records name them now; with a desk,
    as they are named in what is read there.
    """
    return named(where, {*organisations(table), *also}, desk)


def named(where: str, keys: Collection[str], desk: Desk | None = None) -> Names:
    if not keys:
        return {}
    if desk is not None:
        with desk.reading() as connection:
            return naming.organisations(over(connection), keys)
    with looking(where) as ask:
        return naming.organisations(ask, keys)
