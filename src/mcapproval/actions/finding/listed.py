"""The cases in the records, as they are asked for: a page at a time, in an order that holds.

Asked many times a day from the shell, it loads nothing that only writing needs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from mcapproval.actions.finding.asking import Asked, keys, wanted
from mcapproval.actions.finding.bounds import within
from mcapproval.errors import OurFault, Unknown
from mcapproval.reports import places
from mcapproval.reports.cases import CaseLine
from mcapproval.reports.paging import Page
from mcapproval.store.ask import Ask, over
from mcapproval.store.counting import ALL, MANY
from mcapproval.store.finding import case_list as kept
from mcapproval.store.finding.case_filters import Wanted
from mcapproval.store.finding.case_list import CaseRow, Key
from mcapproval.store.looking import looking
from mcapproval.workflow.labels import label_of

if TYPE_CHECKING:
    from mcapproval.actions.desk import Desk

NAMED = ("title", "reo", "number")
"""The parts of a case by which `list` finds it: what it is called."""

KINDS: dict[str, places.Kind] = {
    **dict.fromkeys(("since", "opened", "due"), places.day),
    **dict.fromkeys(("level", "credits"), places.number),
}
"""How what cases are sorted by is read where a page begins; all else as it stands."""

EVERY = Asked()


def list_cases(where: str, person: str | None, today: date, asked: Asked = EVERY) -> Page[CaseLine]:
    """The page of cases. Unknown where the records know no such person, provider, role or case."""
    with looking(where) as ask:
        return _listed(ask, where, person, today, asked)


def cases_of(desk: Desk, track: str | None = None, state: str | None = None) -> list[CaseLine]:
    """All cases by their references, of a track or in a state where one is given."""
    asked = Asked(track=(track,) if track else (), state=(state,) if state else ())
    with desk.reading() as connection:
        where = desk.records.where
        return list(_listed(over(connection), where, desk.person, desk.today, asked).rows)


def _listed(ask: Ask, where: str, person: str | None, today: date, asked: Asked) -> Page[CaseLine]:
    within(asked)
    sought = wanted(where, ask, person, today, asked, NAMED)
    page = paged(ask, sought, asked)
    called = labels(ask, page.rows)
    lines = tuple(_line(row, called) for row in page.rows)
    return Page(lines, page.found, page.counted, page.last)


def paged(ask: Ask, sought: Wanted, asked: Asked) -> Page[CaseRow]:
    """The page of what is sought, in the order that is asked for."""
    sort = keys(asked.sort)
    most = ALL if asked.first is None else asked.first
    place = None if asked.after is None else _place(ask, sort, asked.after)
    rows = kept.page(ask, sought, sort, most + 1, place)
    shown = tuple(rows[:most])
    found = len(shown)
    if len(rows) > most or asked.after is not None:
        found = kept.count(ask, sought)
    if len(rows) <= most:
        return Page(shown, found, MANY)
    last = shown[-1]
    return Page(shown, found, MANY, places.written(last.ref, *kept.values_of(sort, last.at)))


def _place(ask: Ask, sort: tuple[Key, ...], after: str) -> tuple[Any, ...]:
    """Where a page begins. Unknown for a case that there is not, of which no place is said."""
    by = {key.name: KINDS.get(key.name, places.word) for key in kept.settled(sort)}
    ref, values = places.read(after, by)
    if values is not None:
        return kept.place_of(sort, values, ref)
    place = kept.place_now(ask, sort, ref)
    if place is None:
        raise Unknown(f"there is no case {ref}", "give the last one of the page before")
    return place


def _line(row: CaseRow, called: dict[tuple[str, str], str]) -> CaseLine:
    label = called[row.definition, row.state]
    given = row.ref, row.track, row.number, row.title, row.state, label
    beside = row.due_on or None, row.opened_on, row.level, row.credits
    return CaseLine(*given, row.since or None, row.provider, *beside)


def labels(ask: Ask, rows: Iterable[CaseRow]) -> dict[tuple[str, str], str]:
    """What the states of cases are called, by definition and state; no more of one is read."""
    import tomllib

    states: dict[str, dict[str, Any]] = {}
    found: dict[tuple[str, str], str] = {}
    for row in rows:
        name = row.definition
        if name not in states:
            kept_so = ask("SELECT body FROM content WHERE hash = :name", {"name": name})
            if not kept_so:
                raise OurFault(f"the workflow of {row.ref} is not in the records")
            states[name] = tomllib.loads(json.loads(bytes(kept_so[0][0]))["workflow"])["states"]
        found[name, row.state] = label_of(row.state, states[name].get(row.state, {}))
    return found
