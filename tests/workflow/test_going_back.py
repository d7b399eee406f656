"""Going back to an earlier step gives its reason; beginning again lets nothing old stand."""

from __future__ import annotations

import pytest

from mcapproval.workflow.definition import Unsound, load, parse
from mcapproval.workflow.model import Ask, BackFrom

APPLICATIONS = ("nzqa-application", "university-application", "skills-board-application")


@pytest.mark.parametrize("name", APPLICATIONS)
def test_every_way_back_to_where_somebody_writes_asks_for_the_reason(name: str) -> None:
    """States stand in the order in which they are gone through; a hold ends where it began."""
    definition = load(name)
    order = list(definition.states)
    found = {
        move.name: Ask("reason") in move.every_ask
        for state in order
        for move in definition.out_of(state)
        for to in definition.targets(move, state)
        if order.index(to) < order.index(state) and definition.states[to].edit
        if not isinstance(move.target, BackFrom)
    }
    assert {"send-back", "return-to-co-design", "record-return", "reopen"} <= set(found)
    assert [move for move, asks in found.items() if not asks] == []


@pytest.mark.parametrize("name", APPLICATIONS)
def test_beginning_again_after_a_decline_renews_the_case(name: str) -> None:
    again = {move.sources: move for move in load(name).called("reopen")}
    assert again.keys() == {("declined",), ("development-declined",)}
    assert all(move.renews and move.fixes == "no-law-day" for move in again.values())
    others = [move.name for move in load(name).moves if move.renews and move.name != "reopen"]
    assert others == []


def test_only_an_application_can_begin_again_as_a_new_version() -> None:
    text = load("review").text
    assert text.count('name = "begin"\n') == 1
    with pytest.raises(Unsound, match="`renews` is for applications"):
        parse(text.replace('name = "begin"\n', 'name = "begin"\nrenews = true\n'), "a review")
