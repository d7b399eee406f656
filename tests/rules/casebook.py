"""The cases of the rules: a base draft, what a case changes in it, and what its rule then finds."""

from __future__ import annotations

import tomllib
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from mcapproval.draft.model import Draft
from mcapproval.draft.pointer import tokens
from mcapproval.findings import Finding
from mcapproval.policy.model import SHIPPED, Policy
from mcapproval.rules.examine import examine
from mcapproval.rules.rule import Rule

HERE = Path(__file__).parent
TODAY = date(2026, 11, 21)
BOUNDARIES = [
    date(2018, 8, 22), date(2020, 6, 1), date(2023, 1, 15), date(2023, 1, 16),
    date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 18), date(2026, 1, 19), TODAY,
]  # fmt: skip
"""Days on which something begins or ends, and the days before."""


@dataclass(frozen=True)
class Case:
    """One sentence about one rule. `findings` says all that the rule has to say of the draft."""

    module: str
    name: str
    day: date
    data: dict[str, Any]
    policy: Policy
    finds: tuple[str, ...]
    says: tuple[str, ...]
    never_says: tuple[str, ...]
    asked_by: str | None
    severity: str | None
    clause: str | None

    @property
    def rule(self) -> Rule:
        return rule_of(self.module)

    def findings(self, draft: Draft | None = None) -> tuple[Finding, ...]:
        return examine(draft or Draft(self.data), self.day, self.policy, [self.rule])


@dataclass(frozen=True)
class Recording(Draft):
    """A draft that remembers which paths were read."""

    seen: set[str] = field(default_factory=set)

    def get(self, path: str) -> Any:
        self.seen.add(path)
        return super().get(path)


def rule_of(module: str) -> Rule:
    rule = import_module(f"mcapproval.rules.{module}").RULE
    assert isinstance(rule, Rule)
    return rule


def base() -> dict[str, Any]:
    return deepcopy(_base())


@cache
def _base() -> dict[str, Any]:
    return tomllib.loads((HERE / "base.toml").read_text("utf-8"))


@cache
def cases() -> tuple[Case, ...]:
    return tuple(
        _case(file.stem, raw)
        for file in sorted((HERE / "cases").glob("*.toml"))
        for raw in tomllib.loads(file.read_text("utf-8"))["case"]
    )


def _case(module: str, raw: dict[str, Any]) -> Case:
    known = {"name", "day", "draft", "without", "policy", "finds", "says", "never_says"}
    assert raw.keys() <= known | {"asked_by", "severity", "clause", "four_lines"}, raw
    data = base()
    if raw.get("four_lines"):
        data = {key: data[key] for key in ("format", "route", "kind", "title")}
    _merge(data, raw.get("draft", {}))
    for path in raw.get("without", ()):
        _take_out(data, path)
    return Case(
        module=module,
        name=raw["name"],
        day=raw.get("day", TODAY),
        data=data,
        policy=replace(SHIPPED, **raw.get("policy", {})),
        finds=tuple(raw["finds"]),
        says=tuple(raw.get("says", ())),
        never_says=tuple(raw.get("never_says", ())),
        asked_by=raw.get("asked_by"),
        severity=raw.get("severity"),
        clause=raw.get("clause"),
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
