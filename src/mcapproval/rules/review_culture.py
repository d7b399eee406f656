"""REV-CULTURE: what is evaluated under Te Hono o Te Kahurangi looks at itself by it again.

Only where the approved application says that it applies; where that is not known nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import written
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    if draft.text("/case/te_hono") == "yes" and not written(draft.get("/culture")):
        yield Remark(
            "/culture",
            "Te Hono o Te Kahurangi applies to this micro-credential, and nothing is said of Te "
            "Tiriti, mātauranga Māori and culture; our policy asks for it",
            "say under culture what was done in the period and what those concerned said of it",
        )


RULE = Rule(
    "REV-CULTURE",
    "Te Tiriti and mātauranga Māori looked at where Te Hono applies",
    ("/culture", "/case/te_hono"),
    check,
    about="review",
    track="review",
)
