"""UNI-ORDER: a university's micro-credential is listed by NZQA before it is approved or accredited.

Universities New Zealand makes sure that NZQA has listed it before it approves the content or grants
accreditation. Both on one day are taken to be in order: a day does not tell which came first.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import day_of
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule

SAID = {"approval": "its content was approved", "accreditation": "accreditation was granted"}


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    if draft.text("/route") != "university":
        return
    listing = draft.text("/application/results/listing/outcome")
    listed_on = day_of(draft.get("/application/results/listing/on"))
    for result, said in SAID.items():
        at = f"/application/results/{result}"
        on = day_of(draft.get(f"{at}/on"))
        if draft.text(f"{at}/outcome") != "granted" or on is None:
            continue
        if listing in ("open", "declined"):
            why = "NZQA has not listed it"
        elif listing == "granted" and listed_on and on < listed_on:
            why = f"NZQA listed it only on {spoken(listed_on)}"
        else:
            continue
        yield Remark(
            f"{at}/on",
            f"{said} on {spoken(on)} and {why}; NZQA lists it first",
            "mend the days if they are wrong; if they are right, ask Universities New Zealand to "
            "decide again after the listing",
        )


RULE = Rule(
    "UNI-ORDER",
    "Listed by NZQA before a university's content is approved",
    ("/application/results", "/route"),
    check,
    about="standing",
    track="application",
)
