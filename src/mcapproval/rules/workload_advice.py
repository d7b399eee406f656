"""Our data on workload studies: how much a week holds, and what is no account of hours.

Advice of ours, kept in `advice/workload.toml`: no rule text was found that says either.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from mcapproval.draft.model import Draft
from mcapproval.shipped import in_room

WORD = re.compile(r"[^\W\d_]+")


@cache
def advice() -> Mapping[str, Any]:
    return tomllib.loads(in_room("rules", "advice").joinpath("workload.toml").read_text("utf-8"))


@cache
def _dividing() -> frozenset[str]:
    return frozenset(advice()["divided"]["words"])


def only_divides(basis: str) -> bool:
    """Whether a basis has only figures and words of dividing: `10 credits = 100 hours`."""
    return _dividing().issuperset(WORD.findall(basis.lower()))


def too_full(draft: Draft) -> tuple[int, int] | None:
    """The hours a week and the most that a week holds; None unless they are more than that."""
    weekly, most = draft.whole("/delivery/hours_a_week"), advice()["week"]["most_hours"]
    return (weekly, most) if weekly is not None and weekly > most else None
