"""How learners show what they learnt, in the words of the draft."""

from __future__ import annotations

from mcapproval.documents.content import Block, Labelled
from mcapproval.documents.kits.facts import KitFacts


def assessed(facts: KitFacts) -> tuple[Block, ...]:
    if not facts.assessments:
        return (Labelled("Assessment", "It is not written yet."),)
    return tuple(Labelled(title, statement) for title, statement in facts.assessments)
