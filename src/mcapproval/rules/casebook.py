"""The cases of the rules: a base that is faultless, what a case changes in it, what is then found.

Each rule's module has a file of its name in `cases/`. The tests run every one; `rules explain` and
the rule book's pages show one that fails and one that passes.
"""

from __future__ import annotations

import tomllib
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from inspect import getmodule
from typing import Any

from mcapproval.draft.model import Draft
from mcapproval.draft.pointer import tokens
from mcapproval.findings import Finding
from mcapproval.policy.model import SHIPPED, Policy
from mcapproval.rules.examine import examine
from mcapproval.rules.rule import About, Rule
from mcapproval.shipped import in_room

FOUR_LINES = ("format", "route", "kind", "title")

_KEYS = {
    *("name", "day", "draft", "without", "policy", "finds", "says", "never_says", "shown"),
    *("asked_by", "severity", "clause", "four_lines"),
}


@dataclass(frozen=True)
class Case:
    """One sentence about one rule. `finds` says all that the rule has to say of the draft.

    `changes` and `without` are what makes it differ from the base, as a person would write it.
    `day` is None where the case does not depend on the day. `shown` is a case that explains its
    rule better than the first.
    """

    name: str
    day: date | None
    data: dict[str, Any]
    changes: dict[str, Any]
    without: tuple[str, ...]
    policy: Policy
    finds: tuple[str, ...]
    says: tuple[str, ...]
    never_says: tuple[str, ...]
    asked_by: str | None
    severity: str | None
    clause: str | None
    shown: bool

    def findings(self, rule: Rule, today: date) -> tuple[Finding, ...]:
        """What the rule says of the case, today where the case names no day."""
        return examine(Draft(self.data), self.day or today, self.policy, [rule])


def cases_of(rule: Rule) -> tuple[Case, ...]:
    """The cases of a rule in the order of their file."""
    return _cases(module_of(rule), rule.about)


def module_of(rule: Rule) -> str:
    """The name of the rule's module, and so of its file of cases."""
    module = getmodule(rule.check)
    assert module is not None
    *_, name = module.__name__.rpartition(".")
    return name


def base(about: About = "draft") -> dict[str, Any]:
    """What no rule finds a fault with on 21 November 2026."""
    return deepcopy(_base(about))


@cache
def _base(about: About) -> dict[str, Any]:
    return tomllib.loads(in_room("rules", "bases").joinpath(f"{about}.toml").read_text("utf-8"))


@cache
def _cases(module: str, about: About) -> tuple[Case, ...]:
    file = in_room("rules", "cases").joinpath(f"{module}.toml")
    return tuple(_case(raw, about) for raw in tomllib.loads(file.read_text("utf-8"))["case"])


def _case(raw: dict[str, Any], about: About) -> Case:
    assert raw.keys() <= _KEYS, raw
    data = base(about)
    if raw.get("four_lines"):
        data = {key: data[key] for key in FOUR_LINES}
    changes = raw.get("draft", {})
    _merge(data, changes)
    for path in raw.get("without", ()):
        _take_out(data, path)
    policy: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in raw.get("policy", {}).items()
    }
    return Case(
        name=raw["name"],
        day=raw.get("day"),
        data=data,
        changes=changes,
        without=tuple(raw.get("without", ())),
        policy=replace(SHIPPED, **policy),
        finds=tuple(raw["finds"]),
        says=tuple(raw.get("says", ())),
        never_says=tuple(raw.get("never_says", ())),
        asked_by=raw.get("asked_by"),
        severity=raw.get("severity"),
        clause=raw.get("clause"),
        shown=raw.get("shown", False),
    )


def _merge(into: dict[str, Any], changes: dict[str, Any]) -> None:
    for key, value in changes.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            _merge(into[key], value)
        else:
            into[key] = deepcopy(value)


def _take_out(data: Any, path: str) -> None:
    *steps, last = tokens(path)
    for step in steps:
        data = data[int(step)] if isinstance(data, list) else data[step]
    del data[int(last) if isinstance(data, list) else last]
