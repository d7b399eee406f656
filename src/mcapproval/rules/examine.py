"""Examine a draft: every rule in force on the day, every finding, in reading order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from mcapproval.draft.model import Draft
from mcapproval.findings import Finding, in_reading_order
from mcapproval.policy.model import Policy
from mcapproval.rules.law import Dated, Law, values_on
from mcapproval.rules.rule import Remark, Rule
from mcapproval.rules.texts import Clause, checked_on, checking, clauses


def examine(draft: Draft, day: date, policy: Policy, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """What the rules in force on a day say of a draft. Raises NotInForce before 22 August 2018."""
    law, standing = Law(day), checked_on(day)
    return in_reading_order(
        [
            _finding(rule, remark, standing[rule.code], draft)
            for rule in rules
            if rule.code in standing
            for remark in rule.check(draft, law, policy)
        ]
    )


class Under(NamedTuple):
    """The law of a day and a policy."""

    day: date
    policy: Policy


class Twice:
    """What is said of drafts under the one, and under the other. NotInForce as for `examine`.

    A rule is asked once where the law answered it alike on both days: most of the law changes
    seldom.
    """

    def __init__(self, one: Under, other: Under, rules: Iterable[Rule]) -> None:
        self._law, self._other_law = _Asked(one.day), Law(other.day)
        self._policy, self._other_policy = one.policy, other.policy
        self._alike = one.policy == other.policy
        mine, theirs = checked_on(one.day), checked_on(other.day)
        standing = [(rule, mine.get(rule.code), theirs.get(rule.code)) for rule in rules]
        self._rules = [(r.check, r, m, t) for r, m, t in standing if m or t]

    def examine(self, draft: Draft) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        law, said, other_said = self._law, [], []
        for check, rule, mine, theirs in self._rules:
            law.asked.clear()
            remarks = list(check(draft, law, self._policy)) if mine else []
            if theirs and not (mine and self._alike and law.answers_as(self._other_law)):
                others = list(check(draft, self._other_law, self._other_policy))
            else:
                others = remarks
            if mine and remarks:
                said += [_finding(rule, remark, mine, draft) for remark in remarks]
            if theirs and others:
                other_said += [_finding(rule, remark, theirs, draft) for remark in others]
        return in_reading_order(said), in_reading_order(other_said)


class _Asked(Law):
    """A law that knows which of its values it was asked for, None standing for its day."""

    __slots__ = ("_of", "_values", "asked")
    _of: date
    _values: dict[tuple[str, str], Dated | None]
    asked: list[tuple[str, str] | None]

    def __init__(self, day: date) -> None:
        Law(day)  # refuses a day before any law
        for name, value in (("_of", day), ("_values", values_on(day)), ("asked", [])):
            object.__setattr__(self, name, value)

    @property
    def day(self) -> date:
        self.asked.append(None)
        return self._of

    def maybe(self, file: str, name: str) -> Dated | None:
        self.asked.append((file, name))
        return self._values[file, name]

    def answers_as(self, other: Law) -> bool:
        """Whether all that was asked for has the same answer by another law."""
        if not self.asked:
            return True
        if None in self.asked:
            return self._of == other.day
        theirs = values_on(other.day)
        return all(self._values[key] is theirs[key] for key in self.asked if key)


def in_force(rule: Rule, day: date) -> bool:
    return bool(checking(rule.code, day))


def _finding(rule: Rule, remark: Remark, standing: Clause, draft: Draft) -> Finding:
    clause = clauses()[remark.clause] if remark.clause else standing
    place = draft.place(remark.path) if draft.places else None
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
