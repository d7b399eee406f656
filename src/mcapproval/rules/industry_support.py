"""ISB-SUPPORT: for a new micro-credential, the skills body's letter or the reason why not.

A Workforce Development Council was asked until the end of 2025, an Industry Skills Board since. A
refusal does not stop an application. When it is asked for is our policy's to say, also that it is
not: what NZQA asks is then answered by the reason. A university is not asked, and a change needs no
letter.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import written
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule

NEW = ("listing-and-approval", "listing-approval-and-accreditation")

WITHOUT_REASON = {
    "awaited": (
        "outcome",
        "the answer of the {body} is still awaited",
        "write the outcome when it comes, or under reason why you go on without it",
    ),
    "declined": (
        "reason",
        "the {body} declined; the reason why there is no support then stands in place of its "
        "letter, and none is given",
        "write under reason what it objected to, and why you go on without its support",
    ),
    "not-required": (
        "reason",
        "the support of the {body} is said not to be required, and not why",
        "write under reason why it is not required",
    ),
}
"""By outcome: where something is missing without a reason, what is said of it, and the mend."""

NEITHER = (
    "outcome",
    "there is neither a letter of support of the {body} nor a reason why not",
    "write the outcome and the letter's file under industry_support, or the reason",
)


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    if draft.text("/route") != "nzqa" or draft.text("/kind") not in NEW:
        return
    asked = law.value("industry_support", "body")
    outcome = draft.text("/industry_support/outcome")
    reason = written(draft.text("/industry_support/reason"))
    if outcome == "supported":
        if not written(draft.text("/industry_support/file")):
            yield Remark(
                "/industry_support/file",
                f"the letter of support of the {asked.value} is not with it",
                "put the letter into the draft's folder and name it under industry_support, file",
                clause=asked.clause,
            )
    elif not reason:
        key, said, mend = WITHOUT_REASON.get(outcome, NEITHER)
        said = said.format(body=asked.value)
        yield Remark(f"/industry_support/{key}", said, mend, clause=asked.clause)


RULE = Rule(
    "ISB-SUPPORT",
    "Industry support, or why there is none",
    ("/industry_support", "/route", "/kind"),
    check,
    law=("industry_support",),
)
