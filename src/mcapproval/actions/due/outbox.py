"""The outbox: every notice with what became of it, and who is to be sent which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.desk import Desk
from mcapproval.actions.due.watching import line, watched
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import case_row
from mcapproval.actions.people.roles import actor, holding, is_there
from mcapproval.reports.outbox import Notice
from mcapproval.store import queries
from mcapproval.store import tables as kept
from mcapproval.store.tables import Case, Grant
from mcapproval.workflow.turns import IN_CHARGE


def outbox(desk: Desk, ref: str | None = None) -> list[Notice]:
    """The notices written until today, the newest last; of one case where one is named."""
    with desk.reading() as connection:
        key = {} if ref is None else {"ref": case_row(connection, ref).ref}
        rows = queries.many(connection, kept.Notice, **key)
        return _lines(connection, rows, desk.today)


def unsent(connection: Connection, today: date) -> list[Notice]:
    """The notices that were sent to nobody, or not to everybody yet, and are still true."""
    rows = queries.many(connection, kept.Notice, sent_on=None, overtaken_on=None)
    return [each for each in _lines(connection, rows, today) if each.standing == "waits"]


def overtaken(connection: Connection, today: date, ref: str | None = None) -> dict[str, list[int]]:
    """By case, or of one: what waits and is no longer true, and is not marked as such yet."""
    of_case = {} if ref is None else {"ref": ref}
    rows = queries.many(connection, kept.Notice, sent_on=None, overtaken_on=None, **of_case)
    found: dict[str, list[int]] = {}
    for each in _lines(connection, rows, today):
        if each.standing == "overtaken" and each.row:
            found.setdefault(each.ref, []).append(each.row)
    return found


def _lines(connection: Connection, rows: Iterable[kept.Notice], today: date) -> list[Notice]:
    cases: dict[str, Case] = {}
    still: dict[str, set[tuple[str, str]]] = {}
    found = []
    for row in rows:
        if row.on_day > today.isoformat():
            continue
        case = cases.get(row.ref) or case_row(connection, row.ref)
        cases[row.ref] = case
        standing = "sent" if row.sent_on else "overtaken"
        if row.sent_on is None and row.overtaken_on is None:
            if row.ref not in still:
                due = watched(connection, case, today)
                still[row.ref] = {(each.about, each.due_on.isoformat()) for each in due}
            standing = "waits" if (row.about, row.due_on) in still[row.ref] else "overtaken"
        found.append(line(connection, case, row, today, standing))
    return found


def recipients(connection: Connection, desk: Desk, notice: Notice) -> tuple[list[str], Notice]:
    """Who is sent a notice, and the notice as they are sent it.

    They hold its role on the case today, or stand in for somebody who does. Where nobody does, it
    goes to those in charge, so that nothing is told to nobody.
    """
    case = case_row(connection, notice.ref)
    found = _holders(connection, desk, case, notice.to_role)
    if found or notice.to_role == IN_CHARGE:
        return found, notice
    title = policy_for(connection, case.provider, desk.today).title(IN_CHARGE)
    return _holders(connection, desk, case, IN_CHARGE), replace(notice, instead=title)


def _holders(connection: Connection, desk: Desk, case: Case, role: str) -> list[str]:
    definition = definition_of(connection, case)
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
