"""REPORT-3M: what learners completed is reported within months of it.

Overdue until it is reported; what was reported too late is noted, because it can't be mended.
Reporting through the Single Data Return counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mcapproval.clock import spoken
from mcapproval.draft.model import Draft
from mcapproval.findings import Severity
from mcapproval.policy.model import Policy
from mcapproval.rules.deliveries import Row, day, months_from, provider, whole, words
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    for path, row in draft.rows("/deliveries"):
        completed = day(row, "completed_on") or day(row, "ended_on")
        if completed is None or not whole(row, "completed"):
            continue
        last = months_from(completed, law.value("reporting", "months").value)
        if last:
            yield from _remarks(path, row, completed, last, law.day)


def _remarks(path: str, row: Row, completed: date, last: date, today: date) -> Iterator[Remark]:
    reported = day(row, "reported_on")
    begun = (
        f"the delivery by {provider(row)}: {whole(row, 'completed')} completed by "
        f"{spoken(completed)}, to be reported by {spoken(last)}"
    )
    if reported is None and words(row, "reported") == "no" and today > last:
        yield Remark(
            f"{path}/reported",
            f"{begun}, and not reported yet",
            "report the completions, by the Single Data Return or to NZQA, and record the day",
        )
    elif reported is not None and reported > last:
        yield Remark(
            f"{path}/reported_on",
            f"{begun}, and reported only on {spoken(reported)}",
            "nothing to mend here: put the day for reporting into the plan of the next delivery",
            severity=Severity.NOTE,
        )


RULE = Rule(
    "REPORT-3M",
    "Completions reported in time",
    ("/deliveries",),
    check,
    about="standing",
    track="accreditation",
    law=("day", "reporting"),
)
