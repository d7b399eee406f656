"""STD-CONSENT: who delivers standards holds consent to assess them, or shows how it meets them.

Accreditation for a micro-credential grants the consent that goes with its standards, on evidence
that the consent and moderation requirements are met.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import asks_accreditation, written
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    if not asks_accreditation(draft):
        return
    if draft.text("/standards/used") != "yes" and not draft.rows("/standards/list"):
        return
    for path, _ in draft.rows("/accreditation"):
        at = f"{path}/consent"
        if draft.text(f"{at}/held") == "yes":
            continue
        if any(written(draft.get(f"{at}/{shown}")) for shown in ("statement", "file")):
            continue
        yield Remark(
            at,
            "standards are used, and it is not said that consent to assess them is held or how the "
            "consent and moderation requirements are met",
            "write under consent held: yes and its scope; or say under statement how the "
            "requirements are met, and name the evidence under file",
        )


RULE = Rule(
    "STD-CONSENT",
    "Consent to assess the standards, or evidence for it",
    ("/accreditation", "/standards", "/kind"),
    check,
)
