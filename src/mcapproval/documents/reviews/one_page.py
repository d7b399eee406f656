"""A re-evaluation on one page: for a board's papers, or whoever asks how it went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from textwrap import shorten

from mcapproval.clock import spoken
from mcapproval.documents.about import paper_about
from mcapproval.documents.answers import count, words
from mcapproval.documents.content import Block, Document, Heading, Labelled, TableBlock
from mcapproval.documents.reviews import counts
from mcapproval.documents.reviews.answered import (
    WATCHED,
    fits,
    named,
    still_needed,
    watched,
)
from mcapproval.documents.reviews.decision import DECISIONS
from mcapproval.documents.reviews.facts import ReviewFacts
from mcapproval.documents.reviews.report import period, size
from mcapproval.policy.small_counts import LEARNERS, LEFT_OUT, shown, sum_shown

MOST_WATCHED, LONGEST_OWED = 3, 300
"""Things named on the one page that do not simply stand, and letters of what is owed; the report
has all."""


def to_share(facts: ReviewFacts) -> Document:
    """The same for readers outside: small counts of learners are not shown."""
    return _page(facts, "PAGE-TO-SHARE")


def one_page(facts: ReviewFacts) -> Document:
    """For our own board: with every count."""
    return _page(replace(facts, share_at_least=0), "PAGE")


def _page(facts: ReviewFacts, paper: str) -> Document:
    return paper_about(
        facts,
        title=facts.of.title or facts.of.ref,
        subtitle=f"The {facts.form} due on {spoken(facts.due_on)}, on one page",
        kind="Review on one page",
        number=facts.number(paper),
        blocks=_blocks(facts),
    )


def _blocks(facts: ReviewFacts) -> Iterator[Block]:
    numbers = facts.of.number or counts.UNKNOWN
    code = facts.of.reporting_code or counts.UNKNOWN
    rows = (
        ("NZQA's number", f"{numbers}; reporting code {code}"),
        ("Level and credits", size(facts.of)),
        ("Period looked at", period(facts)),
        ("Learners", _learners(facts)),
        ("Feedback", _feedback(facts)),
        ("Still needed", still_needed(facts)),
        ("Evidence gathered afresh", _many(facts, "/need/evidence", "item")),
        ("What changed around it", _many(facts, "/currency", "change")),
        ("What the application names", _watched(facts)),
        *fits(facts),
    )
    yield TableBlock(("What", "Answer"), rows, shares=(1, 2), row_heads=True)
    yield Heading(1, "Decision")
    yield Labelled(*_decision(facts))
    due = sorted((o.due, o.what) for o in facts.owed if o.state == "open" and o.due)
    if due:
        first = shorten(due[0][1], LONGEST_OWED, placeholder=" \u2026")
        yield Labelled("First of what is owed", f"{spoken(due[0][0])}: {first}")
    if facts.next_due:
        yield Labelled("Next re-evaluation", spoken(facts.next_due))


def _learners(facts: ReviewFacts) -> str:
    rows = counts.delivered(facts)
    if rows is None:
        return counts.UNKNOWN
    if not rows:
        return "not delivered in the period"
    sums = {key: counts.total(rows, key) for key in counts.COUNTED}
    if facts.share_at_least:
        return _to_share(sums, facts.share_at_least)
    told = [f"{label.lower()}: {counts.shown(sums[key])}" for key, label in counts.COUNTED.items()]
    return f"{', '.join(told)}; completion: {counts.rates(sums)}"


def _to_share(sums: dict[str, int | None], least: int) -> str:
    """Without small counts, nor a rate from which one could be worked out."""
    cohorts = counts.shown(sums["cohorts"])
    of_learners = {key: sums[key] for key in counts.COUNTED if key != "cohorts"}
    told = {"cohorts": cohorts, **shown(of_learners, least, LEARNERS)}
    said = ", ".join(f"{counts.COUNTED[key].lower()}: {count}" for key, count in told.items())
    if any(value != counts.shown(sums[key]) for key, value in told.items()):
        return said
    return f"{said}; completion: {counts.rates(sums)}"


def _watched(facts: ReviewFacts) -> str:
    if facts.answers.get("/watch") is None:
        return counts.UNKNOWN
    asked, found = watched(facts)
    if not found:
        return f"{count(asked, 'thing')} asked about by name, and all stand"
    told = (f"{named(row)}: {WATCHED[row['answer']].lower()}" for row in found[:MOST_WATCHED])
    more = len(found) - MOST_WATCHED
    rest = f"; and {more} more" if more > 0 else ""
    return f"{count(asked, 'thing')} asked about by name; {'; '.join(told)}{rest}"


def _feedback(facts: ReviewFacts) -> str:
    found = facts.answers.get("/feedback")
    if found is None:
        return counts.UNKNOWN
    rows = [row for _, row in facts.answers.rows("/feedback")]
    if not rows:
        return "none was asked for"
    answers = counts.total(rows, "n")
    known = "how many answered is not known" if answers is None else count(answers, "answer")
    if answers and facts.share_at_least:
        told = sum_shown([counts.number(row, "n") for row in rows], facts.share_at_least)
        if told == LEFT_OUT:
            known = "how many answered is not shown"
        elif told != str(answers):
            known = f"{told} answers"
    return f"from {count(len(rows), 'group')}, {known}"


def _many(facts: ReviewFacts, path: str, what: str) -> str:
    if facts.answers.get(path) is None:
        return counts.UNKNOWN
    return count(len(facts.answers.rows(path)), what)


def _decision(facts: ReviewFacts) -> tuple[str, str]:
    if facts.decided:
        told = DECISIONS.get(facts.decided.decision, words(facts.decided.decision))
        return "Decided", f"{told}. {spoken(facts.decided.on)}."
    proposed = facts.answers.text("/proposal/decision")
    if proposed:
        return "Proposed, not decided yet", f"{DECISIONS.get(proposed, words(proposed))}."
    return "Decided", "Not decided yet."
