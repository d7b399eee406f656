"""The rules and the clauses in force on a day, filtered by what people ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mcapproval.findings import AskedBy, Severity
from mcapproval.rules.book import EVERY_RULE
from mcapproval.rules.law import Law
from mcapproval.rules.rule import About, Rule, Track
from mcapproval.rules.texts import Clause, checking, texts


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to; None is everything. `text` is the slug of a rule text.

    What people judge has no weight, and none of it is wanted where a severity is.
    """

    asked_by: AskedBy | None = None
    severity: Severity | None = None
    criterion: str | None = None
    text: str | None = None
    track: Track | None = None
    about: About | None = None

    def clause(self, clause: Clause) -> bool:
        return (
            self.asked_by in (None, clause.asked_by)
            and self.severity in (None, clause.severity if clause.checked_by else "")
            and self.criterion in (None, clause.criterion)
            and self.text in (None, slug_of(clause))
        )

    def rule(self, rule: Rule) -> bool:
        return self.track in (None, rule.track) and self.about in (None, rule.about)


def rules_in_force(day: date, wanted: Wanted) -> tuple[tuple[Rule, Clause], ...]:
    """Each rule once, with the first of its clauses that is wanted, in the order of the book.

    NotInForce before 22 August 2018.
    """
    return tuple(_rules(Law(day).day, wanted))


def _rules(day: date, wanted: Wanted) -> Iterator[tuple[Rule, Clause]]:
    for rule in EVERY_RULE:
        if wanted.rule(rule):
            fitting = [clause for clause in checking(rule.code, day) if wanted.clause(clause)]
            yield from ((rule, clause) for clause in fitting[:1])


def title(rule: Rule, clause: Clause, day: date) -> str:
    """What a row is about. A rule's title tells what the law asks, where the law asks for it: a row
    that stands for our policy then says what that asks."""
    ours = clause.asked_by == "policy"
    also_law = any(other.asked_by == "rule" for other in checking(rule.code, day))
    return clause.asks if ours and also_law else rule.title


def clauses_in_force(day: date, wanted: Wanted, judged: bool) -> tuple[Clause, ...]:
    """The clauses that hold on a day in the order of their texts; `judged` leaves those that people
    judge in an application, and no example of a policy unless its text is asked for. NotInForce
    before 22 August 2018.
    """
    on = Law(day).day
    examples = not judged or wanted.text is not None
    return tuple(
        clause
        for text in texts()
        if examples or not text.example
        for clause in text.clauses
        if clause.in_force(on)
        and wanted.clause(clause)
        and (not judged or (clause.judged_because is not None and clause.asks_of is None))
    )


def slug_of(clause: Clause) -> str:
    """The slug of the text that a clause stands in, which its id begins with."""
    return clause.id.partition("/")[0]


def text_slugs() -> tuple[str, ...]:
    return tuple(text.slug for text in texts())
