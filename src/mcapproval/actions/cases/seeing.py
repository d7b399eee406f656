"""A note of what somebody saw in the portal on a day: it moves nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.desk import Desk, person_ref, settled
from mcapproval.actions.lookup import case_row
from mcapproval.actions.people.known import names
from mcapproval.actions.people.roles import actor, without_role
from mcapproval.errors import AskedWrongly, Reason, Refused
from mcapproval.store import queries
from mcapproval.store.events import Event
from mcapproval.store.keep import Text, texts
from mcapproval.workflow.acting import part


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen, when and by whom; "(erased)" where name or text was removed."""

    on: date
    by: str
    text: str


def note_seen(
    desk: Desk, ref: str, text: str, on: date | None = None, by: str | None = None
) -> Seen:
    """Note what was seen, by whoever has a role on the case."""
    if not text.strip():
        raise AskedWrongly("a note says something", "give it with --text")

    def attempt() -> Seen:
        with desk.reading() as connection:
            case = case_row(connection, ref)
            who = actor(connection, desk, case, definition_of(connection, case))
            acting = part(who, {role for other in (who, *who.through) for role in other.roles})
            day = on or desk.today
            reasons = list(acting.reasons)
            if not acting.roles:
                reasons.append(without_role(connection, desk, case))
            if day > desk.today:
                said = f"{day.isoformat()} has not come yet: today is {desk.today.isoformat()}"
                reasons.append(Reason("DAY", said, "give the day on which it was seen", "you"))
            if day.isoformat() < case.opened_on:
                said = f"{day.isoformat()} is before {case.opened_on}, when {case.ref} began"
                reasons.append(Reason("DAY", said, "give the day on which it was seen", "you"))
            if reasons:
                raise Refused(f"the note on {case.ref} can't be taken", reasons)
            witness = person_ref(connection, by) if by else desk.who()
            called = names(connection, {witness})[witness]
        with desk.writing(acting.acts_for) as writer:
            data = {
                "text": writer.text(Text(text.strip(), desk.salt())),
                "seen_on": day.isoformat(),
                "seen_by": witness,
            }
            writer.add(case.ref, "seen", desk.today, data, seen=case.version)
        return Seen(day, called, text.strip())

    return settled(ref, attempt)


def last_seen(connection: Connection, ref: str) -> Seen | None:
    """The newest note on a case: of the latest day, the one that was recorded last."""
    return _newest(connection, queries.events(connection, ref))


def _newest(connection: Connection, events: Iterable[Event]) -> Seen | None:
    found = [event for event in events if event.act == "seen"]
    if not found:
        return None
    last = max(found, key=lambda event: (event.data["seen_on"], event.seq)).data
    who = names(connection, {last["seen_by"]})[last["seen_by"]]
    told = texts(connection, {last["text"]})
    return Seen(date.fromisoformat(last["seen_on"]), who, str(told.get(last["text"], "(erased)")))
