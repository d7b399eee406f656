"""Part C of an application: accreditation, once for each delivering provider."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mcapproval.documents.answers import UNWRITTEN, answer, organisation, person, shown
from mcapproval.documents.content import Block, Bullets, Heading, Labelled
from mcapproval.documents.dossier import Dossier


def accreditation(dossier: Dossier) -> Iterator[Block]:
    yield Heading(1, "C. Accreditation")
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
    staff = dossier.draft.rows(f"{path}/resources/staff")
    if staff:
        yield Labelled("Staff", f"{len(staff)} named")
        yield Bullets(tuple(_member(dossier, member) for _, member in staff))
    else:
        yield Labelled("Staff", UNWRITTEN)
    yield answer(dossier, "Facilities", f"{path}/resources/facilities")
    yield answer(dossier, "Learner support", f"{path}/learner_support")
    yield answer(dossier, "Review of delivery and outcomes", f"{path}/review")


def _member(dossier: Dossier, row: dict[str, Any]) -> str:
    who = person(dossier, row.get("person"))
    qualified = f"; qualified by {row['qualified_by']}" if row.get("qualified_by") else ""
    return f"{who}: {shown(row.get('role'))}{qualified}"
