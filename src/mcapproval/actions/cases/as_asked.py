"""A move as it was asked for, with all that it is judged by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.standing.hanging import case_and_more
from mcapproval.actions.cases.standing.view import Standing, standing
from mcapproval.actions.desk import Desk
from mcapproval.actions.lookup import case_row
from mcapproval.actions.people.roles import of_person, recorder
from mcapproval.store.tables import Case
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
        read = case_and_more(connection, ref, *of_person(desk.who(), ref))
        case, hangs, rows = read or (case_row(connection, ref), None, None)
        definition = definition_of(connection, case)
        called = definition.move(case.state, name)
        today = desk.today
        day = effective or today
        law = day if called and called.fixes == "law-day" else None
        content = called is None or looks_into_content(called)
        stands = standing(connection, case, today, law, day, read=hangs, content=content)
        who = recorder(connection, desk, case, definition, called, day, rows)
    return Asked(case, definition, stands, who, day)
