"""Check a draft without records."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from mcapproval.actions.drafts.checking import CheckedFile, check_file
from mcapproval.actions.drafts.checking_answers import check_answers
from mcapproval.actions.drafts.written_answers import is_answers
from mcapproval.actions.policies import policy_to_use
from mcapproval.clock import SystemClock, nz_day
from mcapproval.draft.model import Draft
from mcapproval.draft.reader import Reading, read_draft_bytes
from mcapproval.draft.standing import pin_findings
from mcapproval.errors import AskedWrongly
from mcapproval.findings import Finding
from mcapproval.library.hints import said_in_python
from mcapproval.library.values import NAME, Place, a_day, a_path, plain
from mcapproval.policy.model import SHIPPED
from mcapproval.rules.book import RULES
from mcapproval.rules.examine import examine


@said_in_python()
def check(
    draft: Place | Mapping[str, Any], *, on: date | None = None, policy: Place | None = None
) -> tuple[Finding, ...]:
    """What the rules and our policy say of a draft, in the order of its lines.

    `draft` is a file (YAML, JSON or a Word form; the answers of a re-evaluation too), or a draft as
    a mapping, whose findings have paths and no lines. `on` is the day of law, today in New Zealand
    where none is given. `policy` is a `mcapproval.toml`; without one, the nearest above the file
    holds, and for a mapping what ships. A draft with faults is no error: it has findings. Raises
    Unreadable for a file that can't be read or parsed, NotInForce for a day without law.
    """
    today = nz_day(SystemClock().now())
    day = a_day(on) or today
    if isinstance(draft, Mapping):
        return _mapping(draft, day, policy, today)
    checked = _file(a_path(draft), day, a_path(policy) if policy is not None else None, today)
    if checked.error:
        raise checked.error
    return checked.findings


def _file(path: Path, day: date, policy: Path | None, today: date) -> CheckedFile:
    if is_answers(path):
        return check_answers(path, day, policy, today)
    return check_file(path, day, policy, None, today)


def _mapping(
    draft: Mapping[str, Any], day: date, policy: Place | None, today: date
) -> tuple[Finding, ...]:
    used = policy_to_use(a_path(policy), today) if policy is not None else SHIPPED
    reading = _read(draft)
    said = (*examine(reading.draft, day, used, RULES), *pin_findings(reading.draft, None))
    return tuple(replace(one, line=None, column=None) for one in reading.with_rules(said))


def to_take_in(
    draft: Mapping[str, Any], known: frozenset[str]
) -> tuple[Draft, tuple[Finding, ...], Path]:
    """A draft for records that know these organisations, what its reading says, and its name."""
    reading = _read(draft, known)
    return reading.draft, reading.told, Path(NAME)


def _read(draft: Mapping[str, Any], known: frozenset[str] | None = None) -> Reading:
    """A draft as a file would hold it."""
    return read_draft_bytes(_as_json(draft), NAME, json=True, known=known)


def _as_json(draft: Mapping[str, Any]) -> bytes:
    """AskedWrongly for what no file could hold."""
    try:
        return json.dumps(plain(draft), allow_nan=False, ensure_ascii=False).encode()
    except (TypeError, ValueError, RecursionError) as fault:
        raise AskedWrongly(
            f"the draft holds what no draft can: {fault}",
            "give text, numbers, yes or no, days, lists and mappings",
        ) from fault
