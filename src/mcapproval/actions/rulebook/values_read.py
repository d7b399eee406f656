"""Which dated values a rule reads, seen by running its cases on each day of law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from mcapproval.documents.rule_book.facts import OverTime
from mcapproval.draft.model import Draft
from mcapproval.rules.casebook import Case, cases_of
from mcapproval.rules.examine import in_force
from mcapproval.rules.law import Listening, value_files, values
from mcapproval.rules.rule import Rule
from mcapproval.rules.texts import clauses

Key = tuple[str, str]


def values_read(rule: Rule) -> tuple[OverTime, ...]:
    """The values that a rule reads, in the order of their files.

    Where different drafts make it read different values of a file (the type of body that applies,
    the kind of application), which of them it reads depends on the draft, so all are told.
    """
    runs = [seen for case in cases_of(rule) for seen in _runs(rule, case)]
    files = {file for seen in runs for file, _ in seen}
    read = {key for seen in runs for key in seen}
    told = read | {key for key in values() if key[0] in files and _depends(runs, key[0])}
    return tuple(over_time(key) for key in values() if key in told)


def over_time(key: Key) -> OverTime:
    of = value_files()[key[0]]
    return OverTime(*key, of.get("title", ""), of.get("unit", ""), values()[key])


def days_of_law() -> tuple[date, ...]:
    """Every day on which a clause or a value begins to hold."""
    begun = {dated.since for held in values().values() for dated in held}
    return tuple(sorted(begun | {clause.since for clause in clauses().values()}))


def _runs(rule: Rule, case: Case) -> Iterator[set[Key]]:
    for day in {*days_of_law(), *([case.day] if case.day else [])}:
        if in_force(rule, day):
            law = Listening(day)
            for _ in rule.check(Draft(case.data), law, case.policy):
                pass
            yield {key for key in law.asked if key}


def _depends(runs: Iterable[set[Key]], file: str) -> bool:
    """Whether one draft makes a rule read what another does not, and the other way about."""
    of_file = {frozenset(key for key in seen if key[0] == file) for seen in runs}
    return any(a - b and b - a for a in of_file for b in of_file if a and b)
