"""LVL-DESC: the level was chosen by the descriptors that hold for this work.

The new set holds since 1 July 2025. Work begun before then could still use the old one for six
months. A draft that names no set is asked which it was where it could have been the old one: of
work begun before the new set that weighs as much as naming the old one would. Work begun since
then could only use the new set, and what says neither is taken for such work once the old set has
gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mcapproval.clock import add_days, spoken
from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import asks_content, day_of
from mcapproval.rules.law import Dated, Law, values
from mcapproval.rules.rule import Remark, Rule


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    asked = law.value("level_descriptors", "set")
    still = law.maybe("level_descriptors", "still")
    named = draft.text("/level_descriptors")
    began = day_of(draft.get("/work_began"))
    if not named:
        if draft.whole("/level") is not None and asks_content(draft):
            yield from _unnamed(began, asked, still)
    elif named == asked.value:
        return
    elif still is None:
        yield _too_late(asked)
    elif began is None:
        yield Remark(
            "/work_began",
            f"the level descriptors from before {spoken(asked.since)} were used, and the draft "
            "does not say when the work began",
            f"write the day under work_began; work begun from {spoken(asked.since)} uses the new "
            "descriptors",
        )
    elif began >= asked.since:
        yield Remark(
            "/level_descriptors",
            f"the work began on {spoken(began)}, and the level was chosen by the descriptors from "
            f"before {spoken(asked.since)}",
            f"choose the level by the new descriptors, and write level_descriptors: {asked.value}",
        )


def _unnamed(began: date | None, asked: Dated, still: Dated | None) -> Iterator[Remark]:
    """Said of work begun before the new set; of work with no first day only while both are used."""
    early = began is not None and began < asked.since
    said = "said" if still else "said-after"
    if early or (began is None and still is not None):
        yield Remark(
            "/level_descriptors",
            "it is not said by which level descriptors the level was chosen, those from before "
            f"{spoken(asked.since)} or the new ones",
            f"write level_descriptors: {asked.value} if it was the new ones"
            + ("" if still else "; if not, choose the level again by them"),
            clause=f"level-descriptors/{said}",
        )


def _too_late(asked: Dated) -> Remark:
    (*_, last) = values()[("level_descriptors", "still")]
    until = last.until or add_days(asked.since, -1)
    return Remark(
        "/level_descriptors",
        f"the level was chosen by the descriptors from before {spoken(asked.since)}, which could "
        f"be used until {spoken(until)}",
        f"choose the level by the new descriptors, and write level_descriptors: {asked.value}; or "
        "have it waived with the reason",
    )


RULE = Rule(
    "LVL-DESC",
    "The level descriptors that hold for this work",
    ("/level_descriptors", "/work_began", "/level", "/kind"),
    check,
    law=("level_descriptors", "clause"),
)
