"""Who of those at a meeting counts: the one count for its list, its end and what it ratifies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases import seats
from mcapproval.actions.in_force import policy_of_day
from mcapproval.actions.people.roles import handles
from mcapproval.policy.model import Policy
from mcapproval.store.rows.folded import Case, Meeting
from mcapproval.workflow.bodies import Body
from mcapproval.workflow.committee import Quorum, quorum
from mcapproval.workflow.deciding import declared, in_words
from mcapproval.workflow.deciding import seats as seats_of

NOTHING: Mapping[str, Any] = {"conflicts": ()}


@dataclass(frozen=True, slots=True)
class Sitting:
    """A body at a meeting of its own: who counts there, and the policy of that day."""

    quorum: Quorum
    body: Body
    policy: Policy

    def told(self) -> str:
        """The quorum in a sentence."""
        return in_words(self.quorum, self.body, self.policy)


def sitting(
    connection: Connection,
    meeting: Meeting,
    today: date,
    case: Case | None = None,
    told: Mapping[str, Any] = NOTHING,
) -> Sitting:
    """Who counts at a meeting; for a case, without its authors and the conflicts that are told."""
    day = date.fromisoformat(meeting.on_day)
    policy = policy_of_day(connection, meeting.provider, day, today)
    rows = seats.held(meeting).present
    body = seats.body_on(connection, meeting.provider, meeting.body, day, case)
    people = {row["person"] for row in (*rows, *told["conflicts"])} | {*body.stand_ins.values()}
    people |= {row["for"] for row in rows if row.get("for")}
    body = replace(body, names=handles(connection, people))
    needed = policy.quorum.get(meeting.body)
    return Sitting(quorum(seats_of(rows, declared(told), body), needed, body.said), body, policy)
