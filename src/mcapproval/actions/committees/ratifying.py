"""A meeting makes a chair's action its own: from then on it stands like any other approval."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases import seats
from mcapproval.actions.committees.meetings import Kept, may_keep, meeting_row, pending
from mcapproval.actions.committees.seated import sitting
from mcapproval.actions.desk import Desk
from mcapproval.actions.lookup import case_row
from mcapproval.actions.people.roles import handles
from mcapproval.errors import Reason, Refused
from mcapproval.policy.model import Policy
from mcapproval.store.keep import Text
from mcapproval.store.rows.folded import Approval, Case, Meeting
from mcapproval.workflow.bodies import Body
from mcapproval.workflow.deciding import stayed


def ratify(
    desk: Desk, ref: str, case_ref: str, conflicts: Sequence[Mapping[str, Any]] = ()
) -> Kept:
    """Record that a meeting ratified the chair's action on a case. Refused with every reason.

    It is judged like a decision of that meeting: its quorum, without the case's authors and those
    who declared a conflict; and where nobody else writes, so that it rests on what was judged.
    """
    with desk.writing() as writer:
        connection = writer.connection
        meeting, case = meeting_row(connection, ref, desk.today), case_row(connection, case_ref)
        may_keep(connection, desk, meeting.provider)
        told = seats.resolved(connection, {"conflicts": list(conflicts)})
        found = [row for row in pending(connection, meeting) if row.ref == case.ref]
        said, reasons = _judged(connection, desk, meeting, case, found, told)
        if reasons:
            raise Refused(f"{case.ref}: {ref} can't ratify a chair's action so", reasons)
        data = {
            "approvals": [found[-1].seq],
            "meeting": ref,
            "conflicts": [
                {"person": row["person"], "left": row["left"]} for row in told["conflicts"]
            ],
            "texts": {
                f"/conflicts/{number}/what": writer.text(Text(row["what"], desk.salt()))
                for number, row in enumerate(told["conflicts"])
            },
        }
        day = date.fromisoformat(meeting.on_day)
        writer.add(case.ref, "ratified", day, data, seen=case.version)
    return Kept(ref, meeting.on_day, said, (case.ref,))


def _judged(
    connection: Connection,
    desk: Desk,
    meeting: Meeting,
    case: Case,
    found: list[Approval],
    told: Mapping[str, Any],
) -> tuple[str, list[Reason]]:
    """The quorum in a sentence, and all that stands against it."""
    there = sitting(connection, meeting, desk.today, case, told)
    policy, body, said = there.policy, there.body, there.told()
    who = policy.title("board-secretary")
    reasons = list(_of_the_meeting(meeting, found, policy, who))
    if own := _own(connection, desk, body):
        reasons.append(Reason("OWN-CASE", own, "ask another person who may", who))
    reasons += stayed(policy, told, body, body.meetings.get(meeting.ref))
    if not there.quorum.decides:
        mend = "bring it to a meeting with enough members"
        reasons.append(Reason("QUORUM", said, mend, who))
    return said, reasons


def _own(connection: Connection, desk: Desk, body: Body) -> str:
    """Why it is the own case of whoever records it today, also where they stand in for another."""
    rule = "nobody records a decision on their own case"
    if desk.who() in body.authors:
        return rule
    whose = seats.stand_ins(connection, body.authors, desk.today).get(desk.who())
    called = handles(connection, [whose])[whose] if whose else ""
    return f"{rule}: you stand in for {called}, an author of it" if whose else ""


def _of_the_meeting(
    meeting: Meeting, found: list[Approval], policy: Policy, who: str
) -> Iterator[Reason]:
    ref, title, chair = meeting.ref, policy.the(meeting.body), policy.the("board-chair")
    if meeting.state == "called":
        mend = f"record who was there: mcapproval meeting hold {ref} --present PEOPLE"
        yield Reason("MEETING-NOT-HELD", f"{ref} was called and not held yet", mend, who)
    if meeting.state == "cancelled":
        yield Reason("CANCELLED", f"{ref} was cancelled", "bring it to another meeting", who)
    if meeting.state == "closed":
        said = f"the minutes of {ref} are confirmed, and it did not ratify this"
        yield Reason("CLOSED", said, "have it approved again", who)
    if not found:
        said = f"no chair's action for {title} waits to be ratified on it"
        yield Reason("NOTHING-PENDING", said, "see: mcapproval report agenda", who)
    elif found[-1].on_day > meeting.on_day:
        said = f"{chair} acted on {found[-1].on_day}, after {ref} of {meeting.on_day}"
        yield Reason("MEETING-DAY", said, "bring it to the next meeting", who)
