"""Check the answers of a re-evaluation in a file. No records are needed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from mcapproval.actions.drafts.checking import CheckedFile, checked
from mcapproval.actions.drafts.inside import looked_at
from mcapproval.actions.drafts.written_answers import read_answers
from mcapproval.actions.policies import policy_for_file
from mcapproval.draft.files import files_of_answers
from mcapproval.draft.reader import Reading
from mcapproval.rules.book import REVIEW_RULES


def check_answers(
    path: Path, on: date, policy_file: Path | None, today: date | None = None
) -> CheckedFile:
    """Check answers on a day, under the policy given, else the nearest one above the file."""
    policy = policy_for_file(path, policy_file, today or on)
    return checked(path, on, policy, REVIEW_RULES, read=_read)


def _read(path: Path) -> Reading:
    reading = read_answers(path).reading
    return looked_at(reading, files_of_answers(reading.draft), path.parent)
