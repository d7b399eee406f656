"""The sections of a draft: what a condition such as "no findings in `need`" looks at.

One table for the workflow's conditions, the task list and the documents. Top-level keys that say
what the draft is (format, route, kind, of) and who is named in it belong to no section.
"""

from __future__ import annotations

from collections.abc import Iterable

from mcapproval.draft.model import Draft
from mcapproval.draft.pointer import tokens

SECTIONS: dict[str, tuple[str, ...]] = {
    "enquiry": ("enquiry", "business_case", "funding"),
    "details": (
        "title",
        "title_te_reo",
        "title_justification",
        "level",
        "credits",
        "nzsced",
        "purpose",
        "developer",
        "applicant",
        "standards",
        "review_period_years",
        "te_hono_o_te_kahurangi",
        "published_elsewhere_as",
        "work_began",
        "level_descriptors",
    ),
    "outcomes": ("learning_outcomes",),
    "need": ("need", "industry_support"),
    "co_design": ("co_design",),
    "requirements": (
        "structure",
        "entry",
        "recognition_of_prior_learning",
        "delivery",
        "learning_hours",
        "workload",
        "assessments",
        "reassessment",
        "completion",
        "statements",
        "third_parties",
    ),
    "review": ("review",),
    "accreditation": ("accreditation", "attachments"),
    "change": ("change", "of"),
}

FRAME = ("format", "route", "kind", "people", "organisations")

ENQUIRY = (*FRAME, *SECTIONS["enquiry"], "title", "title_te_reo", "applicant", "of")
"""What an enquiry has: who rang, for whom, what for, how many, by when; and what it may earn."""

_SECTION_OF = {key: section for section, keys in SECTIONS.items() for key in keys}


def is_enquiry(draft: Draft) -> bool:
    """Whether it is an enquiry still, and no draft of content: nothing else is answered, or
    nothing else is asked (of a blank one the questions say which it is)."""
    return has_only_enquiry(draft.data) or has_only_enquiry(
        tokens(path)[0] for path in draft.places if path
    )


def has_only_enquiry(keys: Iterable[str]) -> bool:
    """Whether these top-level keys are those of an enquiry, its own among them."""
    there = set(keys)
    return "enquiry" in there and there <= set(ENQUIRY)


def section_of(path: str) -> str | None:
    """The section in which a path lies; None for the frame."""
    steps = tokens(path)
    return _SECTION_OF.get(steps[0]) if steps else None
