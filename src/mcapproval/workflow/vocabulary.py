"""The names a definition may use, each list in plain sight. What is not here is refused at load."""

from __future__ import annotations

from collections.abc import Mapping

from mcapproval.policy.model import BODIES, TITLES
from mcapproval.workflow.tracks import OPEN_REVIEWS as OPEN_REVIEWS
from mcapproval.workflow.tracks import TRACKS as TRACKS

ROLES = tuple(role for role in TITLES if role not in BODIES)
"""Roles that a person can be granted, and `system`. A body such as the board is no role."""

MEMBERS: Mapping[str, tuple[str, ...]] = {
    "academic-board": ("board-member", "board-chair"),
    "sub-committee": ("sub-committee-member",),
}
"""By body: the roles whose holders are its members."""

CHAIR, SECRETARY = "board-chair", "board-secretary"

OUTSIDE_BODIES = {
    "nzqa": "NZQA",
    "isb": "the Industry Skills Board",
    "cuap": "Universities New Zealand (CUAP)",
    "tec": "the Tertiary Education Commission",
}
"""Bodies that decide outside; a role of ours records what they said, with the letter."""

CLOCKS = ("own", "none", "author", "head-of-school", "quality", "board", *OUTSIDE_BODIES)
"""Whose time a state takes; only `own` runs."""

LISTING_ENDS = ("discontinued", "removed")
"""The states of a listing in which a micro-credential came to its end."""
ACCREDITATION_ENDS = ("lapsed", "closed", "withdrawn")
"""The states of an accreditation in which it holds no more."""
RESULTS = ("listing", "approval", "accreditation")
RESULT_WORDS = ("granted", "declined")
ITEM_KINDS = (
    "condition",
    "information",
    "advice",
    "support",
    "action",
    "comment",
    "readiness",
)
ITEM_ENDS = ("closed", "not-applicable", "withdrawn")
"""The states of an item in which nothing is left to do."""
ITEM_OWED = ("open", "agreed")
"""The states of an item in which its owner still has to do something by its day."""

WEIGHTS = ("editorial", "substantive")
"""How much a comment weighs: a substantive one that is open stands in the way of a decision."""
KINDS = (
    "listing-and-approval",
    "listing-approval-and-accreditation",
    "accreditation",
    "change",
)
ROUTES = ("nzqa", "university", "skills-board")

FIXES = ("law-day", "no-law-day")
"""A submission fixes the law day; going back before it lets the law of the day hold again."""
DECIDES = (
    "continue",
    "continue-with-actions",
    "change",
    "migrate",
    "pause",
    "not-needed",
    "regulator-intervention",
)
"""What a re-evaluation can end in."""

STARTS_EACH = ("providers",)
STARTS_ONCE = ("micro-credential",)
DUES = ("next-review", "asked")
DUE_FROM = ("item", "next-review", "teach-out")
"""Where a state's due day comes from when it is not counted in days."""

POLICY_WORDS = {
    "industry_support": ("before", "beside", "after", "none"),
    "sub_committee": ("yes", "no"),
}
"""What `if_policy` may ask of a policy, with the answers that a policy can give."""
