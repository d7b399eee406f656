"""Days of what is said to have happened, as the rules on drafts and on re-evaluations ask of them:
none is still to come, and nothing comes before what it follows. The data are
`advice/happened.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, Literal

from mcapproval.clock import spoken
from mcapproval.draft.model import Draft
from mcapproval.rules.asked import called, day_of
from mcapproval.rules.rule import Remark
from mcapproval.shipped import in_room

OF_EACH = "/*"
KEYS = ("first", "day")
ORDER = "provider-policy/days-order"


@cache
def _days(of: Literal["draft", "review"]) -> Mapping[str, Any]:
    raw = tomllib.loads(in_room("rules", "advice").joinpath("happened.toml").read_text("utf-8"))
    found: Mapping[str, Any] = {"past": (), "order": ()} | raw[of]
    return found


def reads(of: Literal["draft", "review"]) -> tuple[str, ...]:
    """The paths at which these days stand."""
    rows = (*_days(of)["past"], *_days(of)["order"])
    return tuple(dict.fromkeys(path for row in rows for path in _read_by(row)))


def _read_by(row: Mapping[str, str]) -> Iterator[str]:
    if row["in"].endswith(OF_EACH):
        yield row["in"].removesuffix(OF_EACH)
        return
    yield from (f"{row['in']}/{row[key]}" for key in KEYS if key in row)


def to_come(draft: Draft, of: Literal["draft", "review"], today: date) -> Iterator[Remark]:
    """What is said to have happened on a day after that on which it is looked at."""
    for each in _days(of)["past"]:
        for path, row in _rows(draft, each):
            day = day_of(row.get(each["day"]))
            if day and day > today:
                said = each["says"].format(id=called(row, "an item"), day=spoken(day))
                yield Remark(
                    f"{path}/{each['day']}",
                    f"{said}, after {spoken(today)}; our policy asks that what is said to have "
                    "happened has",
                    "mend the day; write what is still to come once it happened",
                )


def upside_down(draft: Draft, of: Literal["draft", "review"]) -> Iterator[Remark]:
    """What is said to have happened before what it follows."""
    for each in _days(of)["order"]:
        for path, row in _rows(draft, each):
            first, day = day_of(row.get(each["first"])), day_of(row.get(each["day"]))
            if first and day and day < first:
                names = {"id": called(row, "an item"), "day": spoken(day), "first": spoken(first)}
                yield Remark(
                    f"{path}/{each['day']}",
                    f"{each['says'].format(**names)}; our policy asks that days stand in the order "
                    "in which things happen",
                    "mend the day that is wrong",
                    clause=ORDER,
                )


def _rows(draft: Draft, each: Mapping[str, str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each entry of a list with its path, or the days of the one group of a place."""
    place = each["in"]
    if place.endswith(OF_EACH):
        yield from draft.rows(place.removesuffix(OF_EACH))
        return
    yield place, {each[key]: draft.get(f"{place}/{each[key]}") for key in KEYS if key in each}
