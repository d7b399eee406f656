"""The record of a meeting or hui with a partner, with a line on which the partner agrees to it."""

from __future__ import annotations

from mcapproval.documents.content import Block, Document, Heading, Prose
from mcapproval.documents.kits.answering import goes_back
from mcapproval.documents.kits.asked import AGREED, AGREED_ON, RECORD, blanks
from mcapproval.documents.kits.facts import KitFacts, assessed, kit, outcomes_told

NAME = "meeting"


def meeting_record(facts: KitFacts) -> Document:
    agreed = (AGREED, AGREED_ON)
    blocks: tuple[Block, ...] = (
        Prose(
            "What was said stays with those who said it: write down what was decided, not who said "
            "what. Photographs of people are confidential. Where a line is too short, write on the "
            "back."
        ),
        blanks(NAME, (place for place in RECORD if place not in agreed)),
        Heading(1, "Agreed"),
        Prose("The partner has read this and agrees that it is what was decided."),
        blanks(NAME, agreed),
        *goes_back(facts),
        Heading(1, "The outcomes and assessments as they were before"),
        *outcomes_told(facts),
        *assessed(facts),
    )
    return kit(facts, "MEETING", "Record", "Record of a meeting or hui", blocks)
