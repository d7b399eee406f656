"""A university's proposal: the order in which an academic board reads, not that of a form.

The sections are those that universities publish as good practice; no template of CUAP's could be
read. What NZQA lists comes last, since the board decides on the rest.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.documents.answers import UNWRITTEN, answer, day, listed, organisation, shown, words
from mcapproval.documents.application.consultation import consulted
from mcapproval.documents.application.form_accreditation import accreditation
from mcapproval.documents.application.form_attachments import attachments
from mcapproval.documents.application.form_criteria import outcomes, requirements, review
from mcapproval.documents.application.form_details import PURPOSE, credits_of, details
from mcapproval.documents.application.form_other_kinds import approved_already, change
from mcapproval.documents.application.internal import internal_approval
from mcapproval.documents.application.market import prices, viability, who_does_what
from mcapproval.documents.application.needs import duplication, evidence_table, industry_support
from mcapproval.documents.content import Block, Heading, Labelled, Prose, TableBlock
from mcapproval.documents.dossier import Dossier


def proposal(dossier: Dossier) -> Iterator[Block]:
    kind = dossier.draft.text("/kind")
    if kind == "change":
        yield from change(dossier)
    if kind == "accreditation":
        yield from approved_already(dossier)
        yield from _resources(dossier, "Resources and delivery")
        yield from internal_approval(dossier)
        yield from attachments(dossier)
        return
    yield from _purpose(dossier)
    yield from _need(dossier)
    yield Heading(1, "3. Consultation")
    yield from consulted(dossier)
    yield from industry_support(dossier)
    yield from _tiriti(dossier)
    yield Heading(1, "5. Structure")
    size = (shown(dossier.draft.get("/level")), credits_of(dossier))
    yield TableBlock(("Level", "Credits"), (size,), shares=(1, 4))
    yield from outcomes(dossier)
    yield from requirements(dossier)
    yield from _resources(dossier, "6. Resources and delivery")
    yield Heading(1, "7. Plans for monitoring")
    yield from review(dossier)
    yield Heading(1, "8. Market and finance")
    yield prices(dossier)
    yield who_does_what(dossier)
    yield from viability(dossier)
    yield from _funding(dossier)
    yield from details(dossier, "9. What NZQA lists", purpose=False)
    yield from internal_approval(dossier)
    yield from attachments(dossier)


def _purpose(dossier: Dossier) -> Iterator[Block]:
    yield Heading(1, "1. Purpose")
    for label, path, _ in PURPOSE:
        yield answer(dossier, label, f"/purpose/{path}")


def _need(dossier: Dossier) -> Iterator[Block]:
    yield Heading(1, "2. Need")
    yield answer(dossier, "The need", "/need/summary")
    enquiry = dossier.draft.get("/enquiry")
    if isinstance(enquiry, dict) and enquiry.get("asked_for"):
        asker = organisation(dossier, enquiry.get("organisation"))
        told = f"What {asker} asked us for, {day(enquiry.get('on'))}"
        yield Labelled(told, shown(enquiry["asked_for"]))
    yield evidence_table(dossier, "Evidence (the evidence-of-need report says more)")
    yield from duplication(dossier)


def _tiriti(dossier: Dossier) -> Iterator[Block]:
    """The draft's statement, and what else of it bears on Te Tiriti."""
    draft = dossier.draft
    yield Heading(1, "4. Te Tiriti o Waitangi")
    partners = [
        organisation(dossier, row.get("organisation"))
        for _, row in draft.rows("/co_design/partners")
        if draft.text(f"/organisations/{row.get('organisation')}/type") == "iwi"
    ]
    said = draft.text("/statements/te_tiriti")
    yield Prose(said or "The draft has no statement of its own on Te Tiriti o Waitangi.")
    yield Labelled("Title in te reo Māori", draft.text("/title_te_reo") or "none given")
    yield Labelled("Iwi among the partners", listed(partners) or "none")
    yield Labelled(
        "Evaluated under Te Hono o Te Kahurangi", words(draft.get("/te_hono_o_te_kahurangi"))
    )


def _resources(dossier: Dossier, heading: str) -> Iterator[Block]:
    if dossier.draft.rows("/accreditation") or "accreditation" in dossier.draft.text("/kind"):
        yield from accreditation(dossier, heading)
    else:
        yield Heading(1, heading)
        yield Labelled("Who delivers it, with what staff and facilities", UNWRITTEN)


def _funding(dossier: Dossier) -> Iterator[Block]:
    """Said only where the draft says it: whether the TEC funds it is asked after the approval."""
    told = {"yes": "sought from the TEC after approval", "no": "not sought"}
    sought = dossier.draft.text("/funding/sought")
    if sought in told:
        yield Labelled("Funding", told[sought])
