"""The content of an application, in the order of NZQA's form for its kind.

It is never the form itself: NZQA's forms change, and theirs is the one that counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.documents.answers import (
    UNWRITTEN,
    day,
    number_of,
    organisation,
    person,
    shown,
    words,
)
from mcapproval.documents.application.form_accreditation import accreditation
from mcapproval.documents.application.form_attachments import attachments
from mcapproval.documents.application.form_criteria import criteria
from mcapproval.documents.application.form_details import details
from mcapproval.documents.application.form_other_kinds import approved_already, change
from mcapproval.documents.application.internal import internal_approval
from mcapproval.documents.application.paper import paper
from mcapproval.documents.application.proposal import proposal
from mcapproval.documents.content import Block, Document, Heading, Notice, TableBlock
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.numbers import is_of

KINDS = {
    "listing-and-approval": "listing and approval",
    "listing-approval-and-accreditation": "listing, approval and accreditation",
    "accreditation": "accreditation",
    "change": "changes to a micro-credential",
}
"""What is applied for, in the words that NZQA's forms and its portal have for it."""


def application(dossier: Dossier) -> Document:
    if dossier.draft.text("/route") == "university":
        blocks = (Notice(label_of(dossier)), *_about(dossier), *proposal(dossier))
        told = f"Proposal to an academic board, for {kind_of(dossier)}"
        return paper(dossier, "FORM", "Proposal content", told, blocks)
    told = f"Content of an application for {kind_of(dossier)}"
    return paper(dossier, "FORM", form_kind(dossier), told, _blocks(dossier))


def form_kind(dossier: Dossier) -> str:
    """Which of NZQA's forms the paper is content for, as its kind."""
    if _numbered(dossier):
        return f"Content for {dossier.form}"
    change = dossier.draft.text("/kind") == "change"
    return "Content for a change application" if change else "Application content"


def _numbered(dossier: Dossier) -> bool:
    return dossier.form.lower().startswith("form")


def kind_of(dossier: Dossier) -> str:
    kind = dossier.draft.text("/kind")
    return KINDS.get(kind, kind or "(no kind yet)")


def _blocks(dossier: Dossier) -> Iterator[Block]:
    kind = dossier.draft.text("/kind")
    yield Notice(label_of(dossier))
    yield from _about(dossier)
    if kind == "change":
        yield from change(dossier)
    if kind != "accreditation":
        yield from details(dossier)
        yield from criteria(dossier)
    else:
        yield from approved_already(dossier)
    if "accreditation" in kind or dossier.draft.rows("/accreditation"):
        yield from accreditation(dossier)
    yield from internal_approval(dossier)
    yield from attachments(dossier)


def label_of(dossier: Dossier) -> str:
    """What this paper is and is not."""
    numbered = _numbered(dossier)
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
        rows.insert(2, ("Micro-credential", _of(dossier)))
    yield TableBlock(("What", "Answer"), tuple(rows), shares=(2, 5), row_heads=True)


def _of(dossier: Dossier) -> str:
    """NZQA's number first, then ours."""
    told, ours = is_of(dossier), dossier.listed.ref if dossier.listed else ""
    return f"{told} (our {ours})" if ours and ours != told else told


def _given(label: str, told: str) -> tuple[tuple[str, str], ...]:
    """A row for what nobody must write; none where it is not written."""
    return () if told == UNWRITTEN else ((label, told),)
