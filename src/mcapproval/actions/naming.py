"""The names of those of whom a table has the keys; it loads nothing that only writing needs."""

from __future__ import annotations

from collections.abc import Collection

from mcapproval.reports.named import Names, organisations
from mcapproval.reports.table import Table
from mcapproval.store import naming
from mcapproval.store.looking import looking


def names_for(where: str, table: Table, *also: str) -> Names:
    """The organisations in it, and those that are given, as the records name them now."""
    return named(where, {*organisations(table), *also})


def named(where: str, keys: Collection[str]) -> Names:
    if not keys:
        return {}
    with looking(where) as ask:
        return naming.organisations(ask, keys)
