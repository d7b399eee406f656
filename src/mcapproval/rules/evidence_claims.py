"""EVID-CLAIMS: letters say that the skill is in demand and that the assessment reflects the job.

The two claims answer different questions, and a letter that makes neither is only kind. Which types
of evidence are letters is our data; what a letter claims is declared, never read out of its words.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import asks_content, called, listed, lost
from mcapproval.rules.coverage import advice
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule

CLAIMS = {
    "in-demand": "that the skill is in demand",
    "assessment-reflects-job": "that the assessment reflects the job",
}


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    if not asks_content(draft) or lost(draft, "/need/evidence", "type", "claims"):
        return
    letters = [
        (path, row, CLAIMS.keys() & listed(row.get("claims")))
        for path, row in draft.rows("/need/evidence")
        if row.get("type") in advice()["letters"]["types"]
    ]
    made = {claim for _, _, claims in letters for claim in claims}
    for path, row, claims in letters:
        if not claims:
            yield Remark(
                f"{path}/claims",
                f"{called(row, 'the letter')} makes neither claim that our policy asks of "
                f"letters: {' or '.join(CLAIMS.values())}",
                f"write under claims what it says: {' or '.join(CLAIMS)}; if it says neither, ask "
                "its writer",
            )
    for claim, words in CLAIMS.items():
        if made and claim not in made:
            yield Remark(
                "/need/evidence",
                f"no letter says {words}; our policy asks that one does",
                f"ask one of their writers, and write {claim} under claims of the letter",
            )


RULE = Rule(
    "EVID-CLAIMS",
    "Letters make the two claims",
    ("/need/evidence", "/kind"),
    check,
)
