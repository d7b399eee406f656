"""What our own bodies decided on an application, in the words of this provider."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mcapproval.clock import spoken
from mcapproval.documents.answers import days_in_words
from mcapproval.documents.content import Block, Heading, Prose, TableBlock
from mcapproval.documents.dossier import Decision, Dossier
from mcapproval.policy.model import BODIES, capital

MOVES = {
    "approve": "approved",
    "approve-again": "approved again",
    "recommend": "recommended",
    "develop": "agreed to the development",
    "develop-again": "agreed to the development again",
    "decline": "declined",
}
"""What a body did, by the move; any other is told by its own words."""

HOW = {
    "meeting": "in a meeting",
    "circular": "by circular resolution",
    "chairs-action": "by the chair alone",
    "delegated": "by delegation",
}
"""In which way a body decided."""


@dataclass(frozen=True, slots=True)
class Approval:
    """`decided` is the whole in a few words; `stands` is empty where it fell, with `fell` why."""

    decision: Decision
    who: str
    did: str
    minute: str
    fell: str

    @property
    def decided(self) -> str:
        return f"{self.who} {self.did} on {spoken(self.decision.decided_on)}"


def ours(dossier: Dossier) -> Iterator[Approval]:
    """Every decision inside, oldest first, whether it stands or fell."""
    for decision in dossier.decisions:
        if decision.body == "outside":
            continue
        yield approval_of(dossier, decision)


def approval_of(dossier: Dossier, decision: Decision) -> Approval:
    title = dossier.policy.title(decision.body)
    return Approval(
        decision,
        capital(title),
        MOVES.get(decision.move, decision.move.replace("-", " ")),
        decision.facts.get("minute_reference", ""),
        days_in_words(decision.facts.get("fell", "")),
    )


def declined(decision: Decision) -> bool:
    return decision.body in BODIES and decision.move == "decline"


def approvals(dossier: Dossier) -> Iterator[Approval]:
    """The approvals of bodies that stand."""
    for found in ours(dossier):
        if found.decision.body in BODIES and found.did.startswith("approved") and not found.fell:
            yield found


def internal_approval(dossier: Dossier) -> Iterator[Block]:
    """The record of internal approval: which body, when, under which minute; the meeting where its
    minutes are not closed. What a body declined before it approved is between ourselves.
    """
    yield Heading(1, "Internal approval")
    rows = tuple(
        (
            found.who,
            found.did + (f"; it fell {found.fell}" if found.fell else ""),
            spoken(found.decision.decided_on),
            found.minute or found.decision.facts.get("meeting", "-"),
        )
        for found in ours(dossier)
        if not declined(found.decision)
    )
    if not rows:
        yield Prose("No approval of ours is recorded yet.")
        return
    yield TableBlock(("Who", "What", "When", "Minute"), rows, shares=(4, 5, 3, 3))
