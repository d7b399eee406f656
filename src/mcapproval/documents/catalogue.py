"""The papers of an application, in their order. A new paper is one line here.

Those of `CATALOGUE` are in every pack, those of `OF_SOME` in the packs of some cases after them;
those of `ON_REQUEST` are made when somebody asks for them by name. What is made from something else
than an application (a meeting, a listing, a re-evaluation) is in the list of its own subject.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.documents.application.annex_index import annex_index
from mcapproval.documents.application.application_form import application
from mcapproval.documents.application.approved.as_approved import was_approved
from mcapproval.documents.application.approved.controlled_copy import controlled_copy
from mcapproval.documents.application.approved.set_up_sheet import set_up_sheet
from mcapproval.documents.application.assessment_map import assessment_map
from mcapproval.documents.application.co_design_record import co_design_record
from mcapproval.documents.application.criteria_checklist import criteria_checklist
from mcapproval.documents.application.deciding.board_sheet import board_sheet
from mcapproval.documents.application.deciding.business_case import business_case
from mcapproval.documents.application.deciding.reviewers_checklist import reviewers_checklist
from mcapproval.documents.application.need_report import need_report
from mcapproval.documents.application.record_copy import record_copy
from mcapproval.documents.application.sending.portal_sheet import goes_to_nzqa, portal_sheet
from mcapproval.documents.application.sending.redline import (
    before_and_after,
    has_former,
    of_change,
    redline,
)
from mcapproval.documents.application.sending.reply import reply, was_asked
from mcapproval.documents.application.teaching.assessment_skeleton import assessment_skeleton
from mcapproval.documents.application.teaching.learner_page import learner_page
from mcapproval.documents.application.where_it_is import was_somewhere, where_it_is
from mcapproval.documents.content import Document
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.entry import Entry
from mcapproval.documents.letters.support_request import of_support, support_request
from mcapproval.documents.notices.outcome_notice import of_outcome, outcome_notice
from mcapproval.rules.asked import HELD_TO

Papers = tuple[Entry[Dossier], ...]

CATALOGUE: Papers = (
    Entry("application", "Application content", application, to_others=True),
    Entry("evidence-of-need", "Evidence-of-need report", need_report, to_others=True),
    Entry("co-design-record", "Co-design report", co_design_record, to_others=True),
    Entry(
        "assessment-map", "Map of outcomes, assessments and hours", assessment_map, to_others=True
    ),
    Entry("criteria-checklist", "Criteria checklist", criteria_checklist, to_others=True),
    Entry("annex-index", "Annex index", annex_index, to_others=True),
    Entry("record-copy", "Record copy", record_copy, to_others=True),
)

OF_SOME: Papers = (
    Entry(
        HELD_TO,
        "Content before and after",
        before_and_after,
        of_change,
        "for a change of what these records have as listed",
        to_others=True,
    ),
)


def in_pack(dossier: Dossier) -> Iterator[tuple[int, Entry[Dossier]]]:
    """The papers of a pack with their numbers, one after the other. In the pack a file is called by
    the number and the slug.
    """
    return enumerate((entry for entry in (*CATALOGUE, *OF_SOME) if entry.when(dossier)), 1)


def volume_name(dossier: Dossier) -> str:
    """The file of the volume of annexes in a pack: it comes after the papers."""
    return f"{len(tuple(in_pack(dossier))) + 1:02}-annexes.pdf"


def _portal_sheet(dossier: Dossier) -> Document:
    """With the names that the papers have in the pack, which go by their place in `CATALOGUE`."""
    return portal_sheet(
        dossier,
        [
            (entry.slug, entry.title, f"{number:02}-{entry.slug}.pdf")
            for number, entry in in_pack(dossier)
        ],
        volume_name(dossier),
    )


ON_REQUEST: Papers = (
    Entry(
        "reply",
        "Reply to a request for information",
        reply,
        was_asked,
        "once information was requested",
    ),
    Entry(
        "redline",
        "Redline",
        redline,
        has_former,
        "from the second version on, and for a change",
        compares=True,
    ),
    Entry(
        "portal-sheet",
        "Portal sheet",
        _portal_sheet,
        goes_to_nzqa,
        "where something is asked of NZQA",
    ),
    Entry("business-case", "Business case", business_case),
    Entry("reviewers-checklist", "Reviewer's checklist", reviewers_checklist),
    Entry("board-sheet", "Board cover sheet", board_sheet, as_decided=True),
    Entry("assessment-skeleton", "Assessment skeleton", assessment_skeleton),
    Entry("learner-page", "Learner information page", learner_page, to_others=True),
    Entry(
        "controlled-copy",
        "Controlled copy",
        controlled_copy,
        was_approved,
        "once the content is approved",
    ),
    Entry("set-up-sheet", "Set-up sheet", set_up_sheet),
    Entry(
        "support-letter",
        "Letter asking for support",
        support_request,
        of_support,
        "for what is new and not a skills board's own, while support is still to be asked for or "
        "awaited and nothing is submitted",
        of_today=True,
        to_others=True,
    ),
    Entry(
        "outcome-notice",
        "Internal notice of an outcome",
        outcome_notice,
        of_outcome,
        "once an outcome is recorded",
    ),
    Entry("where-it-is", "Place in the workflow", where_it_is, was_somewhere, of_today=True),
)
