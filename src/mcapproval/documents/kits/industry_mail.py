"""The mail to the industry body: an early word, before its own form is filled in."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.documents.addresses import reached_at
from mcapproval.documents.content import Block, Document, Prose, Steps
from mcapproval.documents.kits.answering import by_day
from mcapproval.documents.kits.asked import IN_DEMAND, REFLECTS
from mcapproval.documents.kits.facts import KitFacts, in_short, kit, outcomes_told


def subject(facts: KitFacts) -> str:
    """One line, whatever stands in the title."""
    return " ".join(f"Micro-credential under development: {facts.title}".split())


def industry_mail(facts: KitFacts) -> Document:
    return kit(facts, "MAIL", "Request", f"Mail to {facts.body}", tuple(_blocks(facts)))


def _blocks(facts: KitFacts) -> Iterator[Block]:
    yield Prose("Tēnā koutou")
    us = facts.applicant or "We"
    verb = "is" if facts.applicant else "are"
    yield Prose(
        f"{us} {verb} developing the micro-credential below. Before we finish the design we would "
        "like to hear what you know of the need for it, whether something like it is there already "
        "or under way, and what you ask for with a request for support. Later we will ask you for "
        "a letter that says of each of two claims whether you agree:"
    )
    yield Steps((IN_DEMAND.label, REFLECTS.label))
    yield Prose("\n".join(f"{what}: {answer}" for what, answer in in_short(facts).rows))
    if facts.outcomes:
        yield Prose("\n".join(f"{name}: {said}" for name, said in facts.outcomes))
    else:
        yield from outcomes_told(facts)
    summary = facts.draft.text("/need/summary")
    if summary:
        yield Prose(f"Why we think that it is needed: {summary}")
    yield Prose(
        f"Please answer{by_day(facts)}, or tell us whom to talk to and by when you could answer."
    )
    if not facts.contact_at:
        yield Prose("An answer to the address from which this comes reaches us.")
    yield Prose("\n".join(part for part in ("Ngā mihi", facts.contact, facts.applicant) if part))
    yield from reached_at(facts.contact_at)
