"""A draft under two laws or policies at once: what comes and what goes from one to the other.

Nine findings in ten are the same on both sides. They are only counted: a finding is made of what
differs, and a rule is asked once where the law answers it alike on both days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from mcapproval.draft.model import Draft
from mcapproval.findings import Finding, Severity, in_reading_order
from mcapproval.policy.model import Policy
from mcapproval.rules.examine import clause_of, finding
from mcapproval.rules.law import Dated, Law, values_on
from mcapproval.rules.rule import Remark, Rule
from mcapproval.rules.texts import Clause, checked_on, checking


class Under(NamedTuple):
    """The law of a day and a policy."""

    day: date
    policy: Policy


class Compared(NamedTuple):
    """Whether nothing blocks on either side, and the findings that only one side has.

    The same demand by another clause is the same finding; one that weighs more or less, or names
    another place, is not.
    """

    passed: bool
    passes: bool
    comes: tuple[Finding, ...]
    goes: tuple[Finding, ...]


BLOCKING = (Severity.ERROR, Severity.WAIVABLE)

Weighed = list[tuple[str, Severity]]
"""The path and weight of each remark of one rule."""

Waived = frozenset[tuple[str, str]]
"""Code and path of what a person let stand."""


ByCode = dict[str, list[Finding]]


class _Side(NamedTuple):
    """What one rule says on one side, and any of it as a finding, which is made when asked for."""

    weighed: Weighed
    found: Callable[[int], Finding]


NOTHING = _Side([], [].__getitem__)


class Twice:
    """Compares drafts under the one law and policy, and under the other: facts are looked at on
    the day of the one, so that only what is asked may differ.

    NotInForce where either day lies before the first law.
    """

    def __init__(self, one: Under, other: Under, rules: Iterable[Rule]) -> None:
        self._law, self._other_law = Asked(one.day), Law(other.day, one.day)
        self._policy, self._other_policy = one.policy, other.policy
        self._alike = one.policy == other.policy
        mine, theirs = checked_on(one.day), checked_on(other.day)
        standing = [(rule, mine.get(rule.code), theirs.get(rule.code)) for rule in rules]
        held = [(rule, m, t) for rule, m, t in standing if m or t]
        self._differing = [row for row in held if _may_differ(row[0], one, other)]
        self._same = [
            (rule, clause)
            for rule, clause, _ in held
            if clause and not _may_differ(rule, one, other) and _may_block(rule, one.day)
        ]

    def compare(
        self,
        draft: Draft,
        waived: Waived = frozenset(),
        kept: Sequence[Finding] | None = None,
    ) -> Compared:
        """`kept` are the findings of the one side where they are known from before."""
        known = None if kept is None else _by_code(kept)
        passed = passes = True
        comes: list[Finding] = []
        goes: list[Finding] = []
        for rule, mine, theirs in self._differing:
            was, now = self._sides(rule, mine, theirs, draft, known)
            if not was.weighed and not now.weighed:
                continue
            passed = passed and not _blocks(rule.code, was.weighed, waived)
            passes = passes and not _blocks(rule.code, now.weighed, waived)
            if was.weighed != now.weighed:
                goes += [was.found(n) for n in _surplus(was.weighed, now.weighed)]
                comes += [now.found(n) for n in _surplus(now.weighed, was.weighed)]
        if (passed or passes) and self._held_up(draft, waived, known):
            passed = passes = False
        return Compared(passed, passes, in_reading_order(comes), in_reading_order(goes))

    def _held_up(self, draft: Draft, waived: Waived, known: ByCode | None) -> bool:
        """Whether a rule blocks that says the same on both sides."""
        return any(
            _blocks(rule.code, self._one(rule, clause, draft, known).weighed, waived)
            for rule, clause in self._same
        )

    def _one(self, rule: Rule, clause: Clause, draft: Draft, known: ByCode | None) -> _Side:
        if known is not None:
            return _of_findings(known.get(rule.code, ()))
        return _of_remarks(rule, self._other(rule, draft), clause, draft)

    def _sides(
        self,
        rule: Rule,
        mine: Clause | None,
        theirs: Clause | None,
        draft: Draft,
        known: ByCode | None,
    ) -> tuple[_Side, _Side]:
        if known is None:
            said, other_said = self._both(rule, mine, theirs, draft)
            was = _of_remarks(rule, said, mine, draft)
        else:
            was = _of_findings(known.get(rule.code, ()))
            other_said = self._other(rule, draft) if theirs else []
        return was, _of_remarks(rule, other_said, theirs, draft)

    def _both(
        self, rule: Rule, mine: Clause | None, theirs: Clause | None, draft: Draft
    ) -> tuple[list[Remark], list[Remark]]:
        """What a rule remarks on each side; nothing on a side where it is not in force."""
        law = self._law
        law.asked.clear()
        said = list(rule.check(draft, law, self._policy)) if mine else []
        if not theirs:
            return said, []
        if mine and self._alike and law.answers_as(self._other_law):
            return said, said
        return said, self._other(rule, draft)

    def _other(self, rule: Rule, draft: Draft) -> list[Remark]:
        return list(rule.check(draft, self._other_law, self._other_policy))


def _by_code(findings: Iterable[Finding]) -> ByCode:
    found: ByCode = {}
    for one in findings:
        found.setdefault(one.code, []).append(one)
    return found


def _may_differ(rule: Rule, one: Under, other: Under) -> bool:
    """Whether anything that a rule may ask for, or that asks for it, is another on the other side.

    Its `law` says all that it may ask for; a test holds every rule to that.
    """
    if one.policy != other.policy or (one.day != other.day and "day" in rule.law):
        return True
    if checking(rule.code, one.day) != checking(rule.code, other.day):
        return True
    mine, theirs = values_on(one.day), values_on(other.day)
    return any(mine[key] != theirs[key] for key in mine if key[0] in rule.law)


def _may_block(rule: Rule, day: date) -> bool:
    """A remark weighs no more than the heaviest clause of its rule; a test holds it to that."""
    return any(clause.severity in BLOCKING for clause in checking(rule.code, day))


def _of_remarks(rule: Rule, remarks: list[Remark], standing: Clause | None, draft: Draft) -> _Side:
    """A side as its rule remarks on it; nothing where no clause of it stands."""
    if standing is None or not remarks:
        return NOTHING
    weighed = [(r.path, r.severity or clause_of(r, standing).severity) for r in remarks]
    return _Side(weighed, lambda n: finding(rule, remarks[n], standing, draft))


def _of_findings(findings: Sequence[Finding]) -> _Side:
    """A side as it was found before."""
    return _Side([(f.path, f.severity) for f in findings], findings.__getitem__)


def _blocks(code: str, weighed: Weighed, waived: Waived) -> bool:
    return any(
        severity is Severity.ERROR or (severity is Severity.WAIVABLE and (code, path) not in waived)
        for path, severity in weighed
    )


def _surplus(these: Weighed, those: Weighed) -> list[int]:
    """Which of these the others lack, each of the others taken away once."""
    left, surplus = list(those), []
    for n, weight in enumerate(these):
        if weight in left:
            left.remove(weight)
        else:
            surplus.append(n)
    return surplus


class Asked(Law):
    """A law that knows which of its values it was asked for, None standing for its day."""

    __slots__ = ("_of", "_values", "asked")
    _of: date
    _values: dict[tuple[str, str], Dated | None]
    asked: list[tuple[str, str] | None]

    def __init__(self, day: date) -> None:
        Law(day)  # refuses a day before any law
        kept: tuple[tuple[str, object], ...] = (
            ("_of", day),
            ("facts_on", day),
            ("_values", values_on(day)),
            ("asked", []),
        )
        for name, value in kept:
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
