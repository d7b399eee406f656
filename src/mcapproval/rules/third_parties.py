"""THIRD-PARTY: others who work for the provider are stated, with what each does and an agreement.

An empty list says that there are none; a missing one says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import written
from mcapproval.rules.bodies import body
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    if draft.get("/third_parties") is None:
        yield Remark(
            "/third_parties",
            "the draft does not say whether others enrol, teach, support, are paid or assess",
            "list them under third_parties, or write third_parties: [] where there are none",
        )
    for path, row in draft.rows("/third_parties"):
        name = (
            body(draft, str(row["organisation"])).name
            if row.get("organisation")
            else "the third party"
        )
        if not row.get("organisation"):
            yield Remark(
                f"{path}/organisation",
                "a third party is not named",
                "write its key under organisation",
            )
        if not row.get("does"):
            yield Remark(
                f"{path}/does",
                f"it is not said what {name} does",
                "write under does which of enrols, teaches, supports, is-paid, assesses",
            )
        if not written(row.get("agreement")):
            yield Remark(
                f"{path}/agreement",
                f"there is no agreement with {name}",
                "put the signed agreement into the draft's folder and name it under agreement",
            )


RULE = Rule("THIRD-PARTY", "Third parties are stated", ("/third_parties", "/organisations"), check)
