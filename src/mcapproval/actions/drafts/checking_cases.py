"""Check what the records hold of a case, and a draft in a file beside the records."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.standing import facts
from mcapproval.actions.cases.standing.examined import check
from mcapproval.actions.cases.standing.imported import decided_elsewhere, noted, standing_noted
from mcapproval.actions.cases.standing.review_facts import findings_of
from mcapproval.actions.cases.standing.view import law_day
from mcapproval.actions.cases.standing.waived import holding
from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts.checking import Beside, CheckedFile, policy_hash
from mcapproval.actions.drafts.numbers_found import number_findings
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import case_row, draft_of
from mcapproval.actions.overlap import overlap_findings, own_refs
from mcapproval.actions.texts.placing import text_findings, with_texts
from mcapproval.documents.word_form.telling import told_of_case
from mcapproval.draft.model import Draft
from mcapproval.findings import Finding, in_reading_order
from mcapproval.policy.model import Policy
from mcapproval.rules.book import REVIEW_RULES, RULES, STANDING_RULES
from mcapproval.rules.examine import examine, in_force
from mcapproval.rules.law import first_day
from mcapproval.rules.rule import Rule
from mcapproval.store import queries
from mcapproval.store.keep import texts
from mcapproval.store.rows.folded import Application, Case, Review

Found = tuple[date, tuple[Finding, ...], list[Rule]]
"""The law day, what is found, and the rules that had something to look at."""


def check_case(desk: Desk, ref: str, on: date | None) -> CheckedFile:
    """Check what the records hold of a case.

    An application under its own law day unless one is given, with how it stands; a re-evaluation
    under that of its decision; a micro-credential or an accreditation as it stands today.
    """
    with desk.reading() as connection:
        case = case_row(connection, ref)
        policy = policy_for(connection, case.provider, desk.today)
        application = queries.one(connection, Application, ref=case.ref)
        review = queries.one(connection, Review, ref=case.ref)
        if application:
            day, findings, rules = _application(connection, desk, case, application, policy, on)
        elif review:
            day, findings, rules = _review(connection, desk, review, policy, on)
        else:
            day = on or desk.today
            findings, rules = _standing(connection, case, policy, day)
            findings = (*number_findings(connection, case), *findings)
        waivers = holding(connection, case, desk.today)
        told = texts(connection, {w.note for w in waivers})
    return CheckedFile(
        case.ref,
        day,
        policy_hash(policy),
        None,
        findings,
        {(w.code, w.path): told.get(w.note, "(erased)") for w in waivers},
        (),
        sum(1 for rule in rules if in_force(rule, day)),
        len({f.code for f in findings} & {rule.code for rule in rules}),
        policy.rule_book,
    )


def _application(
    connection: Connection,
    desk: Desk,
    case: Case,
    application: Application,
    policy: Policy,
    on: date | None,
) -> Found:
    """What is found in its draft, by heading and field, then how it stands."""
    draft = draft_of(connection, application)
    elsewhere = decided_elsewhere(connection, case, application)
    approved = max(date.fromisoformat(case.entered_on), first_day())
    day = on or (approved if elsewhere else law_day(application, desk.today))
    findings = check(connection, application, draft, policy, day).findings
    own = own_refs(connection, application)
    findings += overlap_findings(connection, draft, day, policy, own)
    findings += text_findings(connection, draft)
    findings = noted(case, findings) if elsewhere else findings
    stands, rules = _standing(connection, case, policy, day)
    told = map(told_of_case, in_reading_order(findings))
    return day, (*told, *stands), [*RULES, *rules]


def _review(
    connection: Connection, desk: Desk, review: Review, policy: Policy, on: date | None
) -> Found:
    decided = date.fromisoformat(review.decided_on) if review.decided_on else None
    day = on or decided or desk.today
    return day, findings_of(connection, review, day, policy), list(REVIEW_RULES)


def _standing(
    connection: Connection, case: Case, policy: Policy, day: date
) -> tuple[tuple[Finding, ...], list[Rule]]:
    """How a case stands; a rule counts where what it looks at first is known."""
    document = facts.of_case(connection, case, policy, day)
    rules = [rule for rule in STANDING_RULES if document.get(rule.reads[0]) is not None]
    found = standing_noted(connection, case, document, examine(document, day, policy, rules))
    return tuple(map(told_of_case, found)), rules


def beside(desk: Desk) -> Beside:
    """What these records say of a draft in a file: its standing texts, and what looks like it."""

    def completes(draft: Draft) -> Draft:
        with desk.reading() as connection:
            return with_texts(connection, draft)

    def says(draft: Draft, day: date, policy: Policy) -> tuple[Finding, ...]:
        with desk.reading() as connection:
            found = overlap_findings(connection, draft, day, policy)
            return (*text_findings(connection, draft), *found)

    return Beside(completes, says)
