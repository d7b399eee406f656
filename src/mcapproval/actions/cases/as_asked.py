"""A move as it was asked for, with all that it is judged by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.standing.hanging import EVERY, Hanging, hanging, wanted
from mcapproval.actions.cases.standing.view import Standing, standing
from mcapproval.actions.desk import Desk
from mcapproval.actions.lookup import case_row
from mcapproval.actions.people.authors import AUTHOR
from mcapproval.actions.people.recording import recorder
from mcapproval.actions.people.roles import OF_PERSON, Rows
from mcapproval.store.rows.folded import Case
from mcapproval.store.several import Several
from mcapproval.workflow.guards import looks_into_content
from mcapproval.workflow.model import Definition
from mcapproval.workflow.situation import Actor


@dataclass(frozen=True, slots=True)
class Asked:
    """A move as asked: on which case, by whom, on which day, and all that it is judged by."""

    case: Case
    definition: Definition
    stands: Standing
    who: Actor
    day: date
    taken: tuple[str, ...] = ()


def as_asked(desk: Desk, ref: str, name: str, effective: date | None) -> Asked:
    """Whoever records it needs the role today, and on its day where they sign it; a decision is
    judged by who sat on its own day, and a submission by the law of its own.
    """
    with desk.reading() as connection:
        case, hangs, rows = _case_and_more(connection, ref, desk.who())
        definition = definition_of(connection, case)
        called = definition.move(case.state, name)
        today = desk.today
        day = effective or today
        law = day if called and called.fixes == "law-day" else None
        content = called is None or looks_into_content(called)
        stands = standing(connection, case, today, law, day, read=hangs, content=content)
        who = recorder(connection, desk, case, definition, called, day, rows)
    return Asked(case, definition, stands, who, day)


_QUESTION = Several((Case, {"ref": "ref"}), *wanted(EVERY), *OF_PERSON)


def _case_and_more(
    connection: Connection, ref: str, person: str
) -> tuple[Case, Hanging | None, Rows | None]:
    """A case with what hangs on it and what tells what a person is on it, by one question; alone
    where it is asked for by NZQA's number.
    """
    asked = {"ref": ref, "person": person, "yes": True, **AUTHOR}
    cases, *rows = _QUESTION.rows(connection, asked)
    if not cases:
        return case_row(connection, ref), None, None
    return cases[0], hanging(EVERY, rows[: -len(OF_PERSON)]), rows[-len(OF_PERSON) :]
