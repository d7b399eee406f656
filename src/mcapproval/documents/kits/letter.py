"""The letter to an employer or community, with an answer to fill in: two claims, and numbers."""

from __future__ import annotations

from mcapproval.documents.addresses import reached_at
from mcapproval.documents.content import Block, Document, Heading, NewPage, Prose
from mcapproval.documents.kits.answering import by_day, goes_back
from mcapproval.documents.kits.asked import IN_DEMAND, LETTER, REFLECTS, blanks, ticks
from mcapproval.documents.kits.facts import KitFacts, assessed, in_short, kit, outcomes_told

NAME = "letter"


def letter(facts: KitFacts) -> Document:
    blocks: tuple[Block, ...] = (
        Prose("Tēnā koe"),
        Prose(
            f"{facts.applicant or 'We'} "
            f"{'is' if facts.applicant else 'are'} developing a micro-credential and would like to "
            "know from you whether it is needed, and whether it asks of learners what the work "
            "asks of people. What you say goes to NZQA with the application. We ask you for a "
            "letter in your own words or, if that is quicker, the answer on the last page."
        ),
        Prose(
            "Numbers help: how many people you would send or take on, how many roles ask for these "
            "skills. If you can't support it, please say so and why; that helps as much. "
            f"Please answer{by_day(facts)}, or tell us if you need longer."
        ),
        in_short(facts),
        Prose("\n".join(part for part in ("Nāku noa, nā", facts.contact, facts.applicant) if part)),
        *reached_at(facts.contact_at),
        Heading(1, "What people learn"),
        *outcomes_told(facts),
        Heading(1, "How they show it"),
        *assessed(facts),
        NewPage(),
        Heading(1, "Your answer"),
        Prose("Tick what you agree with, fill in what you can, and leave out the rest."),
        ticks(NAME, (IN_DEMAND, REFLECTS)),
        blanks(NAME, LETTER),
        *goes_back(facts, by_day(facts)),
    )
    return kit(facts, "LETTER", "Request", "Letter to an employer or community", blocks)
