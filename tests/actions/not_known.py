"""What is not known, listed and added up: the one holds the other."""

from __future__ import annotations

from dataclasses import replace

from mcapproval.actions.desk import Desk
from mcapproval.actions.importing.unknown_counts import counted
from mcapproval.actions.importing.unknown_list import unknown as listed
from mcapproval.reports.unknown import NotKnown


def unknown(desk: Desk) -> list[NotKnown]:
    found = listed(desk)
    assert [replace(each, missing=()) for each in found] == counted(desk)
    assert all(each.count == len(each.missing) for each in found)
    return found
