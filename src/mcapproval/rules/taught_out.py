"""STATUS-TAUGHT: deliveries end by the last day for learners under way.

That day is set when it begins to expire, for all or for one accreditation. What goes on after it
leaves learners with a micro-credential that is discontinued, and is not awarded to them any more;
so does, the more, what begins after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mcapproval.clock import spoken
from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import day_of
from mcapproval.rules.deliveries import Row, day, maybe_of, provider, words
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    for_all = day_of(draft.get("/listing/teach_out_on"))
    held = [row for _, row in draft.rows("/accreditations")]
    for path, row in draft.rows("/deliveries"):
        last, starts, ends = _last(row, held, for_all), day(row, "starts"), day(row, "ends")
        if last and starts and starts > last:
            yield Remark(
                f"{path}/starts",
                f"the delivery by {provider(row)} begins on {spoken(starts)}, after the last day "
                f"for learners under way, {spoken(last)}; our policy asks that it ends by then",
                "call it off, or have a later last day set",
            )
            continue
        if last is None or ends is None or ends <= last:
            continue
        yield Remark(
            f"{path}/ends",
            f"the delivery by {provider(row)} ends on {spoken(ends)}, and the last day for "
            f"learners under way is {spoken(last)}; our policy asks that it ends by then",
            "end it by that day, or have a later last day set",
        )


def _last(row: Row, held: list[Row], for_all: date | None) -> date | None:
    """The last day of the provider's own accreditation, else that for all; None where it is not
    known whether there is one of its own.
    """
    days: list[date | None] = []
    for accreditation in (each for each in held if maybe_of(each, row)):
        status, own = words(accreditation, "status"), day(accreditation, "teach_out_on")
        days.append(own if status == "teach-out" else for_all if status else None)
    known = [on for on in days if on]
    return max(known) if known and len(known) == len(days) else None


RULE = Rule(
    "STATUS-TAUGHT",
    "Deliveries end by the last day for learners under way",
    ("/deliveries", "/listing/teach_out_on", "/accreditations"),
    check,
    about="standing",
    track="listing",
)
