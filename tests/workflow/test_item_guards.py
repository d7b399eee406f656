"""What items hold a case back from, and when they do so no more: pure guards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.workflow.generating import ITEM_STATES
from tests.workflow.walking import DAY, situated

from mcapproval.policy.model import Policy
from mcapproval.policy.readiness import TOPICS, topic
from mcapproval.workflow.definition import load
from mcapproval.workflow.guards import reasons_for
from mcapproval.workflow.item_guards import late, unfinished
from mcapproval.workflow.model import Need
from mcapproval.workflow.situation import Item, Situation
from mcapproval.workflow.vocabulary import ITEM_ENDS, ITEM_KINDS, ROLES

ANSWERED = Need("items", {"items": "answered", "kind": "information"})
SETTLED = Need("items", {"items": "settled", "kind": "condition"})
COMMENTS = Need("comments", {"comments": "settled"})
MET = Need("conditions", {"conditions": "met", "touches": "accreditation"})
READY = Need("ready", {"ready": "all"})


def of(*told: Item, **more: Any) -> Situation:
    found = situated(load("accreditation"), "granted", {})
    return replace(found, items=told, today=DAY, **more)


def item(kind: str, state: str, due: date | None = None, **more: Any) -> Item:
    return Item(1, kind, state, None, due, "explain it", **more)


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (date(2026, 3, 2), []),  # its last day
        (date(2026, 3, 1), ["agreed to follow by 2026-03-01, overdue: explain it"]),
        (None, []),
    ],
)
def test_what_is_agreed_to_follow_holds_nothing_back_until_its_day_has_passed(
    due: date | None, said: list[str]
) -> None:
    reasons = reasons_for(ANSWERED, of(item("information", "agreed", due)))
    assert [r.message.partition(" is ")[2] for r in reasons] == said


@pytest.mark.parametrize("state", ITEM_STATES)
def test_a_condition_is_met_when_it_is_closed_and_not_when_it_is_only_answered(state: str) -> None:
    assert bool(reasons_for(SETTLED, of(item("condition", state)))) == (state not in ITEM_ENDS)


@pytest.mark.parametrize("state", ITEM_STATES)
@pytest.mark.parametrize("weight", ["editorial", "substantive", None])
def test_only_a_substantive_comment_stands_in_the_way_until_it_is_closed(
    state: str, weight: str | None
) -> None:
    held = bool(reasons_for(COMMENTS, of(item("comment", state, weight=weight))))
    assert held == (weight == "substantive" and state not in ITEM_ENDS)


@pytest.mark.parametrize(
    ("touches", "held"),
    [((), True), (("accreditation",), True), (("listing", "accreditation"), True),
     (("listing",), False), (("listing", "approval"), False)],
)  # fmt: skip
def test_a_condition_holds_the_accreditation_that_it_touches_or_that_it_does_not_leave_out(
    touches: tuple[str, ...], held: bool
) -> None:
    linked = item("condition", "open", touches=touches, ref="APP-2026-0001")
    reasons = reasons_for(MET, of(linked_items=(linked,)))
    assert bool(reasons) == held
    assert all("condition 1 of APP-2026-0001 is open" in r.message for r in reasons)
    closed = replace(linked, state="closed")
    assert reasons_for(MET, of(linked_items=(closed,))) == []


def test_a_case_is_ready_when_each_item_that_policy_asks_for_is_shown_or_not_applicable() -> None:
    policy = Policy(ready_to_deliver=("fee", "own-item", "assessors"))
    fee = item("readiness", "open", date(2026, 3, 1), topic="fee")
    own = item("readiness", "not-applicable", topic="own-item")
    reasons = reasons_for(READY, of(fee, own, policy=policy))
    assert [(r.code, r.message) for r in reasons] == [
        ("READY-OPEN", "fee: not shown yet (due 2026-03-01, overdue)"),
        ("READY-MISSING", "assessors: our list asks for it, and this case has no item of it yet"),
    ]
    done = replace(fee, state="closed")
    assert reasons_for(READY, of(done, own, policy=Policy(ready_to_deliver=("fee",)))) == []


items = st.builds(
    Item,
    st.integers(1, 9),
    st.sampled_from(ITEM_KINDS),
    st.sampled_from(ITEM_STATES),
    st.none(),
    st.none() | st.dates(date(2026, 2, 1), date(2026, 4, 1)),
    st.just("x"),
    topic=st.none() | st.sampled_from(sorted(TOPICS)),
    weight=st.none() | st.sampled_from(["editorial", "substantive"]),
)


@given(st.lists(items, max_size=12))
def test_advice_and_editorial_comments_hold_back_nothing_whatever_their_state(
    told: list[Item],
) -> None:
    """Advice is asked for without a veto: with it and without it the reasons are the same."""
    heavy = [i for i in told if i.kind != "advice"]
    heavy = [i for i in heavy if (i.kind, i.weight) != ("comment", "editorial")]
    for need in (ANSWERED, SETTLED, COMMENTS, MET, READY):
        assert reasons_for(need, of(*told)) == reasons_for(need, of(*heavy))
    for name in ("nzqa-application", "university-application", "skills-board-application"):
        for move in load(name).moves:
            asked = {need.args.get("kind") for need in move.needs if need.guard == "items"}
            assert "advice" not in asked, move.name


@given(items)
def test_what_is_done_is_never_late_and_never_open(told: Item) -> None:
    if told.state in ITEM_ENDS:
        assert not unfinished(told)
        assert not late(told.state, told.due, date(2030, 1, 1))
    if told.state in ("open", "agreed"):
        assert unfinished(told)


def test_each_item_that_ships_has_words_and_an_owner_whom_somebody_can_be() -> None:
    for key, about in TOPICS.items():
        assert about.words, key
        assert about.shows.endswith("."), key
        assert about.owner in ROLES, key
    assert topic("own-item").words == "own item"
