"""What the rule book tells, gathered before anybody decides how it looks."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from mcapproval.findings import Finding
from mcapproval.rules.law import Dated
from mcapproval.rules.rule import About, Track
from mcapproval.rules.texts import Clause, Text


class OverTime(NamedTuple):
    """One value of the law with all its periods, oldest first. `title` is that of its file."""

    file: str
    name: str
    title: str
    unit: str
    dated: tuple[Dated, ...]


class Setting(NamedTuple):
    """One setting of a provider's policy: its key as a policy file has it, and what ships."""

    key: str
    title: str
    shipped: str


class Example(NamedTuple):
    """A case of a rule as a person would write it.

    `written` is YAML: only what makes it differ from a faultless draft, or what the rule looks at
    where nothing does. `left_out` are parts that it does not have, `policy` lines of a policy file
    other than the shipped ones, both in words. `day` is None where the case has none of its own.
    """

    sentence: str
    day: date | None
    written: str
    left_out: tuple[str, ...]
    policy: tuple[str, ...]
    findings: tuple[Finding, ...]


class Read(NamedTuple):
    """A part of a draft that a rule reads: its JSON pointer, and the words of the form."""

    path: str
    words: str


class Explained(NamedTuple):
    """All of a rule. `clauses` are every one that it ever checked, `mends` what mends the example
    that fails, `also` findings on other drafts on the day that advise something else, `waived_by`
    the roles that may let its findings stand, where that is possible.
    """

    code: str
    title: str
    why: str
    about: About
    track: Track
    in_force: bool
    clauses: tuple[Clause, ...]
    values: tuple[OverTime, ...]
    reads: tuple[Read, ...]
    fails: Example | None
    passes: Example | None
    mends: tuple[str, ...]
    also: tuple[Finding, ...]
    waived_by: tuple[str, ...]


class Level(NamedTuple):
    """One level: what each dimension asks for, in the set's order; empty where it is not known."""

    level: int
    confidence: str
    told: tuple[str, ...]


class LevelSet(NamedTuple):
    """One set of level descriptors in our words; `unknown` says what we could not read of it."""

    title: str
    since: date | None
    until: date | None
    source: str
    dimensions: tuple[str, ...]
    rows: tuple[Level, ...]
    unknown: str


class RuleBook(NamedTuple):
    """The whole book as of a day; `digest` is the hash that findings carry."""

    day: date
    digest: str
    rules: tuple[Explained, ...]
    texts: tuple[Text, ...]
    values: tuple[OverTime, ...]
    settings: tuple[Setting, ...]
    levels: tuple[LevelSet, ...]
