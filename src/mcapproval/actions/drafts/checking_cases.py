"""Check what the records hold of an application."""

from __future__ import annotations

from datetime import date

from mcapproval.actions.cases.examined import check
from mcapproval.actions.cases.standing import law_day
from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts.checking import CheckedFile, policy_hash
from mcapproval.actions.lookup import application_row, case_row, draft_of
from mcapproval.actions.setup import policy_for
from mcapproval.rules.book import RULES
from mcapproval.rules.examine import in_force
from mcapproval.store import queries
from mcapproval.store.tables import Waiver


def check_case(desk: Desk, ref: str, on: date | None) -> CheckedFile:
    """Check what the records hold of an application, under its own law day unless one is given."""
    with desk.reading() as connection:
        case = case_row(connection, ref)
        application = application_row(connection, case.ref)
        draft = draft_of(connection, application.content)
        policy = policy_for(connection, case.provider, desk.today)
        day = on or law_day(application, desk.today)
        findings = check(connection, application, draft, policy, day).findings
        waivers = queries.many(connection, Waiver, ref=case.ref, stands=True)
    return CheckedFile(
        case.ref,
        day,
        policy_hash(policy),
        None,
        findings,
        frozenset((w.code, w.path) for w in waivers),
        (),
        sum(1 for rule in RULES if in_force(rule, day)),
        len({f.code for f in findings}),
    )
