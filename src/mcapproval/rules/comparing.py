"""A draft under two laws or policies at once: what comes and what goes from one to the other.

Nine findings in ten are the same on both sides. They are only counted: a finding is made of what
differs, and a rule is asked once where all that it may ask for is the same on both sides, or not at
all where it is known to have found nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from mcapproval.draft.model import Draft
from mcapproval.findings import Finding, Severity, in_reading_order
from mcapproval.policy.model import Policy
from mcapproval.rules.examine import clause_of, finding
from mcapproval.rules.law import Asked, Law, values_on
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

ByCode = Mapping[str, Sequence[Finding]]


class _Side(NamedTuple):
    """What one rule says on one side, and any of it as a finding, which is made when asked for."""

    weighed: Weighed
    found: Callable[[int], Finding]


NOTHING = _Side([], [].__getitem__)


class _Held(NamedTuple):
    """A rule that holds on one side or both, with the clause that it checks on each.

    It remarks `alike` on both where neither the law nor the policy gives it anything else to say;
    then only its clauses may weigh differently.
    """

    rule: Rule
    mine: Clause | None
    theirs: Clause | None
    alike: bool


class Twice:
    """Compares drafts under the one law and policy, and under the other: facts are looked at on
    the day of the one, so that only what is asked may differ.

    NotInForce where either day lies before the first law.
    """

    def __init__(self, one: Under, other: Under, rules: Iterable[Rule]) -> None:
        self._law, self._other_law = Law(one.day), Law(other.day, one.day)
        self._asking = Asked(one.day)
        self._policy, self._other_policy = one.policy, other.policy
        self._one_policy = one.policy == other.policy
        mine, theirs = checked_on(one.day), checked_on(other.day)
        changed = _changed(one.day, other.day)
        held = [
            _Held(
                rule,
                mine.get(rule.code),
                theirs.get(rule.code),
                self._one_policy and changed.isdisjoint(rule.law),
            )
            for rule in rules
            if rule.code in mine or rule.code in theirs
        ]
        self._differing = [row for row in held if not _same(row)]
        self._same = [row for row in held if _same(row) and _may_block(row.rule, one.day)]

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
        for held in self._differing:
            sides = self._asked(held, draft) if known is None else self._known(held, draft, known)
            if sides is None:
                continue
            (was, now), code = sides, held.rule.code
            passed = passed and not _blocks(code, was.weighed, waived)
            passes = passes and not _blocks(code, now.weighed, waived)
            if was.weighed != now.weighed:
                goes += [was.found(n) for n in _surplus(was.weighed, now.weighed)]
                comes += [now.found(n) for n in _surplus(now.weighed, was.weighed)]
        if (passed or passes) and self._held_up(draft, waived, known):
            passed = passes = False
        return Compared(passed, passes, in_reading_order(comes), in_reading_order(goes))

    def _asked(self, held: _Held, draft: Draft) -> tuple[_Side, _Side] | None:
        """Both sides of a rule; None where it has nothing to say on either."""
        rule, mine, theirs = held.rule, held.mine, held.theirs
        if mine and held.alike:
            said = other = list(rule.check(draft, self._law, self._policy))
        else:
            said, other = self._each(held, draft)
        if not said and not other:
            return None
        return _of_remarks(rule, said, mine, draft), _of_remarks(rule, other, theirs, draft)

    def _each(self, held: _Held, draft: Draft) -> tuple[list[Remark], list[Remark]]:
        """What a rule remarks on each side: asked once where this draft gives it no cause to ask
        what the laws answer otherwise.
        """
        check, asking = held.rule.check, self._asking
        if not held.mine:
            return [], list(check(draft, self._other_law, self._other_policy))
        asking.asked.clear()
        said = list(check(draft, asking, self._policy))
        if not held.theirs:
            return said, []
        if self._one_policy and asking.answers_as(self._other_law):
            return said, said
        return said, list(check(draft, self._other_law, self._other_policy))

    def _known(self, held: _Held, draft: Draft, known: ByCode) -> tuple[_Side, _Side] | None:
        """The same where the findings of the one side are known: the other is asked, unless it
        would say what the one did, and that is nothing.
        """
        rule, theirs = held.rule, held.theirs
        found = known.get(rule.code, ())
        if not found and held.alike and held.mine:
            return None
        other = list(rule.check(draft, self._other_law, self._other_policy)) if theirs else []
        if not found and not other:
            return None
        was = _Side([(f.path, f.severity) for f in found], found.__getitem__)
        return was, _of_remarks(rule, other, theirs, draft)

    def _held_up(self, draft: Draft, waived: Waived, known: ByCode | None) -> bool:
        """Whether a rule blocks that is the same on both sides."""
        for rule, clause, _, _ in self._same:
            if known is not None:
                weighed = [(f.path, f.severity) for f in known.get(rule.code, ())]
            else:
                said = list(rule.check(draft, self._law, self._policy))
                weighed = _of_remarks(rule, said, clause, draft).weighed
            if weighed and _blocks(rule.code, weighed, waived):
                return True
        return False


def _changed(one: date, other: date) -> frozenset[str]:
    """What of the law is another on another day, in the words in which rules say what they ask.

    A rule's `law` says all that it may ask of the law; a test holds every rule to that.
    """
    mine, theirs = values_on(one), values_on(other)
    files = {file for (file, name), held in mine.items() if held is not theirs[file, name]}
    return frozenset(files if one == other else files | {"day"})


def _same(held: _Held) -> bool:
    """Whether all that a rule may say weighs the same on both sides.

    A remark that names no clause weighs what the rule's own clause of the day does.
    """
    mine, theirs = held.mine, held.theirs
    if not held.alike or mine is None or theirs is None:
        return False
    return mine.severity is theirs.severity


def _may_block(rule: Rule, day: date) -> bool:
    """A remark weighs no more than the heaviest clause of its rule; a test holds it to that."""
    return any(clause.severity in BLOCKING for clause in checking(rule.code, day))


def _by_code(findings: Iterable[Finding]) -> ByCode:
    found: dict[str, list[Finding]] = {}
    for one in findings:
        found.setdefault(one.code, []).append(one)
    return found


def _of_remarks(
    rule: Rule, remarks: Sequence[Remark], standing: Clause | None, draft: Draft
) -> _Side:
    """A side as its rule remarks on it; nothing where no clause of it stands."""
    if standing is None or not remarks:
        return NOTHING
    weighed = [(r.path, r.severity or clause_of(r, standing).severity) for r in remarks]
    return _Side(weighed, lambda n: finding(rule, remarks[n], standing, draft))


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
