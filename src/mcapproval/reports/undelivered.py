"""What was approved and is not delivered: for how long, who may deliver it, and what is planned."""

from __future__ import annotations

from dataclasses import dataclass

from mcapproval.reports.chart import Chart
from mcapproval.reports.paging import Page
from mcapproval.reports.table import Column, Table, cells

COLUMNS = (
    Column("number", "NZQA number"),
    Column("ref", "Ours", whole=True),
    Column("title", "Micro-credential"),
    Column("provider", "Provider"),
    Column("status", "Status", only="data"),
    Column("approved_on", "Approved"),
    Column("delivered", "Delivered"),
    Column("since", "Nothing since"),
    Column("months", "Months", right=True),
    Column("may_lapse_on", "May lapse"),
    Column("over", "", only="data"),
    Column("planned", "Next intake"),
    Column("accredited", "accredited", below=True),
    Column("intake", "intake", below=True),
)

BANDS = ((6, "under 6 months"), (12, "6 to 11 months"), (24, "12 to 23 months"))
LONGEST, UNKNOWN = "24 months or more", "not known"


@dataclass(frozen=True, slots=True)
class Undelivered:
    """One micro-credential. `delivered` says when it was: "never", "not known before DAY" of what
    came with an import, else its last day. `months` are whole ones from `since` until the day of
    the report; None where no day is known. `may_lapse_on` is the day from which an accreditation
    under which nothing is delivered may lapse, `over` whether it has come ("yes" or "no").
    """

    ref: str
    number: str
    title: str
    provider: str
    status: str
    approved_on: str
    delivered: str
    since: str
    months: int | None
    may_lapse_on: str
    over: str
    planned: str
    accredited: str
    intake: str


def table(page: Page[Undelivered], months: int | None = None, held: int | None = None) -> Table:
    """`months`: those too that were not delivered for so many; `held` are those of the law."""
    what = "never delivered" if months is None else f"not delivered for {months} months, or never"
    over = sum(row.over == "yes" for row in page.rows)
    those = "of them" if page.whole else page.those.rstrip()
    lapse = f" An accreditation may lapse after {held} months without delivery: {over} {those}."
    return Table(
        COLUMNS,
        tuple(cells(row) for row in page.rows),
        empty=f"Nothing is approved and {what}.",
        note=f"{page.said('micro-credential')} approved and {what}.{lapse if held else ''}",
    )


def chart(page: Page[Undelivered]) -> Chart:
    """How many of them for how long."""
    names = [*(name for _, name in BANDS), LONGEST, UNKNOWN]
    counts = dict.fromkeys(names, 0)
    for row in page.rows:
        counts[_band(row.months)] += 1
    return Chart("How long nothing has been delivered", "micro-credentials", tuple(counts.items()))


def _band(months: int | None) -> str:
    if months is None:
        return UNKNOWN
    return next((name for under, name in BANDS if months < under), LONGEST)
