"""The clock of a case as its journal keeps it: anew with each move of the case or its items."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import own_row
from mcapproval.store import queries
from mcapproval.store.rows.folded import Case, Item, Review
from mcapproval.workflow import clocks
from mcapproval.workflow import situation as told
from mcapproval.workflow.migrating import same_place
from mcapproval.workflow.model import Definition, Move
from mcapproval.working_days import Calendar

Row = Mapping[str, Any]
Due = tuple[int, str, date | None]
"""Number, kind and day of an item."""


def as_opened(
    connection: Connection,
    definition: Definition,
    state: str,
    provider: str,
    day: date,
    facts: Row,
) -> dict[str, Any]:
    """The clock of a case that is opened in a state, from the facts that it is opened with."""
    known = clocks.Facts(next_review=_day(facts.get("due_on")))
    calendar = calendar_for(connection, provider, day)
    return clocks.entered(definition.states[state], day, calendar, known).as_json()


def as_moved(
    connection: Connection,
    case: Case,
    move: Move,
    day: date,
    data: Row,
    read: told.Situation | None = None,
) -> dict[str, Any]:
    """The clock of a case after a move; `data` is what the journal is to say of the move, `read`
    how the case stands, where that was read at the version that is moved.
    """
    definition = definition_of(connection, case)
    opened = [(row["kind"], row["due"]) for row in data["items"]]
    gone = [*data["closes"], *data.get("withdraws", ())]
    if read is None:
        held = _dues(connection, case, definition, data["to"], opened, gone)
    else:
        held = _of_rows(_open(read.items), definition, data["to"], opened, gone)
    if read is None or read.today != day:
        calendar = calendar_for(connection, case.provider, day)
    else:
        calendar = clocks.calendar_of(read.policy)
    known = clocks.Facts(
        items=held,
        next_review=_review_day(connection, case),
        teach_out=_day(data["values"].get("teach_out")),
    )
    return clocks.after_move(
        definition,
        move,
        data["from"],
        data["to"],
        day,
        of(case),
        calendar,
        known,
    ).as_json()


def as_migrated(
    connection: Connection,
    case: Case,
    old: Definition,
    new: Definition,
    to: str,
    day: date,
    renames: Mapping[str, str],
) -> dict[str, Any]:
    """The clock of a case that goes over to another definition on a day.

    A state that asks for the same goes on as it was. A count that is another there runs from the
    day on which the case came into the state. What was left of a stopped clock is kept where that
    state counts the same.
    """
    was, state = old.states[case.state], new.states[to]
    left = {}
    for name, rest in of(case).left.items():
        other = renames.get(name, name)
        if other in new.states and new.states[other].due == old.states[name].due:
            left[other] = rest
    before = replace(of(case), left=left)
    if (was.due, was.remind, was.escalate) == (state.due, state.remind, state.escalate):
        return before.as_json()
    calendar = calendar_for(connection, case.provider, day)
    known = clocks.Facts(
        items=_dues(connection, case, new, to, (), ()), next_review=_review_day(connection, case)
    )
    if state.due and "from" in state.due:
        return clocks.with_facts(state, before, calendar, known).as_json()
    stays = same_place(old, new, case.state, to)
    since = date.fromisoformat(case.entered_on) if stays else day
    return clocks.entered(state, since, calendar, known, left).as_json()


def with_items(
    connection: Connection,
    case: Case,
    day: date,
    added: Iterable[Row] = (),
    changed: Mapping[int, Row] | None = None,
) -> dict[str, Any]:
    """`clock` for the row of a case whose items change, and nothing where that moves no day.

    `added` are new items, `changed` has by number the new `state` of one, and its `due` where that
    changes too.
    """
    definition = definition_of(connection, case)
    rows = [(row["kind"], row.get("due")) for row in added]
    for item in queries.many(connection, Item, ref=case.ref):
        new = (changed or {}).get(item.number)
        if new and new["state"] == "open":
            rows.append((item.kind, new.get("due", item.due)))
    gone = list(changed or {})
    known = clocks.Facts(items=_dues(connection, case, definition, case.state, rows, gone))
    calendar = calendar_for(connection, case.provider, day)
    state = definition.states[case.state]
    before = of(case)
    after = clocks.with_facts(state, before, calendar, known)
    return {} if after == before else {"clock": after.as_json()}


def with_review_day(connection: Connection, case: Case, due: str, day: date) -> dict[str, Any]:
    """`clock` for the row of a re-evaluation that is to be due on another day."""
    state = definition_of(connection, case).states[case.state]
    calendar = calendar_for(connection, case.provider, day)
    known = clocks.Facts(next_review=date.fromisoformat(due))
    return {"clock": clocks.with_facts(state, of(case), calendar, known).as_json()}


def of(case: Case) -> clocks.Clock:
    """The clock that the records keep of a case."""
    return clocks.Clock(
        _day(case.due_on), _day(case.remind_on), _day(case.escalate_on), json.loads(case.left)
    )


def calendar_for(connection: Connection, provider: str, day: date) -> Calendar:
    return clocks.calendar_of(policy_for(connection, provider, day))


def _dues(
    connection: Connection,
    case: Case,
    definition: Definition,
    state: str,
    more: Iterable[tuple[str, str | None]],
    gone: Iterable[int],
) -> tuple[date, ...]:
    """The days of the open items that hold a case in a state."""
    kept = queries.many(connection, Item, ref=case.ref, state="open")
    rows = [(item.number, item.kind, _day(item.due)) for item in kept]
    return _of_rows(rows, definition, state, more, gone)


def _open(items: Iterable[told.Item]) -> list[Due]:
    return [(item.number, item.kind, item.due) for item in items if item.state == "open"]


def _of_rows(
    open_ones: Iterable[Due],
    definition: Definition,
    state: str,
    more: Iterable[tuple[str, str | None]],
    gone: Iterable[int],
) -> tuple[date, ...]:
    kinds, left_out = clocks.waited_kinds(definition, state), set(gone)
    rows = [(kind, due) for number, kind, due in open_ones if number not in left_out]
    rows += [(kind, _day(due)) for kind, due in more]
    return tuple(due for kind, due in rows if due and kind in kinds)


def _review_day(connection: Connection, case: Case) -> date | None:
    review = own_row(connection, Review, case)
    return _day(review.due_on) if review else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
