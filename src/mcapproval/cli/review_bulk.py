"""`review open` for many: those that are named, or all that are due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcapproval.cli import seat
from mcapproval.cli.results import put_results
from mcapproval.cli.review_due import within
from mcapproval.policy.lead import LEAD_DAYS

if TYPE_CHECKING:
    from datetime import date

    from mcapproval.actions.reviewing.bulk_opening import Opened


def open_many(mcs: tuple[str, ...], effective: date | None, as_json: bool, **asked: Any) -> int:
    """Tell of each on the way; 1 where one was refused."""
    from mcapproval.actions.reviewing.bulk_opening import open_due, open_named
    from mcapproval.actions.reviewing.due import Asked

    if mcs:
        lines = open_named(seat.desk(), mcs, effective)
    else:
        within(asked["within"], asked["since"], asked["until"])
        days = asked.pop("within")
        wanted = Asked(within=LEAD_DAYS if days is None else days, **asked)
        lines = open_due(seat.desk(), wanted, effective)
    how = [line.how for line in lines]
    begun, there, refused = (how.count(word) for word in SAID)
    sums = f"{begun} begun, {there} begun before, {refused} refused."
    return put_results(lines, as_json, _line, sums)


def _line(line: Opened) -> str:
    return f"{line.ref or '-':13}  {SAID[line.how]:15}  {line.listing}  {line.title}"


SAID = {"begun": "begun", "there": "begun before", "refused": "refused"}
