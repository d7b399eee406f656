"""A draft that fails and one that passes, from the cases of a rule, as a person writes them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from mcapproval.documents.places import place_in_words
from mcapproval.documents.rule_book.facts import Example
from mcapproval.draft.model import Draft
from mcapproval.draft.pointer import find, tokens
from mcapproval.findings import Finding
from mcapproval.policy.model import SHIPPED, Policy
from mcapproval.policy.toml_text import written
from mcapproval.rules.book import EVERY_RULE
from mcapproval.rules.casebook import Case, base, cases_of
from mcapproval.rules.examine import examine, in_force
from mcapproval.rules.rule import About, Rule
from mcapproval.rules.texts import checking

BASE_DAY = date(2026, 11, 21)
"""The day on which the bases are faultless: cases without a day of their own are true on it, and
the same examples are shown as long as the law is the same."""

OF_ONE_DRAFT = re.compile(
    r"'(?:[^']|'(?=\w))*'|such as [^;]*|\d+(?: [A-Z][a-z]+ \d+)?|\b[A-Z]+-?\d[\w-]*"
)
"""What in a piece of advice is of one draft only: words of it, figures, days, its items."""


def failing(rule: Rule, day: date) -> Example | None:
    """The case that shows best what the rule finds; None where it finds nothing."""
    return _best(rule, day, cases_of(rule), finds=True)


def passing(rule: Rule, day: date) -> Example | None:
    """The case that shows best what it lets pass; the faultless draft where others spoil it."""
    return _best(rule, day, (*cases_of(rule), _faultless(rule)), finds=False)


def all_found(rule: Rule, day: date) -> tuple[Finding, ...]:
    """What the rule finds in its cases under the law of the day."""
    cases = (case for case in cases_of(rule) if _same_law(rule, case, day))
    return tuple(found for case in cases for found in case.findings(rule, BASE_DAY))


def others(found: Iterable[Finding], said: Iterable[str]) -> tuple[Finding, ...]:
    """Those whose advice is another than what was `said`; of what differs only in what is of one
    draft, the first.
    """
    told = set(map(_gist, said))
    more: dict[str, Finding] = {}
    for one in found:
        if _gist(one.mend) not in told:
            more.setdefault(_gist(one.mend), one)
    return tuple(more.values())


def _gist(mend: str) -> str:
    return OF_ONE_DRAFT.sub("#", mend)


def words(path: str, about: About) -> str:
    """A path in words: those of the form, where a draft is read."""
    if about == "draft":
        return place_in_words(path)
    return ": ".join(step.replace("_", " ") for step in tokens(path)) or "all of it"


def _best(rule: Rule, day: date, cases: Iterable[Case], finds: bool) -> Example | None:
    found = [
        case
        for case in cases
        if in_force(rule, _day(case)) and bool(case.findings(rule, BASE_DAY)) == finds
    ]
    if not found:
        return None
    return _example(rule, _clearest(rule, found, day), day)


def _clearest(rule: Rule, found: list[Case], day: date) -> Case:
    """Those of the law that holds on the day before others; then marked ones, those in which no
    other rule finds anything, and those under the shipped policy.
    """
    found = [case for case in found if _same_law(rule, case, day)] or found
    found.sort(key=lambda case: case.policy != SHIPPED)
    marked = [case for case in found if case.shown]
    if marked:
        return marked[0]
    return next((case for case in found if not _others_find(rule, case)), found[0])


def _others_find(rule: Rule, case: Case) -> bool:
    """Whether other rules find what they do not find in the faultless draft on that day."""
    others = [other for other in EVERY_RULE if other.about == rule.about and other is not rule]

    def found(data: dict[str, Any]) -> set[str]:
        return {f.code for f in examine(Draft(data), _day(case), case.policy, others)}

    return bool(found(case.data) - found(base(rule.about)))


def _same_law(rule: Rule, case: Case, day: date) -> bool:
    return checking(rule.code, _day(case)) == checking(rule.code, day)


def _day(case: Case) -> date:
    return case.day or BASE_DAY


def _faultless(rule: Rule) -> Case:
    nothing: dict[str, Any] = {}
    sentence = "a draft in which no rule finds a fault"
    data = base(rule.about)
    return Case(
        sentence, None, data, nothing, (), SHIPPED, (), (), (), None, None, None, shown=True
    )


def _example(rule: Rule, case: Case, day: date) -> Example:
    differs = bool(case.changes or case.without)
    return Example(
        sentence=case.name,
        day=case.day if case.day or _same_law(rule, case, day) else BASE_DAY,
        written=as_yaml(case.changes if differs else _looked_at(rule, case.data)),
        left_out=tuple(words(path, rule.about) for path in case.without),
        policy=tuple(_of_policy(case.policy)),
        findings=case.findings(rule, BASE_DAY),
    )


def _looked_at(rule: Rule, data: Mapping[str, Any]) -> dict[str, Any]:
    """What stands at the first path that the rule reads and the draft has, with its keys above."""
    for path in rule.reads:
        held = find(data, path)
        if held is not None:
            for step in reversed(tokens(path)):
                held = {step: held}
            return dict(held)
    return {}


def as_yaml(content: Mapping[str, Any]) -> str:
    """YAML in blocks, in the order given; empty where there is nothing."""
    if not content:
        return ""
    from ruamel.yaml import YAML

    writer = YAML()
    writer.indent(mapping=2, sequence=4, offset=2)
    writer.width = 80
    out = io.StringIO()
    writer.dump(dict(content), out)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def _of_policy(policy: Policy) -> Iterator[str]:
    """In what it differs from the shipped one, as findings name settings: `[credits] at_least`."""
    shipped = SHIPPED.as_json()
    for key, value in policy.as_json().items():
        if not isinstance(value, dict):
            if value != shipped[key]:
                yield f"{key} = {written(value)}"
            continue
        for inner, held in value.items():
            if held != shipped[key].get(inner):
                yield f"[{key}] {inner} = {written(held)}"
