"""The notice of a change to the providers accredited to deliver: the developer owes it to them.

It says what changes, from when, what it means for learners under way, and what they are to do.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.documents.about import paper_about
from mcapproval.documents.answers import WE_WILL_WRITE, listed
from mcapproval.documents.application.sending.compared import compared
from mcapproval.documents.content import (
    Blanks,
    Block,
    Document,
    Heading,
    Labelled,
    Prose,
    Steps,
    TableBlock,
)
from mcapproval.documents.listings.facts import Change, ListingFacts

DELIVERED = (
    *("title", "title_te_reo", "level", "credits", "nzsced", "purpose", "standards"),
    *("review_period_years", "te_hono_o_te_kahurangi", "learning_outcomes", "structure", "entry"),
    *("recognition_of_prior_learning", "delivery", "learning_hours", "assessments"),
    *("reassessment", "completion", "review"),
)
"""The parts of a content that bind everybody who delivers it; the rest is the developer's own."""


def of_changed(facts: ListingFacts) -> bool:
    return facts.change is not None and bool(_others(facts))


def _others(facts: ListingFacts) -> list[str]:
    return [each.name for each in facts.delivering if each.name != facts.provider]


def change_notice(facts: ListingFacts) -> Document:
    change = facts.change
    assert change is not None
    done = "has changed" if change.granted_on else "is to change"
    return paper_about(
        facts,
        title=facts.title,
        subtitle=f"Notice to accredited providers: it {done}",
        kind="Notice of a change",
        number=f"{facts.ref}-CHANGE, version {change.version} of {change.ref}",
        as_at=max(facts.as_at, change.recorded_on or facts.as_at),
        blocks=_blocks(facts, change),
    )


def _blocks(facts: ListingFacts, change: Change) -> Iterator[Block]:
    yield Labelled("To", listed(_others(facts)))
    yield Prose("Tēnā koutou")
    yield Prose(_opening(facts, change))
    yield from _what(facts, change)
    yield Heading(1, "Learners under way")
    told = change.draft.text("/change/transition")
    yield Prose(told or WE_WILL_WRITE)
    yield Heading(1, "What we ask of you")
    yield Steps(tuple(_asked(facts, change)))
    yield Prose("Nāku noa, nā")
    yield Blanks(("Name", "Position", "Telephone or e-mail", "Signature", "Day"))


def _opening(facts: ListingFacts, change: Change) -> str:
    if change.granted_on is None:
        return (
            f"{facts.provider or 'The developer'} is applying for a change of {facts.called}, "
            "which you are accredited to deliver. It is not approved: please go on delivering the "
            "version that you have until we write again."
        )
    return (
        f"A change of {facts.called}, which you are accredited to deliver, was approved on "
        f"{spoken(change.granted_on)}."
    )


def _what(facts: ListingFacts, change: Change) -> Iterator[Block]:
    yield Heading(1, "What changes")
    if change.draft.text("/change/summary"):
        yield Prose(change.draft.text("/change/summary"))
    if change.draft.text("/change/because"):
        yield Labelled("Why", change.draft.text("/change/because"))
    rows = tuple(_rows(facts, change))
    if rows:
        columns = ("Where", "Until now", "From now on")
        yield TableBlock(columns, rows, "Place by place", shares=(3, 5, 5))
    else:
        yield Prose("No part of it that you deliver reads otherwise than before.")


def _rows(facts: ListingFacts, change: Change) -> Iterator[tuple[str, str, str]]:
    before, after = (
        {key: value for key, value in draft.data.items() if key in DELIVERED}
        for draft in (change.before, change.draft)
    )
    for section in compared(facts, before, after):
        for one in section.changed:
            yield section.where(one), one.before or "nothing", one.after or "nothing"


def _asked(facts: ListingFacts, change: Change) -> Iterator[str]:
    if change.granted_on is None:
        yield "Tell us what the change would mean for your delivery, and by when you could make it."
        yield "Tell us of each programme of yours that uses the micro-credential."
        return
    version = f"version {facts.number_version}" if facts.number_version else "the new version"
    yield f"Enrol new learners in {version} only, and tell us the day from which you do."
    yield "Tell your learners under way, in writing, what it means for them."
    yield "Bring your assessment, its moderation and your published page into line with it."
    yield "Look whether your accreditation covers it, and apply to NZQA where it does not."
    yield "Tell us of each programme of yours that uses it: the change may touch that too."
