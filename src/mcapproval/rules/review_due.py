"""REV-DUE: a re-evaluation is near or overdue; and, where our policy says so, no intake meanwhile.

NZQA's review and our own yearly check are told apart: each has its own day and its own clause. The
day itself is in time; a stopped intake is one that begins after it while the review is overdue.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mcapproval.clock import spoken
from mcapproval.draft.model import Draft
from mcapproval.findings import Severity
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import day_of
from mcapproval.rules.deliveries import day, enrolling, provider
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule

OURS = "provider-policy/yearly-check"
STOPPED = "provider-policy/overdue-intake"
WAITING = ("scheduled", "notified", "in-progress")


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    if draft.text("/review/state") not in WAITING:
        return
    ours, nzqa = day_of(draft.get("/review/ours_on")), day_of(draft.get("/review/nzqa_on"))
    if nzqa and _near(nzqa, law.day, policy):
        yield _of_nzqa(draft, nzqa, law)
    if ours and ours != nzqa and _near(ours, law.day, policy):
        yield Remark(
            "/review/ours_on",
            f"the yearly check that our policy asks for {_when(ours, law.day)}",
            _mend(draft),
            OURS,
            Severity.WARNING,
        )
    due = min((found for found in (ours, nzqa) if found), default=None)
    if due and due < law.day and policy.overdue_stops_intake:
        yield from _stopped(draft, due)


def _near(due: date, today: date, policy: Policy) -> bool:
    return (due - today).days <= policy.lead_days


def _when(due: date, today: date) -> str:
    days = (due - today).days
    if days < 0:
        return f"was due on {spoken(due)} and is {_days(-days)} overdue"
    if days == 0:
        return f"is due today, {spoken(due)}"
    return f"is due on {spoken(due)}, in {_days(days)}"


def _days(days: int) -> str:
    return f"{days} day" if days == 1 else f"{days} days"


def _of_nzqa(draft: Draft, due: date, law: Law) -> Remark:
    notice = law.maybe("review_period", "notice_months")
    ahead = ""
    if notice and due >= law.day:
        ahead = f"; NZQA gives notice about {notice.value} months ahead"
    return Remark(
        "/review/nzqa_on",
        f"the review that NZQA asks for {_when(due, law.day)}{ahead}",
        _mend(draft),
        severity=Severity.WARNING,
    )


def _mend(draft: Draft) -> str:
    ref = draft.text("/review/ref")
    if draft.text("/review/state") == "in-progress":
        return f"answer it and have it decided: mcapproval next {ref}".rstrip()
    return f"begin it: mcapproval review open {draft.text('/ref')}".rstrip()


def _stopped(draft: Draft, due: date) -> Iterator[Remark]:
    for path, row in draft.rows("/deliveries"):
        starts = day(row, "starts")
        if starts and starts > due and enrolling(row):
            yield Remark(
                f"{path}/starts",
                f"the delivery by {provider(row)} takes new learners from {spoken(starts)} while "
                f"the re-evaluation due on {spoken(due)} is overdue; our policy stops new intakes "
                "until it is decided",
                "decide the re-evaluation first, or move the intake",
                STOPPED,
                Severity.ERROR,
            )


RULE = Rule(
    "REV-DUE",
    "Re-evaluation in time",
    ("/review", "/deliveries", "/ref"),
    check,
    about="standing",
    track="review",
    law=("day", "review_period"),
)
