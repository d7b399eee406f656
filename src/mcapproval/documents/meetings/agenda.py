"""The agenda of a meeting that is called: what it is asked to ratify, recommend, decide, note."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.documents.about import paper_about
from mcapproval.documents.answers import count, days_in_words, words
from mcapproval.documents.application.application_form import KINDS
from mcapproval.documents.content import Block, Bullets, Document, Heading, Labelled, Prose
from mcapproval.documents.meetings.facts import Matter, MeetingFacts
from mcapproval.policy.model import capital, the

ASKED = ("ratify", "recommend", "decide", "note")
"""In the order of an agenda."""

HEADINGS = {
    "ratify": "To ratify: what the chair decided alone",
    "recommend": "To recommend on",
    "decide": "To decide",
    "note": "To note: what was decided by delegation",
}


def of_called(facts: MeetingFacts) -> bool:
    return facts.state == "called"


def agenda(facts: MeetingFacts) -> Document:
    return paper_about(
        facts,
        title=f"{facts.heading}: agenda",
        subtitle=f"Meeting of {spoken(facts.day)}, {facts.organisation}",
        kind="Agenda",
        number=facts.number("AGENDA"),
        blocks=_blocks(facts),
    )


def _blocks(facts: MeetingFacts) -> Iterator[Block]:
    yield Heading(1, "Welcome, apologies and conflicts of interest")
    yield Prose(
        "Please tell of a conflict of interest before its matter is taken. Whoever is known to "
        "have a part in a matter is named with it: they leave the room while it is taken, and "
        "don't count towards its quorum."
    )
    if facts.needed:
        yield Prose(f"Quorum: {count(facts.needed, 'member')}, counted for each matter.")
    if not facts.matters:
        yield Prose("No matter waits for this meeting.")
    number = 0
    for asked in ASKED:
        found = sorted(
            (m for m in facts.matters if m.asked == asked), key=lambda m: (m.since, m.ref)
        )
        if found:
            yield Heading(1, HEADINGS[asked])
        for matter in found:
            number += 1
            yield Heading(2, f"{number}. {matter.title or matter.ref}")
            yield Bullets(tuple(_told(matter)))
            if matter.resolution:
                whose = f"That {the(facts.body)} {matter.resolution.rstrip('.')}."
                yield Labelled("The resolution that is asked", whose)


def _told(matter: Matter) -> Iterator[str]:
    kind = KINDS.get(matter.kind) or words(matter.kind)
    yield f"{matter.ref}: {kind}" if matter.kind else matter.ref
    size = [f"level {matter.level}"] if matter.level is not None else []
    size += [count(matter.credits, "credit")] if matter.credits is not None else []
    if size:
        told = ", ".join(size)
        yield capital(told)
    since = "Decided on" if matter.asked in ("ratify", "note") else "Waits since"
    yield f"{since} {spoken(matter.since)}"
    yield f"Papers: {matter.papers}"
    if matter.not_yet:
        stand = "stands" if matter.not_yet == 1 else "stand"
        yield f"Not ready: {count(matter.not_yet, 'condition')} still {stand} in the way"
    if matter.advice:
        yield f"Advice is awaited from: {days_in_words(matter.advice)}"
    if matter.part_in_it:
        yield f"Known to have a part in it: {matter.part_in_it}"
