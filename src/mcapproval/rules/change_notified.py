"""CHG-NOTIFY: when a change is approved, the providers accredited for it are told, and the new
version is recorded.

Only those accredited on the day of the approval; the developer need not tell itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mcapproval.clock import spoken
from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.deliveries import Row, day, words
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule

HELD = ("granted", "ready-to-deliver", "delivering", "idle", "teach-out")


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    for path, row in draft.rows("/changes"):
        approved = day(row, "approved_on")
        if approved is None or approved > law.day:
            continue
        ref = words(row, "ref") or "the change"
        others = _others(draft, approved)
        if words(row, "providers_told") == "no" and others:
            yield Remark(
                f"{path}/providers_told",
                f"{ref} was approved on {spoken(approved)} and it is not recorded that those "
                f"accredited for it were told: {', '.join(others)}",
                "tell them what changes and from when, and record it on the micro-credential with "
                "the move tell-providers",
            )
        if words(row, "version_recorded") == "no":
            yield Remark(
                f"{path}/version_recorded",
                f"{ref} was approved on {spoken(approved)} and no new version is recorded",
                "record the new version of the listing",
            )


def _others(draft: Draft, on: date) -> list[str]:
    """The providers accredited on a day, without the developer; none where that is not known."""
    developer = draft.text("/developer")
    found = {words(row, "provider") for _, row in draft.rows("/accreditations") if _held(row, on)}
    return sorted(found - {developer, ""}) if developer else []


def _held(row: Row, on: date) -> bool:
    """Whether an accreditation is known to have held on a day."""
    since, until = day(row, "since"), day(row, "until")
    if since is None or since > on:
        return False
    return on <= until if until else words(row, "status") in HELD


RULE = Rule(
    "CHG-NOTIFY",
    "Accredited providers are told of a change, and its version is recorded",
    ("/changes", "/accreditations", "/developer"),
    check,
    about="standing",
    track="change",
    law=("day",),
)
