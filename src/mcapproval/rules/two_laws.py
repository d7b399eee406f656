"""Two laws or policies beside one another: which rules can tell them apart, and how to ask them."""

from __future__ import annotations

from collections.abc import Iterable
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


class Held(NamedTuple):
    """A rule that holds on one side or both, with the clause that it checks on each.

    It remarks `alike` on both sides where neither the law nor the policy gives it anything else to
    say; what it says weighs `same` where its clauses weigh the same too.
    """

    rule: Rule
    mine: Clause | None
    theirs: Clause | None
    alike: bool
    same: bool


class TwoLaws:
    """The one law and policy, and the other: facts are looked at on the day of the one, so that
    only what is asked may differ.

    `held` has for each of the rules how it holds, None where it need not be asked: it is not in
    force on either day, or says the same on both and blocks on neither. NotInForce where either day
    lies before the first law.
    """

    def __init__(self, one: Under, other: Under, rules: Iterable[Rule]) -> None:
        self._law, self._asking = Law(one.day), Asked(one.day)
        self._other_law = Law(other.day, one.day)
        self._policy, self._other_policy = one.policy, other.policy
        self._one_policy = one.policy == other.policy
        changed = _changed(one.day, other.day)
        mine, theirs = checked_on(one.day), checked_on(other.day)
        self.held = tuple(
            self._held(rule, mine.get(rule.code), theirs.get(rule.code), changed, one.day)
            for rule in rules
        )

    def _held(
        self,
        rule: Rule,
        mine: Clause | None,
        theirs: Clause | None,
        changed: frozenset[str],
        day: date,
    ) -> Held | None:
        if mine is None or theirs is None:
            return Held(rule, mine, theirs, False, False) if mine or theirs else None
        alike = self._one_policy and changed.isdisjoint(rule.law)
        # a remark that names no clause weighs what the rule's own clause of the day does
        same = alike and mine.severity is theirs.severity
        return None if same and not _may_block(rule, day) else Held(rule, mine, theirs, alike, same)

    def asked(self, held: Held, draft: Draft) -> tuple[list[Remark], list[Remark]]:
        """What a rule remarks on each side: asked once where the laws give it nothing else to say,
        or this draft gives it no cause to ask what they answer otherwise.
        """
        check = held.rule.check
        if held.mine is None:
            return [], self.other(held, draft)
        if held.alike or held.theirs is None:
            said = list(check(draft, self._law, self._policy))
            return said, said if held.alike else []
        asking = self._asking
        asking.asked.clear()
        said = list(check(draft, asking, self._policy))
        if self._one_policy and asking.answers_as(self._other_law):
            return said, said
        return said, self.other(held, draft)

    def other(self, held: Held, draft: Draft) -> list[Remark]:
        """What a rule remarks on the other side; nothing where it does not hold there."""
        if held.theirs is None:
            return []
        return list(held.rule.check(draft, self._other_law, self._other_policy))


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
