"""REV-PROVIDERS: a re-evaluation counts each accredited provider, once, and nobody else.

NZQA asks for what only accredited providers hold: one that is left out is one that nobody asked. A
provider that delivered in the period as the records have it is counted too, accredited or not. Who
is accredited only the records know: where they do not, only what is told twice is named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import written
from mcapproval.rules.deliveries import words
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule

ASKS = "our policy asks for one row for each accredited provider, and for no other"


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    if not isinstance(draft.get("/delivery"), list):
        return
    rows = [(path, words(row, "provider")) for path, row in draft.rows("/delivery")]
    yield from _twice(rows)
    accredited = _listed(draft, "/case/accredited")
    if not accredited:
        return
    delivered = _listed(draft, "/case/delivered")
    told = {key for _, key in rows}
    if not draft.unusable("/delivery"):
        for key in accredited:
            if key not in told:
                yield _left_out(key, "is accredited for it")
        for key in delivered:
            if key not in told and key not in accredited:
                yield _left_out(key, "delivered it in the period")
    for path, key in rows:
        if not written(key):
            yield Remark(
                path,
                f"this row does not say which provider delivered; {ASKS}",
                "say whose counts these are",
            )
        elif key not in accredited and key not in delivered:
            yield Remark(
                f"{path}/provider",
                f"{key} was not accredited for it in the period, and the records have no cohort "
                f"of it; {ASKS}",
                "mend the key, take the row out, or enter its accreditation or its cohorts first",
            )


def _twice(rows: list[tuple[str, str]]) -> Iterator[Remark]:
    """Each row after the first of a provider."""
    seen: Counter[str] = Counter()
    for path, key in rows:
        seen[key] += 1
        if written(key) and seen[key] > 1:
            yield Remark(
                f"{path}/provider",
                f"{key} has a row already; {ASKS}",
                "put its counts into one row, or mend whose they are",
            )


def _left_out(key: str, why: str) -> Remark:
    return Remark(
        "/delivery",
        f"{key} {why}, and has no row; {ASKS}",
        "give its counts, or say in a row under not_delivered why it did not deliver",
    )


def _listed(draft: Draft, path: str) -> list[str]:
    found = draft.get(path)
    return [key for key in found if isinstance(key, str)] if isinstance(found, list) else []


RULE = Rule(
    "REV-PROVIDERS",
    "Each accredited provider counted, and nobody else",
    ("/delivery", "/case/accredited", "/case/delivered"),
    check,
    about="review",
    track="review",
)
