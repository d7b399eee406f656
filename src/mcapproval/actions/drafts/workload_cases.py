"""The workload study of an application in the records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mcapproval.actions.cases.standing.view import law_day
from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts.workload import RULES, Studied, studied
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import application_row, case_row, draft_of
from mcapproval.documents.word_form.telling import told_of_case
from mcapproval.rules.examine import examine


def study_case(desk: Desk, ref: str, on: date | None) -> Studied:
    """The study of its newest version, under its own law day unless one is given."""
    with desk.reading() as connection:
        case = case_row(connection, ref)
        application = application_row(connection, case.ref)
        draft = draft_of(connection, application)
        policy = policy_for(connection, case.provider, desk.today)
    day = on or law_day(application, desk.today)
    found = map(told_of_case, examine(draft, day, policy, RULES))
    return replace(studied(case.ref, draft, day, policy, found), by_labels=True)
