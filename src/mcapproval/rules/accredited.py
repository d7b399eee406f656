"""DELIVER-ACC: nobody delivers without an accreditation for it.

A delivery that is only planned is warned of: the accreditation may still come before it begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mcapproval.clock import spoken
from mcapproval.draft.model import Draft
from mcapproval.findings import Severity
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import day_of
from mcapproval.rules.deliveries import Row, day, maybe_of, planned, provider, words
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    if not isinstance(draft.get("/accreditations"), list):
        return
    held = [row for _, row in draft.rows("/accreditations")]
    for path, row in draft.rows("/deliveries"):
        own = [a for a in held if maybe_of(a, row)]
        for key, on in _days(row, law.day):
            if any(_covers(accreditation, on) for accreditation in own):
                continue
            yield _remark(f"{path}/{key}", row, on, own)
            break


def _days(row: Row, today: date) -> list[tuple[str, date]]:
    """The days that need an accreditation, with the key that tells of them, the first one first."""
    starts, ended = day(row, "starts"), day(row, "ended_on")
    found = [("starts", starts)]
    if words(row, "status") == "running":
        found.append(("status", today))
    elif words(row, "status") == "ended":
        found.append(("ended_on", ended))
    return [(key, on) for key, on in found if on is not None and words(row, "provider")]


def _covers(accreditation: Row, on: date) -> bool:
    """Whether it holds on a day; a day that is not known is taken to be right."""
    since, until = day(accreditation, "since"), day(accreditation, "until")
    return (since is None or since <= on) and (until is None or on <= until)


def _remark(path: str, row: Row, on: date, own: list[Row]) -> Remark:
    what = "plans to deliver it from" if planned(row) else "delivered it on"
    return Remark(
        path,
        f"{provider(row)} {what} {spoken(on)} and {_why(own, on)}",
        "have the accreditation before it begins, or move or call off the delivery"
        if planned(row)
        else "stop the delivery until there is an accreditation, or mend the days",
        severity=Severity.WARNING if planned(row) else None,
    )


def _why(own: list[Row], on: date) -> str:
    sinces = [found for found in (day_of(row.get("since")) for row in own) if found]
    untils = [found for found in (day_of(row.get("until")) for row in own) if found]
    if untils and max(untils) < on:
        return f"its accreditation held until {spoken(max(untils))}"
    if sinces and min(sinces) > on:
        return f"is accredited only since {spoken(min(sinces))}"
    return "is not accredited for it"


RULE = Rule(
    "DELIVER-ACC",
    "No delivery without accreditation",
    ("/deliveries", "/accreditations"),
    check,
    about="standing",
    track="accreditation",
    law=("day",),
)
