"""FORM-TYPE: what is asked for is in the draft: the parts and attachments that go with its kind.

An accreditation names who delivers and how; an accreditation alone and a change name the
micro-credential they are about; a change sums itself up. The attachments are worked out from the
criteria, since the forms could not be read; a university's accreditation does not go by
NZQA's form. What a change is held to is made with the pack where it names a micro-credential of
ours, and is not asked for.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.draft.pointer import find
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import (
    ABOUT_ANOTHER,
    HELD_TO,
    OUR_REFERENCE,
    asks_accreditation,
    kind,
    written,
)
from mcapproval.rules.law import Law, has
from mcapproval.rules.rule import Remark, Rule

FORM, ATTACHED = "applicant-notice/forms", "applicant-notice/attachments"
WRITTEN = "approval-criteria/accreditation-parts"
PARTS = {
    "provider": "who delivers",
    "delivery": "how and where it is delivered",
    "moderation/internal": "how assessment is moderated",
    "resources": "its staff and facilities",
    "learner_support": "how learners are supported",
    "review": "how delivery and outcomes are reviewed",
}


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    if kind(draft) in ABOUT_ANOTHER and not written(draft.text("/of")):
        yield Remark(
            "/of",
            f"the draft does not say which micro-credential the {kind(draft)} is of",
            "write our reference (MC-0001) or NZQA's number under of",
            clause=FORM,
        )
    if kind(draft) == "change" and not written(draft.text("/change/summary")):
        yield Remark(
            "/change/summary",
            "the change is not summed up",
            "write under change, summary what is different from the version that is listed",
            clause=FORM,
        )
    if asks_accreditation(draft):
        yield from _accreditation(draft)
    if draft.text("/route") != "university":
        yield from _attachments(draft, law)


def _accreditation(draft: Draft) -> Iterator[Remark]:
    rows = draft.rows("/accreditation")
    if not rows:
        yield Remark(
            "/accreditation",
            "accreditation is asked for, and no delivering provider is set out",
            "write one entry a provider under accreditation: " + ", ".join(PARTS),
            clause=FORM,
        )
    for path, row in rows:
        for part, said in PARTS.items():
            if not written(find(row, f"/{part}")):
                yield Remark(
                    f"{path}/{part}",
                    f"the accreditation does not say {said}",
                    f"write it under accreditation, {part.replace('/', ', ')}",
                    clause=FORM if part == "provider" else WRITTEN,
                )


def _attachments(draft: Draft, law: Law) -> Iterator[Remark]:
    if not has("attachments", kind(draft)):
        return
    attached = [row.get("for") for _, row in draft.rows("/attachments") if written(row.get("file"))]
    made = (HELD_TO,) if draft.text("/of").startswith(OUR_REFERENCE) else ()
    for name in law.value("attachments", kind(draft)).value:
        if name not in attached and name not in made:
            ours = " (or write our reference under of, and the pack has it)"
            yield Remark(
                "/attachments",
                f"'{name}' is not attached; it goes with this kind of application",
                f"put the file into the draft's folder and write {{for: {name}, file: ...}} under "
                f"attachments{ours if name == HELD_TO else ''}",
                clause=ATTACHED,
            )


RULE = Rule(
    "FORM-TYPE",
    "Parts and attachments that go with the kind",
    ("/accreditation", "/attachments", "/of", "/change", "/route", "/kind"),
    check,
    law=("attachments",),
)
