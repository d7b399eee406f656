"""Check drafts in files. No records are needed, and no database is imported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mcapproval.canonical import digest_of
from mcapproval.draft.reader import read_draft
from mcapproval.errors import Unreadable
from mcapproval.findings import Finding
from mcapproval.policy.model import SHIPPED, Policy
from mcapproval.policy.reader import find_policy, read_policy
from mcapproval.rules.book import RULES, book_hash
from mcapproval.rules.examine import examine, in_force


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """One file or case: its findings, or why it can't be read. `lines` is the author's text."""

    file: str
    on: date
    policy: str
    error: Unreadable | None
    findings: tuple[Finding, ...]
    waived: frozenset[tuple[str, str]]
    lines: tuple[str, ...]
    rules_asked: int
    rules_found: int

    @property
    def exit_code(self) -> int:
        if self.error:
            return 2
        return int(any(f.blocks and (f.code, f.path) not in self.waived for f in self.findings))


def check_file(path: Path, on: date, policy_file: Path | None) -> CheckedFile:
    """Check a draft on a day, under the policy given, else the nearest one above the draft."""
    nearest = policy_file or find_policy(path)
    found = read_policy(nearest) if nearest else SHIPPED
    rules = [rule for rule in RULES if in_force(rule, on)]
    try:
        reading = read_draft(path)
    except Unreadable as error:
        return CheckedFile(str(path), on, policy_hash(found), error, (), frozenset(), (), 0, 0)
    findings = reading.with_rules(examine(reading.draft, on, found, RULES))
    lines = tuple(path.read_text("utf-8-sig", errors="replace").splitlines())
    return CheckedFile(
        str(path),
        on,
        policy_hash(found),
        None,
        findings,
        frozenset(),
        lines,
        len(rules),
        len({f.code for f in findings if f.asked_by != "form"}),
    )


def policy_hash(policy: Policy) -> str:
    return digest_of(policy.as_json())


def book() -> str:
    """The hash of the rule book that checks."""
    return book_hash()
