"""TEC-CAP: a fee within the TEC's cap for the year of the first intake, where funding is sought.

A year whose cap could not be found is told so, beside the last cap that is known: it is never taken
to go on.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mcapproval.clock import spoken
from mcapproval.draft.model import Draft
from mcapproval.findings import Severity
from mcapproval.policy.model import Policy
from mcapproval.rules.amounts import credits_of
from mcapproval.rules.law import Law, first_day, values
from mcapproval.rules.rule import Remark, Rule

FEE = "/funding/fee_dollars"


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    fee, credits = draft.whole(FEE), credits_of(draft)
    if draft.text("/funding/sought") != "yes" or fee is None or credits is None or credits <= 0:
        return
    of_intake = _law_of(draft, law)
    capped = of_intake.maybe("tec", "capped_funds") if of_intake else None
    if of_intake is None or capped is None or draft.text("/funding/part_of_programme") == "yes":
        return
    fund = draft.text("/funding/fund")
    if not fund:
        yield Remark(
            "/funding/fund",
            f"the draft does not say which fund; the TEC's cap holds for {', '.join(capped.value)}",
            "write the fund under funding: fund",
            severity=Severity.NOTE,
        )
    if fund not in capped.value:
        return
    cap = of_intake.maybe("tec", "fee_cap")
    if cap is None:
        yield _not_known(fee, credits, of_intake)
    elif fee > cap.value * credits:
        yield Remark(
            FEE,
            f"${fee:,} for {_credits(credits)}; the TEC's cap of {of_intake.day.year} is "
            f"${cap.value} a credit, ${cap.value * credits:,}",
            "lower the fee, or apply to the TEC for an exception",
        )


def _not_known(fee: int, credits: int | Decimal, of_intake: Law) -> Remark:
    (*_, last) = (cap for cap in values()[("tec", "fee_cap")] if cap.since <= of_intake.day)
    over = fee > last.value * credits
    until = f" until {spoken(last.until)}" if last.until else ""
    return Remark(
        FEE,
        f"the TEC's cap of {of_intake.day.year} is not known here; it was ${last.value} a credit"
        f"{until}, and ${fee:,} for {_credits(credits)} {'goes over' if over else 'keeps'} that",
        "look up the cap of the year with the TEC",
        severity=Severity.WARNING if over else Severity.NOTE,
    )


def _law_of(draft: Draft, law: Law) -> Law | None:
    """The law of the first day of the year of the intake; None before there was any, or no year."""
    year = draft.whole("/funding/year")
    if year is None:
        return law
    try:
        day = law.day.replace(year=year, month=1, day=1)
    except ValueError:
        return None
    return Law(day) if day >= first_day() else None


def _credits(credits: int | Decimal) -> str:
    return "1 credit" if credits == 1 else f"{credits} credits"


RULE = Rule(
    "TEC-CAP", "A fee within the TEC's cap", ("/funding", "/credits"), check, law=("day", "tec")
)
