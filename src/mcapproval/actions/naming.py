"""The names of those of whom a table has the keys; it loads nothing that only writing needs."""

from __future__ import annotations

from collections.abc import Callable

from mcapproval.reports.named import Names, organisations
from mcapproval.reports.table import Table
from mcapproval.store import naming
from mcapproval.store.ask import Ask


def names_for(look: Callable[[], Ask], table: Table, *also: str) -> Names:
    """The organisations in it, and those that are given, as the records name them at which one
    looks; a table without any needs no look.
    """
    keys = {*organisations(table), *also}
    return naming.organisations(look(), keys) if keys else {}
