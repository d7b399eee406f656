"""LVL-RANGE: one level, within those of the framework; so is an outcome's own, where it has one."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import asks_content, called
from mcapproval.rules.law import Dated, Law
from mcapproval.rules.rule import Remark, Rule
from mcapproval.rules.texts import clauses

LISTED = "lor-2022/6.1(b)-level"


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    lowest, highest = law.value("level", "lowest"), law.value("level", "highest")
    level = draft.whole("/level")
    if level is None:
        if asks_content(draft):
            yield Remark(
                "/level",
                "no level is given",
                f"write the level under level: the one from {lowest.value} to {highest.value} "
                "whose descriptors fit best",
                clause=LISTED if clauses()[LISTED].in_force(law.day) else lowest.clause,
            )
    elif not lowest.value <= level <= highest.value:
        yield Remark(
            "/level",
            f"level {level}; the levels are {lowest.value} to {highest.value}",
            f"give the level from {lowest.value} to {highest.value} whose descriptors fit best",
            clause=lowest.clause,
        )
    yield from _of_outcomes(draft, lowest, highest)


def _of_outcomes(draft: Draft, lowest: Dated, highest: Dated) -> Iterator[Remark]:
    for path, row in draft.rows("/learning_outcomes"):
        own = row.get("level")
        if type(own) is int and not lowest.value <= own <= highest.value:
            yield Remark(
                f"{path}/level",
                f"{called(row, 'the outcome')} is at level {own}; the levels are {lowest.value} "
                f"to {highest.value}",
                f"give the level from {lowest.value} to {highest.value} that fits the outcome "
                "best, or leave it out where that of the micro-credential fits",
                clause=lowest.clause,
            )


RULE = Rule(
    "LVL-RANGE",
    "A level of the framework",
    ("/level", "/learning_outcomes", "/kind"),
    check,
    law=("day", "level"),
)
