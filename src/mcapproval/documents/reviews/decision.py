"""What a re-evaluation proposes and what was decided on it."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.documents.answers import words
from mcapproval.documents.content import Block, Heading, Labelled, Notice, Prose, TableBlock
from mcapproval.documents.reviews.facts import Decided, ReviewFacts

DECISIONS = {
    "continue": "It continues unchanged",
    "continue-with-actions": "It continues, with actions",
    "change": "It is to change: a change is to be applied for",
    "migrate": "It is brought under the present rules: a change is to be applied for",
    "pause": "It pauses: nobody new is taken in until it is decided again",
    "not-needed": "It is not needed any more: it expires, with no new enrolments",
    "regulator-intervention": "NZQA was not satisfied and set a further review",
}


def decision(facts: ReviewFacts) -> Iterator[Block]:
    """What is proposed, what was decided, and what is owed because of it."""
    yield Heading(1, "Decision")
    proposed = facts.answers.text("/proposal/decision")
    told = DECISIONS.get(proposed, words(proposed)) if proposed else "Not proposed yet"
    yield Labelled("Proposed", f"{told}.")
    if facts.answers.text("/proposal/reasons"):
        yield Labelled("Reasons", facts.answers.text("/proposal/reasons"))
    if facts.decided is None:
        yield Prose("Not decided yet.")
        return
    yield from _decided(facts.decided)
    many = len(facts.answers.rows("/actions"))
    if many and not any(owed.kind == "action" for owed in facts.owed):
        which = f"None of the {many} actions" if many > 1 else "The action"
        not_set = "was set" if many > 1 else "was not set"
        yield Notice(f"{which} proposed above {not_set} with the decision.")
    rows = tuple(
        (o.kind.capitalize(), o.what, o.owner, spoken(o.due) if o.due else "no day", o.state)
        for o in facts.owed
    )
    if rows:
        columns = ("What", "Says", "Whose", "Due", "State")
        yield TableBlock(
            columns, rows, "Conditions and actions set", (3, 8, 4, 4, 2), row_heads=True
        )
    yield from _afterwards(facts)


def _decided(decided: Decided) -> Iterator[Block]:
    by = f" by the {decided.body}" if decided.body else ""
    minute = f", minute {decided.minute_reference}" if decided.minute_reference else ""
    how = f" ({decided.how})" if decided.how else ""
    told = DECISIONS.get(decided.decision, words(decided.decision))
    yield Labelled("Decided", f"{told}. {spoken(decided.on)}{by}{how}{minute}.")
    if decided.resolution:
        yield Labelled("Resolution", decided.resolution)
    if decided.reason:
        yield Labelled("Reason", decided.reason)


def _afterwards(facts: ReviewFacts) -> Iterator[Block]:
    if facts.sent_on:
        receipt = f"; {facts.receipt}" if facts.receipt else ""
        yield Labelled("Reported to NZQA", f"{spoken(facts.sent_on)}{receipt}")
    if facts.next_due:
        yield Labelled("Next re-evaluation", spoken(facts.next_due))
