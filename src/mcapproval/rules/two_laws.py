"""Two laws or policies beside one another: which rules can tell them apart, and how to ask them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from mcapproval.draft.model import Draft
from mcapproval.findings import Severity
from mcapproval.policy.model import Policy
from mcapproval.rules.law import Asked, Law, values_on
from mcapproval.rules.rule import Remark, Rule
from mcapproval.rules.texts import Clause, checked_on, checking

BLOCKING = (Severity.ERROR, Severity.WAIVABLE)


class Under(NamedTuple):
    """The law of a day and a policy."""

    day: date
    policy: Policy


Remarks = list[Remark]
Says = Callable[[Draft], tuple[Remarks, Remarks]]


class Held(NamedTuple):
    """A rule that holds on one side or both, with the clause that it checks on each.

    It remarks `alike` on both sides where neither the law nor the policy gives it anything else to
    say; what it says weighs `same` where its clauses weigh the same too. `says` asks it what it
    remarks of a draft on each side, `other` on the other side alone: nothing where it does not
    hold.
    """

    rule: Rule
    mine: Clause | None
    theirs: Clause | None
    alike: bool
    same: bool
    says: Says
    other: Callable[[Draft], Remarks]


class TwoLaws:
    """The one law and policy, and the other: facts are looked at on the day of the one, so that
    only what is asked may differ.

    `held` has for each of the rules how it holds, None where it need not be asked: it is not in
    force on either day, or says the same on both and blocks on neither. NotInForce where either day
    lies before the first law.
    """

    def __init__(self, one: Under, other: Under, rules: Iterable[Rule]) -> None:
        self._one, self._other = one, other
        self._law, self._other_law = Law(one.day), Law(other.day, one.day)
        self._asking = Asked(one.day)
        self._one_policy = one.policy == other.policy
        changed = _changed(one.day, other.day)
        mine, theirs = checked_on(one.day), checked_on(other.day)
        self.held = tuple(
            self._held(rule, mine.get(rule.code), theirs.get(rule.code), changed) for rule in rules
        )

    def _held(
        self, rule: Rule, mine: Clause | None, theirs: Clause | None, changed: frozenset[str]
    ) -> Held | None:
        check, law, policy = rule.check, self._law, self._one.policy
        other_law, other_policy = self._other_law, self._other.policy

        def one(draft: Draft) -> Remarks:
            return list(check(draft, law, policy))

        def other(draft: Draft) -> Remarks:
            return list(check(draft, other_law, other_policy))

        if mine is None or theirs is None:
            if theirs:
                return Held(rule, None, theirs, False, False, lambda d: ([], other(d)), other)
            if mine:
                return Held(rule, mine, None, False, False, lambda d: (one(d), []), _nothing)
            return None
        if not self._one_policy:
            return Held(rule, mine, theirs, False, False, lambda d: (one(d), other(d)), other)
        if not changed.isdisjoint(rule.law):
            return Held(rule, mine, theirs, False, False, self._asks(rule, other), other)
        # a remark that names no clause weighs what the rule's own clause of the day does
        same = mine.severity is theirs.severity
        if same and not _may_block(rule, self._one.day):
            return None
        return Held(rule, mine, theirs, True, same, lambda d: (one(d),) * 2, other)

    def _asks(self, rule: Rule, other: Callable[[Draft], Remarks]) -> Says:
        """Asks a rule to which the laws may give something else to say: once where a draft gives it
        no cause to ask what they answer otherwise.
        """
        check, asking, policy = rule.check, self._asking, self._one.policy
        other_law = self._other_law

        def says(draft: Draft) -> tuple[Remarks, Remarks]:
            asking.asked.clear()
            said = list(check(draft, asking, policy))
            return said, said if asking.answers_as(other_law) else other(draft)

        return says


def _nothing(draft: Draft) -> Remarks:
    return []


def _changed(one: date, other: date) -> frozenset[str]:
    """What of the law is another on another day, in the words in which rules say what they ask.

    A rule's `law` says all that it may ask of the law; a test holds every rule to that.
    """
    mine, theirs = values_on(one), values_on(other)
    files = {file for (file, name), held in mine.items() if held is not theirs[file, name]}
    return frozenset(files if one == other else files | {"day"})


def _may_block(rule: Rule, day: date) -> bool:
    """A remark weighs no more than the heaviest clause of its rule; a test holds it to that."""
    return any(clause.severity in BLOCKING for clause in checking(rule.code, day))
