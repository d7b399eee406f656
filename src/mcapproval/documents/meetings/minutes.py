"""The extract of the minutes of a meeting: each matter on a page that stands for itself.

Who was present, who declared a conflict and who counts are told with each matter, since a page is
handed on alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.documents.about import paper_about
from mcapproval.documents.content import (
    Blanks,
    Block,
    Bullets,
    Document,
    Heading,
    Labelled,
    NewPage,
    Notice,
    Prose,
    TableBlock,
)
from mcapproval.documents.meetings.facts import MeetingFacts, Minute
from mcapproval.policy.model import capital

NOBODY = "nobody is recorded"


def of_held(facts: MeetingFacts) -> bool:
    return facts.state in ("held", "closed")


def minutes(facts: MeetingFacts) -> Document:
    return paper_about(
        facts,
        title=f"{facts.heading}: extract of the minutes",
        subtitle=f"Meeting of {spoken(facts.day)}, {facts.organisation}",
        kind="Minute extract",
        number=facts.number("MINUTES"),
        blocks=_blocks(facts),
    )


def _blocks(facts: MeetingFacts) -> Iterator[Block]:
    if facts.state != "closed":
        yield Notice("Not confirmed: the minutes of this meeting are not closed yet.")
    yield Heading(1, "The meeting")
    rows = (
        ("Body", facts.heading),
        ("Day", spoken(facts.day)),
        ("Our reference", facts.ref),
        ("Minutes", facts.minute_reference or "no reference yet"),
        ("Quorum", str(facts.needed) if facts.needed else "our policy asks for none"),
    )
    yield TableBlock(("What", "Answer"), rows, shares=(1, 3), row_heads=True)
    yield Labelled("Present", _people(facts.present))
    yield Labelled("Apologies", _people(facts.apologies))
    if not facts.minutes:
        yield Prose("No decision in the records names this meeting.")
    else:
        yield Heading(1, "Matters")
        matters = tuple(
            (str(n), m.title, m.ref, capital(m.did)) for n, m in enumerate(facts.minutes, 1)
        )
        yield TableBlock(("Item", "Title", "Case", "Decision"), matters, shares=(1, 6, 4, 5))
    yield Blanks(("Confirmed by the chair", "Signature", "Day"))
    for number, minute in enumerate(facts.minutes, 1):
        yield NewPage()
        yield from _extract(facts, number, minute)


def _people(names: tuple[str, ...]) -> str:
    return ", ".join(names) or NOBODY


def _extract(facts: MeetingFacts, number: int, minute: Minute) -> Iterator[Block]:
    yield Heading(1, f"Item {number}: {minute.title or minute.ref}")
    whose = f"{facts.heading}, {spoken(facts.day)} ({facts.ref})"
    reference = minute.minute_reference or facts.minute_reference
    rows = (
        ("Meeting", whose),
        ("Case", minute.ref),
        ("Minute", reference or "no reference yet"),
        ("Decision", capital(minute.did)),
    )
    yield TableBlock(("What", "Answer"), rows, shares=(1, 3), row_heads=True)
    if minute.resolution:
        whose_words = "Resolution of the chair" if minute.of_chair else "Resolution"
        yield Labelled(whose_words, minute.resolution)
    if minute.reason:
        yield Labelled("Reason", minute.reason)
    if minute.conditions:
        yield Heading(2, "Conditions and actions")
        yield Bullets(minute.conditions)
    yield Labelled("Present", _people(minute.present))
    yield Labelled("Apologies", _people(minute.apologies))
    yield Labelled("Conflicts of interest", "; ".join(minute.conflicts) or "none was declared")
    yield Labelled("Quorum", minute.quorum)
    if minute.votes:
        yield Labelled("Votes", ", ".join(minute.votes))
