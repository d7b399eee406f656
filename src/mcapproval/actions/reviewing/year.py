"""What happened to re-evaluations in a period, as the journal has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk, about
from mcapproval.actions.lookup import known_provider
from mcapproval.actions.papers.house import house_of
from mcapproval.actions.reporting.later import recorded_later
from mcapproval.clock import FIRST_YEAR, add_days
from mcapproval.documents.reviews.year import YearFacts
from mcapproval.errors import AskedWrongly
from mcapproval.reports.year import BROUGHT_IN, Month, months, shown, to_come, told_overdue
from mcapproval.store import due, queries
from mcapproval.store.ask import over
from mcapproval.store.counting import MANY
from mcapproval.store.events import Event
from mcapproval.store.reported.passed import passed
from mcapproval.store.whole import refs_of, with_words

OF_MOVES = {"notify": "announced", "begin": "begun", "report": "reported"}
REMIND = "remind"
"""The kind of a notice that is counted."""

LONGEST = 10
"""Years that one report covers."""


def year(desk: Desk, first: date, last: date, provider: str | None = None) -> tuple[Month, ...]:
    """Each month from a day to another that has come. AskedWrongly where the days stand the wrong
    way round, or none of it has; Unknown for a provider that nothing in the records names.
    """
    if last < first or last.year - first.year > LONGEST:
        raise AskedWrongly(
            f"a period from {first.isoformat()} until {last.isoformat()} can't be told",
            f"give a first day and a later last day, at most {LONGEST} years on",
        )
    if first > desk.today:
        raise AskedWrongly(
            f"nothing from {first.isoformat()} on has come: today is {desk.today.isoformat()}",
            "ask for a period that has begun",
        )
    last = min(last, desk.today)
    with desk.reading() as connection:
        known_provider(connection, provider)
        ours = refs_of(connection, "review", provider)
        words = _words(range(first.year, last.year + 1))
        rows = queries.holding(with_words(connection, "REV", words))
        late = list(_late(connection, first, last, provider))
    happened = [each for row in rows if row.ref in ours for each in _told(row)]
    return months(first, last, [*happened, *late])


def _late(
    connection: Connection, first: date, last: date, provider: str | None
) -> Iterator[tuple[str, str]]:
    """Once for each that was undecided on its day, on the day after it: no notice is needed."""
    before, until = add_days(first, -1).isoformat(), add_days(last, -1).isoformat()
    for day, many in passed(connection, before, until, provider):
        yield from [(add_days(date.fromisoformat(day), 1).isoformat(), "overdue")] * many


def overdue(desk: Desk, provider: str | None = None) -> str:
    """In words, how many have passed their day undecided on the day of the report."""
    before = add_days(desk.today, -1).isoformat()
    wanted = due.Wanted(date(FIRST_YEAR, 1, 1).isoformat(), before, provider)
    with desk.reading() as connection:
        count = due.count(over(connection), wanted)
    return told_overdue(desk.today, count, MANY)


def _words(years: Iterable[int]) -> list[tuple[str, ...]]:
    """What stands in the rows that tell of some years: theirs, and those that may take one of them
    back.
    """
    days = ("effective_on", "decided_on")
    of_years = [(f'"{day}":"{year:04d}-',) for year in years for day in days]
    return [*of_years, ('"act":"undone"',)]


def _told(row: Event) -> Iterator[tuple[str, str]]:
    """The day and what is counted."""
    if row.act == "moved":
        if row.data["move"] in OF_MOVES:
            yield row.effective_on, OF_MOVES[row.data["move"]]
        if "decision" in row.data["facts"]:
            yield row.effective_on, "decided"
    if row.act == "opened" and row.data.get("imported") and row.data["facts"]["decided_on"]:
        yield row.data["facts"]["decided_on"], "brought_in"
    about = row.data["about"] if row.act == "noticed" else ""
    if about.startswith("state:") and row.data["kind"] == REMIND:
        yield row.effective_on, "reminded"


def year_facts(desk: Desk, first: date, last: date, provider: str | None) -> YearFacts:
    """The same for its paper, in the name of the provider, or of the records' own."""
    rows = year(desk, first, last, provider)
    kinds = shown(rows)
    brought_in = BROUGHT_IN if "brought_in" in kinds else ""
    ahead = to_come(last, desk.today)
    notes = (ahead, brought_in, overdue(desk, provider), recorded_later(desk, provider))
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
