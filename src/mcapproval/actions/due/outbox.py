"""The outbox: every notice with what became of it, and who is to be sent which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.desk import Desk
from mcapproval.actions.due.watching import line, watched
from mcapproval.actions.lookup import case_row
from mcapproval.actions.roles import actor, holding, is_there
from mcapproval.reports.outbox import Notice
from mcapproval.store import queries
from mcapproval.store import tables as kept
from mcapproval.store.tables import Case, Grant


def outbox(desk: Desk, ref: str | None = None) -> list[Notice]:
    """The notices written until today, the newest last; of one case where one is named."""
    with desk.reading() as connection:
        key = {} if ref is None else {"ref": case_row(connection, ref).ref}
        rows = queries.many(connection, kept.Notice, **key)
        return _lines(connection, rows, desk.today)


def unsent(connection: Connection, today: date) -> list[Notice]:
    """The notices that were sent to nobody, or not to everybody yet, and are still true."""
    rows = queries.many(connection, kept.Notice, sent_on=None)
    return [each for each in _lines(connection, rows, today) if each.standing == "waits"]


def _lines(connection: Connection, rows: Iterable[kept.Notice], today: date) -> list[Notice]:
    cases: dict[str, Case] = {}
    still: dict[str, set[tuple[str, str]]] = {}
    found = []
    for row in rows:
        if row.on_day > today.isoformat():
            continue
        if row.ref not in cases:
            case = cases[row.ref] = case_row(connection, row.ref)
            due = watched(connection, case, today)
            still[row.ref] = {(each.about, each.due_on.isoformat()) for each in due}
        true = (row.about, row.due_on) in still[row.ref]
        standing = "sent" if row.sent_on else "waits" if true else "overtaken"
        found.append(line(connection, cases[row.ref], row, today, standing))
    return found


def recipients(connection: Connection, desk: Desk, notice: Notice) -> list[str]:
    """The people who hold a role on a case today, and those who stand in for one of them."""
    case = case_row(connection, notice.ref)
    definition = definition_of(connection, case)
    role = notice.to_role
    people = {grant.person for grant in queries.many(connection, Grant, role=role)}
    people |= {case.opened_by} if role == "author" else set()
    for person in tuple(people):
        people |= {row.person for row in holding(connection, desk.today, acts_for=person)}
    found = []
    for person in sorted(people):
        who = actor(connection, replace(desk, person=person, acts_for=None), case, definition)
        lent = {each for other in who.through for each in other.roles}
        if is_there(connection, person) and role in who.roles | lent:
            found.append(person)
    return found
