"""Requests for information: how often, how long until the reply, what about, each in its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from mcapproval.reports.chart import Chart
from mcapproval.reports.named import KIND
from mcapproval.reports.paging import Page
from mcapproval.reports.table import Cell, Column, Table
from mcapproval.shares import per_cent

RATES = (
    Column("year", "Sent in"),
    Column("kind", "Kind", names=KIND),
    Column("sent", "Sent", right=True),
    Column("asked", "Asked", right=True),
    Column("per_cent", "%", right=True),
    Column("rounds", "Rounds", right=True),
    Column("requests", "Requests", right=True),
    Column("open", "Open", right=True),
    Column("median", "Days to reply", right=True),
    Column("ninetieth", "9 of 10", right=True),
    Column("longest", "Longest", right=True),
    Column("working_median", "Working", right=True),
)
CAUSES = (
    Column("about", "About", only="data"),
    Column("title", "About"),
    Column("applications", "Applications", right=True),
    Column("requests", "Requests", right=True),
    Column("last_on", "Last", day=True),
    Column("such_as", "such as", below=True),
)
REQUESTS = (
    Column("on", "On", day=True),
    Column("ref", "Case", whole=True),
    Column("item", "Item", right=True),
    Column("round", "Round", right=True),
    Column("state", "State"),
    Column("about", "About"),
    Column("touches", "Touches"),
    Column("provider", "Provider", only="data"),
    Column("title", "Title", only="data"),
    Column("says", "", below=True),
)
NONE = "No request for information is in these records."


@dataclass(frozen=True, slots=True)
class Rate:
    """Of `sent` applications of a kind `asked` were asked for information, in so many `rounds` with
    so many `requests`, of which some are `open`. Days run from a request until its reply: the
    median (of two rounds in the middle the mean, half a day rounded up), what nine in ten
    took, the longest; None where none was replied to.
    """

    year: str
    kind: str
    sent: int
    asked: int
    rounds: int
    requests: int
    open: int
    median: int | None
    ninetieth: int | None
    longest: int | None
    working_median: int | None


@dataclass(frozen=True, slots=True)
class Cause:
    """What requests were about: a question of the draft by its key and title. `such_as` is the last
    of them in its words, "(erased)" where they were removed."""

    about: str
    title: str
    applications: int
    requests: int
    last_on: str
    such_as: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, as it was put; `about` are the titles of the questions that it is about."""

    on: str
    ref: str
    item: int
    round: int | None
    state: str
    about: str
    touches: str
    provider: str
    title: str
    says: str


def rates(found: Sequence[Rate], under_way: int = 0, approved: int = 0) -> Table:
    """`under_way` and `approved` were sent before an import, and are not counted."""
    sent, asked = sum(each.sent for each in found), sum(each.asked for each in found)
    words = "application was" if sent == 1 else "applications were"
    return Table(
        RATES,
        tuple(_rate(each) for each in found),
        empty="No application was sent yet." + _apart(under_way, approved),
        note=f"{sent} {words} sent, {asked} of these {'was' if asked == 1 else 'were'} asked for "
        "information. Days are calendar days; Working is the median in working days."
        + _apart(under_way, approved),
    )


def _apart(under_way: int, approved: int) -> str:
    told = [
        f"{many} {words}"
        for many, words in ((under_way, "under way"), (approved, "approved"))
        if many
    ]
    if not told:
        return ""
    return (
        f"\nImported applications are not counted ({', '.join(told)}): what was asked about them "
        "before their import is not in these records."
    )


def _rate(rate: Rate) -> dict[str, Cell]:
    share = per_cent(rate.asked, rate.sent) if rate.sent else None
    return {**asdict(rate), "year": int(rate.year), "per_cent": share}


def causes(found: Sequence[Cause], looked_at: int, applications: int) -> Table:
    words = "request" if looked_at == 1 else "requests"
    cases = "application" if applications == 1 else "applications"
    return Table(
        CAUSES,
        tuple(asdict(each) for each in found),
        empty=NONE,
        note=f"The last {looked_at} {words}, about {applications} {cases}. One about several"
        " questions counts under each of them; which these are is told by the words that it uses.",
    )


def listed(page: Page[Asked]) -> Table:
    return Table(
        REQUESTS,
        tuple(asdict(each) for each in page.rows),
        empty="No such request is in these records.",
        note=f"{page.said('request')}, the last first.",
    )


def rate_chart(found: Sequence[Rate]) -> Chart:
    """How many were sent each year, and how many of them were asked."""
    years = list(dict.fromkeys(each.year for each in found))
    bars = tuple((y, sum(each.sent for each in found if each.year == y)) for y in years)
    asked = tuple(sum(each.asked for each in found if each.year == y) for y in years)
    return Chart("Sent, and asked for information", "applications", bars, ("Sent", "Asked"), asked)


def cause_chart(found: Sequence[Cause]) -> Chart:
    bars = tuple((each.title, each.applications) for each in found)
    return Chart("What requests for information were about", "applications", bars)
