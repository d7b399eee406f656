"""Which evidence of a draft serves which criterion, from a file or from the records."""

from __future__ import annotations

from pathlib import Path

from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts.written import read_any
from mcapproval.actions.lookup import application_row, case_row, draft_of
from mcapproval.rules.coverage import Coverage, coverage


def coverage_of_file(path: Path) -> Coverage:
    """Of a draft in a file, finished or not. Raises Unreadable as `check` does."""
    return coverage(read_any(path).draft)


def coverage_of_case(desk: Desk, ref: str) -> Coverage:
    """Of the newest version of an application."""
    with desk.reading() as connection:
        application = application_row(connection, case_row(connection, ref).ref)
        return coverage(draft_of(connection, application))
