"""The re-evaluations that fall due, a page at a time.

Asked every day from the shell, it loads nothing that only writing needs.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from mcapproval.actions.finding import whose
from mcapproval.clock import FIRST_YEAR, LAST_YEAR, add_days
from mcapproval.errors import AskedWrongly, Unknown
from mcapproval.policy.lead import LEAD_DAYS
from mcapproval.reports import places
from mcapproval.reports.due import Due, DuePage
from mcapproval.store import due as kept
from mcapproval.store.ask import Ask, over
from mcapproval.store.counting import ALL, MANY
from mcapproval.store.finding.case_list import LAST
from mcapproval.store.looking import looking

if TYPE_CHECKING:
    from mcapproval.actions.desk import Desk

ERASED = "(erased)"


class Asked(NamedTuple):
    """Which are wanted: those within so many days, or of a period that is named; of a provider;
    of an owner, by short name, reference or name, `me`, or `none` for those without one. `first` is
    how many at most, None for all of them; `after` is the last re-evaluation of the page before,
    with the day on which it was due then as `reports/places.py` has it.
    """

    within: int
    since: date | None = None
    until: date | None = None
    provider: str | None = None
    owner: str | None = None
    first: int | None = None
    after: str | None = None


def due(where: str, person: str | None, today: date, asked: Asked) -> DuePage:
    """The page of those still to be decided, the overdue ones first.

    Unknown where the records know no such person, provider or re-evaluation; AskedWrongly for a
    period that ends before it begins.
    """
    with looking(where) as ask:
        return due_there(ask, where, whose.person(ask, person), today, asked)


def due_at(desk: Desk, asked: Asked) -> DuePage:
    """The same of a desk, over its own connection. Raises as `due` does."""
    with desk.reading() as connection:
        return due_there(over(connection), desk.records.where, desk.person, desk.today, asked)


def due_there(ask: Ask, where: str, asks: str | None, today: date, asked: Asked) -> DuePage:
    """The same of records that are open; `asks` is a reference."""
    wanted = _wanted(where, ask, asks, today, asked)
    after = _after(ask, asked.after)
    most = ALL if asked.first is None else asked.first + 1
    there = kept.page(ask, wanted, most, after)
    rows = there[: asked.first]
    more = len(there) > len(rows)
    if more or after is not None:
        found = kept.count(ask, wanted)
        before = add_days(today, -1).isoformat()
        past = kept.Wanted(wanted.since, min(before, wanted.until), wanted.provider, wanted.owner)
        late = kept.count(ask, past)
    else:
        found = len(rows)
        late = sum(row.due_on < today.isoformat() for row in rows)
    lead = _leads(ask, today)
    lines = tuple(_line(row, today, lead.get(row.provider, lead[""])) for row in rows)
    last = places.written(rows[-1].ref, rows[-1].due_on) if more else None
    return DuePage(lines, found, MANY, last, late=late)


def refs_due(where: str, person: str | None, today: date, asked: Asked) -> list[str]:
    """The references alone of what `due` gives."""
    with looking(where) as ask:
        asks = whose.person(ask, person)
        most = ALL if asked.first is None else asked.first
        wanted = _wanted(where, ask, asks, today, asked)
        return [row.ref for row in kept.page(ask, wanted, most, None)]


def _wanted(where: str, ask: Ask, asks: str | None, today: date, asked: Asked) -> kept.Wanted:
    until = asked.until or add_days(today, asked.within)
    since = asked.since or date(FIRST_YEAR, 1, 1)
    if until < since:
        raise AskedWrongly(
            f"the period ends on {until}, before it begins on {since}", "give a later last day"
        )
    if asked.provider is not None:
        whose.provider(ask, asked.provider)
    owner = whose.owner(where, ask, asks, asked.owner)
    last = min(until, date(LAST_YEAR, 12, 31))
    return kept.Wanted(since.isoformat(), last.isoformat(), asked.provider, owner)


def _after(ask: Ask, after: str | None) -> tuple[str, str] | None:
    if after is None:
        return None
    ref, values = places.read(after, {"the day on which it is due": places.day})
    if values is not None:
        return values[0] or LAST, ref
    found = kept.place_of(ask, ref)
    if found is None:
        raise Unknown(f"there is no re-evaluation {ref}", "give the last one of the page before")
    return found


def _leads(ask: Ask, today: date) -> dict[str, int]:
    """By provider, how many days before it is due a re-evaluation opens; "" is for all others."""
    adopted = {
        provider: int(json.loads(body).get("review", {}).get("lead_days", LEAD_DAYS))
        for provider, body in kept.policies(ask, today.isoformat()).items()
    }
    return {**adopted, "": adopted.get(kept.whose_records(ask), LEAD_DAYS)}


def _line(row: kept.DueRow, today: date, lead: int) -> Due:
    days = (date.fromisoformat(row.due_on) - today).days
    return Due(
        row.ref,
        row.due_on,
        days,
        "overdue" if days < 0 else "due" if days <= lead else "upcoming",
        row.form,
        row.listing,
        row.number or "",
        row.title,
        row.state,
        row.provider,
        row.owner or "",
        _called(row),
        row.number_version if row.number else None,
    )


def _called(row: kept.DueRow) -> str:
    """The name of the owner."""
    told = json.loads(bytes(row.person)) if row.person else {}
    return str(told.get("name") or (ERASED if row.owner else ""))
