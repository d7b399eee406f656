"""ROLE-ERA: bodies apply in the years in which they are there.

Te Pūkenga and Workforce Development Councils ended with 2025, Industry Skills Boards began with
2026. Where one era runs into the next a person may waive with a reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.draft.model import Draft
from mcapproval.findings import Severity
from mcapproval.policy.model import Policy
from mcapproval.rules.bodies import body, days_of, is_over
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule

NAMED = (("/applicant/organisation", "the applicant"), ("/developer/organisation", "the developer"))


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    seen: set[str] = set()
    for path, role in NAMED:
        key = draft.text(path)
        if not key or key in seen:
            continue
        seen.add(key)
        named = body(draft, key)
        if not named.type:
            continue
        held = law.maybe("may_apply", named.type)
        if held is None:
            over = is_over("may_apply", named.type, law.day)
            other = "took its place" if over else "applied before it"
            yield Remark(
                path,
                f"{role} is {named.name} ({named.spoken_type}); bodies of that type apply "
                f"{days_of('may_apply', named.type, law.day)}, and the day is {spoken(law.day)}",
                f"name the body that {other}, or mend the type under organisations",
                clause="applicant-notice/eras",
            )
        elif held.value == "ending":
            yield Remark(
                path,
                f"{role} is {named.name} ({named.spoken_type}); it is not sure that bodies of that "
                f"type apply by themselves on {spoken(law.day)}",
                "have this waived with the reason why it still, or already, applies by itself",
                clause=held.clause,
                severity=Severity.WAIVABLE,
            )


RULE = Rule(
    "ROLE-ERA",
    "Applicant and developer of a type that is there on the day",
    ("/applicant", "/developer", "/organisations"),
    check,
    law=("day", "may_apply"),
)
