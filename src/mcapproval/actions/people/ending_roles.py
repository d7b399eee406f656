"""A role comes to its end: somebody leaves the board, or changes their work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk, person_ref
from mcapproval.actions.people.roles import lasting_administrators, require
from mcapproval.clock import add_days
from mcapproval.errors import Reason, Refused
from mcapproval.store import queries
from mcapproval.store.rows.folded import Grant


def end_role(
    desk: Desk,
    name: str,
    role: str,
    unit: str | None = None,
    case: str | None = None,
    last: date | None = None,
) -> date:
    """The last day of a role that was granted everywhere, for a unit or for a case; gives it.

    Today where no day is said. What was done in the role before stays done. Refused for a day that
    has passed, for a role that is not held then, and where nobody would administer the records:
    judged where nobody else writes.
    """
    until = last or desk.today
    with desk.writing() as writer:
        connection = writer.connection
        require(connection, desk, "administrator")
        person = person_ref(connection, name)
        given = queries.many(connection, Grant, person=person, role=role, unit=unit, case_ref=case)
        day = until.isoformat()
        held = [row for row in given if row.until_day is None or row.until_day > day]
        reasons = list(_against(connection, desk, person, role, held, until))
        if reasons:
            raise Refused(f"the role {role} of {name} can't end so", reasons)
        data = {"grants": [row.seq for row in held], "until": day}
        writer.add(person, "role-ended", desk.today, data)
    return until


def _against(
    connection: Connection,
    desk: Desk,
    person: str,
    role: str,
    held: list[Grant],
    until: date,
) -> Iterator[Reason]:
    if until < desk.today:
        said = f"{until.isoformat()} has passed, and what was done since would be without a role"
        mend = f"give {desk.today.isoformat()} or a later day"
        yield Reason("DAY", said, mend, "you")
    if not held:
        said = f"no such role is held longer than {until.isoformat()}"
        yield Reason("NOT-HELD", said, "see what is: mcapproval people list", "you")
    after = add_days(until, 1)
    if role == "administrator" and lasting_administrators(connection, after) <= {person}:
        said = "nobody would administer these records any more"
        mend = "grant the role to another person first, without a last day"
        yield Reason("LAST", said, mend, "you")
