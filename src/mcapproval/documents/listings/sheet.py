"""The sheet of a micro-credential, laid out as NZQA publishes one: for whoever asks what it is."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.documents.about import paper_about
from mcapproval.documents.answers import GRADUATE_WILL, count, shown
from mcapproval.documents.content import (
    Block,
    Bullets,
    Document,
    Heading,
    Labelled,
    Notice,
    Prose,
    TableBlock,
)
from mcapproval.documents.listings.facts import ListingFacts

UNKNOWN = "not known"


def sheet(facts: ListingFacts) -> Document:
    version = facts.number_version or 1
    return paper_about(
        facts,
        title=facts.title,
        subtitle="As listed and approved",
        kind="Listing sheet",
        number=f"{facts.ref}-SHEET, version {version}",
        blocks=_blocks(facts),
    )


def _blocks(facts: ListingFacts) -> Iterator[Block]:
    yield Notice("Our own sheet. NZQA's register is the record that counts.")
    yield TableBlock(("What", "Answer"), tuple(_rows(facts)), shares=(2, 5), row_heads=True)
    draft = facts.content
    yield Heading(1, "Purpose")
    yield Labelled("Where it is for use", shown(draft.get("/purpose/use_in")))
    yield Labelled("Who it is relevant to", shown(draft.get("/purpose/relevant_to")))
    yield Heading(1, "Graduate profile")
    for key, label in GRADUATE_WILL.items():
        yield Labelled(label, shown(draft.get(f"/purpose/graduate_will/{key}")))
    yield Heading(1, "Learning outcomes")
    told = tuple(shown(row.get("statement")) for _, row in draft.rows("/learning_outcomes"))
    yield Bullets(told)
    yield Heading(1, "Pathways")
    yield Labelled("Education", _pathway(shown(draft.get("/purpose/education_pathway"))))
    leads = shown(draft.get("/purpose/employment_cultural_or_community"))
    yield Labelled("Employment, culture and community", leads)
    yield Heading(1, "Entry")
    yield Prose(shown(draft.get("/entry")))
    yield Heading(1, "Education organisations")
    rows = tuple(
        (
            each.name,
            spoken(each.granted_on),
            each.state,
            spoken(each.since) if each.since else "not known",
        )
        for each in facts.accredited
    )
    columns = ("Accredited to deliver", "Granted on", "State", "State since")
    yield TableBlock(columns, rows, shares=(4, 3, 3, 3))
    yield Prose(f"The content is {facts.content_from}.")


def _pathway(told: str) -> str:
    return "None" if told == "none" else told


def _next_review(facts: ListingFacts) -> str:
    if facts.review_on:
        return f"{spoken(facts.review_on)}, set by NZQA"
    if facts.counted_review_on:
        return f"{spoken(facts.counted_review_on)}, counted by NZQA's period since the last review"
    if facts.our_review_on:
        ours = spoken(facts.our_review_on)
        return f"{ours}, by our own plan; no day set by NZQA is recorded"
    return UNKNOWN


def _rows(facts: ListingFacts) -> Iterator[tuple[str, str]]:
    yield "Title", facts.title
    if facts.title_te_reo:
        yield "Title in te reo Māori", facts.title_te_reo
    yield "Type", "Micro-credential"
    yield "NZQA's number", facts.number or UNKNOWN
    yield "Version", str(facts.number_version) if facts.number_version else UNKNOWN
    yield "Status", facts.state
    yield "Level", str(facts.level) if facts.level is not None else UNKNOWN
    yield "Credits", str(facts.credits) if facts.credits is not None else UNKNOWN
    yield "Subject area (NZSCED)", facts.nzsced or UNKNOWN
    yield "Developer", facts.named(facts.content.get("/developer/organisation")) or UNKNOWN
    yield "Quality assurer", facts.quality_assurer
    first = "First approved on" if facts.changed_on else "Approved on"
    yield first, spoken(facts.approved_on) if facts.approved_on else UNKNOWN
    if facts.changed_on:
        yield "Last change approved on", spoken(facts.changed_on)
    years = count(facts.review_years, "year") if facts.review_years else UNKNOWN
    yield "Review period", years
    yield "Next review", _next_review(facts)
    if facts.expiring:
        yield "Last day for learners under way", spoken(facts.expiring.last_day)
    yield "Our reference", facts.ref
