"""The papers of a re-evaluation."""

from __future__ import annotations

from mcapproval.documents.entry import Entry
from mcapproval.documents.reviews.facts import ReviewFacts
from mcapproval.documents.reviews.one_page import one_page, to_share
from mcapproval.documents.reviews.report import report

PAPERS: tuple[Entry[ReviewFacts], ...] = (
    Entry("review-report", "Review report", report),
    Entry("review-page", "Review on one page", one_page),
    Entry("review-page-to-share", "Review on one page, to share", to_share, to_others=True),
)
