"""Check the answers of a re-evaluation in a file. No records are needed."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from mcapproval.actions.drafts.checking import CheckedFile, policy_hash
from mcapproval.actions.policies import policy_above, policy_to_use
from mcapproval.draft.model import Draft
from mcapproval.draft.reader import Reading, read_shaped
from mcapproval.draft.source import read_file
from mcapproval.errors import Unreadable
from mcapproval.rules.book import REVIEW_RULES
from mcapproval.rules.examine import examine, in_force

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
    day = today or on
    policy = policy_to_use(policy_file, day) if policy_file else policy_above(path, day)
    try:
        shaped = read_shaped(read_file(path), str(path), "review")
    except Unreadable as error:
        return CheckedFile(str(path), on, policy_hash(policy), error, (), {}, (), 0, 0)
    draft = Draft(shaped.data, shaped.places, str(path), shaped.left_out)
    reading = Reading(draft, shaped.findings)
    findings = reading.with_rules(examine(draft, on, policy, REVIEW_RULES))
    return CheckedFile(
        str(path),
        on,
        policy_hash(policy),
        None,
        findings,
        {},
        tuple(path.read_text("utf-8-sig", errors="replace").splitlines()),
        sum(1 for rule in REVIEW_RULES if in_force(rule, on)),
        len({f.code for f in findings if f.asked_by != "form"}),
        policy.rule_book,
    )
