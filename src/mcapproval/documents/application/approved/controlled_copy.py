"""The controlled copy: what was approved, with version and day on each page."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.documents.answers import words
from mcapproval.documents.application.application_form import kind_of
from mcapproval.documents.application.approved.as_approved import (
    approved_on,
    as_approved,
    results_in_words,
)
from mcapproval.documents.application.form_accreditation import accreditation
from mcapproval.documents.application.form_criteria import outcomes, requirements, review
from mcapproval.documents.application.form_details import details
from mcapproval.documents.application.internal import approvals
from mcapproval.documents.application.paper import paper
from mcapproval.documents.content import Block, Document, Heading, Labelled, Notice, TableBlock
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.numbers import number_in_words, reporting_code


def controlled_copy(dossier: Dossier) -> Document:
    found = as_approved(dossier)
    more = f"approved {spoken(approved_on(dossier))}"
    told = "The micro-credential as it was approved"
    blocks = _blocks(found) if found else _erased(dossier)
    return paper(found or dossier, "COPY", "Controlled copy", told, blocks, more)


def _erased(dossier: Dossier) -> Iterator[Block]:
    yield Notice(f"The text of version {dossier.outcome.content}, which was approved, was erased.")


def _blocks(dossier: Dossier) -> Iterator[Block]:
    yield Notice(
        "A printed copy is right only until the next version. Before you rely on one, see in the "
        f"records of {dossier.ref} that this is the version in force."
    )
    yield from _approval(dossier)
    yield from details(dossier, "The micro-credential", working=False)
    yield Heading(1, "Learning outcomes")
    yield from outcomes(dossier)
    yield Heading(1, "Requirements")
    yield from requirements(dossier)
    yield Heading(1, "Review")
    yield from review(dossier)
    if dossier.draft.rows("/accreditation"):
        yield from accreditation(dossier, "Delivery by each accredited provider")


def _approval(dossier: Dossier) -> Iterator[Block]:
    outcome = dossier.outcome
    rows = [
        ("Answer", results_in_words(dossier)),
        ("Asked for", kind_of(dossier)),
        ("NZQA's number", number_in_words(dossier)),
        ("Reporting code", reporting_code(dossier)),
        ("NZQA's reference of the application", outcome.reference),
        ("Our approval", "; ".join(_inside(dossier)) or "none recorded"),
        ("NZQA's review is due", spoken(outcome.review_on) if outcome.review_on else ""),
    ]
    yield Heading(1, "The approval")
    yield TableBlock(
        ("What", "Answer"), tuple(row for row in rows if row[1]), shares=(2, 5), row_heads=True
    )
    for item in dossier.items:
        if item.kind == "condition":
            due = f", due {spoken(item.due)}" if item.due else ""
            yield Labelled(f"Condition {item.number}", item.asked, f"{words(item.state)}{due}")


def _inside(dossier: Dossier) -> Iterator[str]:
    for found in approvals(dossier):
        yield found.decided + (f", minute {found.minute}" if found.minute else "")
