"""The business case: what it costs, who pays what, who does what, and why it is viable."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.documents.answers import (
    UNWRITTEN,
    answer,
    day,
    dollars,
    organisation,
    shown,
    words,
)
from mcapproval.documents.application.funding import funding, month
from mcapproval.documents.application.internal import ours
from mcapproval.documents.application.market import prices, viability, who_does_what
from mcapproval.documents.application.paper import paper
from mcapproval.documents.content import Block, Document, Heading, Labelled, Prose, TableBlock
from mcapproval.documents.dossier import Dossier


def business_case(dossier: Dossier) -> Document:
    told = "What it costs, who pays, who does what, and why it is viable"
    return paper(dossier, "BUSINESS", "Business case", told, _blocks(dossier))


def _blocks(dossier: Dossier) -> Iterator[Block]:
    yield Heading(1, "Who asked for it")
    yield from _enquiry(dossier)
    yield Heading(1, "Market and money")
    yield prices(dossier)
    yield from viability(dossier)
    yield from _least(dossier)
    yield Heading(1, "Who does what")
    yield who_does_what(dossier, "")
    yield Heading(1, "Funding")
    yield from funding(dossier)
    yield from _agreed(dossier)


def _enquiry(dossier: Dossier) -> Iterator[Block]:
    draft = dossier.draft
    if not isinstance(draft.get("/enquiry"), dict):
        yield Prose("No enquiry is recorded.")
        return
    yield answer(dossier, "What was asked for", "/enquiry/asked_for")
    rows = (
        ("Asked by", organisation(dossier, draft.get("/enquiry/organisation"))),
        ("On", day(draft.get("/enquiry/on"))),
        ("For whom", shown(draft.get("/enquiry/for"))),
        ("Wanted by", month(draft.get("/enquiry/by"))),
    )
    told = tuple(row for row in rows if row[1] != UNWRITTEN)
    yield TableBlock(("What", "Answer"), told, shares=(1, 4), row_heads=True)


def _least(dossier: Dossier) -> Iterator[Block]:
    """What the least number of learners brings in, at the lowest and the highest price of those
    that are alike in GST.
    """
    least = dossier.draft.whole("/business_case/least_numbers")
    found: dict[str, list[int]] = {}
    for _, row in dossier.draft.rows("/business_case/prices"):
        if least and type(row.get("dollars")) is int:
            gst = f", GST {words(row['gst'])}" if row.get("gst") else ""
            found.setdefault(gst, []).append(least * row["dollars"])
    told = [f"{_span(found[gst])}{gst}" for gst in sorted(found, reverse=True)]
    if told:
        yield Labelled("What the least number of learners would pay together", ", or ".join(told))


def _span(sums: list[int]) -> str:
    low, high = min(sums), max(sums)
    return dollars(low) if low == high else f"between {dollars(low)} and {dollars(high)}"


def _agreed(dossier: Dossier) -> Iterator[Block]:
    yield Heading(1, "Approval to develop")
    found = [a for a in ours(dossier) if a.decision.move.startswith("develop")]
    for each in found:
        fell = f" It fell {each.fell}." if each.fell else ""
        note = f" {each.decision.note}" if each.decision.note.strip() else ""
        told = f"{each.did.capitalize()}.{note}{fell}"
        yield Labelled(each.who, told, spoken(each.decision.decided_on))
    if not found:
        yield Prose("Nobody has approved the development yet.")
