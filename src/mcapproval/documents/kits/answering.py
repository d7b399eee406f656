"""Where what is sent out goes back to, and by when."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.documents.addresses import reached_at
from mcapproval.documents.content import Blanks, Block, Link
from mcapproval.documents.kits.facts import KitFacts
from mcapproval.documents.letters.industry_body import answer_by

TO_ANSWER = 15
"""Working days that whoever is asked by a kit has, from the day of its paper: ours, no rule's."""


def by_day(facts: KitFacts) -> str:
    """` by 22 June 2026`; empty past the years of known holidays."""
    by = answer_by(facts.as_at, TO_ANSWER)
    return f" by {spoken(by)}" if by else ""


def goes_back(facts: KitFacts, by: str = "") -> Iterator[Block]:
    """To whom and how; a line to fill in where the draft doesn't say how."""
    whom = ", ".join(part for part in (facts.contact, facts.applicant) if part)
    label = f"Please send it{by} to {whom}".rstrip()
    links = reached_at(facts.contact_at)
    if links:
        yield Link(label, links[0].address)
        yield from links[1:]
    else:
        yield Blanks((f"{label}, at" if whom else label,))
