"""DEV-NAMED: the developer is named, and of a type that develops for listing.

From when till when a type was there is for ROLE-ERA; a developer who is the applicant is looked at
as the applicant. A type that can't be used as written is told as a fault of the form.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.findings import Severity
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import asks_content
from mcapproval.rules.bodies import body
from mcapproval.rules.law import Dated, Law
from mcapproval.rules.rule import Remark, Rule
from mcapproval.rules.texts import clauses


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    key = draft.text("/developer/organisation")
    if not key:
        if asks_content(draft):
            yield Remark(
                "/developer/organisation",
                "the developer is not named",
                "write its key under developer, organisation, then name and type in organisations",
            )
        return
    if key == draft.text("/applicant/organisation"):
        return
    developer = body(draft, key)
    if not developer.type and draft.unusable(f"/organisations/{key}"):
        return
    if not developer.type:
        yield Remark(
            "/developer/organisation",
            f"the draft does not say what type of body '{key}' is",
            f"write its name and type under organisations, {key}",
        )
        return
    held = law.maybe("may_apply", developer.type)
    if held is None or held.value in ("may", "ending"):
        return
    yield Remark(
        "/developer/organisation",
        f"{developer.name} ({developer.spoken_type}) does not develop for listing by itself",
        "name the body that applies and is answerable for it; state the other as a partner",
        severity=Severity.WAIVABLE if _not_sure(held) else None,
    )


def _not_sure(held: Dated) -> bool:
    """Whether the texts do not settle it: the list of applicants could not be read to its end."""
    return held.value == "unclear" or clauses()[held.clause].severity is Severity.WAIVABLE


RULE = Rule(
    "DEV-NAMED",
    "Developer named and of a type that may develop",
    ("/developer", "/applicant", "/organisations", "/kind"),
    check,
    law=("may_apply",),
)
