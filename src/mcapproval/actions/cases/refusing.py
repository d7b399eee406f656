"""Refusing what others overtook; and a refused attempt is a row of the journal too."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.desk import TRIES, Desk
from mcapproval.actions.lookup import case_row
from mcapproval.actions.people.known import names
from mcapproval.clock import spoken
from mcapproval.errors import Reason, Refused
from mcapproval.store import queries
from mcapproval.store.conflict import Conflict
from mcapproval.store.rows.folded import Case
from mcapproval.store.rows.walked import Step

NOT_OPEN = "NOT-OPEN"


def moved_on(case: Case, seen: int | None) -> list[Reason]:
    """Against writing what was read at a version of a case where others wrote to it since; none
    where no version is given.
    """
    if seen in (None, case.version):
        return []
    return [
        Reason(
            "MOVED-ON",
            f"somebody else wrote to {case.ref} after it was read for this",
            "look at it again, then say again what still holds",
            "you",
        )
    ]


def held(case: Case, seen: int | None) -> None:
    """Refused where the case has moved on from the version at which it was read."""
    reasons = moved_on(case, seen)
    if reasons:
        raise Refused(f"{case.ref} has moved on", reasons)


def told_who(connection: Connection, case: Case, refusal: Refused) -> Refused:
    """The refusal, which tells whoever asks for what is not open any more who brought the case
    where it is: somebody may have been faster.
    """
    if not any(reason.code == NOT_OPEN for reason in refusal.reasons):
        return refusal
    steps = [step for step in queries.many(connection, Step, ref=case.ref) if step.enters]
    event = queries.event(connection, steps[-1].seq) if steps else None
    if event is None or steps[-1].move is None:
        return refusal
    person = event.by.person
    who = names(connection, {person}).get(person, person)
    on = spoken(date.fromisoformat(steps[-1].on_day))
    came = f"{who} brought it there on {on} with {steps[-1].move} (row {event.seq})"
    return Refused(refusal.message, refusal.reasons, f"{came}; {refusal.hint}")


def journal_refusal(
    desk: Desk, case: Case, name: str, refusal: Refused, *, override: bool = False
) -> None:
    """Codes only: the sentences can be made again, and may hold what people wrote."""
    reasons = sorted({reason.code for reason in refusal.reasons})
    data: dict[str, Any] = {"move": name, "from": case.state, "reasons": reasons}
    data |= {"override": True} if override else {}
    for _ in range(TRIES):
        try:
            with desk.writing() as writer:
                writer.add(case.ref, "refused", desk.today, data, seen=case.version)
            return
        except Conflict:
            with desk.reading() as connection:
                case = case_row(connection, case.ref)
