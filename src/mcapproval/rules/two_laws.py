"""Two laws or policies beside one another: which rules can tell them apart, and how to ask them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple

from mcapproval.draft.model import Draft
from mcapproval.findings import Severity
from mcapproval.policy.model import Policy
from mcapproval.rules import law, texts
from mcapproval.rules.law import Dated, Law, Listening, values_on
from mcapproval.rules.rule import CLAUSE, DAY, Remark, Rule
from mcapproval.rules.texts import Clause, checked_on, checking

BLOCKING = (Severity.ERROR, Severity.WAIVABLE)


class Under(NamedTuple):
    """The law of a day and a policy."""

    day: date
    policy: Policy


Remarks = list[Remark]
Says = Callable[[Rule, "TwoLaws", Draft], tuple[Remarks, Remarks]]
"""What a rule remarks of a draft on each side."""


class Held(NamedTuple):
    """A rule that holds on one side or both, with the clause that it checks on each, and how it is
    asked for both.

    It is `silent` where it finds nothing on the other side if it finds nothing on the one; what it
    says weighs the `same` where neither the law, nor the policy, nor its clauses make a difference.
    """

    rule: Rule
    mine: Clause | None
    theirs: Clause | None
    says: Says
    silent: bool = False
    same: bool = False


class TwoEras:
    """How each of the rules holds under the one law and policy, and under the other: alike for all
    days between which neither law changes.

    In `held` stands None for a rule that need not be asked: it is not in force on either side, or
    says the same on both and blocks on neither.
    """

    def __init__(self, one: Under, other: Under, rules: Iterable[Rule]) -> None:
        self._day, self._one_policy = one.day, one.policy == other.policy
        self.apart, self.apart_in_value = _apart(one.day, other.day)
        mine, theirs = checked_on(one.day), checked_on(other.day)
        self.held = tuple(
            self._held(rule, mine.get(rule.code), theirs.get(rule.code)) for rule in rules
        )

    def _held(self, rule: Rule, mine: Clause | None, theirs: Clause | None) -> Held | None:
        if mine is None or theirs is None:
            if mine is theirs:
                return None
            return Held(rule, mine, theirs, _on_one if mine else _on_other)
        if not self._one_policy:
            return Held(rule, mine, theirs, _on_each)
        if not self.apart.touches(rule):
            # a remark that names no clause weighs what the rule's own clause of the day does
            same = mine.severity is theirs.severity
            needless = same and not _may_block(rule, self._day)
            return None if needless else Held(rule, mine, theirs, _alike, silent=True, same=same)
        if CLAUSE in rule.law:
            return Held(rule, mine, theirs, _as_asked)
        if self.apart_in_value.touches(rule):
            return Held(rule, mine, theirs, _as_asked_in_value)
        return Held(rule, mine, theirs, _unless_silent, silent=True)


class TwoLaws:
    """The one law and policy, and the other: facts are looked at on the day of the one, so that
    only what is asked may differ. NotInForce where either day lies before the first law.

    `eras` were made for these days, or for others of the same eras.
    """

    __slots__ = ("eras", "law", "listening", "other_law", "other_policy", "policy")

    def __init__(self, one: Under, other: Under, eras: TwoEras) -> None:
        self.law, self.other_law = Law(one.day), Law(other.day, one.day)
        self.policy, self.other_policy = one.policy, other.policy
        self.listening, self.eras = Listening(one.day), eras

    def one(self, rule: Rule, draft: Draft) -> Remarks:
        return list(rule.check(draft, self.law, self.policy))

    def other(self, rule: Rule, draft: Draft) -> Remarks:
        return list(rule.check(draft, self.other_law, self.other_policy))

    def heard(self, rule: Rule, draft: Draft) -> Remarks:
        """As `one`; `listening` knows then what of the law was asked for."""
        self.listening.asked.clear()
        return list(rule.check(draft, self.listening, self.policy))


def eras_of(one: Under, other: Under) -> tuple[object, ...]:
    """The same for days between which neither law changes."""
    days = (one.day, other.day)
    return (one.day == other.day, *map(law.era_of, days), *map(texts.era_of, days))


def _on_one(rule: Rule, laws: TwoLaws, draft: Draft) -> tuple[Remarks, Remarks]:
    return laws.one(rule, draft), []


def _on_other(rule: Rule, laws: TwoLaws, draft: Draft) -> tuple[Remarks, Remarks]:
    return [], laws.other(rule, draft)


def _on_each(rule: Rule, laws: TwoLaws, draft: Draft) -> tuple[Remarks, Remarks]:
    return laws.one(rule, draft), laws.other(rule, draft)


def _alike(rule: Rule, laws: TwoLaws, draft: Draft) -> tuple[Remarks, Remarks]:
    said = laws.one(rule, draft)
    return said, said


def _unless_silent(rule: Rule, laws: TwoLaws, draft: Draft) -> tuple[Remarks, Remarks]:
    """Only the clauses of what it asks for are others, and they show only in what is said."""
    said = laws.one(rule, draft)
    return said, laws.other(rule, draft) if said else said


def _as_asked(rule: Rule, laws: TwoLaws, draft: Draft) -> tuple[Remarks, Remarks]:
    """Asked once where the draft gives it no cause to ask what the laws answer otherwise."""
    said = laws.heard(rule, draft)
    alike = laws.eras.apart.answers.isdisjoint(laws.listening.asked)
    return said, said if alike else laws.other(rule, draft)


def _as_asked_in_value(rule: Rule, laws: TwoLaws, draft: Draft) -> tuple[Remarks, Remarks]:
    """So it is where it finds nothing and the answers have other clauses only."""
    said = laws.heard(rule, draft)
    apart = laws.eras.apart if said else laws.eras.apart_in_value
    return said, said if apart.answers.isdisjoint(laws.listening.asked) else laws.other(rule, draft)


class _Apart(NamedTuple):
    """What two laws answer otherwise: the values asked for, None standing for the day, and the
    files of values in which rules declare what they ask for.
    """

    answers: frozenset[tuple[str, str] | None]
    files: frozenset[str]

    def touches(self, rule: Rule) -> bool:
        """Whether it may make a difference to a rule; a test holds every rule to its `law`."""
        return not self.files.isdisjoint(rule.law)


def _apart(one: date, other: date) -> tuple[_Apart, _Apart]:
    """What is another on another day, and what of that is another in its value too: of the rest
    only the clause that sets it is another, or its days.
    """
    mine, theirs = values_on(one), values_on(other)
    changed = {key for key, held in mine.items() if held is not theirs[key]}
    in_value = {key for key in changed if _value(mine[key]) != _value(theirs[key])}
    return _of(changed, one != other), _of(in_value, one != other)


def _of(keys: set[tuple[str, str]], days: bool) -> _Apart:
    files = {file for file, _ in keys}
    if not days:
        return _Apart(frozenset(keys), frozenset(files))
    return _Apart(frozenset((*keys, None)), frozenset((*files, DAY)))


def _value(held: Dated | None) -> Any:
    return held and held.value


def _may_block(rule: Rule, day: date) -> bool:
    """A remark weighs no more than the heaviest clause of its rule; a test holds it to that."""
    return any(clause.severity in BLOCKING for clause in checking(rule.code, day))
