"""People named with a decision, found in the records, and who sits on its body on that day."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk
from mcapproval.actions.in_force import policy_of_day
from mcapproval.actions.people.authors import authors
from mcapproval.actions.people.roles import handles, holding
from mcapproval.errors import AskedWrongly, Unknown
from mcapproval.store import queries
from mcapproval.store.conflict import Conflict
from mcapproval.store.keep import texts
from mcapproval.store.rows.folded import Case, Grant, Meeting, Person
from mcapproval.store.writer import Writer
from mcapproval.workflow.bodies import Body, Held
from mcapproval.workflow.model import DecisionSpec
from mcapproval.workflow.nearest import meant
from mcapproval.workflow.situation import Situation
from mcapproval.workflow.vocabulary import CHAIR, MEMBERS

Values = Mapping[str, Any]
NAMING = ("present", "apologies", "conflicts", "votes")
"""Answers that are lists of people; `chair` names one."""


def resolved(connection: Connection, values: Values) -> dict[str, Any]:
    """The answers with a reference for each person named. Unknown, with the nearest, for others."""
    found = dict(values)
    for name in NAMING:
        if name in found:
            found[name] = [_row(connection, row) for row in found[name]]
    if "chair" in found:
        found["chair"] = person_named(connection, found["chair"])
    _once(found, connection)
    meeting = found.get("meeting")
    if meeting and not queries.one(connection, Meeting, ref=meeting):
        raise Unknown(f"there is no meeting {meeting}", "see them with: mcapproval meeting list")
    return found


def _row(connection: Connection, row: Values) -> dict[str, Any]:
    found = {**row, "person": person_named(connection, row["person"])}
    if row.get("for"):
        found["for"] = person_named(connection, row["for"])
        if found["for"] == found["person"]:
            raise AskedWrongly(f"{row['person']} can't be there for themselves", "leave `for` out")
    return found


def _once(values: Values, connection: Connection) -> None:
    """AskedWrongly for somebody who was there and away, or is named twice."""
    for name in NAMING:
        seats = [(row["person"], row.get("for")) for row in values.get(name, ())]
        if len(set(seats)) < len(seats):
            raise AskedWrongly(f"`{name}` names somebody twice", "name everybody once")
    there = {row["person"] for row in values.get("present", ())}
    both = there & {row["person"] for row in values.get("apologies", ())}
    if both:
        named = ", ".join(sorted(handles(connection, both).values()))
        said = f"{named} can't be present and send apologies"
        raise AskedWrongly(said, "leave out one of the two")


def person_named(connection: Connection, name: str) -> str:
    """A person's reference. Unknown, with the nearest short name, where the records know nobody."""
    found = queries.person(connection, name)
    if found:
        return found.ref
    told = texts(connection, {row.commitment for row in queries.many(connection, Person)})
    known = [str(facts["handle"]) for facts in told.values() if "handle" in facts]
    raise Unknown(
        f"these records know no person {name}{meant(name, known)}",
        "see who they know with: mcapproval people list",
    )


def judged(
    desk: Desk,
    case: Case,
    situation: Situation,
    decision: DecisionSpec,
    values: Values,
    day: date,
) -> tuple[Situation, dict[str, Any]]:
    """The situation with what the records say of the body that decides and of its policy, on the
    day it did, and the answers with the people in them found.
    """
    with desk.reading() as connection:
        found = resolved(connection, values)
        body = _decides(connection, case, situation, decision, found, day)
    return replace(situation, bodies={decision.body: body}), found


def as_judged(
    writer: Writer,
    case: Case,
    situation: Situation,
    decision: DecisionSpec,
    values: Values,
    day: date,
) -> None:
    """Conflict where somebody else changed the body since a decision was judged by it: who was at
    the meeting that it names, who sits, our policy.
    """
    now = _decides(writer.connection, case, situation, decision, values, day)
    if now != situation.bodies[decision.body]:
        raise Conflict(case.ref)


def _decides(
    connection: Connection,
    case: Case,
    situation: Situation,
    decision: DecisionSpec,
    values: Values,
    day: date,
) -> Body:
    """The body that decides on a case; of its meetings, the one that the decision names."""
    body = body_on(connection, case.provider, decision.body, day, case)
    policy = policy_of_day(connection, case.provider, day, situation.today or day)
    return replace(
        body,
        meetings={ref: row for ref, row in body.meetings.items() if ref == values.get("meeting")},
        deciders=frozenset(holders(connection, policy.delegated_to, case.provider, day, case.unit)),
        policy=policy,
        names=_names(connection, body, values),
    )


def body_on(
    connection: Connection, provider: str, name: str, day: date, case: Case | None = None
) -> Body:
    """A body of a provider on a day: its members, their delegates, its meetings."""
    meetings = queries.many(connection, Meeting, provider=provider, body=name)
    roles = MEMBERS.get(name, (name,))
    members = frozenset(holders(connection, roles, provider, day))
    wrote = authors(connection, case) if case else set[str]()
    return Body(
        name,
        day,
        members=members,
        chairs=frozenset(holders(connection, (CHAIR,), provider, day)),
        authors=frozenset(wrote),
        stand_ins=stand_ins(connection, wrote, day),
        delegations=frozenset(
            (row.person, row.acts_for)
            for row in holding(connection, day)
            if row.acts_for in members and row.role in (None, *roles)
        ),
        meetings={row.ref: held(row) for row in meetings},
    )


def stand_ins(connection: Connection, authors: Collection[str], day: date) -> dict[str, str]:
    """Who stands in for an author on a day, as author or in all they do, each with the author."""
    return {
        row.person: row.acts_for
        for row in holding(connection, day)
        if row.acts_for in authors and row.person not in authors and row.role in (None, "author")
    }


def held(row: Meeting) -> Held:
    return Held(
        row.ref,
        row.body,
        date.fromisoformat(row.on_day),
        row.state,
        tuple(json.loads(row.present)),
        tuple(json.loads(row.apologies)),
        row.minute_reference,
    )


def holders(
    connection: Connection,
    roles: Iterable[str],
    provider: str,
    day: date,
    unit: str | None = None,
) -> Iterator[str]:
    """Who holds one of the roles on a day for a whole provider, or for one unit of it too,
    themselves and not by another.
    """
    on = day.isoformat()
    rows = [row for role in roles for row in queries.many(connection, Grant, role=role)]
    rows = [row for row in rows if row.case_ref is None and row.unit in (None, provider, unit)]
    rows = [
        row for row in rows if row.from_day <= on and (row.until_day is None or on <= row.until_day)
    ]
    for person in queries.among(connection, Person, "ref", {row.person for row in rows}):
        if person.erased_on is None:
            yield person.ref


def _names(connection: Connection, body: Body, values: Values) -> dict[str, str]:
    rows = [row for name in NAMING for row in values.get(name, ())]
    meeting = body.meetings.get(values.get("meeting", ""))
    rows += [*meeting.present, *meeting.apologies] if meeting else []
    refs = {row["person"] for row in rows} | {row["for"] for row in rows if row.get("for")}
    named_alone = {values["chair"]} if "chair" in values else set()
    return handles(connection, refs | named_alone | body.members | {*body.stand_ins.values()})


def named(connection: Connection, rows: Iterable[Values]) -> list[str]:
    """Seats as people are listed: `bo`, `mele for sina`."""
    listed = list(rows)
    refs = {row["person"] for row in listed} | {row["for"] for row in listed if row.get("for")}
    said = handles(connection, refs)
    return [
        said[row["person"]] + (f" for {said[row['for']]}" if row.get("for") else "")
        for row in listed
    ]
