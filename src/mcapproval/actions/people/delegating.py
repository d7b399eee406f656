"""Delegation: who stands in for whom, from when till when, in which role."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk, person_ref
from mcapproval.actions.in_force import administrator
from mcapproval.actions.people.known import GRANTED_ROLES, names
from mcapproval.actions.people.roles import administers, grants, handles, is_there
from mcapproval.clock import add_days
from mcapproval.errors import AskedWrongly, Reason, Refused, Unknown
from mcapproval.store import queries
from mcapproval.store.events import read_event
from mcapproval.store.rows.folded import Delegation, Journal

EVERY_ROLE = "every role"


@dataclass(frozen=True, slots=True)
class DelegationLine:
    """A delegation as listed; `delegation` is the journal row by which it was entered, and what
    ends in `_ref` the reference of who is named."""

    delegation: int
    person: str
    person_ref: str
    delegate: str
    delegate_ref: str
    role: str
    since: str
    until: str
    now: str
    entered_by: str
    entered_by_ref: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """A delegation as asked: from whom, to whom, of what, on which days."""

    whom: str
    delegate: str
    role: str | None
    since: date
    until: date


def delegate(
    desk: Desk, name: str, to: str, role: str | None, since: date | None, until: date | None
) -> int:
    """Let a person stand in for another until a day; gives the number of the delegation.

    Refused, with every reason, to whoever is neither that person nor an administrator, for roles
    that the person does not hold themselves, where two would stand in for them in one role, and
    where somebody would stand in for a stand-in. Judged where nobody else writes.
    """
    if role is not None and role not in GRANTED_ROLES:
        raise Unknown(f"there is no role {role}", f"the roles are: {', '.join(GRANTED_ROLES)}")
    if until is None:
        raise AskedWrongly("a delegation has a last day", "give it with --until DAY")
    begins = since or desk.today
    if until < begins:
        raise AskedWrongly(f"until {until} is before from {begins}", "turn the days round")
    with desk.writing() as writer:
        whom, other = (person_ref(writer.connection, named) for named in (name, to))
        asked = _Asked(whom, other, role, begins, until)
        reasons = list(_against(writer.connection, desk, asked))
        if reasons:
            raise Refused(f"{to} can't stand in for {name} so", reasons)
        data = {
            "to": other,
            "role": role,
            "from": begins.isoformat(),
            "until": until.isoformat(),
        }
        return writer.add(whom, "delegated", desk.today, data).seq


def _against(connection: Connection, desk: Desk, asked: _Asked) -> Iterator[Reason]:
    """Every reason against a delegation."""
    looks_after = administers(connection, desk.who(), desk.today)
    them = administrator(connection, desk.today)
    if desk.who() != asked.whom and not looks_after:
        said = f"a delegation is entered by whoever hands on their work, or by {them}"
        yield Reason("NOT-YOURS", said, "ask one of them to enter it", them)
    if asked.since < desk.today and not looks_after:
        said = f"{asked.since.isoformat()} has passed"
        mend = f"begin today; what was agreed before is entered by {them}"
        yield Reason("DAY", said, mend, "you")
    if asked.until < desk.today:
        said = f"its last day, {asked.until.isoformat()}, has passed"
        yield Reason("DAY", said, "give a last day that is still to come", "you")
    if asked.whom == asked.delegate:
        said = "nobody stands in for themselves"
        yield Reason("ONESELF", said, "name another person with --to", "you")
    for ref in dict.fromkeys((asked.whom, asked.delegate)):
        if not is_there(connection, ref):
            yield Reason("ERASED", f"{ref} was erased and acts no more", "name another", "you")
    yield from _not_theirs(connection, asked, them)
    yield from _no_chain(connection, asked)
    if asked.whom != asked.delegate:
        yield from _one_each(connection, asked)


def _not_theirs(connection: Connection, asked: _Asked, them: str) -> Iterator[Reason]:
    """Only what somebody holds by a grant of their own, on the first day, is theirs to lend."""
    held = {found.role for found in grants(connection, asked.whom, asked.since)}
    who, day = handles(connection, [asked.whom])[asked.whom], asked.since.isoformat()
    mend = "choose a role that they hold themselves; see: mcapproval people list"
    if asked.role == "administrator":
        said = "looking after the records is not handed on by delegation"
        grant = f"mcapproval people grant PERSON administrator --from {day} --until DAY"
        yield Reason("ADMINISTRATOR", said, f"grant it for those days: {grant}", them)
    elif asked.role and asked.role not in held:
        said = f"{who} does not hold the role {asked.role} themselves on {day}"
        yield Reason("ROLE", said, mend, them)
    elif not held - {"administrator"}:
        said = f"{who} holds no role themselves on {day} that could be handed on"
        yield Reason("ROLE", said, mend, them)


def _no_chain(connection: Connection, asked: _Asked) -> Iterator[Reason]:
    """In the same days nobody stands in for a stand-in, and no two for each other."""
    called = handles(connection, (asked.whom, asked.delegate))
    whom, other = called[asked.whom], called[asked.delegate]
    mend = "choose other days or another person, or end the other delegation first"
    for found in _overlapping(connection, asked, acts_for=asked.delegate):
        days = _days(found)
        if found.person == asked.whom:
            said = f"{whom} stands in for {other} {days} (delegation {found.seq}): a circle"
            yield Reason("LOOP", said, mend, "you")
        else:
            then = handles(connection, [found.person])[found.person]
            said = f"{other} is away {days}: {then} stands in for them (delegation {found.seq})"
            yield Reason("CHAIN", said, mend, "you")
    for found in _overlapping(connection, asked, person=asked.whom):
        if found.acts_for != asked.delegate:
            first = handles(connection, [found.acts_for])[found.acts_for]
            said = f"{whom} stands in for {first} {_days(found)} (delegation {found.seq})"
            yield Reason("CHAIN", said, mend, "you")


def _one_each(connection: Connection, asked: _Asked) -> Iterator[Reason]:
    """In the same days one person stands in for another in one role: a seat is not held by two."""
    for found in _overlapping(connection, asked, acts_for=asked.whom):
        called = handles(connection, (asked.whom, found.person))
        said = f"{called[found.person]} stands in for {called[asked.whom]}"
        said += f" in {_in(found)} {_days(found)} already (delegation {found.seq})"
        if found.person == asked.delegate:
            if found.role in (None, asked.role):
                yield Reason("ALREADY", said, "nothing need be done for those days", "you")
        elif found.role is None or asked.role in (None, found.role):
            end = f"mcapproval people delegate --end {found.seq}"
            yield Reason("TWO", said, f"choose other days, or end it first: {end}", "you")


def _in(found: Delegation) -> str:
    return f"the role {found.role}" if found.role else EVERY_ROLE


def _days(found: Delegation) -> str:
    return f"from {found.from_day} until {found.until_day}"


def _overlapping(connection: Connection, asked: _Asked, **key: str) -> list[Delegation]:
    first, last = asked.since.isoformat(), asked.until.isoformat()
    return [
        found
        for found in queries.many(connection, Delegation, **key)
        if found.from_day <= last and first <= found.until_day and found.from_day <= found.until_day
    ]


def end(desk: Desk, number: int) -> Delegation:
    """A delegation ends: yesterday was its last day. Whoever takes part in it may end it."""
    with desk.writing() as writer:
        connection = writer.connection
        found = queries.one(connection, Delegation, seq=number)
        if found is None:
            raise Unknown(
                f"there is no delegation {number}", "see them with: mcapproval people delegations"
            )
        reasons = []
        who = desk.who()
        own = who in (found.acts_for, found.person) and is_there(connection, who)
        if not own and not administers(connection, who, desk.today):
            them = administrator(connection, desk.today)
            said = f"a delegation is ended by either of the two, or by {them}"
            reasons.append(Reason("NOT-YOURS", said, "ask one of them to end it", them))
        if found.until_day < desk.today.isoformat():
            said = f"it ended on {found.until_day} already"
            reasons.append(Reason("ENDED", said, "nothing need be done", "you"))
        if reasons:
            raise Refused(f"delegation {number} can't be ended", reasons)
        until = add_days(desk.today, -1).isoformat()
        data = {"delegation": number, "until": until}
        writer.add(found.acts_for, "delegation-ended", desk.today, data)
    return found


def list_delegations(desk: Desk) -> list[DelegationLine]:
    """Every delegation that was entered, in that order."""
    today = desk.today.isoformat()
    with desk.reading() as connection:
        rows = queries.many(connection, Delegation)
        entered = {row.seq: _entered_by(connection, row.seq) for row in rows}
        refs = {ref for row in rows for ref in (row.person, row.acts_for, entered[row.seq])}
        who = names(connection, refs)
        gone = {ref for ref in refs if not is_there(connection, ref)}
    return [
        DelegationLine(
            row.seq,
            who[row.acts_for],
            row.acts_for,
            who[row.person],
            row.person,
            row.role or EVERY_ROLE,
            row.from_day,
            row.until_day,
            standing_of(row, today, gone),
            who[entered[row.seq]],
            entered[row.seq],
        )
        for row in rows
    ]


def _entered_by(connection: Connection, seq: int) -> str:
    (row,) = queries.many(connection, Journal, seq=seq)
    return read_event(row.payload).by.person


def standing_of(row: Delegation, today: str, gone: Container[str]) -> str:
    """How it stands today; `gone` are those who were erased, and for whom nobody acts either."""
    if row.until_day < row.from_day:
        return "ended before it began"
    if today <= row.until_day and (row.person in gone or row.acts_for in gone):
        return "over"
    if today < row.from_day:
        return "to come"
    return "holds" if today <= row.until_day else "over"
