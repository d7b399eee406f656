"""`review open` for many: those that are named, or all that are due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mcapproval.cli import seat
from mcapproval.cli.review_due import within
from mcapproval.cli.say import put, put_json, reason_lines
from mcapproval.policy.lead import LEAD_DAYS

if TYPE_CHECKING:
    from datetime import date


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
    refused = sum(line.how == "refused" for line in lines)
    if as_json:
        put_json(
            [
                {
                    "ref": line.ref,
                    "listing": line.listing,
                    "title": line.title,
                    "how": line.how,
                    "reasons": [
                        {"code": r.code, "message": r.message, "mend": r.mend, "who": r.who}
                        for r in line.reasons
                    ],
                }
                for line in lines
            ]
        )
        return 1 if refused else 0
    for line in lines:
        put(f"{line.ref or '-':13}  {SAID[line.how]:15}  {line.listing}  {line.title}".rstrip())
        for told in reason_lines(line.reasons, "  because: "):
            put(told)
    begun = sum(line.how == "begun" for line in lines)
    put(f"{begun} begun, {len(lines) - begun - refused} begun before, {refused} refused.")
    return 1 if refused else 0


SAID = {"begun": "begun", "there": "begun before", "refused": "refused"}
