"""A meeting that was called is cancelled: it never sat, so it decides and lapses nothing."""

from __future__ import annotations

from mcapproval.actions.committees.meetings import Kept, may_keep, meeting_row
from mcapproval.actions.desk import Desk
from mcapproval.errors import AskedWrongly, Reason, Refused
from mcapproval.store.keep import Text

WHY_NOT = {
    "held": "it was held: what it decided and who was there stands in the records",
    "closed": "it was held, and its minutes are confirmed",
    "cancelled": "it was cancelled already",
}
"""Against cancelling a meeting, by its state."""


def cancel(desk: Desk, ref: str, reason: str) -> Kept:
    """Record that a meeting will not be held. Refused once it was: judged where nobody else writes.

    A chair's action that waits for the body goes on waiting, for its next meeting.
    """
    if not reason.strip():
        raise AskedWrongly("a meeting is cancelled for a reason", "give it with --reason")
    with desk.writing() as writer:
        meeting = meeting_row(writer.connection, ref, desk.today)
        may_keep(writer.connection, desk, meeting.provider)
        if meeting.state in WHY_NOT:
            mend = "" if meeting.state == "cancelled" else "see: mcapproval meeting list"
            against = Reason(meeting.state.upper(), WHY_NOT[meeting.state], mend, "")
            raise Refused(f"{ref} can't be cancelled", [against])
        told = writer.text(Text(reason.strip(), desk.salt()))
        writer.add(ref, "meeting-cancelled", desk.today, {"reason": told})
    return Kept(ref, meeting.on_day, "")
