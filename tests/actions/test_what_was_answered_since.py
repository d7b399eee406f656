"""An older file undoes nothing that was answered since; who undoes nothing is not stopped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.actions.conftest import Staged
from tests.actions.test_reviews import FIRST, review
from tests.actions.walking import at

from mcapproval.actions.reviewing import answering, opening
from mcapproval.actions.reviewing.answered_since import lost
from mcapproval.actions.reviewing.grid_read import Changed
from mcapproval.actions.reviewing.gridding import _given
from mcapproval.canonical import canonical
from mcapproval.draft.pointer import pointer
from mcapproval.errors import Refused
from mcapproval.store import queries
from mcapproval.store.keep import content

Answers = dict[str, Any]


def undone(known: Answers, stands: Answers, new: Answers, own: bool = False) -> list[str]:
    return [pointer(steps) for steps in lost(known, stands, new, own)]


YES, NO = {"need": {"still_needed": "yes"}}, {"need": {"still_needed": "no"}}
ONE, OTHER = {"what": "Ask more"}, {"what": "Ask less"}


def test_what_stands_is_undone_where_the_file_has_less_or_something_else() -> None:
    assert undone({}, YES, {}) == undone({}, YES, NO) == ["/need/still_needed"]
    assert undone(YES, {}, YES) == ["/need/still_needed"]
    assert undone({}, {"actions": [ONE]}, {"actions": [OTHER]}) == ["/actions"]
    assert undone({"actions": [ONE, OTHER]}, {"actions": [ONE]}, {"actions": [ONE, OTHER]})


def test_what_was_known_or_is_only_added_to_is_not_undone() -> None:
    assert undone(YES, YES, NO) == undone({}, YES, {**YES, "culture": "Kōrero"}) == []
    added = {"actions": [{**ONE, "owner": "head-of-school"}, OTHER]}
    assert undone({}, {"actions": [ONE]}, added) == []
    assert undone({}, {"actions": [ONE]}, {"actions": [OTHER, ONE]}) == []


def test_what_one_changed_oneself_may_be_changed_once_more_in_the_same_file() -> None:
    assert undone({}, YES, NO, own=True) == []
    assert undone({}, {"actions": [ONE]}, {"actions": [OTHER]}, own=True) == []
    assert undone({}, YES, {}, own=True) == ["/need/still_needed"]


TEXTS = st.sampled_from(["a", "b"])
PARTS = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXTS, inner, max_size=2),
    max_leaves=6,
)
ALL = st.dictionaries(TEXTS, PARTS, max_size=2)


@given(ALL, ALL, ALL, st.booleans())
def test_a_file_that_has_what_stands_or_knew_it_undoes_nothing(
    known: Answers, stands: Answers, new: Answers, own: bool
) -> None:
    assert undone(known, stands, stands, own) == undone(stands, stands, new, own) == []
    assert bool(undone(known, stands, known, own)) == (said(stands) != said(known))


def said(part: Any) -> Any:
    """What is said, whatever the order of rows: a heading with no answer under it says nothing."""
    if isinstance(part, list):
        return {canonical(row) for row in part}
    if isinstance(part, dict):
        return {key: said(value) for key, value in part.items() if said(value) != {}}
    return part


class Room:
    """A re-evaluation that was begun, and files with answers to it."""

    def __init__(self, staged: Staged, folder: Path) -> None:
        self.staged, self.folder = staged, folder
        opening.open_review(at(staged.desk, "mele", "2027-07-01"), "MC-0001")

    @property
    def row(self) -> int:
        with self.staged.desk.reading() as connection:
            return queries.head(connection)[0]

    @property
    def kept(self) -> Answers:
        with self.staged.desk.reading() as connection:
            found: Answers = content(connection, review(self.staged, FIRST).answers or "")
        return found

    def put(self, person: str, answers: Answers, row: int | None, over: bool = False) -> None:
        file = self.folder / "answers.json"
        said = {} if row is None else {"of": FIRST, "written_at": row}
        file.write_text(json.dumps({"format": "review/1", **said, **answers}), "utf-8")
        desk = at(self.staged.desk, person, "2027-07-02")
        answering.answer_with(desk, FIRST, file, over=over)


@pytest.fixture
def room(approved: Staged, tmp_path: Path) -> Room:
    return Room(approved, tmp_path)


def test_what_a_file_says_of_itself_is_no_answer(room: Room) -> None:
    room.put("mele", YES, room.row)
    assert room.kept == {"format": "review/1", **YES}


def test_a_file_is_put_in_again_by_who_put_it_in(room: Room) -> None:
    row = room.row
    room.put("mele", YES, row)
    room.put("mele", NO, row)
    assert room.kept["need"] == NO["need"]


def test_a_file_undoes_nothing_that_the_same_person_answered_in_the_grid(room: Room) -> None:
    row = room.row
    desk = at(room.staged.desk, "mele", "2027-07-02")
    changed = Changed(FIRST, "", "", 0, {"/need/still_needed": ("", "yes")})
    answering.put_in(desk, FIRST, lambda connection: _given(connection, changed))
    with pytest.raises(Refused, match="after answers"):
        room.put("mele", {"culture": "Kōrero"}, row)
    room.put("mele", {"culture": "Kōrero"}, row, over=True)
    assert "need" not in room.kept


def test_a_file_that_does_not_say_when_it_was_written_may_add_or_be_one_s_own(room: Room) -> None:
    room.put("mele", YES, None)
    with pytest.raises(Refused, match="does not say when it was written"):
        room.put("hemi", NO, None)
    room.put("hemi", {**YES, "culture": "Kōrero"}, None)
    room.put("hemi", NO, None)
    assert room.kept == {"format": "review/1", **NO}


def test_what_was_answered_alike_since_stops_nobody(room: Room) -> None:
    room.put("mele", YES, room.row)
    row = room.row
    room.put("hemi", YES, row)
    room.put("mele", NO, row)
    assert room.kept["need"] == NO["need"]
