"""A move as it was asked for, with all that it is judged by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.standing.view import Standing, standing
from mcapproval.actions.desk import Desk
from mcapproval.actions.lookup import case_row
from mcapproval.actions.people.roles import recorder
from mcapproval.store.rows.folded import Case
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
        case = case_row(connection, ref)
        definition = definition_of(connection, case)
        called = definition.move(case.state, name)
        day = effective or desk.today
        law = day if called and called.fixes == "law-day" else None
        stands = standing(connection, case, desk.today, law, day)
        who = recorder(connection, desk, case, definition, called, day)
    return Asked(case, definition, stands, who, day)
