"""TEC-EFTS: what the credits come to as equivalent full-time students, where funding is sought."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.amounts import credits_of
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    credits = credits_of(draft)
    if draft.text("/funding/sought") != "yes" or credits is None or credits <= 0:
        return
    whole = law.value("tec", "credits_per_efts").value
    decimals = law.value("tec", "efts_decimals").value
    said = "1 credit is" if credits == 1 else f"{credits} credits are"
    yield Remark(
        "/funding",
        f"{said} {credits / whole:.{decimals}f} EFTS, which is credits divided by {whole}",
        "give this figure where the TEC asks for the EFTS value",
    )


RULE = Rule("TEC-EFTS", "The credits as EFTS", ("/funding/sought", "/credits"), check, law=("tec",))
