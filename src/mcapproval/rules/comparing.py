"""Drafts under two laws or policies at once: what comes and what goes from one to the other.

Nine findings in ten are the same on both sides. They are only counted: a finding is made of what
differs, and a rule that is known to have found nothing is not asked where it would say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from mcapproval.draft.model import Draft
from mcapproval.findings import Finding, Severity, in_reading_order
from mcapproval.rules.examine import clause_of, finding
from mcapproval.rules.rule import Remark, Rule
from mcapproval.rules.texts import Clause
from mcapproval.rules.two_laws import Held, TwoLaws

Weighed = list[tuple[str, Severity]]
"""The path and weight of each remark of one rule."""

Waived = frozenset[tuple[str, str]]
"""Code and path of what a person let stand."""


class Compared(NamedTuple):
    """Whether nothing blocks on either side, and the findings that only one side has.

    The same demand by another clause is the same finding; one that weighs more or less, or names
    another place, is not.
    """

    passed: bool
    passes: bool
    comes: tuple[Finding, ...]
    goes: tuple[Finding, ...]


class _Side(NamedTuple):
    """What one rule says on one side, and any of it as a finding, which is made when asked for."""

    weighed: Weighed
    found: Callable[[int], Finding]


NOTHING = _Side([], [].__getitem__)


class Comparison:
    """A draft that is being compared. `kept` are the findings of the one side where they are known
    from before.
    """

    __slots__ = ("_comes", "_draft", "_goes", "_known", "_passed", "_passes", "laws", "waived")

    def __init__(
        self,
        laws: TwoLaws,
        draft: Draft,
        waived: Waived = frozenset(),
        kept: Sequence[Finding] | None = None,
    ) -> None:
        self.laws = laws
        self._draft, self.waived = draft, waived
        self._known = None if kept is None else _by_code(kept)
        self._passed = self._passes = True
        self._comes: list[Finding] = []
        self._goes: list[Finding] = []

    def ask(self, held: Held) -> None:
        """Add what a rule says on each side. Of what weighs the same on both it only matters
        whether it blocks.
        """
        if held.same and not self._passed and not self._passes:
            return
        rule, draft = held.rule, self._draft
        if self._known is None:
            said, other = held.says(rule, self.laws, draft)
            if not said and not other:
                return
            was = self._remarked(rule, said, held.mine)
        else:
            found = self._known.get(rule.code, ())
            if not held.theirs or held.same or (held.silent and not found):
                other = []
            else:
                other = self.laws.other(rule, draft)
            if not found and not other:
                return
            was = _of_findings(found)
        now = was if held.same else self._remarked(rule, other, held.theirs)
        self._passed = self._passed and not self._blocks(rule.code, was)
        self._passes = self._passes and not self._blocks(rule.code, now)
        if was.weighed != now.weighed:
            self._goes += [was.found(n) for n in _surplus(was.weighed, now.weighed)]
            self._comes += [now.found(n) for n in _surplus(now.weighed, was.weighed)]

    def _remarked(self, rule: Rule, remarks: Sequence[Remark], standing: Clause | None) -> _Side:
        """A side as its rule remarks on it; nothing where no clause of it stands."""
        if not remarks or standing is None:
            return NOTHING
        weighed = [(r.path, r.severity or clause_of(r, standing).severity) for r in remarks]
        return _Side(weighed, lambda n: finding(rule, remarks[n], standing, self._draft))

    def _blocks(self, code: str, side: _Side) -> bool:
        return any(
            severity is Severity.ERROR
            or (severity is Severity.WAIVABLE and (code, path) not in self.waived)
            for path, severity in side.weighed
        )

    def result(self) -> Compared:
        comes, goes = in_reading_order(self._comes), in_reading_order(self._goes)
        return Compared(self._passed, self._passes, comes, goes)


def compared(these: Sequence[Comparison]) -> list[Compared]:
    """What comes of some comparisons under laws with the same rules.

    Each rule is asked of all of them before the next: a processor is faster at what it has just
    done, by a fifth here.
    """
    for helds in zip(*(one.laws.eras.held for one in these), strict=True):
        for one, held in zip(these, helds, strict=True):
            if held:
                one.ask(held)
    return [one.result() for one in these]


def _by_code(findings: Iterable[Finding]) -> Mapping[str, Sequence[Finding]]:
    found: dict[str, list[Finding]] = {}
    for one in findings:
        found.setdefault(one.code, []).append(one)
    return found


def _of_findings(findings: Sequence[Finding]) -> _Side:
    """A side as it was found before."""
    if not findings:
        return NOTHING
    return _Side([(f.path, f.severity) for f in findings], findings.__getitem__)


def _surplus(these: Weighed, those: Weighed) -> list[int]:
    """Which of these the others lack, each of the others taken away once."""
    left, surplus = list(those), []
    for n, weight in enumerate(these):
        if weight in left:
            left.remove(weight)
        else:
            surplus.append(n)
    return surplus
