"""Whether the meeting that a decision names can have made it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mcapproval.errors import Reason
from mcapproval.policy.model import Policy
from mcapproval.workflow.bodies import Body


def its_meeting(policy: Policy, values: Mapping[str, Any], body: Body) -> Iterator[Reason]:
    """What stands against the meeting that a decision names; none where it names none."""
    if "meeting" not in values:
        return
    who = policy.title("board-secretary")
    ref, meeting = values["meeting"], body.meetings.get(values["meeting"])
    if meeting is None:
        said = f"{ref} is no meeting of {policy.the(body.name)}"
        yield Reason("MEETING-OF-OTHERS", said, "see: mcapproval meeting list", who)
        return
    if meeting.state == "called":
        mend = f"record who was there: mcapproval meeting hold {ref} --present PEOPLE"
        yield Reason("MEETING-NOT-HELD", f"{ref} was called and not held yet", mend, who)
    if meeting.state == "cancelled":
        said = f"{ref} was cancelled: no meeting was held"
        yield Reason("MEETING-NOT-HELD", said, "name the meeting that decided", who)
    if meeting.on != body.day:
        said = f"{ref} is of {meeting.on}, and the decision is recorded of {body.day}"
        mend = (
            "name the meeting of that day, see: mcapproval meeting list; or, where it was "
            f"{ref} that decided, give its day: --effective {meeting.on}"
        )
        yield Reason("MEETING-DAY", said, mend, who)
    there = {row["person"] for row in meeting.present}
    absent = [row["person"] for row in values.get("present", ()) if row["person"] not in there]
    if absent and meeting.state not in ("called", "cancelled"):
        who_was = ", ".join(body.said(person) for person in absent)
        said = f"{ref} does not say that {who_was} was there"
        mend = f"leave present out, or correct it: mcapproval meeting hold {ref} --present PEOPLE"
        yield Reason("MEETING-NOT-THERE", said, mend, who)


def no_meeting(policy: Policy, values: Mapping[str, Any], how: str) -> Iterator[Reason]:
    """What stands against a decision that names a meeting and was made in another way: who was at
    that meeting, or sent apologies to it, says nothing of who decided.
    """
    if "meeting" in values:
        said = f"{values['meeting']} is named, and no meeting made a decision of how={how}"
        mend = "leave `meeting` out; or say how=meeting, where that meeting decided"
        yield Reason("MEETING-NOT-ASKED", said, mend, policy.title("board-secretary"))
