"""Answers that name people: from shell words and from files to plain JSON, or a sentence."""

from __future__ import annotations

from typing import Any

import pytest

from mcapproval.errors import AskedWrongly
from mcapproval.workflow.asks import apart, parse_asks
from mcapproval.workflow.definition import load
from mcapproval.workflow.people_answers import read_people

APPROVE = load("nzqa-application").called("approve")[0]


def asked(**given: Any) -> dict[str, Any]:
    return parse_asks(APPROVE, given)


def test_people_are_read_from_words_and_from_a_file_alike() -> None:
    wanted = [
        {"person": "bo", "for": None},
        {"person": "PER-0007", "for": None},
        {"person": "mele", "for": "sina"},
    ]
    for given in (
        "bo, PER-0007,mele for sina",
        ["bo,PER-0007", "mele for sina"],
        ["bo", {"person": "PER-0007"}, {"person": "mele", "for": "sina"}],
    ):
        assert asked(present=given) == {"present": wanted}


def test_a_conflict_has_who_what_about_and_whether_they_left() -> None:
    said = ["tui: partner; of the applicant; left=yes", "bo: their employer; and more"]
    found = asked(conflicts=said)["conflicts"]
    assert found == [
        {"person": "tui", "what": "partner; of the applicant", "left": "yes"},
        {"person": "bo", "what": "their employer; and more", "left": "no"},
    ]
    written = [
        {"person": "tui", "what": "partner; of the applicant", "left": True},
        {"person": "bo", "what": "their employer; and more"},
    ]
    assert asked(conflicts=written)["conflicts"] == found


def test_what_a_conflict_is_about_is_kept_apart_and_who_has_it_is_not() -> None:
    clear, words = apart(asked(conflicts="tui: partner of Aroha; left=yes", present="bo"))
    assert clear == {
        "conflicts": [{"person": "tui", "left": "yes"}],
        "present": [{"person": "bo", "for": None}],
    }
    assert words == {"/conflicts/0/what": "partner of Aroha"}


def test_votes_are_read_by_person() -> None:
    assert asked(votes="bo:for,hemi:against") == {
        "votes": [{"person": "bo", "vote": "for"}, {"person": "hemi", "vote": "against"}]
    }
    assert asked(votes={"bo": "abstain"})["votes"] == [{"person": "bo", "vote": "abstain"}]


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("present", "five of seven", "not `five of seven`"),
        ("present", "", "is like bo,hemi,mele for sina"),
        ("present", 7, "is like bo,hemi,mele for sina"),
        ("present", [{"name": "bo"}], "is like bo,hemi,mele for sina"),
        ("present", "bo,bo", "names somebody twice"),
        ("present", "mele for", "not `mele for`"),
        ("apologies", "Jane Smith", "by short name or reference"),
        ("conflicts", "tui is a partner", "is like `tui: partner of the applicant; left=yes`"),
        ("conflicts", "tui: ; left=yes", "is a text, not empty"),
        ("conflicts", "tui: partner; left=perhaps", "left=yes or left=no"),
        ("conflicts", ["tui: a", "tui: b"], "names somebody twice"),
        ("conflicts", [{"who": "tui"}], "is like `tui: partner"),
        ("conflicts", 7, "is like `tui: partner"),
        ("votes", "bo:maybe", "says for, against, abstain of each"),
        ("votes", "bo:for,bo:against", "names somebody twice"),
        ("votes", [7], "is like bo:for,hemi:against"),
        ("votes", "", "is like bo:for,hemi:against"),
        ("chair", "the chair", "not `the chair`"),
        ("chair", 7, "not `that`"),
        ("meeting", "June", "is a meeting's reference such as MTG-2026-0001"),
        ("meeting", 7, "is a meeting's reference such as MTG-2026-0001"),
    ],
)
def test_a_wrong_answer_is_told_in_a_sentence(name: str, given: Any, says: str) -> None:
    with pytest.raises(AskedWrongly) as wrong:
        asked(**{name: given})
    assert f"`{name}` " in wrong.value.message
    assert says in wrong.value.message


def test_people_given_outside_a_move_are_read_alike() -> None:
    assert read_people("people", ["bo"]) == [{"person": "bo", "for": None}]
    with pytest.raises(AskedWrongly, match="names somebody twice"):
        read_people("people", "bo,bo")
