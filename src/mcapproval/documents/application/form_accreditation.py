"""Part C of an application: accreditation, once for each delivering provider."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mcapproval.documents.answers import UNWRITTEN, answer, organisation, person, shown
from mcapproval.documents.content import Block, Bullets, Heading, Labelled
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.enclosures import annex_of


def accreditation(dossier: Dossier, heading: str = "C. Accreditation") -> Iterator[Block]:
    yield Heading(1, heading)
    rows = dossier.draft.rows("/accreditation")
    if not rows:
        yield Labelled("Delivering providers", UNWRITTEN)
    for path, row in rows:
        yield Heading(2, organisation(dossier, row.get("provider")))
        yield from _provider(dossier, path, row)


def _provider(dossier: Dossier, path: str, row: dict[str, Any]) -> Iterator[Block]:
    yield answer(dossier, "Delivery", f"{path}/delivery")
    yield answer(dossier, "Internal moderation", f"{path}/moderation/internal")
    yield answer(dossier, "External moderation", f"{path}/moderation/external")
    yield from _consent(dossier, path)
    staff = dossier.draft.rows(f"{path}/resources/staff")
    if staff:
        yield Labelled("Staff", f"{len(staff)} named")
        yield Bullets(tuple(_member(dossier, member) for _, member in staff))
    else:
        yield Labelled("Staff", UNWRITTEN)
    yield answer(dossier, "Facilities", f"{path}/resources/facilities")
    yield answer(dossier, "Learner support", f"{path}/learner_support")
    yield answer(dossier, "Review of delivery and outcomes", f"{path}/review")


def _consent(dossier: Dossier, path: str) -> Iterator[Block]:
    """Asked only of who assesses standards; told wherever it is written."""
    draft, of = dossier.draft, f"{path}/consent"
    if draft.text("/standards/used") != "yes" and not draft.get(of):
        return
    yield answer(dossier, "Consent to assess is held", f"{of}/held")
    if draft.text(f"{of}/scope"):
        yield answer(dossier, "Scope of the consent", f"{of}/scope")
    if draft.text(f"{of}/held") != "yes" or draft.text(f"{of}/statement"):
        label = "How the consent and moderation requirements are met"
        yield answer(dossier, label, f"{of}/statement")
    if draft.text(f"{of}/file"):
        yield Labelled("Shown by", annex_of(dossier, draft.get(f"{of}/file")))


def _member(dossier: Dossier, row: dict[str, Any]) -> str:
    who = person(dossier, row.get("person"))
    qualified = f"; qualified by: {row['qualified_by']}" if row.get("qualified_by") else ""
    return f"{who}: {shown(row.get('role'))}{qualified}"
