"""What an application says first that is about a micro-credential which is there already."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.documents.answers import answer, day, organisation, shown, title_of
from mcapproval.documents.application.form_criteria import assessments, third_parties
from mcapproval.documents.content import Block, Heading, Labelled, TableBlock
from mcapproval.documents.dossier import Dossier


def change(dossier: Dossier) -> Iterator[Block]:
    yield Heading(1, "The change")
    yield answer(dossier, "Summary of the change", "/change/summary")
    yield answer(dossier, "Why", "/change/because")
    yield answer(dossier, "Learners under way", "/change/transition")
    yield Labelled("Accredited providers told on", day(dossier.draft.get("/change/providers_told")))


def approved_already(dossier: Dossier) -> Iterator[Block]:
    draft = dossier.draft
    yield Heading(1, "The micro-credential")
    yield TableBlock(
        ("Title", "Level", "Credits", "Developer"),
        (
            (
                title_of(dossier),
                shown(draft.get("/level")),
                shown(draft.get("/credits")),
                organisation(dossier, draft.get("/developer/organisation")),
            ),
        ),
        shares=(4, 1, 1, 3),
    )
    yield Heading(1, "Assessment and third parties")
    yield from assessments(dossier)
    yield from third_parties(dossier)
