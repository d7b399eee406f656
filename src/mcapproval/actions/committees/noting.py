"""What was decided by delegation in place of a body and it has not heard of yet.

A body notes it at the first meeting that it held after the decision was recorded: one of the same
day may have ended by then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.clock import nz_day, read_stamp
from mcapproval.policy.reader import policy_from_json
from mcapproval.store import queries
from mcapproval.store.events import Event, read_event
from mcapproval.store.keep import content
from mcapproval.store.tables import Approval, Case, Journal, Meeting, PolicyRow, Review, table
from mcapproval.workflow.by_delegation import DELEGATED

MET = ("held", "closed")
"""The states of a meeting that sat."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision by delegation that holds, and its day; `content` is what of an application was
    decided on.
    """

    case: Case
    on: str
    content: str | None = None


@dataclass(frozen=True, slots=True)
class Last:
    """The day on which a body met last. What stands in the journal up to `row` it has heard of."""

    on: str = ""
    row: int = 0

    def heard_of(self, row: Event) -> bool:
        return nz_day(read_stamp(row.recorded_at)).isoformat() < self.on


def to_note(connection: Connection, body: str, day: date) -> Iterator[Decided]:
    """The decisions that a body has still to note on a day, of applications and re-evaluations."""
    last = _last_met(connection, body, day)
    yield from _of_applications(connection, body, last)
    if any(_gives(connection, row) for row in queries.many(connection, PolicyRow)):
        yield from _of_reviews(connection, body, last)


def _last_met(connection: Connection, body: str, day: date) -> dict[str, Last]:
    """By provider, when its body met last before a day."""
    rows = [
        row
        for row in queries.many(connection, Meeting, body=body)
        if row.state in MET and row.on_day < day.isoformat()
    ]
    found: dict[str, Last] = {}
    for row in sorted(rows, key=lambda row: row.on_day, reverse=True):
        last = found.get(row.provider, Last(row.on_day))
        if not last.row:
            last = Last(last.on, _called_before(connection, row))
        found[row.provider] = last
    return found


def _called_before(connection: Connection, meeting: Meeting) -> int:
    """The row that called a meeting before its day; 0 for one that was called late."""
    row = next(queries.events(connection, meeting.ref))
    return row.seq if Last(meeting.on_day).heard_of(row) else 0


def _of_applications(connection: Connection, body: str, last: dict[str, Last]) -> Iterator[Decided]:
    rows = [
        row
        for row in queries.many(connection, Approval, body=body, how=DELEGATED)
        if row.fell_because != "undone"
    ]
    cases = {row.ref: row for row in queries.among(connection, Case, "ref", {r.ref for r in rows})}
    for row in rows:
        case = cases[row.ref]
        met = last.get(case.provider, Last())
        if row.seq > met.row and not met.heard_of(_row(connection, row.seq)):
            yield Decided(case, row.on_day, row.content)


def _row(connection: Connection, seq: int) -> Event:
    journal = table(Journal)
    payload = connection.execute(select(journal.c.payload).where(journal.c.seq == seq)).scalar_one()
    return read_event(payload)


def _gives(connection: Connection, row: PolicyRow) -> bool:
    """Whether by a policy, of whatever day, somebody decides in place of a body."""
    return bool(policy_from_json(content(connection, row.content)).delegated_to)


def _of_reviews(connection: Connection, body: str, last: dict[str, Last]) -> Iterator[Decided]:
    """Re-evaluations, of which no table says how they were decided: the rows of those that were,
    and in which something happened since the body met.
    """
    case, review, never = table(Case), table(Review), Last()
    thin = select(case.c.ref, case.c.provider, case.c.last_row)
    thin = thin.join(review, review.c.ref == case.c.ref).where(review.c.decision.is_not(None))
    rows = connection.execute(thin)
    refs = [row.ref for row in rows if row.last_row > last.get(row.provider, never).row]
    for each in queries.among(connection, Case, "ref", refs):
        met = last.get(each.provider, never)
        since = queries.holding(queries.events(connection, each.ref, after=met.row))
        decided = [row for row in since if row.act == "moved" and "decision" in row.data["facts"]]
        for row in decided[-1:]:
            told = row.data["values"].get("how") == DELEGATED and not met.heard_of(row)
            if told and body in _bodies(connection, each, row.data["move"]):
                yield Decided(each, row.effective_on)


def _bodies(connection: Connection, case: Case, move: str) -> set[str]:
    called = definition_of(connection, case).called(move)
    return {each.decision.body for each in called if each.decision}
