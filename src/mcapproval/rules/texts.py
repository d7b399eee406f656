"""The rule texts, clause by clause: who asks for what, from when till when, and who checks it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

from mcapproval.findings import AskedBy, Severity
from mcapproval.rules.eras import changes, era
from mcapproval.shipped import in_room


@dataclass(frozen=True, slots=True)
class Concerns:
    """Whose drafts a clause is about: routes, kinds, types of applicant. Empty means every one."""

    route: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    applicant: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a text, in our words.

    Either `checked_by` a rule's code or `judged_because` only a person can judge it. `confidence`
    is `confirmed`, `secondary` or `inferred`, as found in the sources. `look_at` are the paths of
    a draft that answer it (a `*` stands for each row of a list). `asks_of` is `nzqa`, `provider` or
    `listing` where it asks nothing of a draft. `criterion` is one of `CRITERIA`. `chief` is the
    clause that its rule is there for, where an earlier one names the rule for a lesser matter.
    `setting` is what of a policy says how much a clause of our policy asks for.
    """

    id: str
    citation: str
    asks: str
    since: date
    until: date | None
    source: str
    asked_by: AskedBy
    checked_by: str | None
    judged_because: str | None
    severity: Severity
    confidence: str
    look_at: tuple[str, ...] = ()
    concerns: Concerns = Concerns()
    asks_of: str | None = None
    criterion: str | None = None
    chief: bool = False
    setting: str | None = None

    def in_force(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Text:
    """One rule text: its title, source and clauses in the text's own order.

    `short` stands before the citation of each clause. `numbering` says whose clause numbers they
    are, and what could not be found. `asker` is how people are told who asks. An `example` only
    shows what somebody's policy can ask: nobody here is asked by it.
    """

    slug: str
    title: str
    source: str
    since: date
    until: date | None
    clauses: tuple[Clause, ...]
    numbering: str = ""
    short: str = ""
    asker: str = "NZQA rule"
    example: bool = False


CRITERIA: dict[str, str] = {
    "listing-details": "Details that are listed",
    "title-and-outcomes": "Criterion 1, title and learning outcomes",
    "need-and-acceptability": "Criterion 2, need and acceptability",
    "requirements": "Criterion 3, requirements",
    "review": "Criterion 4, review",
    "delivery": "Accreditation: delivery",
    "assessment-and-moderation": "Accreditation: assessment and moderation",
    "resources-and-support": "Accreditation: resources, staff and learner support",
    "delivery-review": "Accreditation: review of delivery",
}
"""By slug, since the numbers of the criteria are reported and not read in their own text."""


@cache
def texts() -> tuple[Text, ...]:
    files = sorted(in_room("rules", "texts").iterdir(), key=lambda f: f.name)
    return tuple(
        _text(file.name.removesuffix(".toml"), tomllib.loads(file.read_text("utf-8")))
        for file in files
        if file.name.endswith(".toml")
    )


def _text(slug: str, raw: dict[str, object]) -> Text:
    since, until = raw["since"], raw.get("until")
    assert isinstance(since, date)
    rows = raw["clause"]
    assert isinstance(rows, list)
    clauses = tuple(
        Clause(
            id=row["id"],
            citation=f"{raw['short']}, {row['cite']}",
            asks=row["asks"],
            since=row.get("from", since),
            until=row.get("until", until),
            source=row.get("source", raw["source"]),
            asked_by="policy" if raw.get("asked_by") == "policy" else "rule",
            checked_by=row.get("checked_by"),
            judged_because=row.get("judged_because"),
            severity=Severity(row.get("severity", "error")),
            confidence=row.get("confidence", "confirmed"),
            look_at=tuple(row.get("look_at", ())),
            concerns=Concerns(
                **{to: tuple(named) for to, named in row.get("concerns", {}).items()}
            ),
            asks_of=row.get("asks_of"),
            criterion=row.get("criterion"),
            chief=bool(row.get("chief", False)),
            setting=row.get("setting"),
        )
        for row in rows
    )
    return Text(
        slug,
        str(raw["title"]),
        str(raw["source"]),
        since,
        until if isinstance(until, date) else None,
        clauses,
        str(raw.get("numbering", "")),
        str(raw["short"]),
        str(raw.get("asker", "NZQA rule")),
        bool(raw.get("example", False)),
    )


@cache
def clauses() -> dict[str, Clause]:
    """Every clause by its id."""
    return {clause.id: clause for text in texts() for clause in text.clauses}


def text_of(clause: Clause) -> Text:
    """The text that a clause stands in."""
    slug = clause.id.partition("/")[0]
    return next(text for text in texts() if text.slug == slug)


def checking(code: str, day: date) -> tuple[Clause, ...]:
    """The clauses in force on a day that a rule checks: the law's first, in the texts' order; the
    chief one before all.
    """
    return _checking(code, era_of(day))


def era_of(day: date) -> date:
    """The same for days between which no clause comes into force or goes out of it."""
    return era(_changes(), day)


@cache
def _changes() -> tuple[date, ...]:
    return changes((clause.since, clause.until) for clause in clauses().values())


@cache
def _checking(code: str, day: date) -> tuple[Clause, ...]:
    found = [c for c in clauses().values() if c.checked_by == code and c.in_force(day)]
    return tuple(sorted(found, key=lambda c: (c.asked_by == "policy", not c.chief)))


def checked_on(day: date) -> dict[str, Clause]:
    """Of each rule in force on a day the clause that it checks first, by the rule's code."""
    return _checked_in(era_of(day))


@cache
def _checked_in(day: date) -> dict[str, Clause]:
    codes = dict.fromkeys(c.checked_by for c in clauses().values() if c.checked_by)
    standing = {code: checking(code, day) for code in codes}
    return {code: found[0] for code, found in standing.items() if found}
