"""What happened to re-evaluations in a period, as the journal has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from mcapproval.actions.desk import Desk, about
from mcapproval.actions.papers.house import house_of
from mcapproval.clock import FIRST_YEAR, add_days
from mcapproval.documents.reviews.year import YearFacts
from mcapproval.errors import AskedWrongly
from mcapproval.reports.year import BROUGHT_IN, Month, months, shown, told_overdue
from mcapproval.store import due, queries
from mcapproval.store.counting import MANY
from mcapproval.store.events import Event
from mcapproval.store.looking import over
from mcapproval.store.whole import refs_of, with_words

OF_MOVES = {"notify": "announced", "begin": "begun", "report": "reported"}
OF_NOTICES = {"remind": "reminded", "overdue": "overdue"}

LONGEST = 10
"""Years that one report covers."""


def year(desk: Desk, first: date, last: date, provider: str | None = None) -> tuple[Month, ...]:
    """Each month from a day to another. AskedWrongly where the days stand the wrong way round."""
    if last < first or last.year - first.year > LONGEST:
        raise AskedWrongly(
            f"a period from {first.isoformat()} until {last.isoformat()} can't be told",
            f"give a first day and a later last day, at most {LONGEST} years on",
        )
    with desk.reading() as connection:
        ours = refs_of(connection, "review", provider)
        words = _words(range(first.year, last.year + 1))
        rows = queries.holding(with_words(connection, "REV", words))
    return months(first, last, list(_happened(row for row in rows if row.ref in ours)))


def overdue(desk: Desk, provider: str | None = None) -> str:
    """In words, how many have passed their day undecided on the day of the report."""
    before = add_days(desk.today, -1).isoformat()
    wanted = due.Wanted(date(FIRST_YEAR, 1, 1).isoformat(), before, provider)
    with desk.reading() as connection:
        count = due.count(over(connection), wanted)
    return told_overdue(desk.today, count, MANY)


def _words(years: Iterable[int]) -> list[tuple[str, ...]]:
    """What stands in the rows that tell of some years: theirs, those that may take one of them
    back, and what was overdue before.
    """
    days = ("effective_on", "decided_on")
    of_years = [(f'"{day}":"{year:04d}-',) for year in years for day in days]
    return [*of_years, ('"act":"undone"',), ('"act":"noticed"', '"kind":"overdue"')]


def _happened(rows: Iterable[Event]) -> Iterator[tuple[str, str]]:
    """The day and what is counted. One that passed its day undecided is told as overdue again in
    its next state; it counts once.
    """
    overdue = set()
    for row in rows:
        for on, kind in _told(row):
            late = (row.ref, row.data.get("due_on"))
            if kind == "overdue" and late in overdue:
                continue
            if kind == "overdue":
                overdue.add(late)
            yield on, kind


def _told(row: Event) -> Iterator[tuple[str, str]]:
    if row.act == "moved":
        if row.data["move"] in OF_MOVES:
            yield row.effective_on, OF_MOVES[row.data["move"]]
        if "decision" in row.data["facts"]:
            yield row.effective_on, "decided"
    if row.act == "opened" and row.data.get("imported") and row.data["facts"]["decided_on"]:
        yield row.data["facts"]["decided_on"], "brought_in"
    if row.act == "noticed" and row.data["about"].startswith("state:"):
        kind = OF_NOTICES.get(row.data["kind"])
        if kind:
            yield row.effective_on, kind


def year_facts(desk: Desk, first: date, last: date, provider: str | None) -> YearFacts:
    """The same for its paper, in the name of the provider, or of the records' own."""
    rows = year(desk, first, last, provider)
    kinds = shown(rows)
    notes = (BROUGHT_IN if "brought_in" in kinds else "", overdue(desk, provider))
    with desk.reading() as connection:
        records = about(connection)
        whose = provider or records.provider
        return YearFacts(
            first=first,
            last=last,
            rows=tuple((row.month, tuple(getattr(row, key) for key in kinds)) for row in rows),
            kinds=tuple(kinds.values()),
            as_at=desk.today,
            simulated=records.simulated,
            house=house_of(connection, whose, desk.today),
            note=" ".join(filter(None, notes)),
        )
