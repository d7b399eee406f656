"""PUBLISHED: what pages and brochures say of level and credits agrees with the draft.

Learners and evaluators read those pages too. Whether the page or the draft is right is for a
person; where the page is somebody else's, it is enough to write down who mends it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mcapproval.clock import spoken
from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import asks_content, day_of, written
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    if not asks_content(draft):
        return
    ours = {key: draft.whole(f"/{key}") for key in ("level", "credits")}
    for path, row in draft.rows("/published_elsewhere_as"):
        if written(row.get("done")):
            continue
        for key, value in ours.items():
            theirs = row.get(key)
            if value is not None and _whole(theirs) and theirs != value:
                yield Remark(
                    f"{path}/{key}",
                    f"{_where(row)} gives {_told(key, theirs)}, this draft {_told(key, value)}; "
                    "our policy asks that they agree",
                    "have the page mended, or the draft, whichever is wrong; until then write "
                    "under done who mends it",
                )


def _where(row: dict[str, Any]) -> str:
    """What was looked at, and when: where our own words for it may be long, they stand first."""
    where = row.get("where")
    seen = day_of(row.get("seen"))
    told = where.strip() if isinstance(where, str) and written(where) else "a page"
    return f"{told} (seen on {spoken(seen)})" if seen else told


def _told(key: str, value: object) -> str:
    if key == "level":
        return f"level {value}"
    return f"{value} {'credit' if value == 1 else 'credits'}"


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


RULE = Rule(
    "PUBLISHED",
    "Published facts agree with the draft",
    ("/published_elsewhere_as", "/level", "/credits", "/kind"),
    check,
)
