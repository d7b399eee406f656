"""The rule book: every rule, in NZQA's order, and the hash over all that it says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources.abc import Traversable

from mcapproval.rules import (
    applicant_role,
    assessment_weights,
    co_design,
    credits_five,
    credits_largest,
    credits_smallest,
    developer,
    duplication,
    form_type,
    hours_for_credits,
    hours_split,
    industry_support,
    level,
    need_evidence,
    nzsced,
    outcomes_assessed,
    outcomes_present,
    purpose,
    requirements,
    review_period,
    review_plan,
    role_era,
    skill_standards,
    standards,
    third_parties,
    title_words,
)
from mcapproval.rules.rule import Rule
from mcapproval.shipped import in_room

RULES: tuple[Rule, ...] = (
    # who applies
    applicant_role.RULE,
    role_era.RULE,
    # what is listed, in the order of rule 6.1
    title_words.RULE,
    level.RULE,
    credits_smallest.RULE,
    credits_five.RULE,
    credits_largest.RULE,
    nzsced.RULE,
    purpose.RULE,
    developer.RULE,
    standards.RULE,
    skill_standards.RULE,
    review_period.RULE,
    # outcomes
    outcomes_present.RULE,
    # need and acceptability
    need_evidence.RULE,
    duplication.RULE,
    co_design.RULE,
    industry_support.RULE,
    # requirements
    requirements.RULE,
    hours_split.RULE,
    hours_for_credits.RULE,
    outcomes_assessed.RULE,
    assessment_weights.RULE,
    third_parties.RULE,
    # review
    review_plan.RULE,
    # accreditation, and the kind of application
    form_type.RULE,
)
"""What a draft is checked against."""

REVIEW_RULES: tuple[Rule, ...] = ()
"""What the answers of a re-evaluation are checked against, in the order of the report."""

STANDING_RULES: tuple[Rule, ...] = ()
"""What a case and its micro-credential are checked against as they stand in the records."""

OVERLAP_RULES: tuple[Rule, ...] = ()
"""What a draft is checked against beside the micro-credentials that look like it."""

EVERY_RULE = (*RULES, *REVIEW_RULES, *STANDING_RULES, *OVERLAP_RULES)


def rule(code: str) -> Rule | None:
    """The rule of a code; None where there is none."""
    return next((rule for rule in EVERY_RULE if rule.code == code), None)


@cache
def book_hash() -> str:
    """SHA-256 over texts, values and modules of the rules: findings kept under it stay true of it.

    Line ends count as one kind, so that a checkout on Windows has the same book.
    """
    whole = hashlib.sha256()
    for name, data in _pages():
        content = data.replace(b"\r\n", b"\n")
        whole.update(f"{name} {len(content)}\n".encode())
        whole.update(content)
    return whole.hexdigest()


def _pages() -> Iterator[tuple[str, bytes]]:
    for folder, ending in ((".", ".py"), ("texts", ".toml"), ("values", ".toml")):
        for file in _files(in_room("rules", folder) if folder != "." else in_room("rules", "")):
            if file.name.endswith(ending):
                yield f"{folder}/{file.name}", file.read_bytes()


def _files(folder: Traversable) -> list[Traversable]:
    return sorted((item for item in folder.iterdir() if item.is_file()), key=lambda f: f.name)
