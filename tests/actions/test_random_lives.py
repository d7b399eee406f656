"""Any sequence of things that people try leaves whole records, and no condition passed unmet.

Hypothesis tries moves, edits, items and days at random, by anybody, on real records. What was let
through is judged again by the conditions themselves; what was refused has changed nothing.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.actions.test_what_people_wrote_is_found import as_made_anew
from tests.actions.walking import LETTER, TO_DRAFTING, WHOLE, opened, walk
from tests.conftest import Places
from tests.simulated import PEOPLE, SAMPLES, peopled

from mcapproval.actions.cases import moves, undoing
from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.items import answering, of_case
from mcapproval.actions.cases.moves import Said
from mcapproval.actions.cases.standing.view import standing
from mcapproval.actions.desk import Desk, as_person, sit_down
from mcapproval.actions.drafts import applications
from mcapproval.actions.due.ticking import tick
from mcapproval.actions.people import known
from mcapproval.errors import AskedWrongly, Refused, Unmet
from mcapproval.store import queries
from mcapproval.store.rows.folded import Case
from mcapproval.store.verifying.verify import verify
from mcapproval.workflow.asks import ASKS
from mcapproval.workflow.guards import reasons_for
from mcapproval.workflow.model import Move, OneOf

DRAFT = SAMPLES / "community-led-development-facilitation" / "draft.yaml"
WHO = [handle for handle, _, _ in PEOPLE]
ANSWERS: dict[str, Callable[[Move, date], Any]] = {
    "text": lambda move, day: "As it was said in the hui",
    "items": lambda move, day: ["One thing more; due=2026-12-18; owner=author", "Another"],
    "day": lambda move, day: (day + timedelta(days=60)).isoformat(),
    "code": lambda move, day: "AC-2026-11",
    "whole": lambda move, day: "1",
    "four-digits": lambda move, day: "9901",
    "results": lambda move, day: ",".join(f"{r}:granted" for r in _results(move)),
    "key": lambda move, day: "quality-manager",
    "choice": lambda move, day: "supported",
    "people": lambda move, day: ["bo"],
}


ALONE = {"chair": "bo", "minute_reference": "AC-2026-11"}
THERE = {"present": ["bo"], "minute_reference": "AC-2026-11"}


ENDING = ("withdraw", "decline", "hold", "lapse", "close", "record-withdrawal", "remove")
"""Moves that are made less often than others, so that lives go on."""


def _results(move: Move) -> tuple[str, ...]:
    return move.results or ("listing", "approval", "accreditation")


def answered(move: Move, day: date, wanted: int) -> Said:
    """Every answer that a move asks for, and none that may be left out."""
    sets: dict[str, Any] = {}
    for ask in move.every_ask:
        if ask.optional or ASKS[ask.name].type == "file":
            continue
        if ask.name == "to":
            assert isinstance(move.target, OneOf)
            sets["to"] = move.target.states[wanted % len(move.target.states)]
        elif ask.name == "how":
            assert move.decision
            sets["how"] = move.decision.how[wanted % len(move.decision.how)]
        else:
            sets[ask.name] = ANSWERS[ASKS[ask.name].type](move, day)
    if move.decision:
        sets |= ALONE if sets.get("how") == "chairs-action" else THERE
    letter = any(ask.name == "letter" for ask in move.every_ask)
    return Said(sets, {}, LETTER if letter else {})


class Lives(RuleBasedStateMachine):
    """Several applications and what comes of them, in one set of records."""

    begun: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="mcapproval-lives-"))
        where = self.folder / "records.db"
        shutil.copyfile(self.begun, where)
        self.desk = sit_down(str(where), "admin", date(2026, 8, 12))
        self.day = date(2026, 8, 12)
        self.draft = self.folder / "sample" / "draft.yaml"
        shutil.copytree(DRAFT.parent, self.draft.parent)
        self.edits = 0

    def teardown(self) -> None:
        self.everything_verifies()
        shutil.rmtree(self.folder)

    def at(self, who: str) -> Desk:
        return as_person(self.desk, who).on(self.day)

    def cases(self) -> list[Case]:
        with self.desk.reading() as connection:
            return queries.many(connection, Case)

    @initialize()
    def somebody_asks(self) -> None:
        applications.open_application(self.at("ana"), self.draft)

    @rule(days=st.integers(0, 40))
    def days_pass(self, days: int) -> None:
        self.day += timedelta(days=days)

    @rule(case=st.integers(0, 20), who=st.sampled_from(WHO), pick=st.integers(0, 20))
    def anybody_tries_a_move(self, case: int, who: str, pick: int) -> None:
        there = self.cases()
        row = there[case % len(there)]
        with self.desk.reading() as connection:
            definition = definition_of(connection, row)
        open_now = definition.out_of(row.state)
        if not open_now:
            return
        self.tried(row, open_now[pick % len(open_now)], who, pick)

    @rule(case=st.integers(0, 20), picks=st.lists(st.integers(0, 20), min_size=2, max_size=6))
    def the_right_people_go_on(self, case: int, picks: list[int]) -> None:
        for pick in picks:
            there = self.cases()
            self.the_right_person_goes_on(there[case % len(there)], pick)

    def the_right_person_goes_on(self, row: Case, pick: int) -> None:
        for who in WHO:
            found = moves.possible(self.at(who), row.ref)
            able = [option for option in found.options if option.possible]
            if pick % 4:
                able = [option for option in able if option.move not in ENDING]
            if able:
                with self.desk.reading() as connection:
                    definition = definition_of(connection, row)
                chosen = definition.move(row.state, able[pick % len(able)].move)
                assert chosen
                self.tried(row, chosen, who, pick)
                return

    def tried(self, row: Case, move: Move, who: str, pick: int) -> None:
        desk = self.at(who)
        with desk.reading() as connection:
            law = self.day if move.fixes == "law-day" else None
            before = standing(connection, row, self.day, law)
        unmet = [r.code for need in move.needs for r in reasons_for(need, before.situation)]
        role = {role for handle, _, role in PEOPLE if handle == who}
        try:
            done = moves.move(desk, row.ref, move.name, answered(move, self.day, pick))
        except (Unmet, AskedWrongly):
            self.unchanged(row)
            return
        assert not unmet, f"{move.name} passed {unmet}"
        own = row.opened_by == desk.person
        assert role & set(move.by) or (own and "author" in move.by)
        assert not (own and "author" in move.not_by)
        assert done.move == move.name

    def unchanged(self, row: Case) -> None:
        with self.desk.reading() as connection:
            after = queries.one(connection, Case, ref=row.ref)
        assert after
        assert after == row._replace(version=after.version)

    @rule(case=st.integers(0, 20), who=st.sampled_from(WHO))
    def somebody_takes_back_what_was_done_last(self, case: int, who: str) -> None:
        there = self.cases()
        row = there[case % len(there)]
        try:
            done = undoing.undo(self.at(who), row.ref)
        except Refused:
            self.unchanged(row)
            return
        with self.desk.reading() as connection:
            after = queries.one(connection, Case, ref=row.ref)
        assert after
        assert after.version > row.version
        assert done.ref == row.ref

    @rule()
    def it_is_seen_what_is_due(self) -> None:
        first = tick(self.at("admin"))
        assert first.today == self.day
        assert not tick(self.at("admin")).notices

    @rule(case=st.integers(0, 20), line=st.sampled_from(["level", "credits", "structure"]))
    def the_author_edits(self, case: int, line: str) -> None:
        there = [row for row in self.cases() if row.track == "application"]
        row = there[case % len(there)]
        self.edits += 1
        text = DRAFT.read_text("utf-8")
        at = text.index(f"\n{line}:")
        end = text.index("\n", at + 1)
        value = {"level": "5", "credits": "10"}.get(line)
        said = f"\n{line}: {value}" if value else text[at:end]
        self.draft.write_text(text[:at] + said + text[end:] + f"\n# {self.edits}\n", "utf-8")
        try:
            applications.update_application(self.at("ana"), row.ref, self.draft)
        except (Refused, AskedWrongly):
            self.unchanged(row)

    @rule(
        case=st.integers(0, 20),
        who=st.sampled_from(WHO),
        state=st.sampled_from(["answered", "closed"]),
    )
    def somebody_sees_to_an_item(self, case: int, who: str, state: str) -> None:
        there = self.cases()
        row = there[case % len(there)]
        for line in of_case.list_items(self.desk, row.ref):
            if line.state in ("open", "answered", "agreed"):
                with suppress(Refused, AskedWrongly):
                    answering.change_item(
                        self.at(who), row.ref, line.number, state, "Seen to", LETTER
                    )
                return

    @invariant()
    def every_case_is_in_a_state_from_which_an_end_can_be_reached(self) -> None:
        with self.desk.reading() as connection:
            for row in queries.many(connection, Case):
                definition = definition_of(connection, row)
                state = definition.states[row.state]
                assert state.end or definition.out_of(row.state), row
                assert isinstance(json.loads(row.came_from), dict)

    def everything_verifies(self) -> None:
        with self.desk.reading() as connection:
            verdict = verify(connection)
        assert verdict.whole, verdict.faults
        as_made_anew(self.desk)


def listed(where: str) -> None:
    """Records with applications at several steps, the last one approved: there is a listing."""
    desk = peopled(where)
    known.grant(desk, "bo", "board-chair")
    for steps in range(len(TO_DRAFTING), len(WHOLE) + 1, 2):
        walk(desk, opened(desk, DRAFT), WHOLE[:steps])


@pytest.fixture(autouse=True, scope="module")
def begun(files: Places) -> None:
    """What every life begins with, made once."""
    Lives.begun = Path(files.made("listed", listed))


THOROUGH = os.environ.get("MCAPPROVAL_THOROUGH") == "1"
TestLives = Lives.TestCase
TestLives.settings = settings(
    max_examples=8 if THOROUGH else 3, stateful_step_count=60 if THOROUGH else 20, deadline=None
)
