"""Who counts towards a quorum, and what stands against a decision for the way it was made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.workflow.walking import situated

from mcapproval.policy.model import Policy
from mcapproval.workflow.bodies import Body, Held
from mcapproval.workflow.committee import Quorum, Seat, quorum
from mcapproval.workflow.deciding import also_asked, counted, reasons, seats
from mcapproval.workflow.decisions import decision_reasons, lacking, quorum_of, ways_of
from mcapproval.workflow.definition import load
from mcapproval.workflow.model import DecisionSpec
from mcapproval.workflow.situation import Approval

DAY = date(2026, 6, 10)
POLICY = Policy(quorum={"academic-board": 3})
DELEGATES = replace(POLICY, delegated_to=("board-chair",))
BODY = Body(
    "academic-board",
    DAY,
    members=frozenset({"bo", "tui", "sina", "kura", "rangi"}),
    chairs=frozenset({"rangi"}),
    authors=frozenset({"ana", "kura"}),
    delegations=frozenset({("dela", "sina"), ("tui", "sina")}),
    meetings={
        "MTG-2026-0001": Held(
            "MTG-2026-0001",
            "academic-board",
            DAY,
            "held",
            present=tuple({"person": p, "for": None} for p in ("bo", "tui", "rangi")),
        ),
        "MTG-2026-0002": Held("MTG-2026-0002", "academic-board", date(2026, 7, 1), "called"),
    },
)
APPROVE = load("nzqa-application").called("approve")[0]
assert APPROVE.decision
SPEC: DecisionSpec = APPROVE.decision


def people(*words: str) -> list[dict[str, str | None]]:
    return [
        {
            "person": word.split(" for ")[0],
            "for": word.split(" for ")[1] if " for " in word else None,
        }
        for word in words
    ]


def conflict(person: str, left: str = "yes") -> dict[str, str]:
    return {"person": person, "left": left, "what": "partner of the applicant"}


def met(*words: str, conflicts: tuple[dict[str, str], ...] = (), **more: Any) -> dict[str, Any]:
    values = {"how": "meeting", "present": people(*words), "conflicts": list(conflicts)}
    return {**values, **more}


def codes(values: dict[str, Any], policy: Policy = POLICY, body: Body = BODY) -> list[str]:
    return [reason.code for reason in reasons(SPEC, policy, values, body)]


def count(values: dict[str, Any], policy: Policy = POLICY) -> Quorum:
    return counted(SPEC, policy, values, BODY)


# --- the count ----------------------------------------------------------------------------------


def test_members_and_a_delegate_count_and_others_do_not_each_with_the_reason() -> None:
    found = count(met("bo", "tui", "dela for sina", "sec", "kura", conflicts=(conflict("tui"),)))
    assert (found.needed, found.counted, found.met) == (3, 2, False)
    told = {(seat.person, seat.acts_for): (seat.counts, seat.because) for seat in found.present}
    assert told == {
        ("bo", None): (True, "a member"),
        ("tui", None): (False, "declared a conflict and left the room"),
        ("dela", "sina"): (True, "for sina, by delegation"),
        ("sec", None): (False, "no member on that day"),
        ("kura", None): (False, "an author of what is decided"),
    }


@pytest.mark.parametrize(
    ("present", "counts", "because"),
    [
        (("sina", "dela for sina"), 1, "the seat of sina is counted already"),
        (("tui", "tui for sina"), 1, "nobody counts twice"),
        (("sec for sina",), 0, "no delegation from sina holds on that day"),
        (("dela for kura",), 0, "no delegation from kura holds on that day"),
        (("dela for ana",), 0, "ana is no member on that day"),
    ],
)
def test_a_seat_counts_once_a_person_once_and_a_delegate_by_a_delegation(
    present: tuple[str, ...], counts: int, because: str
) -> None:
    found = count(met(*present))
    assert found.counted == counts
    assert because in [seat.because for seat in found.present]


def test_who_the_delegate_of_an_author_or_of_one_with_a_conflict_is_does_not_count_either() -> None:
    body = replace(BODY, delegations=frozenset({("dela", "kura"), ("dela", "sina")}))
    assert counted(SPEC, POLICY, met("dela for kura"), body).counted == 0
    assert (
        counted(SPEC, POLICY, met("dela for sina", conflicts=(conflict("sina"),)), body).counted
        == 0
    )


def test_no_quorum_is_asked_where_the_policy_has_none() -> None:
    assert count(met("bo"), Policy()) == replace(count(met("bo")), needed=None)
    assert codes(met("bo"), Policy()) == []
    assert codes(met("bo")) == ["QUORUM"]


@pytest.mark.parametrize("present", [("sec",), ("kura",), ("dela for kura", "sec")])
def test_a_body_has_not_decided_where_nobody_counts_though_policy_has_no_quorum(
    present: tuple[str, ...],
) -> None:
    for how in ("meeting", "circular"):
        assert not count(met(*present), Policy()).decides
        (reason,) = reasons(SPEC, Policy(), {**met(*present), "how": how}, BODY)
        assert reason.code == "QUORUM"
        assert reason.message.startswith(
            "at least one member of the academic board must decide; 0 count; not counted: "
        )


def test_the_reason_says_who_counts_who_does_not_and_how_many_are_needed() -> None:
    (reason,) = reasons(SPEC, POLICY, met("bo", "dela for sina", "sec"), BODY)
    assert reason.message == (
        "3 members of the academic board must decide; 2 count: bo, dela for sina; "
        "not counted: sec (no member on that day)"
    )
    assert reason.mend
    assert reason.who == "secretary of the academic board"


PEOPLE = ["a", "b", "c", "d", "e"]
SEATS = st.builds(
    Seat,
    person=st.sampled_from(PEOPLE),
    acts_for=st.sampled_from([None, *PEOPLE]),
    member=st.booleans(),
    delegated=st.booleans(),
    author=st.booleans(),
    conflict=st.booleans(),
    left=st.booleans(),
)


@given(st.lists(SEATS, max_size=8), SEATS, st.randoms(use_true_random=False))
def test_the_count_knows_no_order_and_grows_by_nobody_who_may_not_count(
    rows: list[Seat], more: Seat, chance: Any
) -> None:
    found = quorum(rows, 3)
    shuffled = list(rows)
    chance.shuffle(shuffled)
    again = quorum(shuffled, 3)
    assert found.counted == again.counted
    assert {s for s in found.present if s.counts} == {s for s in again.present if s.counts}
    for barred in (
        replace(more, conflict=True),
        replace(more, member=False),
        replace(more, author=True),
        replace(more, acts_for="a", delegated=False),
    ):
        assert quorum([*rows, barred], 3).counted <= found.counted
    assert found.counted <= quorum([*rows, more], 3).counted <= found.counted + 1


@given(st.lists(SEATS, max_size=8))
def test_no_member_and_no_person_is_counted_twice(rows: list[Seat]) -> None:
    found = quorum(rows, None)
    counting = [seat for seat in found.present if seat.counts]
    assert len({seat.person for seat in counting}) == len(counting) == found.counted
    assert len({seat.acts_for or seat.person for seat in counting}) == len(counting)
    assert found.met


@given(st.lists(SEATS, max_size=6), st.sampled_from(PEOPLE), st.sampled_from(PEOPLE))
def test_a_member_and_their_delegate_who_are_both_there_count_once(
    rows: list[Seat], member: str, delegate: str
) -> None:
    others = [s for s in rows if not {s.person, s.of} & {member, delegate}]
    both = [Seat(member), Seat(delegate, acts_for=member)]
    found = quorum([*others, *both], 1)
    assert found.counted == quorum(others, 1).counted + 1
    assert [seat.counts for seat in found.present[-2:]] == [True, False]


# --- ways of deciding ---------------------------------------------------------------------------


def test_one_who_declared_a_conflict_and_stayed_stands_against_the_decision() -> None:
    stayed = met("bo", "tui", "rangi", "sina", conflicts=(conflict("tui", "no"),))
    assert codes(stayed) == ["CONFLICT-STAYED"]
    left = met("bo", "tui", "rangi", "sina", conflicts=(conflict("tui"),))
    assert codes(left) == []
    away = met("bo", "rangi", "sina", conflicts=(conflict("tui", "no"),), apologies=people("tui"))
    assert codes(away) == []


@pytest.mark.parametrize("ref", ["MTG-2026-0001", "MTG-2026-0002", "MTG-2026-0009"])
def test_a_decision_of_no_meeting_names_none_and_nobody_is_excused_by_one(ref: str) -> None:
    away = replace(BODY.meetings["MTG-2026-0001"], apologies=tuple(people("sina")))
    body = replace(BODY, meetings={**BODY.meetings, "MTG-2026-0001": away})
    all_four = met("bo", "tui", "rangi", "sina", conflicts=(conflict("sina", "no"),))
    circular = {**all_four, "how": "circular", "meeting": ref}
    assert codes(circular, body=body) == ["MEETING-NOT-ASKED", "CONFLICT-STAYED"]
    del circular["present"]
    assert counted(SPEC, POLICY, circular, body).present == ()
    assert codes({"how": "chairs-action", "chair": "rangi", "meeting": ref}) == [
        "MEETING-NOT-ASKED"
    ]
    alone = {"how": "delegated", "present": people("rangi"), "meeting": ref}
    assert codes(alone, DELEGATES, replace(BODY, deciders=frozenset({"rangi"}))) == [
        "MEETING-NOT-ASKED"
    ]


def test_a_meeting_that_was_held_says_who_was_there() -> None:
    values = {"how": "meeting", "meeting": "MTG-2026-0001"}
    assert count(values).counted == 3
    assert codes(values) == []
    assert codes({**values, "conflicts": [conflict("tui")]}) == ["QUORUM"]


def test_a_meeting_that_is_still_to_come_or_of_others_or_of_another_day_decides_nothing() -> None:
    assert codes({"how": "meeting", "meeting": "MTG-2026-0002"}) == [
        "MEETING-NOT-HELD",
        "MEETING-DAY",
    ]
    assert codes({"how": "meeting", "meeting": "MTG-2026-0009"}) == ["MEETING-OF-OTHERS"]
    late = replace(BODY, day=date(2026, 6, 11))
    assert codes({"how": "meeting", "meeting": "MTG-2026-0001"}, body=late) == ["MEETING-DAY"]


def test_nobody_is_counted_who_was_not_at_the_meeting_that_is_named() -> None:
    named = {"how": "meeting", "meeting": "MTG-2026-0001"}
    assert codes({**named, "present": people("bo", "zoe")}) == ["MEETING-NOT-THERE", "QUORUM"]


def test_a_circular_resolution_is_counted_by_who_agreed() -> None:
    agreed = {**met("bo", "tui", "rangi"), "how": "circular"}
    assert codes(agreed) == []
    assert codes({**agreed, "present": people("bo", "tui")}) == ["QUORUM"]


def test_a_circular_resolution_needs_every_member_who_may_where_policy_says_so() -> None:
    every = replace(POLICY, circular_unanimous=True)
    agreed = {**met("bo", "tui", "rangi", "dela for sina"), "how": "circular"}
    assert codes(agreed, every) == []
    fewer = {**agreed, "present": people("bo", "tui", "rangi")}
    assert codes(fewer) == []
    (reason,) = reasons(SPEC, every, fewer, BODY)
    assert (reason.code, reason.message.rpartition(": ")[2]) == ("NOT-UNANIMOUS", "sina")
    assert codes({**fewer, "conflicts": [conflict("sina")]}, every) == []
    assert codes({**fewer, "how": "meeting"}, every) == []


def test_a_chair_acts_alone_only_on_their_day_and_free_of_any_part_in_it() -> None:
    alone = {"how": "chairs-action", "chair": "rangi", "minute_reference": "CA-1"}
    assert codes(alone) == []
    assert codes({**alone, "chair": "bo"}) == ["NOT-CHAIR"]
    assert codes({**alone, "conflicts": [conflict("rangi")]}) == ["CHAIR-NOT-FREE"]
    writes = replace(BODY, authors=frozenset({"rangi"}))
    assert codes(alone, body=writes) == ["CHAIR-NOT-FREE"]
    assert (count(alone).needed, count(alone).counted) == (None, 0)


def test_nobody_decides_in_place_of_the_body_where_policy_does_not_say_who() -> None:
    alone = {"how": "delegated", "present": people("rangi"), "minute_reference": "D-1"}
    given = replace(BODY, deciders=frozenset({"rangi"}))
    (reason,) = reasons(SPEC, POLICY, alone, given)
    assert reason.code == "NOT-DELEGATED"
    assert reason.message == "our policy lets nobody decide in place of the academic board"
    assert "meeting, circular, chairs-action; or adopt" in reason.mend
    assert codes(alone, DELEGATES, given) == []
    assert (counted(SPEC, DELEGATES, alone, given).met, count(alone, DELEGATES).counted) == (
        True,
        0,
    )


def test_whoever_decides_in_its_place_holds_the_role_and_is_free_of_any_part_in_it() -> None:
    given = replace(BODY, deciders=frozenset({"rangi", "kura"}))
    alone = {"how": "delegated", "present": people("rangi"), "minute_reference": "D-1"}
    (reason,) = reasons(SPEC, DELEGATES, {**alone, "present": people("rangi", "bo")}, given)
    assert (reason.code, reason.message) == (
        "NOT-DELEGATED",
        "bo does not hold on 2026-06-10 what the academic board delegated to: "
        "chair of the academic board",
    )
    for_another = {**alone, "present": people("dela for rangi")}
    assert codes(for_another, DELEGATES, given) == ["NOT-DELEGATED"]
    writes = {**alone, "present": people("kura")}
    assert codes(writes, DELEGATES, given) == ["DECIDER-NOT-FREE"]
    for left in ("yes", "no"):
        torn = {**alone, "conflicts": [conflict("rangi", left)]}
        assert codes(torn, DELEGATES, given) == ["DECIDER-NOT-FREE"]
    voted = {**alone, "votes": [{"person": "rangi", "vote": "for"}]}
    assert codes(voted, DELEGATES, given) == ["VOTES-NOT-KEPT"]
    met_too = {"how": "delegated", "meeting": "MTG-2026-0001", "minute_reference": "D-1"}
    assert lacking(APPROVE, met_too) == ("resolution", "present")


def test_votes_are_told_where_the_policy_asks_for_them_and_nowhere_else() -> None:
    asks = replace(POLICY, votes=True)
    there = met("bo", "tui", "rangi", "sec")
    votes = [{"person": name, "vote": "for"} for name in ("bo", "tui")]
    third = {"person": "rangi", "vote": "abstain"}
    against = [{"person": name, "vote": "against"} for name in ("bo", "tui", "rangi")]
    assert codes({**there, "votes": votes}) == ["VOTES-NOT-KEPT"]
    assert codes(there, asks) == ["VOTES-MISSING"]
    assert codes({**there, "votes": votes}, asks) == ["VOTES-MISSING"]
    assert codes({**there, "votes": [*votes, third]}, asks) == []
    assert codes({**there, "votes": against}, asks) == ["NOT-CARRIED"]


def test_more_must_vote_for_it_than_against_it_and_a_tie_carries_nothing() -> None:
    asks = replace(POLICY, votes=True)
    there = met("bo", "tui", "rangi")

    def found(*votes: str) -> list[str]:
        cast = [
            {"person": person, "vote": vote}
            for person, vote in zip(("bo", "tui", "rangi"), votes, strict=True)
        ]
        return [reason.message for reason in reasons(SPEC, asks, {**there, "votes": cast}, BODY)]

    assert found("for", "for", "against") == []
    assert found("for", "abstain", "abstain") == []
    assert found("for", "against", "abstain") == ["1 voted for it and 1 against"]
    assert found("abstain", "abstain", "abstain") == ["0 voted for it and 0 against"]


def test_only_whoever_counts_in_the_quorum_votes() -> None:
    asks = replace(POLICY, votes=True)
    there = met("bo", "rangi", "dela for sina", "sec", "kura", "tui", conflicts=(conflict("tui"),))
    votes = [{"person": name, "vote": "for"} for name in ("bo", "rangi", "dela")]
    assert codes({**there, "votes": votes}, asks) == []
    for name in ("sec", "kura", "tui", "sina", "zoe"):
        more = [*votes, {"person": name, "vote": "for"}]
        assert codes({**there, "votes": more}, asks) == ["VOTES-OF-OTHERS"]
    others = [*votes, *({"person": name, "vote": "for"} for name in ("sec", "zoe"))]
    (reason,) = reasons(SPEC, asks, {**there, "votes": others}, BODY)
    assert reason.message.endswith("not: sec (no member on that day), zoe (was not there)")
    against = [{"person": name, "vote": "against"} for name in ("bo", "rangi", "dela")]
    packed = [*against, *({"person": name, "vote": "for"} for name in ("sec", "x", "y", "z"))]
    assert codes({**there, "votes": packed}, asks) == ["VOTES-OF-OTHERS", "NOT-CARRIED"]


def test_each_way_of_deciding_asks_for_what_it_rests_on() -> None:
    ways = {
        "meeting": ("present", "minute_reference"),
        "circular": ("present", "minute_reference"),
        "chairs-action": ("chair", "minute_reference"),
    }
    assert ways_of(APPROVE, POLICY) == ways
    assert ways_of(APPROVE, DELEGATES) == {**ways, "delegated": ("present", "minute_reference")}
    assert lacking(APPROVE, {"how": "meeting", "meeting": "MTG-2026-0001"}) == ("resolution",)
    assert lacking(APPROVE, {}) == ("how", "resolution", "minute_reference")
    older = frozenset({"how", "present", "minute_reference", "resolution"})
    assert also_asked(SPEC, older, {"how": "chairs-action"}) == ("minute_reference",)


@pytest.mark.parametrize("recommends", [False, True])
def test_what_fell_is_given_again_from_the_day_on_which_it_fell_and_not_before(
    recommends: bool,
) -> None:
    """Where one body recommends and approves, each is held to its own kind alone."""
    move = replace(APPROVE, decision=replace(SPEC, recommends=recommends))
    fell = Approval(
        *("academic-board", date(2026, 6, 2), ("level",), False, recommends),
        fell_because="edited",
        fell_on=DAY + timedelta(1),
    )
    other = replace(fell, recommends=not recommends)

    def found(*approvals: Approval) -> list[str]:
        asked = situated(load("nzqa-application"), "academic-approval", {})
        known = replace(asked, approvals=approvals, bodies={"academic-board": BODY})
        return [reason.code for reason in decision_reasons(move, known, met("bo"))]

    assert found(fell) == found(fell, replace(other, stands=True)) == ["BEFORE-IT-FELL"]
    assert found(replace(fell, fell_on=DAY)) == []
    assert found(replace(fell, fell_because="undone")) == []
    assert found(other) == []


def test_a_move_that_does_not_decide_has_no_quorum() -> None:
    definition = load("nzqa-application")
    situation = situated(definition, "academic-approval", {})
    assert quorum_of(definition.called("submit")[0], situation) is None
    assert ways_of(definition.called("submit")[0], POLICY) == {}
    asked = replace(situation, policy=POLICY)
    assert quorum_of(APPROVE, asked) == Quorum(3)


def test_seats_say_whether_whoever_has_the_conflict_left() -> None:
    (seat,) = seats(tuple(people("dela for sina")), {"sina": "yes", "dela": "no"}, BODY)
    assert (seat.conflict, seat.left) == (True, False)
