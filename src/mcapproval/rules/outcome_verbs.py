"""LO-VERB: an outcome opens with a verb that names something an assessor can see or hear.

No list of verbs by NZQA was found, so this is advice: it speaks of words that are known to name
nothing that can be seen, of openings that are plainly no verb or name an activity, of being there,
and of statements of a word or two. Any other word passes, and so does a statement in te reo Māori.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.law import Law
from mcapproval.rules.openings import Opening, statements
from mcapproval.rules.rule import Remark, Rule

ASKS = "our policy asks for a verb that names something an assessor can see or hear"

ENOUGH = (
    "say what the learner does, with what or to what, and how well or under which conditions, "
    "such as 'Use a spreadsheet to track the costs of a job'"
)


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    for path, _, name, opening in statements(draft):
        if opening.instead:
            yield Remark(
                path,
                f"{name} opens with '{opening.written}', which nobody can see; {ASKS}",
                f"instead of '{opening.written}': {opening.instead}",
            )
        elif opening.noun is not None:
            meant = f", such as {opening.noun}" if opening.noun else ""
            yield Remark(
                path,
                f"{name} opens with '{opening.written}', which is no verb; {ASKS}",
                f"begin with what the learner does{meant}",
            )
        elif opening.attends:
            yield Remark(
                path,
                f"{name} opens with '{opening.written}', which is attendance and no achievement; "
                f"{ASKS}, since a micro-credential certifies what was achieved",
                "say what the learner does there that can be assessed, such as contribute to, "
                "present, explain, perform",
            )
        elif opening.thin or opening.activity is not None:
            yield _of_an_activity_or_thin(path, name, opening)


def _of_an_activity_or_thin(path: str, name: str, opening: Opening) -> Remark:
    """`Planting kai` is both, and told so in one."""
    activity = opening.activity
    faults, mends = [], []
    if activity is not None:
        faults.append(f"opens with '{opening.written}', which names an activity")
        mends.append(f"begin with what the learner does{activity and f', such as {activity}'}")
    if opening.thin:
        faults.append(f"says only '{opening.whole.strip()}', too little to be assessed")
        mends.append(ENOUGH)
    what = ", with enough beside it to assess by" if opening.thin else ""
    return Remark(path, f"{name} {', and '.join(faults)}; {ASKS}{what}", "; ".join(mends))


RULE = Rule("LO-VERB", "Outcomes open with a verb that shows", ("/learning_outcomes",), check)
