"""What was approved and is not delivered: for how long, who may deliver it, and what is planned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from mcapproval.clock import spoken
from mcapproval.reports.chart import Chart
from mcapproval.reports.named import ORGANISATION
from mcapproval.reports.numbers import NUMBER, numbered
from mcapproval.reports.paging import Page
from mcapproval.reports.table import Column, Table, cells

COLUMNS = (
    *NUMBER,
    Column("ref", "Ours", whole=True),
    Column("title", "Micro-credential", bare=True),
    Column("provider", "Provider", names=ORGANISATION),
    Column("status", "Status", only="data"),
    Column("approved_on", "Approved", day=True),
    Column("delivery", "", only="data"),
    Column("delivered", "Delivered"),
    Column("since", "No learners since", day=True),
    Column("months", "Months", right=True),
    Column("may_lapse_on", "May lapse", day=True),
    Column("over", "", only="data"),
    Column("planned", "Next intake", day=True),
    Column("accredited", "accredited", below=True, names=ORGANISATION),
    Column("teaching_out", "teaching out", below=True, names=ORGANISATION),
    Column("intake", "intake", below=True),
)

BANDS = ((6, "under 6 months"), (12, "6 to 11 months"), (24, "12 to 23 months"))
LONGEST = "24 months or more"
BEFORE, UNKNOWN = "not known before the import", "not known"

NEVER, NOT_KNOWN, NO_COHORT, ENDED = "never", "not-known", "no-cohort", "ended"
SAID = {
    NEVER: "never delivered",
    NOT_KNOWN: "not known before an import",
    NO_COHORT: "delivered with no cohort recorded",
    ENDED: "delivered before",
}
"""What is known of the delivery of a micro-credential, and how it is summed up."""

OVER, BESIDES = "over", "besides"
"""How many of them may lapse, and how many of what had cohorts and is not asked for."""


@dataclass(frozen=True, slots=True)
class Undelivered:
    """One micro-credential. `delivery` is one of `SAID`, and `delivered` says when it was: "never",
    "not known before DAY" of what came with an import, what tells of it where no cohort does, else
    its last day. No learners are known `since` the last day of a cohort, of a period in which a
    re-evaluation counted some, or of delivery by its accreditation, whichever came later; else
    since it was approved or imported. `months` are whole ones from then until the day of the
    report; None where nobody knows what was before an import, or since when. `may_lapse_on` is the
    day from which an accreditation under which nothing is delivered may lapse, `over` whether it
    has come ("yes" or "no"); what an accreditation alone tells of does not lapse, nor does one
    under which others are only taught out.
    """

    ref: str
    number: str
    title: str
    provider: str
    status: str
    approved_on: str
    delivery: str
    delivered: str
    since: str
    months: int | None
    may_lapse_on: str
    over: str
    planned: str
    accredited: str
    teaching_out: str
    intake: str
    version: int | None = None


class Lapse(NamedTuple):
    """After how many months an accreditation may lapse on a day, None where no rule says; `rule`
    names it."""

    day: date
    months: int | None
    rule: str


def title(months: int | None = None) -> str:
    """What the rows are, as `table` has them."""
    recorded = "Approved with no cohort recorded"
    return recorded if months is None else f"{recorded}, or with no learners of late"


def table(page: Page[Undelivered], months: int | None = None, lapse: Lapse | None = None) -> Table:
    """`months`: those too that were delivered to nobody for so many."""
    what = "no cohort" if months is None else f"no cohort, or no learners for {_months(months)}"
    besides = page.sums.get(BESIDES)
    lapses = f" {_lapses(page, lapse)}" if lapse and (page.rows or besides) else ""
    said = page.said("micro-credential")
    return Table(
        COLUMNS,
        tuple({**cells(row), "numbered": numbered(row.number, row.version)} for row in page.rows),
        empty=f"Nothing is approved and has {what}.{lapses if besides else ''}",
        note=f"{said} approved with {what}{page.of_all(f': {_sums(page.rows)}')}.{lapses}",
    )


def _months(many: int) -> str:
    return "1 month" if many == 1 else f"{many} months"


def _lapses(page: Page[Undelivered], lapse: Lapse) -> str:
    """How many may lapse, with those besides that had cohorts; where none may, why not."""
    if lapse.months is None:
        return f"None may lapse: no rule in force on {spoken(lapse.day)} says after how long."
    rule = f"may lapse after {_months(lapse.months)} without delivery ({lapse.rule})"
    if not page.whole and OVER not in page.sums:
        return f"An accreditation {rule}; how many may is counted with --all."
    besides, more = page.sums.get(BESIDES, 0), ""
    over = sum(row.over == "yes" for row in page.rows) if page.whole else page.sums[OVER]
    if besides:
        those = f"{_told(page, besides)} more that had cohorts"
        more = f", and {those}: --months {lapse.months} shows them"
    of_them = "of them" if page.whole else "of them in all"
    told = f"{_told(page, over) if over else 'none'} {of_them}"
    why = "" if over or besides or not page.whole else f", {_why_none(page.rows)}"
    return f"An accreditation {rule}: on {spoken(lapse.day)} {told}{why}{more}."


def _told(page: Page[Undelivered], many: int) -> str:
    return str(many) if many <= page.counted else f"more than {page.counted}"


def _why_none(rows: Iterable[Undelivered]) -> str:
    days = [row.may_lapse_on for row in rows if row.may_lapse_on]
    if days:
        return f"the first on {spoken(date.fromisoformat(min(days)))}"
    if all(row.delivery == NO_COHORT for row in rows):
        return "for what is delivered does not lapse, though no cohort of it is recorded"
    return "for it is not known since when nothing is delivered"


def _sums(rows: Iterable[Undelivered]) -> str:
    """What is known apart from what is not: nobody takes an import for a lapse."""
    counts = Counter(row.delivery for row in rows)
    told = [f"{counts[kind]} {words}" for kind, words in SAID.items() if counts[kind]]
    return ", ".join(told) or "none"


def chart(page: Page[Undelivered]) -> Chart:
    """How many of them for how long."""
    counts = dict.fromkeys((*(name for _, name in BANDS), LONGEST), 0)
    apart = Counter[str]()
    for row in page.rows:
        band = _band(row)
        (counts if band in counts else apart)[band] += 1
    bars = (*counts.items(), *sorted(apart.items()))
    return Chart("How long nothing was delivered", "micro-credentials", bars)


def _band(row: Undelivered) -> str:
    """What was delivered with no cohort recorded, and what nobody knows, stand apart."""
    if row.delivery == NO_COHORT:
        return SAID[NO_COHORT]
    if row.months is None:
        return BEFORE if row.delivery == NOT_KNOWN else UNKNOWN
    return next((name for under, name in BANDS if row.months < under), LONGEST)
