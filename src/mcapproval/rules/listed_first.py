"""ACC-LISTED: accreditation is for what is approved and listed, or is so by the same application.

What is expiring is still listed. Where the micro-credential is not in the records nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule

GONE = {
    "unlisted": "not listed",
    "discontinued": "discontinued",
    "removed": "taken off the list",
}
NOT_GRANTED = {"open": "not answered yet", "declined": "declined"}


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    kind = draft.text("/application/kind")
    if kind == "accreditation":
        yield from _of_another(draft)
    elif kind == "listing-approval-and-accreditation":
        yield from _of_its_own(draft)


def _of_another(draft: Draft) -> Iterator[Remark]:
    gone = GONE.get(draft.text("/listing/status"))
    if gone:
        yield Remark(
            "/listing/status",
            f"accreditation is for an approved and listed micro-credential; this one is {gone}",
            "have it approved and listed first, or apply for both together",
        )
    elif draft.text("/listing/approved") == "no":
        yield Remark(
            "/listing/approved",
            "accreditation is for an approved and listed micro-credential; the approval of this "
            "one is not recorded",
            "record the approval first, or apply for both together",
        )


def _of_its_own(draft: Draft) -> Iterator[Remark]:
    if draft.text("/application/results/accreditation/outcome") != "granted":
        return
    for result in ("listing", "approval"):
        said = NOT_GRANTED.get(draft.text(f"/application/results/{result}/outcome"))
        if said:
            yield Remark(
                f"/application/results/{result}/outcome",
                f"accreditation was granted and {result} is {said}; what is accredited is "
                "approved and listed",
                f"record the answer on {result} with its letter",
            )


RULE = Rule(
    "ACC-LISTED",
    "Accreditation for what is approved and listed",
    ("/application/kind", "/application/results", "/listing/status", "/listing/approved"),
    check,
    about="standing",
    track="application",
)
