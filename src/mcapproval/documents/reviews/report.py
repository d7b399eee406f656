"""The report of a re-evaluation, in the order in which NZQA asks and a board reads.

It is one for each micro-credential, by its reporting code. NZQA's own form is the one that counts:
this is what is typed into it, and what our board decided on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mcapproval.clock import spoken
from mcapproval.documents.about import paper_about
from mcapproval.documents.answers import count, day
from mcapproval.documents.content import (
    Block,
    Bullets,
    Document,
    Heading,
    Notice,
    Prose,
    TableBlock,
)
from mcapproval.documents.reviews import counts
from mcapproval.documents.reviews.answered import (
    actions,
    assessment,
    consulted,
    currency,
    feedback,
    fit,
    need,
    texts,
    watch,
)
from mcapproval.documents.reviews.decision import decision
from mcapproval.documents.reviews.facts import Looked, ReviewFacts

TRIGGERS = {
    "scheduled": "it was scheduled",
    "regulator-prompt": "NZQA prompted for it",
    "industry-change": "the industry changed",
    "complaint": "there was a complaint",
    "internal": "we asked for it ourselves",
}


def report(facts: ReviewFacts) -> Document:
    return paper_about(
        facts,
        title=facts.of.title or facts.of.ref,
        subtitle=f"Report of the {facts.form} due on {spoken(facts.due_on)}",
        kind="Review report",
        number=facts.number("REPORT"),
        blocks=_blocks(facts),
    )


def _blocks(facts: ReviewFacts) -> Iterator[Block]:
    if not facts.version:
        yield Notice("Nobody has answered this re-evaluation yet: what follows is still to come.")
    yield Heading(1, "The micro-credential")
    yield identity(facts)
    yield Heading(1, "Delivery")
    yield from delivery(facts)
    yield from assessment(facts)
    yield from feedback(facts)
    yield from need(facts)
    yield from currency(facts)
    yield from watch(facts)
    yield from fit(facts)
    yield from texts(facts)
    yield from actions(facts)
    yield from consulted(facts)
    yield from decision(facts)


def identity(facts: ReviewFacts) -> TableBlock:
    """What the micro-credential is called by, and the period."""
    of, answers = facts.of, facts.answers
    rows = (
        ("NZQA's reporting code", of.reporting_code or counts.UNKNOWN),
        ("NZQA's number", of.number or counts.UNKNOWN),
        ("Our reference", f"{of.ref}; this is {facts.ref}"),
        ("Level and credits", size(of)),
        ("First approved", _on(of.approved_on)),
        ("Review period", count(of.review_years, "year") if of.review_years else "not known"),
        ("Period looked at", period(facts)),
        (
            "Why it was begun",
            TRIGGERS.get(answers.text("/trigger"), counts.UNKNOWN),
        ),
    )
    return TableBlock(("What", "Answer"), rows, shares=(2, 5), row_heads=True)


def period(facts: ReviewFacts) -> str:
    """From when until when; each of the two may be known alone."""
    first, last = (facts.answers.get(f"/period/{end}") for end in ("from", "until"))
    if not first and not last:
        return counts.UNKNOWN
    return f"{day(first) if first else 'not known'} to {day(last) if last else 'not known'}"


def size(of: Looked) -> str:
    level = f"level {of.level}" if of.level is not None else "level not known"
    credits = count(of.credits, "credit") if of.credits is not None else "credits not known"
    return f"{level}, {credits}"


def _on(found: date | None) -> str:
    return spoken(found) if found else counts.UNKNOWN


def delivery(facts: ReviewFacts) -> Iterator[Block]:
    rows = counts.delivered(facts)
    if rows is None:
        yield Prose("Not answered yet: whether it was delivered in the period is not known.")
        return
    if not rows:
        yield Prose("It was not delivered in the period.")
        return
    yield counts.delivery_table(facts, rows)
    yield from counts.more_tables(facts, rows)
    if told := (*counts.sources(facts, rows), *counts.told_by(facts, rows)):
        yield Bullets(told)
    gaps = tuple(counts.missing(facts, rows))
    if gaps:
        yield Notice("Numbers are still to be had. Where one is not known, no sum is made with it.")
        yield Bullets(gaps)
