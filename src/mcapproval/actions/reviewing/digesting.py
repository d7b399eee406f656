"""The year's digest: what owners and quality managers are sent of re-evaluations, once a month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk, about
from mcapproval.actions.due.mailing import NotTaken, Post, Sent, ServerGone
from mcapproval.actions.due.ticking import as_system
from mcapproval.actions.people.addresses import mailable
from mcapproval.actions.people.contacts import known
from mcapproval.actions.people.roles import grants, is_there
from mcapproval.actions.reviewing.due import Asked, due
from mcapproval.clock import ZONE
from mcapproval.reports.due import Due
from mcapproval.reports.year_digest import YearDigest, body, subject
from mcapproval.store import queries
from mcapproval.store.rows.folded import Grant

AHEAD = 365
"""Days that a digest looks ahead."""

RUNS = "quality-manager"
"""The role whose holders are told of all, and not of their own alone."""


@dataclass(frozen=True, slots=True)
class Told:
    """`unaddressed` are the names of those without an e-mail address, `already` how many were sent
    the one of this month before.
    """

    messages: tuple[Sent, ...]
    unaddressed: tuple[str, ...]
    already: int

    @property
    def failed(self) -> tuple[Sent, ...]:
        return tuple(each for each in self.messages if each.why)

    @property
    def nobody(self) -> bool:
        """Whether some were to be told, and nobody could be."""
        return bool(self.unaddressed) and not self.messages and not self.already


def digests(desk: Desk) -> tuple[YearDigest, ...]:
    """One for each who has something in the year to come and was sent none of this month yet."""
    return _digests(desk)[0]


def _digests(desk: Desk) -> tuple[tuple[YearDigest, ...], int]:
    """Those, and how many were sent theirs already."""
    period = desk.today.isoformat()[:7]
    rows = due(desk.records.where, None, desk.today, Asked(AHEAD)).rows
    with desk.reading() as connection:
        records = about(connection)
        run = _run(connection, desk)
        people = {row.owner for row in rows if row.owner} | set(run)
        people = {person for person in people if is_there(connection, person)}
        told = known(connection, people)
        had = {person for person in people if _had(connection, person, period)}
    found = []
    for person in sorted(people - had):
        own = tuple(row for row in rows if row.owner == person)
        led = tuple(row for row in _led(rows, run.get(person, set())) if row.owner != person)
        if own or led:
            found.append(
                YearDigest(
                    person,
                    told[person]["name"],
                    records.name,
                    records.simulated,
                    desk.today,
                    period,
                    own,
                    led,
                )
            )
    return tuple(found), len(had)


def send(desk: Desk, sender: str, post: Post) -> Told:
    """Send each to whoever has an e-mail address; each is marked in the journal once it was taken,
    so that nobody is sent two of one month."""
    desk = as_system(desk)
    every, already = _digests(desk)
    with desk.reading() as connection:
        facts = known(connection, {digest.person for digest in every})
    sent: list[Sent] = []
    unaddressed: list[str] = []
    gone = ""
    for digest in every:
        to = mailable(facts[digest.person]["contact"])
        if not to:
            unaddressed.append(digest.name)
            continue
        why = gone
        if not why:
            try:
                post(_message(desk, sender, to, digest))
            except ServerGone as fault:
                why = gone = fault.message
            except NotTaken as fault:
                why = fault.message
        if not why:
            with desk.writing() as writer:
                data = {"notices": [], "done": [], "digest": digest.period}
                writer.add(digest.person, "mailed", desk.today, data)
        sent.append(Sent(digest.person, digest.name, (), why))
    return Told(tuple(sent), tuple(unaddressed), already)


def _run(connection: Connection, desk: Desk) -> dict[str, set[str | None]]:
    """The providers of which people are quality managers today; None is of all."""
    found: dict[str, set[str | None]] = {}
    for person in {row.person for row in queries.many(connection, Grant, role=RUNS)}:
        held = grants(connection, person, desk.today)
        units = {g.unit for g in held if g.role == RUNS and g.case_ref is None}
        if units:
            found[person] = units
    return found


def _led(rows: Iterable[Due], units: set[str | None]) -> Iterable[Due]:
    return (row for row in rows if None in units or row.provider in units)


def _had(connection: Connection, person: str, period: str) -> bool:
    rows = queries.events(connection, person)
    return any(row.act == "mailed" and row.data.get("digest") == period for row in rows)


def _message(desk: Desk, sender: str, to: str, digest: YearDigest) -> EmailMessage:
    """The digest of a month to a person has one name, by which mail programs know it."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = to
    message["Subject"] = subject(digest)
    message["Date"] = format_datetime(desk.now.astimezone(ZONE))
    message["Message-ID"] = f"<{digest.person}.{digest.period}@mcapproval.invalid>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body(digest), cte="quoted-printable")
    return message
