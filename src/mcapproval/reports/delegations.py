"""Delegations: who stood in for whom, on which days, by whose word, and what they did meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

from mcapproval.reports.chart import Chart
from mcapproval.reports.named import KIND
from mcapproval.reports.paging import Page
from mcapproval.reports.table import Column, Table, cells

COLUMNS = (
    Column("delegation", "Number", right=True),
    Column("person", "For"),
    Column("person_ref", "", only="data"),
    Column("delegate", "Stands in"),
    Column("delegate_ref", "", only="data"),
    Column("role", "In", names=KIND),
    Column("since", "From", day=True),
    Column("until", "Until", day=True),
    Column("now", "Now"),
    Column("entered_by", "Entered by"),
    Column("entered_by_ref", "", only="data"),
    Column("entered_on", "Entered", day=True),
    Column("acts", "Acts", right=True),
    Column("last_act_on", "Last act", day=True),
)


@dataclass(frozen=True, slots=True)
class Delegated:
    """`delegation` is the journal row by which it was entered; `now` how it stands on the day of
    the report. `acts` counts the rows that the delegate wrote in place of the other on its days.
    """

    delegation: int
    person: str
    delegate: str
    role: str
    since: str
    until: str
    now: str
    entered_by: str
    entered_on: str
    acts: int
    last_act_on: str
    person_ref: str = ""
    delegate_ref: str = ""
    entered_by_ref: str = ""


def table(page: Page[Delegated]) -> Table:
    holds = sum(row.now == "holds" for row in page.rows)
    now = f"{holds} {'holds' if holds == 1 else 'hold'}"
    acts = sum(row.acts for row in page.rows)
    done = f"{acts} {'act was' if acts == 1 else 'acts were'} done under them"
    return Table(
        COLUMNS,
        tuple(cells(row) for row in page.rows),
        empty="Nobody stood in for anybody.",
        note=f"{page.said('delegation')}{page.of_all(f': {now} today; {done}')}.",
    )


def chart(page: Page[Delegated]) -> Chart | None:
    """What was done under each; None where there is nothing to draw."""
    bars = tuple((f"{row.delegate} for {row.person}, {row.since}", row.acts) for row in page.rows)
    if not any(number for _, number in bars):
        return None
    return Chart("Acts done in place of others", "acts", bars)
