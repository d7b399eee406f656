"""TEC-HSRC: learning that a regulation makes employers pay for is not funded by the TEC."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    if draft.text("/funding/sought") != "yes" or draft.text("/funding/compliance") != "yes":
        return
    funds = law.value("tec", "not_for_compliance")
    fund = draft.text("/funding/fund")
    if fund and fund not in funds.value:
        return
    yield Remark(
        "/funding/compliance",
        "it teaches what health and safety law or another regulation asks employers for; the TEC "
        f"does not fund that in {', '.join(funds.value).replace('dq', 'DQ')}",
        "plan without this funding, or say under statement what it teaches beyond compliance",
    )


RULE = Rule(
    "TEC-HSRC",
    "Compliance training is not funded",
    ("/funding/sought", "/funding/compliance", "/funding/fund"),
    check,
    law=("tec",),
)
