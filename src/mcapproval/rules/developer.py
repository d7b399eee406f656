"""DEV-NAMED: the developer is named, and of a type that applies for listing.

Rule 6.1(e) asks for a name and says nothing of types: for those we go by what is said of who
applies, a list that could not be read to its end. From when till when a type was there is for
ROLE-ERA; a developer who is the applicant is looked at as the applicant. A type that can't be used
as written is told as a fault of the form.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import asks_content
from mcapproval.rules.bodies import ASK, NOT_SETTLED, Body, body
from mcapproval.rules.law import Dated, Law
from mcapproval.rules.rule import Remark, Rule

NAME = "name the body that applies and is answerable for it, and state the other as a partner"


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
    if held is not None and held.value in ("no", "unclear"):
        yield _may_not(developer, held)


def _may_not(developer: Body, held: Dated) -> Remark:
    who = f"the developer is {developer.name} ({developer.spoken_type})"
    if held.value == "no":
        said, mend = f"{who}, and bodies of that type do not apply for listing", NAME
    else:
        said, mend = f"{who}, which may not be able to be one: {NOT_SETTLED}", f"{NAME}; or {ASK}"
    return Remark("/developer/organisation", said, mend, clause=held.clause)


RULE = Rule(
    "DEV-NAMED",
    "Developer named and of a type that may apply",
    ("/developer", "/applicant", "/organisations", "/kind"),
    check,
    law=("may_apply",),
)
