"""The documents of a pack, in their order. A new document is one line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mcapproval.documents.annex_index import annex_index
from mcapproval.documents.application_form import application
from mcapproval.documents.assessment_map import assessment_map
from mcapproval.documents.co_design_record import co_design_record
from mcapproval.documents.content import Document
from mcapproval.documents.criteria_checklist import criteria_checklist
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.need_report import need_report
from mcapproval.documents.record_copy import record_copy


@dataclass(frozen=True, slots=True)
class Entry:
    """`slug` is part of the file's name, `title` what the manifest calls it."""

    slug: str
    title: str
    make: Callable[[Dossier], Document]


CATALOGUE = (
    Entry("application", "Application content", application),
    Entry("evidence-of-need", "Evidence-of-need summary", need_report),
    Entry("co-design-record", "Co-design record", co_design_record),
    Entry("assessment-map", "Assessment map", assessment_map),
    Entry("criteria-checklist", "Criteria checklist", criteria_checklist),
    Entry("annex-index", "Annex index", annex_index),
    Entry("record-copy", "Record copy", record_copy),
)
