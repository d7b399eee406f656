"""LO-ONE: an outcome asks for one thing, so that it is met or not met.

Two verbs that are one piece of work (select and use) are one thing. Where it can't be told whether
a word far into the sentence is a verb or a noun, it is taken for a noun.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.law import Law
from mcapproval.rules.openings import statements
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    for path, _, name, opening in statements(draft):
        also = opening.also()
        if opening.verb and also:
            asked = ", ".join(_told((opening.verb, *also), opening.statement.lower()))
            yield Remark(
                path,
                f"{name} asks for more than one thing ({asked}); our policy asks for one, so that "
                "it is met or not met",
                "make an outcome of each, or keep the verb that the assessment rests on",
            )


def _told(verbs: Iterable[str], statement: str) -> Iterable[str]:
    """Each once; `set` where we know only `set up` and the statement does not say that."""
    return dict.fromkeys(v if v in statement else v.partition(" ")[0] for v in verbs)


RULE = Rule("LO-ONE", "Outcomes ask for one thing", ("/learning_outcomes",), check)
