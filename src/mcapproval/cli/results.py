"""What came of several that were asked for in one command: each with a result of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, TypeVar

from mcapproval.cli.say import put, put_json, reason_lines

if TYPE_CHECKING:
    from mcapproval.actions.reviewing.bulk_opening import Opened
    from mcapproval.actions.reviewing.owners import Assigned
    from mcapproval.actions.reviewing.rescheduling import Rescheduled

Result = TypeVar("Result", "Opened", "Assigned", "Rescheduled")


def put_results(
    results: Sequence[Result], as_json: bool, line: Callable[[Result], str], sums: str
) -> int:
    """A line of each with its reasons below it, then `sums`; or all of them as JSON, and nothing
    else. 1 where one was refused.
    """
    if as_json:
        from mcapproval.reports.table import or_none

        rows = [asdict(result) for result in results]
        put_json([{key: or_none(value) for key, value in row.items()} for row in rows])
    else:
        for result in results:
            put(line(result).rstrip())
            for told in reason_lines(result.reasons, "  because: "):
                put(told)
        put(sums)
    return 1 if any(result.how == "refused" for result in results) else 0
