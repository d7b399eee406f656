"""The attestation on one page: somebody says in what capacity they stand behind which claim."""

from __future__ import annotations

from mcapproval.documents.answers import listed
from mcapproval.documents.content import Block, Document, Heading, Labelled, Prose
from mcapproval.documents.kits.answering import by_day, goes_back
from mcapproval.documents.kits.asked import ATTESTATION, IN_DEMAND, REFLECTS, blanks, ticks
from mcapproval.documents.kits.facts import KitFacts, kit

NAME = "attestation"


def attestation(facts: KitFacts) -> Document:
    level, credits = facts.draft.get("/level"), facts.draft.get("/credits")
    size = listed(
        part
        for part in (
            f"level {level}" if level is not None else "",
            f"{credits} credits" if credits is not None else "",
        )
        if part
    )
    outcomes = "\n".join(f"{name}: {said}" for name, said in facts.outcomes)
    assessments = "; ".join(facts.assessments_in_short)
    blocks: tuple[Block, ...] = (
        Prose(
            f"About the micro-credential {facts.title}{f' ({size})' if size else ''}"
            f"{f', developed by {facts.applicant}' if facts.applicant else ''}. "
            "What you say goes to NZQA with the application, and is kept with it."
        ),
        Labelled("What people learn", outcomes or "The learning outcomes are not written yet."),
        Labelled("How they show it", assessments or "The assessment is not written yet."),
        Heading(1, "I have read this, and say that"),
        ticks(NAME, (IN_DEMAND, REFLECTS)),
        blanks(NAME, ATTESTATION),
        *goes_back(facts, by_day(facts)),
    )
    return kit(facts, "ATTESTATION", "Request", "Attestation", blocks)
