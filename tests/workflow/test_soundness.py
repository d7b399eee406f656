"""A definition that is not sound is refused: every fault at once, each with its shortest way."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from mcapproval.errors import AskedWrongly, Unreadable
from mcapproval.workflow.asks import ASKS
from mcapproval.workflow.definition import Definition, Unsound, load, names, parse
from mcapproval.workflow.guards import GUARDS
from mcapproval.workflow.proving import linked_tracks, links, meaning, naming, shape, soundness
from mcapproval.workflow.proving.links import link_faults
from mcapproval.workflow.proving.soundness import shortest_ways
from mcapproval.workflow.vocabulary import ITEM_KINDS, ROLES

BAD = Path(__file__).parents[2] / "samples" / "bad" / "workflows"
BOOK: dict[str, Any] = tomllib.loads(Path(__file__).with_name("broken.toml").read_text("utf-8"))
SAMPLES: dict[str, Any] = tomllib.loads((BAD / "expected.toml").read_text("utf-8"))
APPLICATIONS = [name for name in names() if name.endswith("-application")]
LISTS: Mapping[str, Iterable[str]] = {
    "guards": GUARDS,
    "asks": ASKS,
    "items": ITEM_KINDS,
    "roles": ROLES,
}
TRACKS = ["listing", "accreditation", "review"]


def text_of(broken: dict[str, Any]) -> str:
    text: str = BOOK["sound"]
    for old, new in broken["replace"]:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def filled(fault: str) -> str:
    """The fault with the names that there are in the place of their list."""
    for word, names_there_are in LISTS.items():
        fault = fault.replace(f"{{{word}}}", ", ".join(names_there_are))
    return fault


def test_the_definition_that_is_broken_below_is_sound() -> None:
    assert parse(BOOK["sound"], "small.toml").name == "small"


@pytest.mark.parametrize("broken", BOOK["broken"], ids=lambda broken: broken["name"])
def test_a_broken_definition_is_refused_with_every_fault_and_its_way(
    broken: dict[str, Any],
) -> None:
    with pytest.raises(Unsound) as refusal:
        parse(text_of(broken), "small.toml")
    expected = [filled(fault) for fault in broken["faults"]]
    assert [str(fault) for fault in refusal.value.faults] == expected
    assert isinstance(refusal.value, AskedWrongly)
    assert all(fault in refusal.value.message for fault in expected)


def test_every_fault_that_the_code_can_find_is_planted_in_a_broken_definition() -> None:
    codes = set()
    for module in (linked_tracks, links, meaning, naming, shape, soundness):
        source = Path(str(module.__file__)).read_text("utf-8")
        codes |= set(re.findall(r'(?:yield|Fault|code =)[ (\n]+"([A-Z-]+)"', source))
    planted = {fault.split(":")[0] for row in BOOK["broken"] for fault in row["faults"]}
    planted |= {fault["code"] for row in SAMPLES["bad"] for fault in row.get("faults", ())}
    assert len(codes) > 30
    assert codes - planted == {"TOO-MANY"}


def test_a_guard_with_a_dot_is_neither_imported_nor_called() -> None:
    sys.modules.pop("this", None)
    with pytest.raises(Unsound):
        parse(text_of(next(b for b in BOOK["broken"] if "import" in b["name"])), "small.toml")
    assert "this" not in sys.modules


def test_a_file_that_is_no_toml_is_refused_with_its_place() -> None:
    with pytest.raises(Unreadable, match="line 1"):
        parse("first = draft", "x.toml")


@pytest.mark.parametrize("name", names())
def test_a_shipped_definition_is_sound_and_named_like_its_file(name: str) -> None:
    assert load(name).name == name


@pytest.mark.parametrize("application", APPLICATIONS)
def test_what_a_shipped_definition_starts_or_drives_is_there(application: str) -> None:
    assert link_faults(_tracks(application)) == ()


def _tracks(application: str) -> dict[str, Definition]:
    found = {name: load(name) for name in TRACKS}
    return {"application": load(application), **found}


def test_a_start_in_a_later_state_and_a_drive_that_nobody_can_make_are_found() -> None:
    text = load("nzqa-application").text
    text = text.replace('listing = "current"', 'listing = "expiring"')
    text = text.replace('listing = "new-version"', 'listing = "reinstate"')
    tracks = {**_tracks("nzqa-application"), "application": parse(text, "x.toml")}
    faults = link_faults(tracks)
    assert [fault.code for fault in faults] == ["LINK-STATE", "LINK-MOVE"]
    assert all(fault.path[-1] == "record-outcome" for fault in faults)


@pytest.mark.parametrize("name", names())
def test_a_shortest_way_leads_where_it_says(name: str) -> None:
    definition = load(name)
    for state, way in shortest_ways(definition).items():
        reached = {definition.first}
        for step in way:
            reached = {
                after
                for here in reached
                for move, after in soundness.edges(definition, here)
                if move == step
            }
        assert state in reached
