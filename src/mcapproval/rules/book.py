"""The rule book: every rule, in NZQA's order."""

from __future__ import annotations

from mcapproval.rules import (
    accredited,
    applicant_role,
    assessment_weights,
    assessments_told,
    change_notified,
    co_design,
    credits_deemed,
    credits_five,
    credits_largest,
    credits_smallest,
    credits_usual,
    credits_whole,
    days_past,
    developer,
    duplication,
    evidence_claims,
    evidence_gaps,
    evidence_organisations,
    evidence_period,
    form_type,
    funding_compliance,
    funding_efts,
    funding_fee,
    hours_for_credits,
    hours_split,
    idle,
    industry_support,
    internal_approval,
    legacy_change,
    level,
    level_descriptors,
    level_house,
    listed_first,
    need_evidence,
    nzsced,
    outcome_level,
    outcome_pairs,
    outcome_single,
    outcome_verbs,
    outcomes_assessed,
    outcomes_present,
    overlap,
    published_elsewhere,
    purpose,
    reported_in_time,
    requirements,
    review_actions,
    review_content,
    review_copied,
    review_counts,
    review_culture,
    review_days,
    review_due,
    review_feedback,
    review_fit,
    review_intakes,
    review_learners,
    review_need,
    review_period,
    review_plan,
    review_providers,
    review_search,
    review_watch,
    role_era,
    self_review,
    skill_standards,
    standards,
    standards_consent,
    status_award,
    status_enrol,
    taught_out,
    third_parties,
    title_names,
    title_words,
    university_order,
    workload_basis,
    workload_contact,
    workload_sums,
    workload_weeks,
)
from mcapproval.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    # who applies
    applicant_role.RULE,
    role_era.RULE,
    # what is listed, in the order of rule 6.1
    title_words.RULE,
    title_names.RULE,
    level.RULE,
    level_house.RULE,
    level_descriptors.RULE,
    credits_smallest.RULE,
    credits_five.RULE,
    credits_largest.RULE,
    credits_whole.RULE,
    credits_usual.RULE,
    nzsced.RULE,
    purpose.RULE,
    developer.RULE,
    standards.RULE,
    skill_standards.RULE,
    review_period.RULE,
    published_elsewhere.RULE,
    # outcomes
    outcomes_present.RULE,
    outcome_verbs.RULE,
    outcome_single.RULE,
    outcome_level.RULE,
    outcome_pairs.RULE,
    # need and acceptability
    need_evidence.RULE,
    evidence_organisations.RULE,
    evidence_claims.RULE,
    evidence_period.RULE,
    evidence_gaps.RULE,
    duplication.RULE,
    days_past.RULE,
    co_design.RULE,
    industry_support.RULE,
    # requirements
    requirements.RULE,
    hours_split.RULE,
    hours_for_credits.RULE,
    workload_sums.RULE,
    workload_basis.RULE,
    workload_weeks.RULE,
    workload_contact.RULE,
    outcomes_assessed.RULE,
    assessment_weights.RULE,
    assessments_told.RULE,
    third_parties.RULE,
    # review
    review_plan.RULE,
    # accreditation, and the kind of application
    form_type.RULE,
    standards_consent.RULE,
    # advice on funding
    funding_efts.RULE,
    funding_fee.RULE,
    funding_compliance.RULE,
)
"""What a draft is checked against."""

REVIEW_RULES: tuple[Rule, ...] = (
    review_content.RULE,
    review_need.RULE,
    review_copied.RULE,
    review_search.RULE,
    review_days.RULE,
    review_providers.RULE,
    review_learners.RULE,
    review_counts.RULE,
    review_watch.RULE,
    review_fit.RULE,
    review_culture.RULE,
    review_actions.RULE,
    review_intakes.RULE,
    review_feedback.RULE,
)
"""What the answers of a re-evaluation are checked against, in the order of the report."""

STANDING_RULES: tuple[Rule, ...] = (
    # an application on its way
    university_order.RULE,
    listed_first.RULE,
    internal_approval.RULE,
    # its listing
    status_enrol.RULE,
    status_award.RULE,
    taught_out.RULE,
    credits_deemed.RULE,
    # accreditation and delivery
    accredited.RULE,
    reported_in_time.RULE,
    idle.RULE,
    # re-evaluation and change
    review_due.RULE,
    legacy_change.RULE,
    change_notified.RULE,
    self_review.RULE,
)
"""What a case and its micro-credential are checked against as they stand in the records."""

OVERLAP_RULES: tuple[Rule, ...] = (overlap.RULE,)
"""What a draft is checked against beside the micro-credentials that look like it."""

EVERY_RULE = (*RULES, *REVIEW_RULES, *STANDING_RULES, *OVERLAP_RULES)


def rule(code: str) -> Rule | None:
    """The rule of a code; None where there is none."""
    return next((rule for rule in EVERY_RULE if rule.code == code), None)
