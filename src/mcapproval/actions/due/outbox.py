"""The outbox: every notice with what became of it, and who is to be sent which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, or_, select

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.deliveries.watching import WORDS
from mcapproval.actions.desk import Desk
from mcapproval.actions.due.watching import line, watched
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import case_row
from mcapproval.actions.people.owning import TOLD_TOO, owner_of
from mcapproval.actions.people.roles import actor, holding, is_there
from mcapproval.actions.reporting.slices import numbered
from mcapproval.reports.outbox import Notice
from mcapproval.reports.paging import EVERYTHING, Page, Slice
from mcapproval.store import queries
from mcapproval.store.clauses import made, table
from mcapproval.store.gathering import gathered
from mcapproval.store.rows import folded as kept
from mcapproval.store.rows.folded import Case, Grant
from mcapproval.workflow.notices import Once
from mcapproval.workflow.turns import IN_CHARGE

LOOKED_AT = 1000
"""Notices that wait to be sent, of which it is looked whether they are still true."""


def outbox_page(desk: Desk, asked: Slice = EVERYTHING, ref: str | None = None) -> Page[Notice]:
    """The notices written until today, the newest last; of one case where one is named. A page
    begins after a row of the journal."""
    with desk.reading() as connection:
        key = {} if ref is None else {"ref": case_row(connection, ref).ref}
        page = numbered(
            connection,
            kept.Notice,
            asked,
            lambda rows: _lines(connection, rows, desk.today),
            desk.today.isoformat(),
            **key,
        )
        return page if page.whole else replace(page, sums=_sums(connection, desk.today, key))


def _sums(connection: Connection, today: date, key: Mapping[str, str]) -> dict[str, int]:
    """How many are not sent and still true; of very many nobody looks whether they are."""
    notice = table(kept.Notice)
    waiting = (notice.c.sent_on.is_(None), notice.c.overtaken_on.is_(None))
    asked = select(notice).where(*waiting, notice.c.on_day <= today.isoformat())
    asked = asked.where(*(notice.c[name] == value for name, value in key.items()))
    rows = made(kept.Notice, connection.execute(asked.limit(LOOKED_AT + 1)))
    if len(rows) > LOOKED_AT:
        return {}
    return {"unsent": sum(line.standing == "waits" for line in _lines(connection, rows, today))}


def unsent(connection: Connection, today: date) -> list[Notice]:
    """The notices that were sent to nobody, or not to everybody yet, and are still true."""
    rows = queries.many(connection, kept.Notice, sent_on=None, overtaken_on=None)
    return [each for each in _lines(connection, rows, today) if each.standing == "waits"]


def overtaken(connection: Connection, today: date) -> dict[str, list[int]]:
    """By case what waits and is no longer true, and is not marked as such yet.

    Only a case that changed since is looked at, and any with a chair's action or deliveries: what
    these wait for is kept elsewhere. Nothing of a case to which something happened later than
    today.
    """
    notice, case = table(kept.Notice), table(Case)
    statement = (
        select(case.c.ref, notice.c.seq, *(notice.c[name] for name in _TOLD))
        .join(case, case.c.ref == notice.c.ref)
        .where(
            notice.c.sent_on.is_(None),
            notice.c.overtaken_on.is_(None),
            notice.c.on_day <= today.isoformat(),
            case.c.last_on <= today.isoformat(),
            or_(
                case.c.last_row > notice.c.seq,
                *(notice.c.about.like(f"{kind}%") for kind in ELSEWHERE),
            ),
        )
        .order_by(notice.c.seq)
    )
    rows = list(connection.execute(statement))
    still = _still(connection, {row.ref for row in rows}, today)
    found: dict[str, list[int]] = {}
    for of_case, seq, *told in rows:
        if tuple(told) not in still[of_case]:
            found.setdefault(of_case, []).append(seq)
    return found


ELSEWHERE = ("approval:", *WORDS)
"""How that begins which may be no longer true though the case of the notice is as it was."""

_TOLD = ("kind", "about", "due_on", "to_role")


def _still(connection: Connection, refs: set[str], today: date) -> dict[str, set[Once]]:
    """All that is told of cases as they stand; of what was handed over, nothing to who had it."""
    cases = [case for found in gathered(connection, Case, "ref", refs).values() for case in found]
    return {
        ref: {told.once for each in due for told in each.telling}
        for ref, due in watched(connection, cases, today).items()
    }


def _lines(connection: Connection, rows: Iterable[kept.Notice], today: date) -> list[Notice]:
    written = [row for row in rows if row.on_day <= today.isoformat()]
    cases = gathered(connection, Case, "ref", {row.ref for row in written})
    waiting = {row.ref for row in written if row.sent_on is None and row.overtaken_on is None}
    still = _still(connection, waiting, today)
    found = []
    for row in written:
        standing = "sent" if row.sent_on else "overtaken"
        if row.sent_on is None and row.overtaken_on is None:
            told = (row.kind, row.about, row.due_on, row.to_role)
            standing = "waits" if told in still[row.ref] else "overtaken"
        found.append(line(connection, cases[row.ref][0], row, today, standing))
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
    owner = owner_of(connection, case) if role in ("author", *TOLD_TOO) else None
    people |= {owner} if owner else set()
    for person in tuple(people):
        people |= {row.person for row in holding(connection, desk.today, acts_for=person)}
    found = []
    for person in sorted(people):
        who = actor(connection, replace(desk, person=person, acts_for=None), case, definition)
        lent = {each for other in who.through for each in other.roles}
        told = role in who.roles | lent or (person == owner and role in TOLD_TOO)
        if is_there(connection, person) and told:
            found.append(person)
    return found
