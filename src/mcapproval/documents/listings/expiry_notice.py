"""The notice that a micro-credential expires: the days, what learners may do, what providers do."""

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
    Prose,
    Steps,
    TableBlock,
)
from mcapproval.documents.listings.facts import Accredited, Expiring, ListingFacts


def of_expiring(facts: ListingFacts) -> bool:
    return facts.expiring is not None


def expiry_notice(facts: ListingFacts) -> Document:
    expiring = facts.expiring
    assert expiring is not None
    return paper_about(
        facts,
        title=facts.title,
        subtitle="Notice to learners and providers: it expires",
        kind="Expiry and teach-out notice",
        number=f"{facts.ref}-EXPIRY, version {expiring.times}",
        as_at=expiring.recorded_on,
        blocks=_blocks(facts, expiring),
    )


def _blocks(facts: ListingFacts, expiring: Expiring) -> Iterator[Block]:
    own = [each for each in facts.delivering if each.last_day not in (None, expiring.last_day)]
    theirs = ", or until the day of their own provider below"
    yield Prose("Tēnā koutou")
    yield Prose(
        f"The micro-credential {facts.called} expires. Nobody new is enrolled any more; whoever is "
        f"under way can finish until {spoken(expiring.last_day)}"
        f"{theirs if any(not _falls(each, expiring) for each in own) else ''}."
    )
    yield Heading(1, "The days")
    rows = [("Last day for learners under way", spoken(expiring.last_day))]
    if expiring.since:
        rows.insert(0, ("Nobody new is enrolled from", spoken(expiring.since)))
    if expiring.by:
        rows.append(("That day was set by", expiring.by))
    rows += [(f"Last day at {each.name}", _own(each, expiring)) for each in own]
    yield TableBlock(("What", "Day"), tuple(rows), shares=(3, 2), row_heads=True)
    if expiring.reason:
        yield Labelled("Why", expiring.reason)
    yield from _learners(facts)
    yield from _providers(facts, expiring)
    yield Prose("Nāku noa, nā")
    yield Blanks(("Name", "Position", "Telephone or e-mail", "Signature", "Day"))


def _falls(provider: Accredited, expiring: Expiring) -> bool:
    """None teaches longer than NZQA lets it; longer than we first said it may."""
    return bool(expiring.by and provider.last_day and provider.last_day > expiring.last_day)


def _own(provider: Accredited, expiring: Expiring) -> str:
    told = spoken(provider.last_day) if provider.last_day else ""
    if _falls(provider, expiring):
        return f"{spoken(expiring.last_day)}, set by {expiring.by}; {told} no longer holds"
    return told


def _learners(facts: ListingFacts) -> Iterator[Block]:
    yield Heading(1, "If you are learning now")
    yield Bullets(
        (
            "You can finish. Every assessment, and every second try, is done by the last day above "
            "that is yours.",
            "What you have achieved, and what you achieve until then, stays on your record and "
            "keeps its worth.",
            "If you can't finish by then, write to your provider soon: ask for a plan of your own, "
            "or for what you have done to be recognised towards other learning.",
            "If you finished already, nothing changes for you.",
        )
    )
    again = facts.content.text("/reassessment")
    if again:
        yield Labelled("Second tries", again)


def _providers(facts: ListingFacts, expiring: Expiring) -> Iterator[Block]:
    yield Heading(1, "If you deliver it")
    names = tuple(each.name for each in facts.delivering)
    begins = f"from {spoken(expiring.since)} on" if expiring.since else "any more"
    yield Labelled("Providers accredited to deliver it", ", ".join(names) or "none is recorded")
    yield Steps(
        (
            f"Enrol nobody {begins}, and take down what invites people to.",
            "Tell each learner under way, in writing, the last day and how they finish by it.",
            "Set the last days for assessment and for second tries so that marking and moderation "
            "are done by the last day above that is yours.",
            "Tell us how many are under way, and at once of anybody who can't finish by then.",
            "Report what was completed to NZQA within three months of it.",
        )
    )
