"""The market and the money: shared by the business case and a university's proposal."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.documents.answers import answer, dollars, organisation, shown, words
from mcapproval.documents.content import Block, Labelled, TableBlock
from mcapproval.documents.dossier import Dossier

PARTS = (
    ("Enrols the learners", "enrols"),
    ("Teaches", "teaches"),
    ("Is paid", "is_paid"),
    ("Assesses", "assesses"),
)


def prices(dossier: Dossier) -> Block:
    rows = tuple(
        (shown(row.get("customer")), dollars(row.get("dollars")), words(row.get("gst")))
        for _, row in dossier.draft.rows("/business_case/prices")
    )
    return TableBlock(("For", "Price", "GST"), rows, "Prices", shares=(5, 2, 2), row_heads=True)


def who_does_what(dossier: Dossier, caption: str = "Who does what") -> Block:
    rows = tuple(
        (told, organisation(dossier, dossier.draft.get(f"/business_case/{key}")))
        for told, key in PARTS
    )
    return TableBlock(("Part", "Who"), rows, caption, shares=(2, 5), row_heads=True)


def viability(dossier: Dossier) -> Iterator[Block]:
    yield answer(dossier, "Cost to develop and deliver", "/business_case/cost")
    yield answer(dossier, "Least number of learners", "/business_case/least_numbers")
    learners = dossier.draft.get("/enquiry/learners")
    if learners is not None:
        yield Labelled("Learners that were spoken of when we were asked", shown(learners))
    yield answer(dossier, "Why it is viable", "/business_case/statement")
