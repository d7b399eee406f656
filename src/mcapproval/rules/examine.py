"""Examine a draft: every rule in force on the day, every finding, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from mcapproval.draft.model import Draft
from mcapproval.findings import Finding, in_reading_order
from mcapproval.policy.model import Policy
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule
from mcapproval.rules.texts import Clause, checking, clauses


def examine(draft: Draft, day: date, policy: Policy, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """What the rules in force on a day say of a draft. Raises NotInForce before 22 August 2018."""
    law = Law(day)
    return in_reading_order(found for rule in rules for found in _apply(rule, draft, law, policy))


def in_force(rule: Rule, day: date) -> bool:
    return bool(checking(rule.code, day))


def _apply(rule: Rule, draft: Draft, law: Law, policy: Policy) -> Iterator[Finding]:
    standing = checking(rule.code, law.day)
    if not standing:
        return
    for remark in rule.check(draft, law, policy):
        clause = clauses()[remark.clause] if remark.clause else standing[0]
        yield _finding(rule, remark, clause, draft)


def _finding(rule: Rule, remark: Remark, clause: Clause, draft: Draft) -> Finding:
    place = draft.place(remark.path)
    return Finding(
        code=rule.code,
        severity=remark.severity or clause.severity,
        message=remark.message,
        path=remark.path,
        line=place.line if place else None,
        column=place.column if place else None,
        asked_by=clause.asked_by,
        clause=clause.id,
        in_force_from=clause.since.isoformat(),
        source=clause.source,
        mend=remark.mend,
        confidence=clause.confidence,
    )
