"""A definition as a Mermaid picture and as rows of a table, the same each time."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from tests.workflow.drawn import on_its_way, pictured

from mcapproval.policy.model import Policy
from mcapproval.workflow.definition import load, names, parse
from mcapproval.workflow.drawing.picture import SPOKEN, lines, mermaid
from mcapproval.workflow.drawing.rows import rows
from mcapproval.workflow.drawing.walked import Entered, Spent, walked
from mcapproval.workflow.guards import GUARDS


def test_the_picture_is_as_it_was(golden: Callable[[str, str], None]) -> None:
    definition = pictured()
    golden("pictured.mmd", mermaid(definition))
    golden("pictured-case.mmd", mermaid(definition, case=on_its_way(definition)))


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
    assert "current --> expiring : a --#62; b#58; #34;c#34;#59; #35;d" in mermaid(parse(text, "x"))


def test_the_states_of_a_case_are_marked_in_the_picture_and_noted_in_words() -> None:
    definition = pictured()
    picture = mermaid(definition, case=on_its_way(definition))
    assert picture.startswith(mermaid(definition))
    assert "    class approval now\n" in picture
    assert "    class check passed\n" in picture
    note = "Now here, since 20 May 2026#58; 12 days#59; waits for the academic board"
    assert f"    note right of approval : {note}\n" in picture
    for line in picture.removeprefix(mermaid(definition)).splitlines():
        assert re.match(
            r"    (classDef (now|passed) |class \w+ (now|passed)$|note right of \w+ : )", line
        )


@pytest.mark.parametrize("name", names())
def test_there_is_a_row_for_every_move_out_of_every_state_and_for_every_state(name: str) -> None:
    definition = load(name)
    found = list(rows(definition))
    for state in definition.states:
        moves = [move.name for move in definition.out_of(state)]
        assert [row["move"] for row in found if row["state"] == state] == (moves or [""])
    assert len({tuple(row) for row in found}) == 1


def test_the_rows_of_a_case_say_where_it_was_and_for_how_long() -> None:
    definition = pictured()
    told = {
        row["state"]: (row["position"], row["days"], row["visits"])
        for row in rows(definition, case=on_its_way(definition))
    }
    assert told["enquiry"] == ("passed", 0, 1)
    assert told["check"] == ("passed", 22, 2)
    assert told["approval"] == ("now", 12, 1)
    assert told["with-nzqa"] == ("", None, None)


def test_titles_in_the_rows_are_those_of_the_policy() -> None:
    shown = list(rows(pictured(), Policy(titles={"board-member": "academic director"})))
    assert "academic director; not the author" in {row["by"] for row in shown}
    assert not [row for row in shown if "board member" in str(row["by"])]


def test_a_move_that_is_only_there_by_policy_says_by_which_setting() -> None:
    definition = load("nzqa-application")

    def told(policy: Policy) -> dict[str, str]:
        return {line.move: line.needs for line in lines(definition, policy)}

    setting = "approval.sub_committee = yes in our policy"
    assert told(Policy())["recommend"] == f"{setting}, which has another: not open here"
    has_one = Policy(sub_committee=True, titles={"sub-committee": "Faculty Board"})
    assert told(has_one)["recommend"] == setting
    assert told(has_one)["approve"].startswith("recommended by the Faculty Board (where")


def test_days_are_counted_from_one_entry_to_the_next_and_states_of_before_are_kept_apart() -> None:
    definition = pictured()
    entered = [
        Entered("scoping", "Scoping", date(2026, 1, 1)),
        Entered("enquiry", "Enquiry", date(2026, 1, 31)),
        Entered("enquiry", "Enquiry", date(2026, 2, 3)),
        Entered("drafting", "Drafting", date(2026, 2, 28)),
    ]
    found = walked("APP-2026-0001", "", entered, date(2026, 3, 1), definition)
    assert found.before == {"Scoping": Spent(30, 1)}
    assert found.spent == {"enquiry": Spent(28, 1), "drafting": Spent(1, 1)}
    assert (found.present, found.since) == ("drafting", date(2026, 2, 28))


@pytest.mark.parametrize("guard", GUARDS)
def test_every_guard_has_words(guard: str) -> None:
    assert guard in SPOKEN


def test_every_condition_is_told_in_words() -> None:
    told = {line.needs for name in names() for line in lines(load(name)) if line.needs}
    assert any("1 or more pieces of evidence of need" in needs for needs in told)
    assert any("every part answered" in needs for needs in told)
    assert any("listing granted first" in needs for needs in told)
