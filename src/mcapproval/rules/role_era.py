"""ROLE-ERA: bodies apply, and deliver, in the years in which they are there.

Te Pūkenga and Workforce Development Councils ended with 2025, Industry Skills Boards began with
2026. Where one era runs into the next, or its days are not known for sure, a person may waive with
a reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.draft.model import Draft
from mcapproval.findings import Severity
from mcapproval.policy.model import Policy
from mcapproval.rules.bodies import ASK, Body, body, days_in_words, there
from mcapproval.rules.law import Dated, Law
from mcapproval.rules.rule import Remark, Rule
from mcapproval.rules.texts import clauses

APPLYING = {
    "/applicant/organisation": "the applicant",
    "/developer/organisation": "the developer",
}
DELIVERING = "the provider that delivers"


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    seen: set[str] = set()
    for path, role, key in _named(draft):
        if not key or key in seen:
            continue
        seen.add(key)
        named = body(draft, key)
        held = law.maybe("may_apply", named.type) if named.type else None
        if held is None:
            continue
        if not there(held):
            yield _not_there(path, role, named, held, law)
        elif held.value == "ending" and role != DELIVERING:
            yield Remark(
                path,
                f"{role} is {named.name} ({named.spoken_type}); it is not sure that bodies of that "
                f"type apply by themselves on {spoken(law.day)}",
                "have this waived with the reason why it still, or already, applies by itself",
                clause=held.clause,
                severity=Severity.WAIVABLE,
            )


def _named(draft: Draft) -> Iterator[tuple[str, str, str]]:
    """Path, role and key of each body that is to be there."""
    for path, role in APPLYING.items():
        yield path, role, draft.text(path)
    for path, row in draft.rows("/accreditation"):
        key = row.get("provider")
        yield f"{path}/provider", DELIVERING, key if isinstance(key, str) else ""


def _not_there(path: str, role: str, named: Body, held: Dated, law: Law) -> Remark:
    """Days that are our reading are told as such, and may be waived."""
    sure = clauses()[held.clause].severity is not Severity.WAIVABLE
    known = "" if sure else "as far as is known, "
    does = "deliver" if role == DELIVERING else "apply"
    other = "took its place" if held.value == "over" else "applied before it"
    mend = f"name the body that {other}, or mend the type under organisations"
    return Remark(
        path,
        f"{role} is {named.name} ({named.spoken_type}); {known}bodies of that type {does} "
        f"{days_in_words('may_apply', named.type, law.day)}, and the day is {spoken(law.day)}",
        mend if sure else f"{mend}; or {ASK}",
        clause=held.clause,
    )


RULE = Rule(
    "ROLE-ERA",
    "Bodies of a type that is there on the day",
    ("/applicant", "/developer", "/accreditation", "/organisations"),
    check,
    law=("day", "may_apply"),
)
