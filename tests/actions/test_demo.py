"""The demo as a whole: what it leaves, twice alike, and whether it tells the truth."""

from __future__ import annotations

import shlex
import shutil
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from tests.simulated import SAMPLES

from mcapproval.actions import looking
from mcapproval.actions.audit import audit
from mcapproval.actions.demo.stories import STORIES, DemoResult, run_demo
from mcapproval.actions.demo.story import FILE, Story, read_story
from mcapproval.actions.desk import Desk, sit_down
from mcapproval.actions.finding.listed import cases_of
from mcapproval.actions.lookup import application_row, draft_of, version_of
from mcapproval.actions.papers import pack_proof
from mcapproval.draft.reader import read_draft
from mcapproval.store import queries
from mcapproval.store.rows.folded import Review

LINES, COLUMNS = 60, 100
"""Two screens."""


@dataclass(frozen=True)
class Twice:
    """Two runs into one folder: the first one's files by name, and all of the second."""

    first: DemoResult
    first_files: dict[str, bytes]
    result: DemoResult
    told: tuple[str, ...]

    @property
    def desk(self) -> Desk:
        return sit_down(str(self.result.records), None, self.result.today)

    def story(self, name: str) -> tuple[Story, str]:
        """A story as read, and the reference of the application that it left."""
        played = next(p for p in self.result.stories if p.name == name)
        return read_story(SAMPLES / name / FILE), played.refs["application"]


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Twice:
    into = tmp_path_factory.mktemp("demo") / "mcapproval demo"
    told: list[str] = []
    first = run_demo(into, lambda line: None)
    before = files(into)
    return Twice(first, before, run_demo(into, told.append), tuple(told))


@pytest.mark.slow
def test_two_runs_end_with_the_same_head(demo: Twice) -> None:
    assert demo.first.head == demo.result.head
    assert demo.result.head[0] > 100


def test_two_runs_make_the_same_packs_and_due_list_to_the_byte(demo: Twice) -> None:
    after = files(demo.result.into)
    for kept in (demo.first_files, after):
        kept.pop("records.db", None)
    assert sum(name.endswith("manifest.json") for name in after) == len(STORIES)
    assert {"due.txt", ".mcapproval-demo"} < after.keys()
    assert demo.first_files == after


def test_the_second_run_replaces_the_folder_of_the_first_and_leaves_nothing_beside_it(
    demo: Twice,
) -> None:
    assert [path.name for path in demo.result.into.parent.iterdir()] == ["mcapproval demo"]
    assert sorted(path.name for path in demo.result.into.iterdir()) == [
        ".mcapproval-demo",
        "due.txt",
        "packs",
        "records.db",
    ]


def test_what_is_told_fits_two_screens(demo: Twice) -> None:
    into = str(demo.result.into)
    told = [line.replace(f"'{into}", into).replace(into, "mcapproval-demo") for line in demo.told]
    assert len(told) <= LINES
    assert [line for line in told if len(line) > COLUMNS] == []


def test_the_end_tells_the_head_and_commands_to_try(demo: Twice) -> None:
    number, head = demo.result.head
    assert f"Head: row {number}, {head}" in demo.told
    assert demo.told[-len(demo.result.hints) :] == tuple(f"  {h}" for h in demo.result.hints)


def test_every_command_that_is_told_works(demo: Twice, capsys: pytest.CaptureFixture[str]) -> None:
    from mcapproval.cli.main import run

    for hint in demo.result.hints:
        program, *arguments = shlex.split(hint)
        assert program == "mcapproval"
        assert run(arguments) == 0, (hint, capsys.readouterr())


def test_the_journal_is_whole_and_holds_to_every_pack(demo: Twice) -> None:
    assert audit(demo.desk).faults == ()
    for pack in demo.result.packs:
        assert audit(demo.desk, pack).faults == ()


def test_every_pack_is_what_the_records_give_for_its_row(demo: Twice) -> None:
    found = [pack_proof.verify_pack(pack, demo.desk) for pack in demo.result.packs]
    assert found == [pack_proof.PackVerdict(())] * 3


def test_one_byte_changed_in_any_file_of_a_pack_is_found_and_named(
    demo: Twice, tmp_path: Path
) -> None:
    for pack in demo.result.packs:
        copy = tmp_path / pack.name
        shutil.copytree(pack, copy)
        for name in files(copy):
            whole = (copy / name).read_bytes()
            changed = bytearray(whole)
            changed[len(whole) * 2 // 3] ^= 1
            (copy / name).write_bytes(changed)
            faults = pack_proof.verify_pack(copy, None).faults
            assert faults, name
            assert name in faults[0] or name == "manifest.json"
            (copy / name).write_bytes(whole)
        assert pack_proof.verify_pack(copy, None).faults == ()


@pytest.mark.parametrize("name", STORIES)
def test_what_was_refused_is_in_the_journal_with_its_codes(demo: Twice, name: str) -> None:
    story, ref = demo.story(name)
    refs = next(p.refs for p in demo.result.stories if p.refs["application"] == ref).values()
    with demo.desk.reading() as connection:
        everything = list(queries.events(connection))
    rows = [row for row in everything if row.act == "refused" and row.ref in refs]
    found = [(row.data["move"], row.data["reasons"]) for row in rows]
    wanted = [step.asks for step in story.steps if step.do == "refused"]
    assert found == [(asks["move"], sorted(asks["codes"])) for asks in wanted]
    assert found


@pytest.mark.parametrize("name", STORIES)
def test_the_history_shows_two_days_where_a_step_was_recorded_later(demo: Twice, name: str) -> None:
    story, ref = demo.story(name)
    later = {(s.on.isoformat(), s.recorded.isoformat()) for s in story.steps if s.on < s.recorded}
    refs = next(p.refs for p in demo.result.stories if p.refs["application"] == ref)
    rows = [row for case in refs.values() for row in looking.history(demo.desk, case)]
    found = {(r.happened_on, r.recorded_on) for r in rows if r.happened_on < r.recorded_on}
    assert len(later) >= 2
    assert later <= found


@pytest.mark.parametrize("name", STORIES)
def test_a_draft_of_four_lines_grows_into_the_sample(demo: Twice, name: str) -> None:
    _, ref = demo.story(name)
    with demo.desk.reading() as connection:
        newest = application_row(connection, ref)
        first = draft_of(connection, version_of(connection, ref, 1))
        last = draft_of(connection, newest)
    assert first.data.keys() == {"format", "route", "kind", "title"}
    assert newest.number >= 5
    assert last.data == read_draft(SAMPLES / name / "draft.yaml").draft.without_people().data


@pytest.mark.parametrize("name", STORIES)
def test_every_key_is_taken_from_the_draft_as_it_grows(demo: Twice, name: str) -> None:
    _, ref = demo.story(name)
    with demo.desk.reading() as connection:
        count = application_row(connection, ref).number
        keys = [
            draft_of(connection, version_of(connection, ref, number)).data.keys()
            for number in range(1, count + 1)
        ]
    assert all(before <= after for before, after in pairwise(keys))


def test_every_story_ends_listed_delivering_and_reviewed(demo: Twice) -> None:
    states = {case.ref: case.state for case in cases_of(demo.desk)}
    with demo.desk.reading() as connection:
        forms = {review.ref: review.form for review in queries.many(connection, Review)}
    for played in demo.result.stories:
        full = forms[played.refs["review"]] == "full review"
        assert full == (played.name != "community-led-development-facilitation")
        assert {track: states[ref] for track, ref in played.refs.items()} == {
            "application": "approved",
            "listing": "current",
            "accreditation": "delivering",
            "review": "reported" if full else "closed",
            **({"change": "drafting"} if "change" in played.refs else {}),
        }
    assert list(states.values()).count("scheduled") == len(STORIES)


def test_the_university_is_listed_by_nzqa_before_it_is_approved(demo: Twice) -> None:
    _, ref = demo.story("digital-accessibility")
    results = looking.show_case(demo.desk, ref)["results"]
    assert results["listing"]["on"] < results["approval"]["on"] == results["accreditation"]["on"]


def test_the_due_list_is_a_table_of_what_comes_next(demo: Twice) -> None:
    text = demo.result.due.read_text("utf-8")
    assert "Simulated records" in text
    assert [text.count(ref) for ref in ("REV-2022-0001", "REV-2026-0001", "REV-2028-0001")] == [
        1,
        1,
        1,
    ]


def test_nobody_acts_who_is_not_in_the_stories(demo: Twice) -> None:
    names = {p.name for name in STORIES for p in demo.story(name)[0].people}
    refs = [ref for played in demo.result.stories for ref in played.refs.values()]
    who = {row.who for ref in refs for row in looking.history(demo.desk, ref)}
    assert who - names == {"mcapproval"}
