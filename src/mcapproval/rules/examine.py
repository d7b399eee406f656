"""Examine a draft: every rule in force on the day, every finding, in reading order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mcapproval.draft.model import Draft
from mcapproval.draft.pointer import find
from mcapproval.findings import Finding, in_reading_order
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import placeholder, written
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule
from mcapproval.rules.texts import Clause, checked_on, checking, clauses


def examine(
    draft: Draft, day: date, policy: Policy, rules: Iterable[Rule], facts_on: date | None = None
) -> tuple[Finding, ...]:
    """What the rules in force on a day say of a draft. Raises NotInForce before 22 August 2018.

    Facts are looked at on that day too, or on `facts_on`.
    """
    law, standing = Law(day, facts_on), checked_on(day)
    return in_reading_order(
        [
            finding(rule, remark, standing[rule.code], draft)
            for rule in rules
            if rule.code in standing
            for remark in rule.check(draft, law, policy)
        ]
    )


def in_force(rule: Rule, day: date) -> bool:
    return bool(checking(rule.code, day))


def clause_of(remark: Remark, standing: Clause) -> Clause:
    """The clause that a remark names, else the first one in force that its rule checks."""
    return clauses()[remark.clause] if remark.clause else standing


def _held(path: str, draft: Draft) -> str:
    """What holds the place of an answer; anything else that stands there is not read."""
    value = find(draft.data, path)
    text = isinstance(value, (str, list))
    return placeholder(draft.get(path)) if text and not written(value) else ""


def finding(rule: Rule, remark: Remark, standing: Clause, draft: Draft) -> Finding:
    """A remark with all that its rule, clause and place say of it.

    Where `TBC` or `...` stands there, that is said: who wrote it may think that it is an answer.
    """
    clause = clause_of(remark, standing)
    place = draft.place(remark.path) if draft.places else None
    held = _held(remark.path, draft)
    return Finding(
        code=rule.code,
        severity=remark.severity or clause.severity,
        message=f"{remark.message} (`{held}` is a placeholder)" if held else remark.message,
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
