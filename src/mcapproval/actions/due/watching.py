"""What of a case is due on a day, read from the records: its state, its open items, and the chair's
actions that wait to be ratified."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection, or_, select

from mcapproval.actions.cases import clocking
from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.standing.view import items
from mcapproval.actions.deliveries import watching as deliveries
from mcapproval.actions.deliveries.seeking import cases_with
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import title_of
from mcapproval.reports.outbox import Notice
from mcapproval.store import queries
from mcapproval.store import tables as kept
from mcapproval.store.tables import Case, table
from mcapproval.workflow.item_guards import ITEM_WORDS
from mcapproval.workflow.model import Definition
from mcapproval.workflow.notices import (
    Times,
    Told,
    Watched,
    due_now,
    of_chairs_action,
    of_item,
    of_state,
    times_of,
)
from mcapproval.workflow.vocabulary import ITEM_OWED

OUTLIVING = ("action",)
"""The kinds of item that are still to be done once their case has come to its end."""


def watched(connection: Connection, case: Case, today: date) -> list[Watched]:
    """Everything of a case that falls due some day."""
    definition = definition_of(connection, case)
    times = times_of(policy_for(connection, case.provider, today))
    ended = definition.states[case.state].end
    state = of_state(definition, case.state, clocking.of(case))
    found = [state] if state else []
    for item in items(connection, case.ref):
        each = of_item(item, times) if not ended or item.kind in OUTLIVING else None
        found += [each] if each else []
    delivered = list(deliveries.watched(connection, case, times, today))
    if any(each.about == deliveries.IDLE for each in delivered):
        found = [each for each in found if each.about != f"state:{deliveries.IDLE}"]
    return [*found, *to_ratify(connection, case, times), *delivered]


def to_ratify(connection: Connection, case: Case, times: Times) -> Iterator[Watched]:
    """The chair's actions on a case that no meeting has ratified or let lapse yet."""
    for row in queries.many(connection, kept.Approval, ref=case.ref, ratify="pending", stands=True):
        of_body = {"provider": case.provider, "body": row.body}
        meets = [
            date.fromisoformat(meeting.on_day)
            for meeting in queries.many(connection, kept.Meeting, **of_body)
            if meeting.state in TO_COME and meeting.on_day >= row.on_day
        ]
        acted_on = date.fromisoformat(row.on_day)
        yield of_chairs_action(row.seq, acted_on, min(meets, default=None), times)


CHAIRS_ACTION = "chair's action"

TAUGHT_OUT = {"from": "teach-out"}
"""The due of a state that ends with the last day for learners: the listing waits for NZQA then."""

TO_COME = ("called", "held")
"""The states of a meeting that can still ratify: what it has not when its minutes are confirmed,
lapses."""


def fresh(connection: Connection, case: Case, today: date) -> tuple[Told, ...]:
    """Who is to be told what of a case today and was not told yet.

    Nothing of a case to which something happened later than today: then it stood otherwise. What
    was overtaken before anybody was sent it is told again where it is true again.
    """
    if case.last_on > today.isoformat():
        return ()
    told = {
        (row.kind, row.about, row.due_on, row.to_role)
        for row in queries.many(connection, kept.Notice, ref=case.ref)
        if row.overtaken_on is None
    }
    return due_now(watched(connection, case, today), told, today)


def cases_with_dues(connection: Connection, today: date) -> list[Case]:
    """The cases of which something may have to be told today, in the order of their references.

    An item counts up to the farthest day of which any provider reminds today: one that is due in a
    year costs nothing until then.
    """
    case, item, approval = table(Case), table(kept.Item), table(kept.Approval)
    day, farthest = today.isoformat(), _farthest(connection, today).isoformat()
    by_state = select(case.c.ref).where(or_(case.c.due_on <= day, case.c.remind_on <= day))
    by_item = select(item.c.ref).where(item.c.due <= farthest, item.c.state.in_(ITEM_OWED))
    by_chair = select(approval.c.ref).where(approval.c.ratify == "pending", approval.c.stands)
    ways = (by_state, by_item, by_chair)
    refs = {ref for statement in ways for ref in connection.execute(statement).scalars()}
    refs |= cases_with(connection, today, _farthest(connection, today))
    return queries.among(connection, Case, "ref", refs)


def _farthest(connection: Connection, today: date) -> date:
    policies = (policy_for(connection, key, today) for key in queries.providers(connection))
    return max((times_of(policy).reminds_of(today) for policy in policies), default=today)


def lines(
    connection: Connection, case: Case, told: tuple[Told, ...], today: date
) -> Iterator[Notice]:
    """Notices that are not written yet, in people's words."""
    for each in told:
        row = kept.Notice(
            seq=0,
            ref=case.ref,
            kind=each.kind,
            about=each.about,
            due_on=each.due_on.isoformat(),
            to_role=each.to_role,
            on_day=today.isoformat(),
        )
        yield line(connection, case, row, today, "waits")


def line(
    connection: Connection, case: Case, row: kept.Notice, today: date, standing: str
) -> Notice:
    """A notice in people's words; an item's own text stays in the records, to be erased there."""
    policy = policy_for(connection, case.provider, today)
    what, see = _about(connection, definition_of(connection, case), case, row.about)
    return Notice(
        row.seq or None,
        row.ref,
        title_of(connection, case),
        row.kind,
        row.about,
        what,
        row.due_on,
        (date.fromisoformat(row.due_on) - today).days,
        row.to_role,
        policy.title(row.to_role),
        row.on_day,
        row.sent_on,
        standing,
        see,
    )


def _about(
    connection: Connection, definition: Definition, case: Case, about: str
) -> tuple[str, tuple[str, ...]]:
    """What it is in words, and the command that shows it."""
    kind, _, name = about.partition(":")
    if kind == "state":
        state = definition.states.get(name)
        if case.track == "listing" and state and state.due == TAUGHT_OUT:
            return "has NZQA discontinued it?", ("next", case.ref, "discontinue")
        return f"'{state.label if state else name}'", ("next", case.ref)
    if kind == "approval":
        return CHAIRS_ACTION, ("report", "agenda")
    if kind in deliveries.WORDS:
        see = ("delivery", "show", name) if name else ("check", case.ref)
        return f"{deliveries.WORDS[kind]} {name}".rstrip(), see
    item = queries.one(connection, kept.Item, ref=case.ref, number=int(name))
    said = ITEM_WORDS[item.kind] if item else "item"
    return f"{said} {name}", ("item", "list", case.ref)
