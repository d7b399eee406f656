"""A definition as a Mermaid picture and as a table, the same each time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mcapproval.policy.model import Policy
from mcapproval.workflow.definition import load, names, parse
from mcapproval.workflow.picture import lines, mermaid, table

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", ["listing", "university-application"])
def test_picture_and_table_are_as_they_were(name: str) -> None:
    assert mermaid(load(name)) == (GOLDEN / f"{name}.mmd").read_text("utf-8")
    assert table(load(name)) == (GOLDEN / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("name", names())
def test_the_picture_has_every_state_and_an_arrow_for_every_way(name: str) -> None:
    definition = load(name)
    picture = mermaid(definition)
    assert picture == mermaid(parse(definition.text, "again"))
    ways = sum(
        len(definition.targets(move, state))
        for state in definition.states
        for move in definition.out_of(state)
    )
    ends = sum(state.end for state in definition.states.values())
    assert picture.count(" --> ") == ways + ends + 1
    ids = set(re.findall(r'^    state ".*" as (\w+)$', picture, re.MULTILINE))
    assert len(ids) == len(definition.states)
    for line in picture.splitlines():
        arrow = re.fullmatch(r"    (\S+) --> (\S+)( : [^:;\"]+(#\d+;[^:;\"]*)*)?", line)
        assert "-->" not in line or (arrow and {arrow[1], arrow[2]} <= {*ids, "[*]"}), line


def test_signs_of_mermaid_in_a_label_are_only_text() -> None:
    text = load("listing").text.replace('"Begin to expire"', "'a --> b: \"c\"; #d'")
    assert "current --> expiring : a --> b#58; #34;c#34;#59; #35;d" in mermaid(parse(text, "x"))


def test_the_table_has_a_line_for_every_move_out_of_every_state() -> None:
    definition = load("review")
    told = lines(definition)
    assert len(told) == sum(len(definition.out_of(state)) for state in definition.states)
    assert len(table(definition).splitlines()) == len(told) + 1


def test_titles_in_the_table_are_those_of_the_policy() -> None:
    shown = table(load("nzqa-application"), Policy(titles={"board-member": "academic director"}))
    assert "academic director; not the author" in shown
    assert "board member" not in shown


def test_every_condition_is_told_in_words() -> None:
    told = {line.needs for name in names() for line in lines(load(name)) if line.needs}
    assert any("1 or more pieces of evidence of need" in needs for needs in told)
    assert any("every part answered" in needs for needs in told)
    assert any("listing granted first" in needs for needs in told)
