"""The drawing of a workflow: nothing upon another, nothing left out, nothing obeyed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from tests.workflow.drawn import SVG, faults, on_its_way, pictured, squeezed, told, written
from tests.workflow.generating import sound_definitions

from mcapproval.policy.model import Policy
from mcapproval.workflow.definition import Definition, load, names, parse
from mcapproval.workflow.drawing.picture import lines
from mcapproval.workflow.drawing.signs import COLOURS, INK, PAPER
from mcapproval.workflow.drawing.svg import svg
from mcapproval.workflow.drawing.text import plain, width, wrapped
from mcapproval.workflow.drawing.told import leads

Golden = Callable[[str, str], None]

DRAWN = ("rect", "line", "circle", "polygon", "text", "g", "path")

HOSTILE = (
    "</text><script>alert(1)</script>",
    "]]><!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
    '" onload="alert(1)" x="',
    "\x1b[31m\x00\u202e\ufffe turned",
    "Whakaaetanga \u0101\u0113\u012b\u014d\u016b " + "a\u0304" * 3,
    "一二三四五六七八九十" * 4,
    "W" * 200,
)


def test_the_picture_is_as_it_was(golden: Golden) -> None:
    definition = pictured()
    golden("pictured.svg", svg(definition))
    golden("pictured-case.svg", svg(definition, case=on_its_way(definition)))


@pytest.mark.parametrize("name", names())
def test_in_each_shipped_picture_nothing_lies_upon_another(name: str) -> None:
    assert faults(load(name)) == []


@pytest.mark.parametrize("name", names())
def test_each_shipped_picture_and_its_words_have_every_state_and_every_move(name: str) -> None:
    holds_all(load(name))


def holds_all(definition: Definition) -> None:
    picture = svg(definition)
    shown, said = squeezed(written(picture)), squeezed(told(picture))
    for state in definition.states.values():
        assert squeezed(plain(state.label)) in shown
        assert squeezed(plain(state.label)) in said
    for move in definition.moves:
        assert squeezed(plain(move.label)) in shown
    for line in lines(definition):
        assert squeezed(plain(f"{line.label}: {leads(line)}; by {line.who}")) in said


@given(sound_definitions())
def test_a_picture_of_any_sound_workflow_is_clear_and_whole(definition: Definition) -> None:
    assert faults(definition) == []
    holds_all(definition)


@pytest.mark.parametrize("label", HOSTILE)
def test_what_a_definition_says_is_taken_as_text_and_keeps_its_room(label: str) -> None:
    definition = pictured()
    states = {n: replace(state, label=label) for n, state in definition.states.items()}
    moves = tuple(replace(move, label=label) for move in definition.moves)
    leaving = {
        state: tuple(replace(move, label=label) for move in out)
        for state, out in definition.leaving.items()
    }
    hostile = replace(definition, title=label, states=states, moves=moves, leaving=leaving)
    assert faults(hostile) == []
    root = ElementTree.fromstring(svg(hostile))
    known = {"svg", "title", "desc", "style", *DRAWN}
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= known
    assert not [key for element in root.iter() for key in element.attrib if key.startswith("on")]
    assert all(sign.isprintable() for sign in written(svg(hostile)))


def test_a_picture_says_what_it_is_to_whoever_cant_see_it() -> None:
    root = ElementTree.fromstring(svg(pictured()))
    assert root.attrib["role"] == "img"
    ids = root.attrib["aria-labelledby"].split()
    parts = [root.find(f"{SVG}title"), root.find(f"{SVG}desc")]
    assert [part.attrib["id"] for part in parts if part is not None] == ids
    assert parts[0] is not None
    assert parts[0].text == 'Tohu <iti> & "others": Māori. Workflow pictured'
    assert "ends in Approved or Withdrawn" in told(svg(pictured()))


def test_the_place_of_a_case_is_drawn_and_told_without_leaning_on_colour() -> None:
    definition = pictured()
    picture = svg(definition, case=on_its_way(definition))
    shown = squeezed(written(picture))
    assert squeezed("Now here, since 20 May 2026: 12 days") in shown
    assert squeezed("Passed: 84 days in 2 visits") in shown
    assert squeezed("Passed: 22 days in 2 visits") in shown
    assert squeezed("Passed: less than a day") in shown
    said = told(picture)
    assert "APP-2026-0001 is in Academic approval since 20 May 2026, 12 days" in said
    assert "it waits for the academic board" in said
    assert "All 118 days were ours." in said
    assert picture.count('class="box now"') == 1
    assert picture.count('class="box passed"') == 3
    assert faults(definition, on_its_way(definition)) == []


def test_titles_in_the_picture_are_those_of_the_policy() -> None:
    policy = Policy(titles={"academic-board": "Te Poari Mātauranga", "author": "kaituhi"})
    picture = svg(pictured(), policy)
    assert squeezed("waits for Te Poari Mātauranga") in squeezed(written(picture))
    assert "by kaituhi" in told(picture)


def test_moves_between_the_same_states_are_one_arrow_with_each_label_on_a_line() -> None:
    texts = [e.text for e in ElementTree.fromstring(svg(pictured())).iter(f"{SVG}text")]
    assert texts.count("• Approve") == 1
    assert texts.count("• Approve by chair's action") == 1
    assert texts.count("Send to the board") == 1


def test_a_picture_brings_its_paper_and_contrasts_enough_with_it() -> None:
    picture = svg(pictured())
    assert re.search(r'<rect class="paper" width="\d+" height="\d+"/>', picture)
    fills = re.findall(r"\.(?:box|passed|now)\{fill:(#\w{6})", picture)
    assert len(fills) == 3
    for colour in (INK, *COLOURS.values()):
        for ground in (PAPER, *fills):
            assert contrast(colour, ground) >= 7, (colour, ground)


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2: 21 for black on white."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_nothing_in_a_picture_is_fetched_from_anywhere() -> None:
    picture = svg(pictured())
    assert re.findall(r"(?:href|src|url\(|@import)", picture) == []
    assert re.findall(r"https?://[^\"]+", picture) == ["http://www.w3.org/2000/svg"]


def test_the_first_state_heads_the_main_line_wherever_the_file_has_it() -> None:
    text = pictured().text
    line = 'enquiry = { label = "Enquiry", edit = ["author"] }\n'
    moved = text.replace(line, "").replace("on-hold =", line + "on-hold =", 1)
    assert moved != text
    assert faults(parse(moved, "moved.toml")) == []


def test_a_line_of_text_is_no_wider_than_its_room_and_loses_nothing() -> None:
    for text in (*HOSTILE, "Record that NZQA returned it as incomplete"):
        found = wrapped(text, 12, 80)
        assert all(width(line, 12) <= 80 for line in found)
        assert squeezed("".join(found)) == squeezed(plain(text))
