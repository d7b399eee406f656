"""Meetings of a body: called, held, closed; and what a meeting does with chair's actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases import seats
from mcapproval.actions.cases.effects.driving import SYSTEM
from mcapproval.actions.committees.bodies import body_meant
from mcapproval.actions.committees.seated import sitting
from mcapproval.actions.desk import Desk, effective_day
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.people.roles import called, grants
from mcapproval.actions.provider_meant import own_provider, provider_meant
from mcapproval.clock import add_years
from mcapproval.errors import AskedWrongly, Reason, Refused, Unknown
from mcapproval.rules.law import first_day
from mcapproval.store import queries
from mcapproval.store.events import told_by
from mcapproval.store.rows.folded import Approval, Case, Meeting
from mcapproval.workflow.answers import CODE

People = Sequence[Mapping[str, Any]]

MAY = ("board-secretary", "quality-manager", "quality-adviser", "administrator")
"""Who keeps the meetings of a body."""

AHEAD = 2
"""Years ahead within which a body knows its meetings."""

NOT_TO_CLOSE = {
    "called": "was not held yet",
    "cancelled": "was cancelled",
    "closed": "was closed already",
}
"""Why a meeting can't be closed, by its state."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A meeting as it stands now, the quorum in a sentence, and the cases that an act touched."""

    ref: str
    on: str
    told: str
    cases: tuple[str, ...] = ()


def call(desk: Desk, body: str, on: date, provider: str | None = None) -> str:
    """A meeting of a body on a day, past or to come; gives its reference."""
    _can_be_called(on, desk.today)
    with desk.reading() as connection:
        key = body_meant(connection, desk, body, provider)
        whose = provider_meant(connection, desk.today, provider, "body")
        may_keep(connection, desk, whose)
    with desk.writing() as writer:
        ref = writer.next_ref(f"MTG-{on.year}")
        data = {"provider": whose, "body": key, "on": on.isoformat()}
        writer.add(ref, "meeting-called", desk.today, data)
    return ref


def beside(desk: Desk, ref: str) -> list[str]:
    """Other meetings of the same body on the same day: seldom meant, and never refused."""
    with desk.reading() as connection:
        of = meeting_row(connection, ref, desk.today)
        same = {"provider": of.provider, "body": of.body, "on_day": of.on_day}
        rows = queries.many(connection, Meeting, **same)
    return [row.ref for row in rows if row.ref != ref and row.state != "cancelled"]


def _can_be_called(on: date, today: date) -> None:
    """AskedWrongly for a day on which no body of ours met, or that nobody knows yet."""
    if on < first_day():
        said = f"no body met on a micro-credential on {on.isoformat()}"
        raise AskedWrongly(said, f"NZQA takes applications since {first_day().isoformat()}")
    if on > add_years(today, AHEAD):
        said = f"{on.isoformat()} is more than {AHEAD} years ahead"
        raise AskedWrongly(said, "look at the year again; a meeting can be called later too")


def hold(desk: Desk, ref: str, present: People, apologies: People) -> Kept:
    """Who was at a meeting; on its own day or later, and again until something rests on it.

    It is judged where nobody else writes: nothing comes to rest on it in between.
    """
    with desk.writing() as writer:
        meeting = meeting_row(writer.connection, ref, desk.today)
        may_keep(writer.connection, desk, meeting.provider)
        told = seats.resolved(writer.connection, {"present": present, "apologies": apologies})
        _can_be_held(writer.connection, desk, meeting)
        data = {key: told[key] for key in ("present", "apologies")}
        writer.add(ref, "meeting-held", date.fromisoformat(meeting.on_day), data)
    with desk.reading() as connection:
        there = sitting(connection, meeting_row(connection, ref, desk.today), desk.today)
        return Kept(ref, meeting.on_day, there.told())


def _can_be_held(connection: Connection, desk: Desk, meeting: Meeting) -> None:
    ref, reasons = meeting.ref, []
    if meeting.on_day > desk.today.isoformat():
        mend = "record it on that day, or call another meeting"
        said = f"it is called for {meeting.on_day}, which has not come yet"
        reasons.append(Reason("DAY", said, mend, "you"))
    if meeting.state == "cancelled":
        reasons.append(Reason("CANCELLED", "it was cancelled", "call another", "you"))
    elif meeting.state == "closed":
        reasons.append(Reason("CLOSED", "its minutes are confirmed", "call another", "you"))
    elif meeting.state == "held" and rests_on(connection, ref):
        said = "a decision rests already on who was there"
        reasons.append(Reason("RESTED-ON", said, "name who was there with the decision", "you"))
    if reasons:
        raise Refused(f"{ref} can't be held so", reasons)


def rests_on(connection: Connection, ref: str) -> bool:
    """Whether a decision or ratification names a meeting: none does before it was held."""
    rows = (row for row in queries.events(connection, ref) if row.act == "meeting-held")
    held = told_by(rows, f"that {ref} was held")
    told = (event.data for event in queries.events(connection, after=held.seq, naming=ref))
    return any(ref in (d.get("meeting"), d.get("values", {}).get("meeting")) for d in told)


def close(desk: Desk, ref: str, minutes: str, effective: date | None = None) -> Kept:
    """Confirm the minutes. A chair's action from before it that it did not ratify lapses.

    A meeting without its quorum is no meeting that could have ratified: nothing lapses by it. It is
    judged where nobody else writes.
    """
    if not CODE.fullmatch(minutes):
        raise AskedWrongly(
            f"`{minutes}` is no reference of minutes",
            "use letters, digits and . / : _ - only, at least one digit: AB-2026/4",
        )
    with desk.writing() as writer:
        meeting = meeting_row(writer.connection, ref, desk.today)
        may_keep(writer.connection, desk, meeting.provider)
        if meeting.state != "held":
            said = NOT_TO_CLOSE[meeting.state]
            hint = f"record who was there: mcapproval meeting hold {ref} --present PEOPLE"
            raise Refused(f"{ref} {said}", hint=hint if meeting.state == "called" else "")
        day = effective_day(desk, effective, meeting.on_day)
        there = sitting(writer.connection, meeting, desk.today)
        before = pending(writer.connection, meeting, before=meeting.on_day)
        gone = before if there.quorum.decides else []
        cases = queries.among(writer.connection, Case, "ref", {row.ref for row in gone})
        row = writer.add(ref, "meeting-closed", day, {"minute_reference": minutes})
        for case in cases:
            seqs = [approval.seq for approval in gone if approval.ref == case.ref]
            data = {"approvals": seqs, "meeting": ref}
            writer.add(case.ref, "lapsed", day, data, seen=case.version, cause=row.seq, by=SYSTEM)
    return Kept(ref, meeting.on_day, there.told(), tuple(case.ref for case in cases))


def pending(connection: Connection, meeting: Meeting, before: str | None = None) -> list[Approval]:
    """The standing chair's actions of a body and provider that no meeting has ratified yet."""
    rows = queries.many(connection, Approval, body=meeting.body, ratify="pending", stands=True)
    cases = queries.among(connection, Case, "ref", {row.ref for row in rows})
    ours = {case.ref for case in cases if case.provider == meeting.provider}
    return [row for row in rows if row.ref in ours and (before is None or row.on_day < before)]


def meeting_row(connection: Connection, ref: str, today: date) -> Meeting:
    """A meeting; one that was called for no provider is of the one whose records these are."""
    found = queries.one(connection, Meeting, ref=ref)
    if found is None:
        raise Unknown(f"there is no meeting {ref}", "see them with: mcapproval meeting list")
    return found._replace(provider=found.provider or own_provider(connection, today))


def may_keep(connection: Connection, desk: Desk, provider: str) -> None:
    """Refused unless the person at the desk keeps meetings of this provider today."""
    held = {
        row.role
        for row in grants(connection, desk.who(), desk.today)
        if row.case_ref is None and row.unit in (None, provider)
    }
    if held & set(MAY):
        return
    titles = ", ".join(policy_for(connection, provider, desk.today).title(role) for role in MAY)
    raise Refused(
        f"meetings are kept by: {titles}",
        [
            Reason(
                "NOT-YOUR-ROLE",
                f"{called(connection, desk)} holds none of these roles today",
                "ask one of them, or have the role granted: "
                "mcapproval people grant PERSON board-secretary",
                titles,
            )
        ],
    )
