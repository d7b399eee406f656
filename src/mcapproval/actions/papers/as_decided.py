"""An application as the body saw it that approved it, for the papers on which it decided."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from mcapproval.actions.cases.seats import held
from mcapproval.actions.papers.packs import dossier
from mcapproval.actions.papers.spoken_of import last_recorded
from mcapproval.actions.people.known import names
from mcapproval.actions.telling import seats_said
from mcapproval.documents.application.internal import approvals
from mcapproval.documents.dossier import Decision, Dossier, Resolved
from mcapproval.store import queries
from mcapproval.store.tables import Meeting


def as_decided(connection: Connection, now: Dossier) -> Dossier:
    """As of the row before the newest approval that stands, with what was then resolved; as it is
    now where none stands. It is of the day on which the approval was recorded.

    What was edited, waived and found since is not what the body decided on.
    """
    standing = [found.decision for found in approvals(now)]
    if not standing:
        return now
    decision, rows = standing[-1], list(queries.events(connection, now.ref))
    at = next(number for number, row in enumerate(rows) if row.seq == decision.row)
    then = dossier(connection, now.ref, last_recorded([rows[at]]), rows[at - 1].seq)
    set_by_it = [i for i in now.items if i.kind == "condition" and i.asked_at == decision.row]
    decision = _with_meeting(connection, decision, rows[at].data["values"].get("meeting"))
    return replace(then, resolved=Resolved(decision, tuple(set_by_it)))


def _with_meeting(connection: Connection, decision: Decision, ref: str | None) -> Decision:
    """With who was at the meeting and its minutes, where the decision itself says nothing of it."""
    meeting = queries.one(connection, Meeting, ref=ref) if ref else None
    if meeting is None:
        return decision
    there = held(meeting)
    known = {"present": there.present, "apologies": there.apologies}
    seats = [row for rows in known.values() for row in rows]
    people = {row[key] for row in seats for key in ("person", "for") if row.get(key)}
    who = names(connection, people)
    told = dict(seats_said(known, who))
    if there.minute_reference:
        told["minute_reference"] = there.minute_reference
    return replace(decision, facts={**told, **decision.facts})
