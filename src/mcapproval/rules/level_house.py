"""LVL-UNI: a level outside the house range of our policy, where it has one.

One university's policy has levels 4 to 8, which is no rule for others; any provider may have a
range. Where the law refuses the level already, the range has nothing to add.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    level = draft.whole("/level")
    lowest, highest = law.value("level", "lowest").value, law.value("level", "highest").value
    if level is None or not lowest <= level <= highest:
        return
    least, most = policy.level_at_least, policy.level_at_most
    if (least is None or least <= level) and (most is None or level <= most):
        return
    yield Remark(
        "/level",
        f"level {level}; our policy is {_range(least, most)}",
        "look again at the descriptors, or write in the need why it belongs at this level",
    )


def _range(least: int | None, most: int | None) -> str:
    if least is None:
        return f"level {most} at most"
    return f"level {least} or above" if most is None else f"levels {least} to {most}"


RULE = Rule("LVL-UNI", "A level within our house range", ("/level",), check, law=("level",))
