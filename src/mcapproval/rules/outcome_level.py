"""LO-LEVEL: the verb of an outcome plausibly agrees with its level.

No list of verbs by NZQA was found: the spans are ours, and wide. An outcome without a level of its
own is read at the level of the micro-credential. What the level asks for is told in the words of
the descriptors that the draft is read by; where our copy lacks them, that is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.descriptors import applying, caveat, known
from mcapproval.rules.law import Law
from mcapproval.rules.openings import statements
from mcapproval.rules.rule import Remark, Rule
from mcapproval.rules.verbs import verbs


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    for path, row, name, opening in statements(draft):
        level = level_of(row, draft)
        suits = verbs().spans.get(opening.verb or "")
        if level is None or suits is None or suits[0] <= level <= suits[1]:
            continue
        applies = applying(draft, law)
        asks = known(level, applies)
        if asks:
            lowest, highest = suits
            span = f"from level {lowest} on" if level < lowest else f"up to level {highest}"
            yield Remark(
                path,
                f"{name} is at level {level} and opens with '{opening.written}', which our policy "
                f"expects {span}",
                f"choose a verb for what level {level} asks: {asks.words()}"
                f"{caveat((level,), applies)}; or give the level that the work has",
            )


def level_of(row: dict[str, Any], draft: Draft) -> int | None:
    """The outcome's own level, else the draft's."""
    own = row.get("level")
    if isinstance(own, int) and not isinstance(own, bool):
        return own
    return draft.whole("/level")


RULE = Rule(
    "LO-LEVEL",
    "Verb and level plausibly agree",
    ("/learning_outcomes", "/level", "/level_descriptors", "/work_began"),
    check,
    law=("level_descriptors",),
)
