"""An application as the body saw it that decided on it, for the papers on which it decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from mcapproval.actions.cases.seats import held
from mcapproval.actions.papers.packs import dossier
from mcapproval.actions.papers.spoken_of import last_recorded
from mcapproval.actions.people.known import names
from mcapproval.actions.telling_answers import seats_said
from mcapproval.documents.application.internal import approvals, declined
from mcapproval.documents.dossier import Came, Decision, Dossier, Resolved
from mcapproval.store import queries
from mcapproval.store.events import Event
from mcapproval.store.rows.folded import Meeting
from mcapproval.workflow.model import Same


def as_decided(connection: Connection, now: Dossier) -> Dossier:
    """As of the row before the newest decision that holds, with what was then resolved; as it is
    now where none holds, or the body is asked again. `came` says how the case ended since, if it
    did. It is of the day on which the last was recorded of the decision and what it tells since.

    What was edited, waived and found since is not what the body decided on.
    """
    holds = [found.decision for found in approvals(now)]
    holds += [d for d in now.decisions if now.came and d.row == now.came.row and declined(d)]
    if not holds:
        return now
    decision = max(holds, key=lambda found: found.row)
    rows = list(queries.events(connection, now.ref))
    at = next(number for number, row in enumerate(rows) if row.seq == decision.row)
    if _asked_again(now, decision, rows[at + 1 :]):
        return now
    then = dossier(connection, now.ref, last_recorded([rows[at]]), rows[at - 1].seq)
    set_by_it = [i for i in now.items if i.kind == "condition" and i.asked_at == decision.row]
    decision = _with_meeting(connection, decision, rows[at].data["values"].get("meeting"))
    ended = now.came if now.came and now.came.ends and now.came.row != decision.row else None
    told = [row for row in rows[at:] if _is_told(row, decision, ended)]
    resolved = Resolved(decision, tuple(set_by_it))
    return replace(then, as_at=last_recorded(told), resolved=resolved, came=ended)


def _is_told(row: Event, decision: Decision, ended: Came | None) -> bool:
    """Whether it is the decision, what made it good, or what ended the case since."""
    made_good = row.act == "ratified" and decision.row in row.data["approvals"]
    return row.seq == decision.row or made_good or (ended is not None and row.seq == ended.row)


def _asked_again(now: Dossier, decision: Decision, since: Sequence[Event]) -> bool:
    """Whether the case came back before the body, to be decided on anew."""
    if now.walk is None:
        return False
    back = [row.data["to"] for row in queries.holding(since) if row.act == "moved"]
    return any(
        move.decision and move.decision.body == decision.body and not isinstance(move.target, Same)
        for state in back
        for move in now.walk.definition.out_of(state)
    )


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
