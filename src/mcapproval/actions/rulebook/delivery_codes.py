"""The codes of reasons why a delivery can't be entered or changed so."""

from __future__ import annotations

DELIVERIES: tuple[tuple[str, str, str], ...] = (
    ("DELIVERY-COUNTS", "More are counted in part than in all", "mend the counts"),
    ("DELIVERY-DAYS", "Days of a delivery that can't follow one another", "mend one of them"),
    ("DELIVERY-WORDS", "Too long, or of several lines", "say it in one short line"),
    ("DELIVERY-TWICE", "The same cohort is in the records", "change that one"),
    (
        "LEARNER",
        "Something that looks like a learner's number or address",
        "leave it out: of learners only counts are kept",
    ),
)
"""Code, title, what meets it."""
