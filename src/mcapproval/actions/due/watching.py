"""What of a case is due on a day, read from the records: its state, its open items, and the chair's
actions that wait to be ratified."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache

from sqlalchemy import Connection, Select, or_, select

from mcapproval.actions.cases import clocking
from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.deliveries import watching as deliveries
from mcapproval.actions.deliveries.seeking import cases_with
from mcapproval.actions.desk import about
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import title_of
from mcapproval.reports.outbox import Notice
from mcapproval.store import queries
from mcapproval.store.clauses import table
from mcapproval.store.gathering import gathered
from mcapproval.store.rows import folded as kept
from mcapproval.store.rows.folded import Case
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
from mcapproval.workflow.situation import Item
from mcapproval.workflow.vocabulary import ITEM_OWED

OUTLIVING = ("action",)
"""The kinds of item that are still to be done once their case has come to its end."""


def watched(connection: Connection, cases: Sequence[Case], today: date) -> dict[str, list[Watched]]:
    """Everything of some cases that falls due some day, by case; read for all of them together."""
    times = cache(lambda provider: times_of(policy_for(connection, provider, today)))
    items = gathered(connection, kept.Item, "ref", {case.ref for case in cases})
    by_chair = set(connection.execute(_by_chair()).scalars())
    delivered = deliveries.watched(connection, cases, times, today)
    found = {}
    for case in cases:
        due = _of_case(connection, case, items.get(case.ref, ()), times(case.provider))
        if any(each.about == deliveries.IDLE for each in delivered[case.ref]):
            due = [each for each in due if each.about != f"state:{deliveries.IDLE}"]
        if case.ref in by_chair:
            due += to_ratify(connection, case, times(case.provider))
        found[case.ref] = [*due, *delivered[case.ref]]
    return found


def _of_case(
    connection: Connection, case: Case, rows: Iterable[kept.Item], times: Times
) -> list[Watched]:
    """What of its state and of its items falls due; of an item it does not matter what it says."""
    definition = definition_of(connection, case)
    ended = definition.states[case.state].end
    state = of_state(definition, case.state, clocking.of(case))
    found = [state] if state else []
    for row in rows:
        due = date.fromisoformat(row.due) if row.due else None
        item = Item(row.number, row.kind, row.state, row.owner, due, "")
        each = of_item(item, times) if not ended or item.kind in OUTLIVING else None
        found += [each] if each else []
    return found


def _by_chair() -> Select[str]:
    """The cases with a chair's action that waits to be ratified."""
    approval = table(kept.Approval)
    return select(approval.c.ref).where(approval.c.ratify == "pending", approval.c.stands)


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


def fresh(
    connection: Connection, cases: Sequence[Case], today: date
) -> dict[str, tuple[Told, ...]]:
    """Who is to be told what of some cases today and was not told yet, of those with any.

    Nothing of a case to which something happened later than today: then it stood otherwise. What
    was overtaken before anybody was sent it is told again where it is true again.
    """
    stood = [case for case in cases if case.last_on <= today.isoformat()]
    notices = gathered(connection, kept.Notice, "ref", {case.ref for case in stood})
    found = {}
    for ref, due in watched(connection, stood, today).items():
        told = {
            (row.kind, row.about, row.due_on, row.to_role)
            for row in notices.get(ref, ())
            if row.overtaken_on is None
        }
        found[ref] = due_now(due, told, today)
    return {ref: told for ref, told in found.items() if told}


def cases_with_dues(connection: Connection, today: date) -> list[Case]:
    """The cases of which something may have to be told today, in the order of their references.

    An item counts up to the farthest day of which any provider reminds today: one that is due in a
    year costs nothing until then.
    """
    case, item = table(Case), table(kept.Item)
    day, farthest = today.isoformat(), _farthest(connection, today)
    by_state = select(case.c.ref).where(or_(case.c.due_on <= day, case.c.remind_on <= day))
    owed = item.c.due <= farthest.isoformat(), item.c.state.in_(ITEM_OWED)
    ways = (by_state, select(item.c.ref).where(*owed), _by_chair())
    refs = {ref for statement in ways for ref in connection.execute(statement).scalars()}
    refs |= cases_with(connection, today, farthest)
    return [case for found in gathered(connection, Case, "ref", refs).values() for case in found]


def _farthest(connection: Connection, today: date) -> date:
    """By all policies that anybody is under: those adopted, and that of whose records these are."""
    adopted = connection.execute(select(table(kept.PolicyRow).c.provider).distinct()).scalars()
    policies = (policy_for(connection, p, today) for p in {*adopted, about(connection).provider})
    return max(times_of(policy).reminds_of(today) for policy in policies)


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
            sent_on=None,
            overtaken_on=None,
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
