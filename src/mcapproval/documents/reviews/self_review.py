"""The yearly summary of a provider's self-review, drafted from its re-evaluations of the year.

NZQA asks for one from every provider but the universities since 2026, over all that it does; what
stands here is the part on micro-credentials. Which form it takes could not be found. What only
people can say is left open by name.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.documents.about import paper_about
from mcapproval.documents.answers import count, words
from mcapproval.documents.content import (
    Block,
    Bullets,
    Document,
    Heading,
    Notice,
    Prose,
    TableBlock,
)
from mcapproval.documents.reviews.counts import COUNTED
from mcapproval.documents.reviews.decision import DECISIONS
from mcapproval.documents.reviews.year_facts import Reviewed, Taught, YearFacts

GAPS = {
    "went_well": "what went well in the year for learners and those who employ them, and how we "
    "know",
    "heard": "how learners, whānau, iwi and hapū, industry and our own people were heard, and what "
    "we did about it",
    "te_tiriti": "how we gave effect to Te Tiriti o Waitangi in these micro-credentials",
    "improvements": "what we will improve, why, whose it is and by when: the plan that NZQA meets "
    "us on",
    "approved": "who approved this summary, and on which day",
}
"""What only people can say, by name."""

NEEDED = {"yes": "still needed", "no": "not needed", "unsure": "not sure"}


def gap(name: str) -> str:
    return f"(to be written: {GAPS[name]})"


def self_review(facts: YearFacts) -> Document:
    return paper_about(
        facts,
        title=f"Self-review summary {facts.year}",
        subtitle=f"{facts.name or facts.provider}: its micro-credentials in {facts.year}",
        kind="Self-review summary",
        number=f"{facts.provider}-{facts.year}-SELF-REVIEW",
        blocks=_blocks(facts),
    )


def _blocks(facts: YearFacts) -> Iterator[Block]:
    if facts.sent_on:
        yield Notice(f"A summary of {facts.year} was sent to NZQA on {spoken(facts.sent_on)}.")
    if facts.so_far:
        yield Notice(facts.so_far)
    if facts.told_as_at:
        yield Notice(facts.told_as_at)
    yield Notice("A draft from the records: what is marked as to be written is for people to say.")
    yield Heading(1, "The year in numbers")
    yield _numbers(facts)
    yield Heading(1, "What was decided")
    yield from _decided(facts)
    yield Heading(1, "Learners")
    yield from _learners(facts)
    yield Heading(1, "What went well")
    yield Prose(gap("went_well"))
    yield Heading(1, "What people told us")
    yield from _themes(facts)
    yield Prose(gap("heard"))
    yield Heading(1, "Te Tiriti o Waitangi")
    yield Prose(gap("te_tiriti"))
    yield Heading(1, "Changes")
    yield from _changes(facts)
    yield Heading(1, "Actions")
    yield from _actions(facts)
    yield Heading(1, "What we will improve")
    yield Prose(gap("improvements"))
    yield Heading(1, "Approval")
    yield Prose(gap("approved"))


def _numbers(facts: YearFacts) -> TableBlock:
    states = ", ".join(f"{many} {words(state)}" for state, many in facts.listings.items())
    needed = [NEEDED.get(each.needed, "not answered") for each in facts.reviewed]
    needs = ", ".join(f"{needed.count(told)} {told}" for told in dict.fromkeys(needed))
    full = sum(each.form == "full review" for each in facts.reviewed)
    forms = f": {count(full, 'full review')}, {count(len(facts.reviewed) - full, 'yearly check')}"
    late = sum(each.due is not None and each.due < facts.stood_on for each in facts.drafted)
    on = f" on {spoken(facts.stood_on)}"
    rows = (
        (f"Micro-credentials{on}", f"{facts.credentials}{f' ({states})' if states else ''}"),
        ("Re-evaluations decided", f"{len(facts.reviewed)}{forms if facts.reviewed else ''}"),
        (f"Due and not decided{on}", str(len(facts.overdue))),
        ("Need", needs or "nothing was re-evaluated"),
        ("Actions closed in the year", str(facts.closed)),
        (f"Actions open{on}", f"{len(facts.actions)}, {len(facts.late)} of them overdue"),
        ("Changes applied for in the year", str(len(facts.applied))),
        (
            f"Changes drafted and not applied for{on}",
            f"{len(facts.drafted)}, {late} of them overdue" if facts.drafted else "0",
        ),
    )
    return TableBlock(("What", "How many"), rows, shares=(3, 4), row_heads=True)


def _decided(facts: YearFacts) -> Iterator[Block]:
    told = tuple(
        f"{DECISIONS.get(decision, words(decision))}: {many}"
        for decision, many in facts.decisions().items()
    )
    yield Bullets(told) if told else Prose("No re-evaluation was decided in the year.")
    made = tuple(
        (f"{each.title} ({each.listing})", each.form, words(each.decision), spoken(each.on))
        for each in facts.reviewed
    )
    if made:
        columns = ("Micro-credential", "Form", "Decision", "Day")
        yield TableBlock(columns, made, "By micro-credential", (6, 3, 4, 4), row_heads=True)
    overdue = tuple(
        (f"{each.title} ({each.ref})", each.form, spoken(each.due_on)) for each in facts.overdue
    )
    if overdue:
        overdue_columns = ("Re-evaluation", "Form", "Was due")
        caption = f"Due and not decided on {spoken(facts.stood_on)}"
        yield TableBlock(overdue_columns, overdue, caption, (8, 3, 4), row_heads=True)


def _learners(facts: YearFacts) -> Iterator[Block]:
    found: tuple[Reviewed | Taught, ...] = (*facts.reviewed, *facts.taught)
    rows = tuple(
        (
            each.title,
            *(each.learners.counts.get(key, "not known") for key in COUNTED),
            each.learners.source or "-",
        )
        for each in found
    )
    if not rows:
        yield Prose(
            "Counts come with re-evaluations, of which none was decided in the year, or with "
            "deliveries, of which none is recorded in it."
        )
        return
    yield Prose(
        "Of the period that a re-evaluation looked at, as it was answered; where it has no counts, "
        f"of the deliveries that are recorded of {facts.year}. Small counts are not shown."
    )
    columns = ("Micro-credential", *COUNTED.values(), "From")
    yield TableBlock(columns, rows, "", (7, 3, 3, 3, 4, 4, 4), row_heads=True)


def _themes(facts: YearFacts) -> Iterator[Block]:
    for each in facts.reviewed:
        if each.themes:
            yield Heading(2, each.title)
            yield Bullets(tuple(f"{who}: {said}" for who, said in each.themes))
    if not any(each.themes for each in facts.reviewed):
        yield Prose("No theme of feedback is recorded in the year's re-evaluations.")


def _changes(facts: YearFacts) -> Iterator[Block]:
    made = tuple((each.title, what, size) for each in facts.reviewed for what, size in each.changes)
    if made:
        columns = ("Micro-credential", "Change", "Size")
        yield TableBlock(columns, made, "Made in the period looked at", (5, 7, 2), row_heads=True)
    if facts.applied:
        columns = ("Application", "Micro-credential", "Submitted")
        sent = tuple((each.ref, each.title, spoken(each.submitted_on)) for each in facts.applied)
        yield TableBlock(columns, sent, "Applied for in the year", (4, 7, 4), row_heads=True)
    if facts.drafted:
        drafts = tuple(
            (each.ref, each.title, each.state, spoken(each.due) if each.due else "no day")
            for each in facts.drafted
        )
        caption = f"Drafted and not applied for on {spoken(facts.stood_on)}"
        drafted = ("Application", "Micro-credential", "How it stood", "Due")
        yield TableBlock(drafted, drafts, caption, (4, 7, 4, 4), row_heads=True)
    if not made and not facts.applied:
        yield Prose("No change was made and none was applied for.")


def _actions(facts: YearFacts) -> Iterator[Block]:
    yield Prose(f"{count(facts.closed, 'action')} closed in the year.")
    rows = tuple(
        (each.what, each.owner, spoken(each.due) if each.due else "no day", each.ref)
        for each in facts.actions
    )
    if not rows:
        yield Prose(f"No action was open on {spoken(facts.stood_on)}.")
        return
    columns = ("Action", "Whose", "Due", "Of")
    caption = f"Open on {spoken(facts.stood_on)}"
    yield TableBlock(columns, rows, caption, (7, 4, 4, 4))
