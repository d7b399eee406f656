"""Days of a quality team, one after another: `tick`, and people who begin, answer and decide.

What people do and when is invented, drawn by the reference of each re-evaluation: two runs are
equal. Most are in time; some are forgotten until they are told to be overdue.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from mcapproval.actions.cases.items.answering import change_item
from mcapproval.actions.cases.moves import Said, move
from mcapproval.actions.demo.answering_for import answers
from mcapproval.actions.demo.chance import between, drawn
from mcapproval.actions.demo.people_of import People, people_of
from mcapproval.actions.desk import Desk, as_person
from mcapproval.actions.due.ticking import Ticked, tick
from mcapproval.actions.reviewing.answering import answer
from mcapproval.actions.reviewing.prefilled import prefilled
from mcapproval.clock import add_days, add_months
from mcapproval.rules.review_schedule import legacy
from mcapproval.store import queries
from mcapproval.store.rows.folded import Case, Item, Listing, Review
from mcapproval.working_days import Calendar

SOON, FORGOTTEN = (4, 40), (95, 125)
"""Days after the announcement at which somebody begins: as a rule, and where it is forgotten."""

FORGETS = 0.08
TO_ANSWER, TO_CLOSE, TO_ACT, TO_FILE = (10, 28), (2, 9), (30, 115), (3, 12)
"""Days from beginning to the answers, from the decision to the end and to an action's, and from the
report to its receipt."""

SEEN_TO = (None, "receipt")
"""The topics of actions that somebody sees to in these years."""

DECISIONS = (
    ("continue", 0.64),
    ("continue-with-actions", 0.86),
    ("change", 0.92),
    ("pause", 0.95),
    ("not-needed", 1.0),
)
"""What is proposed, by how far chance goes; what was approved before 2023 and stays is migrated."""

MEETS = (1, 15)
"""The days of a month from which on the next working day is one of the board's meetings."""


@dataclass(slots=True)
class Years:
    """Simulated records that are lived in. `desk` is the administrator's, `folder` for files."""

    desk: Desk
    folder: Path
    agenda: list[tuple[date, int, str, Callable[[date, str], None]]] = field(default_factory=list)
    entered: int = 0
    calendar: Calendar = field(default_factory=Calendar)

    def live(self, first: date, last: date) -> Iterator[Ticked]:
        """Each day's `tick` from a day to another, and after it what people do on the day."""
        self._pick_up(first)
        day = first
        while day <= last:
            ticked = tick(self.desk.on(day))
            for made in ticked.moves:
                self._announced(made.ref, day)
            while self.agenda and self.agenda[0][0] <= day:
                _, _, ref, act = heapq.heappop(self.agenda)
                act(day, ref)
            yield ticked
            day += timedelta(days=1)

    def _pick_up(self, first: date) -> None:
        """What was under way already when the days begin."""
        with self.desk.reading() as connection:
            cases = queries.many(connection, Case, track="review")
        for case in cases:
            self._see_to(case.ref, first, TO_ACT)
            if case.state == "notified":
                self._announced(case.ref, first)
            if case.state == "in-progress":
                self._put(add_days(first, between(*TO_ANSWER, case.ref)), case.ref, self._answer)

    def _put(self, day: date, ref: str, act: Callable[[date, str], None]) -> None:
        """An act for a day, or for the first working day after it."""
        while not self.calendar.is_working(day):
            day = add_days(day, 1)
        self.entered += 1
        heapq.heappush(self.agenda, (day, self.entered, ref, act))

    def _announced(self, ref: str, day: date) -> None:
        late = drawn(ref, "forgets") < FORGETS
        self._put(add_days(day, between(*(FORGOTTEN if late else SOON), ref)), ref, self._begin)

    def _begin(self, day: date, ref: str) -> None:
        if self._state(ref) not in ("scheduled", "notified"):
            return
        move(self._at(day, self._people(ref, day).adviser), ref, "begin", Said())
        self._put(add_days(day, between(*TO_ANSWER, ref, "answers")), ref, self._answer)

    def _answer(self, day: date, ref: str) -> None:
        adviser = self._people(ref, day).adviser
        file = self.folder / f"{ref}.yaml"
        provider = self._case(ref).provider
        desk = self._at(day, adviser)
        with desk.reading() as connection:
            begun = prefilled(connection, desk, ref).content
        data = answers(begun, self._proposed(ref), day, ref, provider)
        file.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
        answer(desk, ref, file)
        self._put(_next_meeting(day), ref, self._decide)

    def _decide(self, day: date, ref: str) -> None:
        people, proposed = self._people(ref, day), self._proposed(ref)
        resolution = f"That it be decided as proposed: {proposed}."
        sets: dict[str, Any] = {
            "how": "meeting",
            "present": ",".join(people.board),
            "minute_reference": f"AC/{day.year}/{day.month:02}/{ref[-4:].lstrip('0')}",
            "resolution": resolution,
        }
        if proposed not in ("continue", "continue-with-actions"):
            sets["reason"] = "As the answers say."
        if proposed == "pause":
            sets["due"] = add_months(day, 6).isoformat()
        if proposed == "not-needed":
            sets["teach_out"] = add_months(day, 24).isoformat()
        if proposed == "continue-with-actions":
            what, due = "Ask employers of the south as well", add_days(day, 120).isoformat()
            sets["items"] = [f"{what}; owner=quality-adviser; due={due}"]
        move(self._at(day, people.board[0]), ref, f"decide-{proposed}", Said(sets))
        self._see_to(ref, day, TO_ACT)
        self._put(add_days(day, between(*TO_CLOSE, ref, "end")), ref, self._end)

    def _see_to(self, ref: str, day: date, within: tuple[int, int]) -> None:
        """Each action of a case is closed some days after one, most of them in time."""
        for item in self._owed(ref):
            act = self._closing(item.number)
            self._put(add_days(day, between(*within, ref, item.number)), ref, act)

    def _closing(self, number: int) -> Callable[[date, str], None]:
        def close(day: date, ref: str) -> None:
            if number not in [item.number for item in self._owed(ref)]:
                return
            desk = self._at(day, self._people(ref, day).adviser)
            file = {"done.txt": f"{ref}, item {number}: done. (Invented.)".encode()}
            change_item(desk, ref, number, "closed", "Done.", file)

        return close

    def _end(self, day: date, ref: str) -> None:
        """A full review is reported to NZQA; a yearly check of ours ends without."""
        manager = self._at(day, self._people(ref, day).manager)
        if self._review(ref).form == "full review":
            move(manager, ref, "report", Said({}, {}, {"report.txt": f"{ref}, sent.".encode()}))
            self._see_to(ref, day, TO_FILE)
        else:
            move(manager, ref, "close", Said())

    def _proposed(self, ref: str) -> str:
        listing = self._listing(self._review(ref).listing)
        found = next(name for name, most in DECISIONS if drawn(ref, "decision") < most)
        old = listing.approved_on and legacy(date.fromisoformat(listing.approved_on))
        return "migrate" if old and found == "change" else found

    def _at(self, day: date, person: str) -> Desk:
        return as_person(self.desk.on(day), person)

    def _people(self, ref: str, day: date) -> People:
        with self.desk.reading() as connection:
            case = queries.one(connection, Case, ref=ref)
            assert case is not None
            return people_of(connection, case.provider, day)

    def _case(self, ref: str) -> Case:
        with self.desk.reading() as connection:
            found = queries.one(connection, Case, ref=ref)
        assert found is not None
        return found

    def _state(self, ref: str) -> str:
        return self._case(ref).state

    def _review(self, ref: str) -> Review:
        with self.desk.reading() as connection:
            found = queries.one(connection, Review, ref=ref)
        assert found is not None
        return found

    def _listing(self, ref: str) -> Listing:
        with self.desk.reading() as connection:
            found = queries.one(connection, Listing, ref=ref)
        assert found is not None
        return found

    def _owed(self, ref: str) -> list[Item]:
        """The actions of a case that somebody sees to: not those that an application answers."""
        with self.desk.reading() as connection:
            rows = queries.many(connection, Item, ref=ref, kind="action", state="open")
        return [row for row in rows if row.topic in SEEN_TO]


def _next_meeting(day: date) -> date:
    """The next day of a meeting, two working days away at least so that papers can go out."""
    after = add_days(day, 3)
    months = (after.replace(day=1), add_months(after.replace(day=1), 1))
    meetings = [month.replace(day=number) for month in months for number in MEETS]
    return min(each for each in meetings if each >= after)
