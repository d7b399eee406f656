"""NEED-EVID: at least one piece of evidence of need that is dated and comes from somebody.

What it adds up to is said in a summary, which our policy asks for: the application has a part for
it that would go out empty. Where there is no evidence at all one sentence is enough.
How old it may be is our policy's to say, not the law's. A day that has not come yet is a
slip of the pen, and proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from mcapproval.clock import add_months, spoken
from mcapproval.draft.model import Draft
from mcapproval.findings import Severity
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import asks_content, called, days_of, written
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule

NONE = "there is no evidence of need"


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    if not asks_content(draft):
        return
    rows = draft.rows("/need/evidence")
    days = days_of(draft, "/need/evidence")
    faults = [
        _faults(row, day, draft.unusable(f"{path}/from"))
        for (path, row), day in zip(rows, days, strict=True)
    ]
    sound = any(
        not faulty and day and day <= law.at for faulty, day in zip(faults, days, strict=True)
    )
    newest_old = add_months(law.at, -policy.need_months)
    if rows and not written(draft.get("/need/summary")) and not draft.unusable("/need/summary"):
        yield Remark(
            "/need/summary",
            "the need is not said in words; our policy asks for a summary beside its evidence",
            "write under need, summary who lacks which skill, how many they are, and which item "
            "says so",
            clause="provider-policy/need-summary",
        )
    if not sound:
        yield Remark(
            "/need/evidence",
            _none(any(day and day > law.at for day in days), law) if rows else NONE,
            "add an item with its day under dated, and who it comes from or where it was published",
        )
    for (path, row), faulty, dated in zip(rows, faults, days, strict=True):
        for key, fault, mend in faulty if sound else ():
            said = f"{_name(row)} {fault}"
            yield Remark(f"{path}/{key}", said, mend, severity=Severity.WARNING)
        if dated and dated > law.at:
            yield Remark(
                f"{path}/dated",
                f"{_name(row)} is dated {spoken(dated)}, after {spoken(law.at)}",
                "mend the day",
                severity=Severity.WARNING,
            )
        elif dated and dated < newest_old:
            yield Remark(
                f"{path}/dated",
                f"{_name(row)} is dated {spoken(dated)}; our policy asks for evidence of the last "
                f"{policy.need_months} months",
                "get newer evidence, or say in the summary why this still holds",
                clause="provider-policy/need-age",
            )


def _name(row: dict[str, Any]) -> str:
    return called(row, "the item")


def _none(later: bool, law: Law) -> str:
    until = f", by {spoken(law.at)}," if later else ""
    return f"{NONE} that is dated{until} and says who it comes from"


def _faults(
    row: dict[str, Any], dated: date | None, broken: bool
) -> Sequence[tuple[str, str, str]]:
    """What an item lacks; whom it is from is not missing where it is written and is `broken`."""
    source = row.get("from")
    attributed = broken or (isinstance(source, dict) and any(map(written, source.values())))
    if dated and attributed:
        return ()
    faults = []
    if dated is None:
        faults.append(("dated", "has no date", "write the day it was written or held under dated"))
    if not attributed:
        faults.append(
            (
                "from",
                "does not say who it comes from",
                "write an organisation, a person or a published source under from",
            )
        )
    return faults


RULE = Rule(
    "NEED-EVID",
    "Evidence of need, dated and attributed",
    ("/need/evidence", "/need/summary", "/kind"),
    check,
)
