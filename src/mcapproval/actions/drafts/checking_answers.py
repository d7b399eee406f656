"""Check the answers of a re-evaluation in a file. No records are needed."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from mcapproval.actions.drafts.checking import CheckedFile, checked
from mcapproval.actions.drafts.inside import looked_at
from mcapproval.actions.policies import policy_for_file
from mcapproval.draft.files import files_of_answers
from mcapproval.draft.model import Draft
from mcapproval.draft.reader import Reading, read_shaped
from mcapproval.draft.source import read_file
from mcapproval.errors import Unreadable
from mcapproval.rules.book import REVIEW_RULES

_YAML = re.compile(rb"^[\"']?format[\"']?[ \t]*:[ \t]*[\"']?review/", re.MULTILINE)
_JSON = re.compile(rb"[{,]\s*\"format\"\s*:\s*\"review/")


def is_answers(path: Path) -> bool:
    """Whether a file says that it has the answers of a re-evaluation; it is not parsed for that."""
    try:
        data = read_file(path)
    except Unreadable:
        return False
    return bool((_JSON if data.lstrip().startswith(b"{") else _YAML).search(data))


def check_answers(
    path: Path, on: date, policy_file: Path | None, today: date | None = None
) -> CheckedFile:
    """Check answers on a day, under the policy given, else the nearest one above the file."""
    policy = policy_for_file(path, policy_file, today or on)
    return checked(path, on, policy, REVIEW_RULES, read=_read)


def _read(path: Path) -> Reading:
    shaped = read_shaped(read_file(path), str(path), "review")
    draft = Draft(shaped.data, shaped.places, str(path), shaped.left_out)
    return looked_at(Reading(draft, shaped.findings), files_of_answers(draft), path.parent)
