"""The content of an application, in the order of NZQA's form for its kind.

It is never the form itself: NZQA's forms change, and theirs is the one that counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.documents.answers import (
    UNWRITTEN,
    answer,
    day,
    number_of,
    organisation,
    person,
    shown,
    title_of,
    words,
)
from mcapproval.documents.application.form_accreditation import accreditation
from mcapproval.documents.application.form_criteria import assessments, criteria, third_parties
from mcapproval.documents.application.form_details import details
from mcapproval.documents.content import (
    Block,
    Document,
    Heading,
    Labelled,
    Notice,
    Prose,
    TableBlock,
)
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.enclosures import enclosures

KINDS = {
    "listing-and-approval": "listing and approval",
    "listing-approval-and-accreditation": "listing, approval and accreditation",
    "accreditation": "accreditation",
    "change": "changes to a micro-credential",
}


def application(dossier: Dossier) -> Document:
    return Document(
        title=title_of(dossier),
        subtitle=f"Content of an application for {kind_of(dossier)}",
        kind="Application content",
        number=number_of(dossier, "FORM"),
        as_at=dossier.as_at,
        simulated=dossier.simulated,
        house=dossier.house,
        blocks=tuple(_blocks(dossier)),
    )


def kind_of(dossier: Dossier) -> str:
    kind = dossier.draft.text("/kind")
    return KINDS.get(kind, kind or "(no kind yet)")


def _blocks(dossier: Dossier) -> Iterator[Block]:
    kind = dossier.draft.text("/kind")
    yield Notice(label_of(dossier))
    yield from _about(dossier)
    if kind == "change":
        yield from _change(dossier)
    if kind != "accreditation":
        yield from details(dossier)
        yield from criteria(dossier)
    else:
        yield from _approved_already(dossier)
    if "accreditation" in kind or dossier.draft.rows("/accreditation"):
        yield from accreditation(dossier)
    if dossier.draft.text("/route") == "university":
        yield from _business(dossier)
    yield from _attachments(dossier)


def label_of(dossier: Dossier) -> str:
    """What this paper is and is not."""
    numbered = dossier.form.lower().startswith("form")
    if dossier.draft.text("/route") == "university":
        return (
            f"Proposal content for {_asked_of_whom(dossier, numbered)}: working content to paste "
            "in. This is not a form of NZQA or of Universities New Zealand."
        )
    form = f"{dossier.form}: " if numbered else ""
    return (
        f"Content for the current NZQA form ({form}{kind_of(dossier)}): working content to paste "
        "in. This is not NZQA's form."
    )


def _asked_of_whom(dossier: Dossier, numbered: bool) -> str:
    """NZQA lists a university's micro-credential; its own body approves and accredits."""
    kind = dossier.draft.text("/kind")
    if kind == "accreditation":
        return "accreditation by Universities New Zealand"
    if kind == "change":
        return "a change of a listed micro-credential, for Universities New Zealand and NZQA"
    form = f" ({dossier.form})" if numbered else ""
    also = " and accreditation" if "accreditation" in kind else ""
    return f"NZQA's listing{form}, and for approval{also} by Universities New Zealand"


def _about(dossier: Dossier) -> Iterator[Block]:
    draft = dossier.draft
    yield Heading(1, "About this application")
    rows = [
        ("Our reference", number_of(dossier)),
        ("Application for", kind_of(dossier)),
        ("Applicant", organisation(dossier, draft.get("/applicant/organisation"))),
        *_given("Provider number", shown(draft.get("/applicant/provider_number"))),
        ("Contact", person(dossier, draft.get("/applicant/contact"))),
        ("Te Hono o Te Kahurangi", words(draft.get("/te_hono_o_te_kahurangi"))),
        *_given("Work began", day(draft.get("/work_began"))),
        ("Rules as on", spoken(dossier.law_day)),
    ]
    if draft.text("/kind") in ("accreditation", "change"):
        rows.insert(2, ("Micro-credential", shown(draft.get("/of"))))
    yield TableBlock(("What", "Answer"), tuple(rows), shares=(2, 5))


def _given(label: str, told: str) -> tuple[tuple[str, str], ...]:
    """A row for what nobody must write; none where it is not written."""
    return () if told == UNWRITTEN else ((label, told),)


def _change(dossier: Dossier) -> Iterator[Block]:
    yield Heading(1, "The change")
    yield answer(dossier, "Summary of the change", "/change/summary")
    yield answer(dossier, "Why", "/change/because")
    yield answer(dossier, "Learners under way", "/change/transition")
    yield Labelled("Accredited providers told on", day(dossier.draft.get("/change/providers_told")))


def _approved_already(dossier: Dossier) -> Iterator[Block]:
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


def _business(dossier: Dossier) -> Iterator[Block]:
    draft = dossier.draft
    yield Heading(1, "Market and finance")
    prices = tuple(
        (
            shown(row.get("customer")),
            f"${row['dollars']:,}" if isinstance(row.get("dollars"), int) else shown(None),
            words(row.get("gst")),
        )
        for _, row in draft.rows("/business_case/prices")
    )
    yield TableBlock(("For", "Price", "GST"), prices, "Prices", shares=(5, 2, 2))
    yield answer(dossier, "Cost to develop and deliver", "/business_case/cost")
    yield answer(dossier, "Least number of learners", "/business_case/least_numbers")
    yield answer(dossier, "Why it is viable", "/business_case/statement")


def _attachments(dossier: Dossier) -> Iterator[Block]:
    yield Heading(1, "Attachments")
    rows = tuple((str(i.number), i.title, i.serves or "-") for i in enclosures(dossier))
    yield TableBlock(("Annex", "Title", "Serves"), rows, shares=(2, 10, 8))
    if rows:
        yield Prose(
            "The name of an annex's file begins with its number; the annex index has the names."
        )
