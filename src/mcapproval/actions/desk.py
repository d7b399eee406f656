"""Where a person sits down to work: which records, who, when. The clock and chance enter here."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection

from mcapproval.clock import Clock, StoppedClock, SystemClock, end_of, nz_day, spoken, stamp
from mcapproval.errors import AskedWrongly, Reason, Refused, Unknown
from mcapproval.store import queries
from mcapproval.store.conflict import Conflict
from mcapproval.store.events import Author
from mcapproval.store.records import Records, in_view, open_records
from mcapproval.store.rows.folded import RecordsRow

if TYPE_CHECKING:
    from mcapproval.store.writer import Writer

T = TypeVar("T")

TRIES = 5
"""How often an act looks again when others write to the same case."""


class BeingChanged(Refused):
    """Others wrote to the same case each time that it was looked at again."""


def random_salt() -> bytes:
    return secrets.token_bytes(32)


@dataclass(frozen=True, slots=True)
class Desk:
    """One person's work on some records at one instant.

    `person` is a reference (`PER-0001`), None for someone who only looks. `stopped` says that the
    clock is one's own: it may write only in simulated records. `acts_for` is the person in whose
    place `person` says that they act. `as_at` is a day as of whose end the records are read;
    `laid_open` is the one reading that many questions share.
    """

    records: Records
    person: str | None
    now: datetime
    stopped: bool
    salt: Callable[[], bytes] = random_salt
    channel: str = "shell"
    acts_for: str | None = None
    as_at: date | None = None
    laid_open: Connection | None = None

    @property
    def today(self) -> date:
        return nz_day(self.now)

    def who(self) -> str:
        """The person who answers for an act; AskedWrongly where nobody was named."""
        if self.person is None:
            raise AskedWrongly(
                "this needs to know who you are", "say it with --as PERSON, or set MCAPPROVAL_AS"
            )
        return self.person

    def reading(self) -> AbstractContextManager[Connection]:
        """One consistent view of the records. AskedWrongly for a day on which there were none."""
        if self.laid_open is not None:
            return nullcontext(self.laid_open)
        return self.records.reading() if self.as_at is None else self._reading_as_at(self.as_at)

    @contextmanager
    def _reading_as_at(self, day: date) -> Iterator[Connection]:
        from mcapproval.store.as_at import as_of

        before = stamp(end_of(day))
        with self.records.reading() as connection, as_of(connection, before) as row:
            if not row:
                raise made_after(day)
            yield connection

    @contextmanager
    def kept_open(self) -> Iterator[Desk]:
        """The same desk for many acts in turn, as `Records.kept_open`."""
        with self.records.kept_open() as records:
            yield replace(self, records=records)

    @contextmanager
    def writing(self, acts_for: str | None = None) -> Iterator[Writer]:
        """One transaction in this person's name, or theirs in place of another person."""
        author = Author(self.who(), self.channel, acts_for)
        assert self.as_at is None, "nothing is written on a day that is over"
        with self.records.writing(author, self.now) as writer:
            self._writes_on_its_day(writer.simulated)
            yield writer

    @contextmanager
    def trying(self, acts_for: str | None = None) -> Iterator[Writer]:
        """One transaction of which nothing is kept: what it reads is as if it were.

        Refused as `writing` is; Busy or OnlyRead where it can't be tried.
        """
        author = Author(self.who(), self.channel, acts_for)
        with self.reading() as connection:
            self._writes_on_its_day(about(connection).simulated)
        with self.records.trying(author, self.now) as writer:
            yield writer

    def _writes_on_its_day(self, simulated: bool | None) -> None:
        if self.stopped and not simulated:
            raise Refused(
                "a clock of one's own (--today) writes only in simulated records",
                hint="leave --today out, or make records for trying: "
                "`mcapproval init --simulated --records PLACE`",
            )

    def back_to(self, day: date) -> Desk:
        """A desk at which the records lie as they stood at the end of a day that has come."""
        if day > self.today:
            raise AskedWrongly(
                f"{day.isoformat()} has not come yet: today is {self.today.isoformat()}",
                "ask for today or an earlier day",
            )
        return replace(self.on(day), as_at=day, laid_open=None)

    @contextmanager
    def looking_back(self, day: date) -> Iterator[Desk]:
        """The same for many questions in turn: to lay the records back takes longer than to ask."""
        back = self.back_to(day)
        with back.reading() as connection:
            yield replace(back, laid_open=connection)

    def on(self, day: date) -> Desk:
        """The same desk on another day, by a clock of one's own."""
        return replace(self, now=StoppedClock(day).now(), stopped=True)


def sit_down(where: str, name: str | None, day: date | None, clock: Clock | None = None) -> Desk:
    """Open records for a person. Unknown where the records know no such person."""
    desk = _desk(open_records(where), day, clock or SystemClock())
    return desk if name is None else as_person(desk, name)


@contextmanager
def look_in(where: str, name: str | None, day: date | None) -> Iterator[Desk]:
    """A desk at which one only looks: all that is asked there is asked of one view of the records.
    Raises as `sit_down` does.
    """
    with in_view(where) as (records, connection):
        desk = _desk(records, day, SystemClock(), connection)
        yield desk if name is None else as_person(desk, name)


def _desk(
    records: Records, day: date | None, clock: Clock, laid_open: Connection | None = None
) -> Desk:
    now = StoppedClock(day).now() if day else clock.now()
    return Desk(records, None, now, stopped=day is not None, laid_open=laid_open)


def as_person(desk: Desk, name: str) -> Desk:
    """The desk with another person at it, by short name or reference."""
    with desk.reading() as connection:
        return replace(desk, person=person_ref(connection, name))


def in_place_of(desk: Desk, name: str) -> Desk:
    """The desk where somebody says that they act in place of another person."""
    with desk.reading() as connection:
        return replace(desk, acts_for=person_ref(connection, name))


def person_ref(connection: Connection, name: str) -> str:
    found = queries.person(connection, name)
    if found is None:
        raise no_such_person(name)
    return found.ref


def made_after(day: date) -> AskedWrongly:
    """What is said of a day on which there were no records."""
    return AskedWrongly(f"these records were made after {spoken(day)}", "ask for a later day")


def no_such_person(name: str) -> Unknown:
    return Unknown(
        f"these records know no person {name}", "see who they know with: mcapproval people list"
    )


def about(connection: Connection) -> RecordsRow:
    """What these records are called, and whether they are simulated."""
    row = queries.records_row(connection)
    if row is None:
        raise AskedWrongly("these records were never made: init was interrupted", "make new ones")
    return row


def effective_day(desk: Desk, asked: date | None, last: str | None = None) -> date:
    """The day on which an act happened: today, or an earlier one; never before the case's last."""
    day = asked or desk.today
    if day > desk.today:
        raise Refused(
            f"{day.isoformat()} has not come yet",
            [
                Reason(
                    "DAY",
                    f"today is {desk.today.isoformat()}",
                    "record it on the day, or give the day on which it happened",
                    "you",
                )
            ],
        )
    if last is not None and day.isoformat() < last:
        raise Refused(
            f"{day.isoformat()} is before the last thing that happened to this case",
            [
                Reason(
                    "DAY",
                    f"its last day is {last}",
                    f"give --effective {last} or a later day",
                    "you",
                )
            ],
        )
    return day


def settled(ref: str, attempt: Callable[[], T]) -> T:
    """Read, judge and write again where others wrote to the case in between.

    Raises BeingChanged where they do so each time.
    """
    for _ in range(TRIES):
        try:
            return attempt()
        except Conflict:
            continue
    raise BeingChanged(f"{ref} is being changed by others", hint="look again, then try again")
