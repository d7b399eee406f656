"""Hand the outbox to a mail server: one message a person, marked sent once it was taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk, about
from mcapproval.actions.due.outbox import recipients, unsent
from mcapproval.actions.due.ticking import as_system
from mcapproval.actions.people.addresses import mailable
from mcapproval.actions.people.contacts import known
from mcapproval.clock import ZONE
from mcapproval.errors import AskedWrongly, Unmet
from mcapproval.reports.digest import Digest, body, subject
from mcapproval.reports.outbox import Notice
from mcapproval.store import queries

Post = Callable[[EmailMessage], None]
"""Hands over one message. NotTaken where it was not taken, ServerGone where no other will be."""


class NotTaken(Unmet):
    """The server refused one message."""


class ServerGone(NotTaken):
    """The server can't be reached, or does not answer any more."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that was taken, or was not because of `why`; `notices` are rows of the journal."""

    person: str
    name: str
    notices: tuple[int, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Mailed:
    """`unaddressed` are the notices for which nobody with an e-mail address holds the role."""

    messages: tuple[Sent, ...]
    unaddressed: tuple[Notice, ...]

    @property
    def failed(self) -> tuple[Sent, ...]:
        return tuple(each for each in self.messages if each.why)


def address(written: str) -> str:
    """An e-mail address as given; AskedWrongly where it is none."""
    found = mailable(written)
    if not found:
        raise AskedWrongly(f"{written!r} is no e-mail address", "give one such as mca@example.org")
    return found


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be sent to whom: by person, and by notice the people who did not have it yet.

    `had` are notices that wait for nobody any more, each with one person who had it: who did not
    has left the role since.
    """

    letters: Mapping[str, tuple[Notice, ...]]
    waiting: Mapping[int, set[str]]
    had: Mapping[int, str]
    people: Mapping[str, Mapping[str, str]]
    unaddressed: tuple[Notice, ...]


def mail(desk: Desk, sender: str, post: Post) -> Mailed:
    """Send every notice that waits to each who holds its role and has an e-mail address.

    Each message is marked in a transaction of its own after it was taken, so that nothing is lost:
    what was not taken waits for the next time. A person whom a message reached is not sent the same
    again because another's was refused. Whoever is stopped between both is told twice.
    """
    desk = as_system(desk)
    with desk.reading() as connection:
        plan = _plan(connection, desk)
        records = about(connection)
    for row, person in plan.had.items():
        _written(desk, person, [], [row])
    messages: list[Sent] = []
    gone = ""
    for person, notices in plan.letters.items():
        rows = tuple(notice.row for notice in notices if notice.row)
        facts = plan.people[person]
        digest = Digest(facts["name"], records.name, records.simulated, desk.today, notices)
        try:
            if not gone:
                post(_message(desk, sender, mailable(facts["contact"]), person, digest))
        except ServerGone as fault:
            gone = fault.message
        except NotTaken as fault:
            messages.append(Sent(person, facts["name"], rows, fault.message))
            continue
        if gone:
            messages.append(Sent(person, facts["name"], rows, gone))
            continue
        _mark(desk, plan, person, rows)
        messages.append(Sent(person, facts["name"], rows))
    return Mailed(tuple(messages), plan.unaddressed)


def _plan(connection: Connection, desk: Desk) -> _Plan:
    letters: dict[str, list[Notice]] = {}
    waiting: dict[int, set[str]] = {}
    had: dict[int, str] = {}
    unaddressed: list[Notice] = []
    people: dict[str, Mapping[str, str]] = {}
    reached: dict[str, set[int]] = {}
    for waits in unsent(connection, desk.today):
        whole, notice = recipients(connection, desk, waits)
        assert notice.row
        people |= _reachable(connection, set(whole) - set(people))
        to = [person for person in whole if person in people]
        if not to:
            unaddressed.append(notice)
            continue
        reached |= {p: _had(connection, p) for p in to if p not in reached}
        open_for = {p for p in to if notice.row not in reached[p]}
        waiting[notice.row] = open_for
        had |= {} if open_for else {notice.row: to[0]}
        for person in sorted(open_for):
            letters.setdefault(person, []).append(notice)
    told = {person: tuple(notices) for person, notices in sorted(letters.items())}
    return _Plan(told, waiting, had, people, tuple(unaddressed))


def _reachable(connection: Connection, refs: set[str]) -> dict[str, Mapping[str, str]]:
    """Of some people, those whose contact is an e-mail address."""
    people = known(connection, refs)
    return {ref: facts for ref, facts in people.items() if mailable(facts["contact"])}


def _had(connection: Connection, person: str) -> set[int]:
    """The notices that a person was sent."""
    rows = queries.events(connection, person)
    return {seq for event in rows if event.act == "mailed" for seq in event.data["notices"]}


def _mark(desk: Desk, plan: _Plan, person: str, rows: tuple[int, ...]) -> None:
    for row in rows:
        plan.waiting[row].discard(person)
    done = [row for row in rows if not plan.waiting[row]]
    _written(desk, person, list(rows), done)


def _written(desk: Desk, person: str, notices: list[int], done: list[int]) -> None:
    with desk.writing() as writer:
        writer.add(person, "mailed", desk.today, {"notices": notices, "done": done})


def _message(desk: Desk, sender: str, to: str, person: str, digest: Digest) -> EmailMessage:
    """The same notices to the same person have the same name, by which mail programs know them."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = to
    message["Subject"] = subject(digest)
    message["Date"] = format_datetime(desk.now.astimezone(ZONE))
    rows = [notice.row for notice in digest.notices]
    message["Message-ID"] = f"<{person}.{rows[0]}-{rows[-1]}.{len(rows)}@mcapproval.invalid>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body(digest), cte="quoted-printable")
    return message
