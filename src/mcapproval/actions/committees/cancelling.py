"""A meeting is cancelled: it never sat, or not on that day, so it decides and lapses nothing."""

from __future__ import annotations

from mcapproval.actions.committees.meetings import Kept, may_keep, meeting_row, rests_on
from mcapproval.actions.desk import Desk
from mcapproval.errors import AskedWrongly, Reason, Refused
from mcapproval.store.keep import Text

WHY_NOT = {
    "held": "it was held: what it decided stands in the records",
    "closed": "it was held, and its minutes are confirmed",
    "cancelled": "it was cancelled already",
}
"""Against cancelling a meeting, by its state."""


def cancel(desk: Desk, ref: str, reason: str) -> Kept:
    """Record that a meeting will not be held, or was recorded under a wrong day. Refused once
    something rests on it: judged where nobody else writes.

    A chair's action that waits for the body goes on waiting, for its next meeting.
    """
    if not reason.strip():
        raise AskedWrongly("a meeting is cancelled for a reason", "give it with --reason")
    with desk.reading() as connection:
        seen = meeting_row(connection, ref, desk.today).state
    with desk.writing() as writer:
        meeting = meeting_row(writer.connection, ref, desk.today)
        may_keep(writer.connection, desk, meeting.provider)
        known = seen == meeting.state == "held"  # and not held by somebody just now
        free = known and not rests_on(writer.connection, ref)
        if meeting.state in WHY_NOT and not free:
            mend = "" if meeting.state == "cancelled" else "see: mcapproval meeting list"
            against = Reason(meeting.state.upper(), WHY_NOT[meeting.state], mend, "")
            raise Refused(f"{ref} can't be cancelled", [against])
        told = writer.text(Text(reason.strip(), desk.salt()))
        writer.add(ref, "meeting-cancelled", desk.today, {"reason": told})
    return Kept(ref, meeting.on_day, "")
