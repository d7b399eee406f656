"""Stories: read with their faults as sentences, played step by step, stopped where they lie."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.simulated import SAMPLES

from mcapproval.actions import setup
from mcapproval.actions.cases.items import of_case
from mcapproval.actions.demo.chance import salts
from mcapproval.actions.demo.growing import grown, laid_over, seed
from mcapproval.actions.demo.playing import play
from mcapproval.actions.demo.story import FILE, read_story, story_from
from mcapproval.actions.desk import Desk
from mcapproval.draft.reader import read_draft_bytes
from mcapproval.errors import AskedWrongly, Unmet, Unreadable

NAME = "community-led-development-facilitation"
FOLDER = SAMPLES / NAME
FOUR = ["format", "route", "kind", "title"]


def whole() -> dict[str, Any]:
    return tomllib.loads((FOLDER / FILE).read_text("utf-8"))


def story_of(*steps: dict[str, Any]) -> dict[str, Any]:
    """A story of a few days: opened, then what is given."""
    opened = {
        "on": "2026-02-02",
        "by": "wikitoria",
        "do": "open",
        "keys": [*FOUR, "enquiry", "people", "organisations"],
    }
    return whole() | {"step": [opened, *steps]}


def step(do: str, by: str = "wikitoria", on: str = "2026-02-03", **asks: Any) -> dict[str, Any]:
    return {"on": on, "by": by, "do": do, **asks}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    story = read_story(FOLDER / FILE)
    day = story.steps[0].on
    return setup.init(str(tmp_path / "records.db"), "admin", simulated=True, day=day)


def played(desk: Desk, tmp_path: Path, *steps: dict[str, Any]) -> list[str]:
    told: list[str] = []
    play(desk, story_from(story_of(*steps), "a test"), FOLDER, tmp_path / "packs", told.append)
    return told


@pytest.mark.parametrize("folder", sorted(path.name for path in SAMPLES.iterdir()))
def test_every_sample_has_a_story_with_its_own_name(folder: str) -> None:
    story = read_story(SAMPLES / folder / FILE)
    assert story.name == folder
    assert (SAMPLES / folder / story.policy).is_file()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"do": "jump"}, "step 2, do: `jump` is none of open, update, move"),
        ({"do": "move"}, "step 2: `move` is missing"),
        ({"do": "refused", "move": "submit"}, "step 2: `codes` is missing"),
        ({"on": "2026-02-30", "do": "pack"}, "step 2, on: `2026-02-30` is no day in the calendar"),
        ({"do": "pack", "tel": "x"}, "step 2: there is no key `tel` here; did you mean `tell`"),
        ({"do": "pack", "keys": FOUR}, "step 2"),
        ({"do": "pack", "by": "nobody"}, "step 2: nobody in the story is called `nobody`"),
        ({"do": "pack", "on": "2026-01-05"}, "step 2: it was recorded before step 1 was"),
        ({"do": "pack", "recorded": "2026-02-02"}, "step 2: it was recorded before it happened"),
        ({"do": "open", "keys": FOUR}, "step 2: a story opens one application"),
        ({"do": "item", "text": "x"}, "step 2"),
    ],
)
def test_a_fault_is_told_with_its_step(change: dict[str, Any], sentence: str) -> None:
    raw = story_of({"on": "2026-02-03", "by": "wikitoria", **change})
    with pytest.raises(Unreadable) as told:
        story_from(raw, "a test")
    assert sentence in told.value.message


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(Unreadable, match=r"step 2.*; step 3"):
        story_from(story_of(step("jump"), step("leap")), "a test")


def test_a_story_begins_by_opening() -> None:
    with pytest.raises(Unreadable, match="step 1: a story begins by opening"):
        story_from(whole() | {"step": [step("pack")]}, "a test")


def test_a_file_that_is_no_toml_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("a story")
    with pytest.raises(Unreadable, match="the story can't be read"):
        read_story(tmp_path / FILE)


def test_a_day_may_be_written_as_toml_has_days() -> None:
    first = story_from(whole(), "a test").steps[0]
    assert (first.on.isoformat(), first.recorded.isoformat()) == ("2026-02-02", "2026-02-03")


def test_a_step_is_told_with_what_it_brought(desk: Desk, tmp_path: Path) -> None:
    told = played(
        desk,
        tmp_path,
        step("refused", move="resume", codes=["NOT-OPEN"], tell="No: {codes}"),
        step("move", move="show-need", on="2026-02-09", tell="{ref}, version {version}"),
    )
    assert told == [
        " 2026-02-03  No: NOT-OPEN",
        " 2026-02-09  APP-2026-0001, version 1",
    ]


def test_a_move_that_was_to_be_refused_and_is_made_stops_the_story(
    desk: Desk, tmp_path: Path
) -> None:
    with pytest.raises(Unmet, match=r"step 2 \(refused show-need, .*was to be refused with X"):
        played(desk, tmp_path, step("refused", move="show-need", codes=["X"]))


def test_a_refusal_for_other_reasons_stops_the_story_and_gives_them(
    desk: Desk, tmp_path: Path
) -> None:
    with pytest.raises(Unmet, match=r"step 2.*NOT-YOUR-ROLE: submit is for"):
        played(desk, tmp_path, step("refused", move="submit", codes=["OWN-CASE"]))


def test_a_step_that_cannot_be_played_is_named(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Unmet, match=r"step 2 \(move deliver, .*the story has no accreditation yet"):
        played(desk, tmp_path, step("move", case="accreditation", move="deliver"))


def test_a_file_outside_the_sample_is_not_attached(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Unmet, match="can't be attached: there is no such file"):
        played(desk, tmp_path, step("move", move="show-need", attach=["letters/none.txt"]))


def test_an_item_can_be_added_and_closed(desk: Desk, tmp_path: Path) -> None:
    played(
        desk,
        tmp_path,
        step("item", kind="comment", text="Ring the partner", due="2026-03-01"),
        step("item", item=1, state="closed"),
    )
    found = of_case.list_items(desk, "APP-2026-0001")
    assert [(i.kind, i.state, i.due, i.says) for i in found] == [
        ("comment", "closed", "2026-03-01", "Ring the partner")
    ]


def test_a_grant_counts_from_its_day(desk: Desk, tmp_path: Path) -> None:
    granted = {"on": "2026-02-03", "do": "grant", "person": "ioane", "role": "quality-adviser"}
    reason = {"reason": "a pause"}
    hold = step("move", by="ioane", on="2026-02-04", move="hold", set=reason)
    played(
        desk,
        tmp_path,
        step("update", keys=["applicant", "people", "organisations"]),
        step("refused", by="ioane", move="hold", set=reason, codes=["NOT-YOUR-ROLE"]),
        granted,
        step("item", by="ioane", kind="comment", text="For whom?"),
        hold,
    )


def test_a_version_has_the_draft_s_own_text_for_its_keys() -> None:
    before = grown(seed(FOLDER), FOUR, {})
    after = grown(before, ["purpose", "level"], {})
    first, second = (read_draft_bytes(g.text.encode(), "draft.yaml") for g in (before, after))
    assert first.draft.data.keys() == set(FOUR)
    assert second.draft.data == {key: before.values[key] for key in (*FOUR, "purpose", "level")}
    assert not second.findings


def test_the_parts_of_a_draft_are_the_whole_draft() -> None:
    everything = grown(seed(FOLDER), seed(FOLDER).whole, {})
    assert (FOLDER / "draft.yaml").read_text("utf-8").endswith(everything.text)


def test_another_value_stands_until_the_key_comes_anew() -> None:
    before = grown(seed(FOLDER), [*FOUR, "level"], {"level": 4})
    later = grown(before, ["credits"], {})
    last = grown(later, ["level"], {})
    levels = [
        read_draft_bytes(g.text.encode(), "draft.yaml").draft.whole("/level")
        for g in (before, later, last)
    ]
    assert levels == [4, 4, 5]


def test_a_key_that_the_draft_has_not_is_refused() -> None:
    with pytest.raises(AskedWrongly, match="no key `colour`"):
        grown(seed(FOLDER), ["colour"], {})


def test_a_value_is_laid_over_part_by_part_and_an_empty_text_leaves_a_part_out() -> None:
    value = {"a": 1, "b": {"c": 2, "d": 3}, "e": [1, 2]}
    other = {"b": {"c": "", "d": 4}, "e": [5]}
    assert laid_over(value, other) == {"a": 1, "b": {"d": 4}, "e": [5]}
    assert value["b"] == {"c": 2, "d": 3}


def test_salts_are_counted_by_name() -> None:
    one, again, other = salts("one"), salts("one"), salts("other")
    drawn = [one(), one(), other()]
    assert [again(), again()] == drawn[:2]
    assert len(set(drawn)) == len(drawn)
    assert {len(salt) for salt in drawn} == {32}
