"""Answers to what a move asks: from shell words and from files to plain JSON, or a sentence."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mcapproval.canonical import canonical
from mcapproval.errors import AskedWrongly
from mcapproval.workflow.asks import ASKS, PERSONAL, apart, missing, parse_asks
from mcapproval.workflow.definition import Move, load

LETTER = {"sha256": "0" * 64, "size": 12}


def move(name: str, workflow: str = "nzqa-application") -> Move:
    return load(workflow).called(name)[0]


def one(name: str, given: dict[str, Any], workflow: str = "nzqa-application") -> dict[str, Any]:
    return parse_asks(move(name, workflow), given)


def test_shell_words_of_an_outcome_become_plain_json() -> None:
    values = parse_asks(
        move("record-outcome"),
        {
            "results": "listing:granted:2026-05-01, approval:granted,accreditation:declined",
            "listing_number": "128484",
            "listing_version": "1",
            "reporting_code": "0417",
            "review_period": "2",
            "review_date": "2028-06-15",
            "conditions": ["Tell the first cohort; due=2026-12-01; owner=quality-manager", "Māori"],
        },
        files={"letter.pdf": LETTER},
        on=date(2026, 5, 4),
    )
    assert values == {
        "letter": LETTER,
        "results": {
            "listing": {"result": "granted", "on": "2026-05-01"},
            "approval": {"result": "granted", "on": "2026-05-04"},
            "accreditation": {"result": "declined", "on": "2026-05-04"},
        },
        "conditions": [
            {
                "number": 1,
                "says": "Tell the first cohort",
                "due": "2026-12-01",
                "owner": "quality-manager",
            },
            {"number": 2, "says": "Māori"},
        ],
        "listing_number": "128484",
        "listing_version": 1,
        "reporting_code": "0417",
        "review_period": 2,
        "review_date": "2028-06-15",
    }
    assert canonical(values)


def test_answers_from_a_file_say_the_same_as_shell_words() -> None:
    nested = {
        "results": {
            "listing": {"result": "granted", "on": date(2026, 5, 1)},
            "approval": "granted",
        },
        "listing_version": 1,
        "review_date": date(2028, 6, 15),
        "conditions": ["One", {"says": "Two", "touches": ["listing", "approval"]}],
    }
    words = {
        "results": "listing:granted:2026-05-01,approval:granted",
        "listing_version": "1",
        "review_date": "2028-06-15",
        "conditions": ["One", "Two; touches=listing,approval"],
    }
    outcome = move("record-outcome")
    assert parse_asks(outcome, {}, nested) == parse_asks(outcome, words)


def test_what_will_show_a_condition_is_told_with_it_and_kept_with_its_words() -> None:
    said = "Send the report; owner=author; due=2026-05-01; evidence=the report; touches=listing"
    values = one("record-outcome", {"conditions": said})
    clear, words = apart(values)
    assert clear["conditions"] == [
        {"number": 1, "owner": "author", "due": "2026-05-01", "touches": ["listing"]}
    ]
    assert words == {"/conditions/0/says": "Send the report (shown by: the report)"}


def test_a_semicolon_in_a_text_is_kept() -> None:
    values = one("request-information", {"items": "Show hours; and say x=y; due=2026-05-01"})
    assert values["items"] == [
        {"number": 1, "says": "Show hours; and say x=y", "due": "2026-05-01"}
    ]


def test_a_day_is_read_as_people_type_it_wherever_one_is_asked_for() -> None:
    for said in ("2026-05-30", "30/05/2026", "30 May 2026"):
        assert one("ask-advice", {"due": said}) == {"due": "2026-05-30"}
        asked = one("request-information", {"items": f"Send it; due={said}"})
        assert asked["items"][0]["due"] == "2026-05-30"
        answered = one("record-outcome", {"results": f"listing:granted:{said}"})
        assert answered["results"]["listing"]["on"] == "2026-05-30"


def test_what_is_missing_is_for_the_engine_to_tell() -> None:
    assert one("submit", {}) == {}
    assert missing(move("record-outcome"), {}) == ("letter", "results")
    assert missing(move("send-back"), {}) == ("reason",)
    assert missing(load("nzqa-application").called("send-back")[1], {}) == ("to", "reason")


def test_a_note_may_go_with_every_move() -> None:
    assert one("submit", {"note": " Sent by portal "}) == {"note": "Sent by portal"}


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("submit", {"reason": "x"}, "does not ask for `reason`"),
        ("record-outcome", {"result": "x"}, "did you mean `results`"),
        ("withdraw", {"reason": "  "}, "`reason` is a text, not empty"),
        ("withdraw", {"reason": "\u202e\u200b"}, "`reason` is a text, not empty"),
        ("withdraw", {"reason": ["a", "b"]}, "`reason` takes one value"),
        ("ask-advice", {"due": "2026-02-29"}, "there is no day 2026-02-29 in the calendar"),
        ("ask-advice", {"due": "0001-01-01"}, "give a year from 1900 to 2999"),
        ("ask-advice", {"due": "9999-12-31"}, "give a year from 1900 to 2999"),
        ("ask-advice", {"due": "29/2/2026"}, "`due` is a day: there is no day '29/2/2026'"),
        ("ask-advice", {"due": "3/4"}, "does not say which year"),
        ("ask-advice", {"who": "Jane Smith"}, "a role or an organisation's key"),
        ("record-receipt", {"application_reference": "Jane"}, "at least one digit"),
        ("record-receipt", {"application_reference": "C 12"}, "is a short reference"),
        ("record-outcome", {"reporting_code": "417"}, "has four digits; `417` has not"),
        ("record-outcome", {"listing_version": "0"}, "is a whole number from 1"),
        ("record-outcome", {"listing_version": "one"}, "is a whole number from 1"),
        ("record-outcome", {"listing_version": True}, "takes one value"),
        ("record-outcome", {"results": "listing"}, "says granted or declined of listing"),
        ("record-outcome", {"results": "listing:yes"}, "says granted or declined of listing"),
        ("record-outcome", {"results": "fame:granted"}, "takes listing, approval, accreditation"),
        ("record-outcome", {"results": ""}, "is like listing:granted"),
        ("record-outcome", {"results": "listing:granted,listing:declined"}, "has `listing` twice"),
        (
            "record-outcome",
            {"results": "listing:granted:soon"},
            "says of listing: `on` is a day: 'soon' is no day",
        ),
        ("record-outcome", {"results": 7}, "is like listing:granted"),
        ("record-outcome", {"results": {"listing": {"day": "x"}}}, "with a day `on`"),
        ("record-outcome", {"conditions": []}, "is one text or several"),
        ("record-outcome", {"conditions": [7]}, "has no text in its entry 1"),
        ("record-outcome", {"conditions": [{"text": "x"}]}, "says, due, owner, touches, evidence"),
        ("record-outcome", {"conditions": [{"due": "2026-01-01"}]}, "`says` is a text, not empty"),
        (
            "record-outcome",
            {"conditions": ["x", "y; touches=fame"]},
            "`conditions` in its entry 2: `touches` is one of listing, approval",
        ),
        ("record-outcome", {"conditions": [{"says": "x", "touches": 7}]}, "`7` is none of them"),
        (
            "request-information",
            {"items": "x; due=soon"},
            "`items` in its entry 1: `due` is a day: 'soon' is no day",
        ),
        ("record-outcome", {"letter": "l.pdf"}, "names a file given with --attach"),
        ("approve", {"how": "dice"}, "one of meeting, circular, chairs-action; `dice` is none"),
        ("record-support", {"support": "maybe"}, "is one of supported, declined, not-required"),
    ],
)
def test_a_wrong_answer_is_told_in_a_sentence(name: str, given: dict[str, Any], says: str) -> None:
    with pytest.raises(AskedWrongly) as wrong:
        one(name, given)
    assert says in wrong.value.message
    assert wrong.value.hint.startswith(f"{name} asks for ")


def test_every_wrong_answer_is_told_at_once() -> None:
    with pytest.raises(AskedWrongly) as wrong:
        one("ask-advice", {"due": "soon", "who": "J S", "colour": "red"})
    assert all(f"`{name}`" in wrong.value.message for name in ("due", "who", "colour"))


def test_a_move_records_only_the_results_that_are_its_own() -> None:
    with pytest.raises(AskedWrongly, match="takes approval, accreditation here, not `listing`"):
        one("record-approval", {"results": "listing:granted"}, "university-application")


def test_an_answer_given_in_both_places_is_refused() -> None:
    with pytest.raises(AskedWrongly, match="`reason` is given twice"):
        parse_asks(move("withdraw"), {"reason": "a"}, {"reason": "b"})


def test_where_to_go_back_to_is_one_of_the_states_named() -> None:
    back = load("nzqa-application").called("send-back")[1]
    assert parse_asks(back, {"to": "drafting", "reason": "x"})["to"] == "drafting"
    with pytest.raises(AskedWrongly, match="is one of need, co-design, drafting"):
        parse_asks(back, {"to": "approved", "reason": "x"})


def test_among_several_files_the_letter_is_named() -> None:
    files = {"a.pdf": LETTER, "b.pdf": {"sha256": "1" * 64}}
    outcome = move("record-outcome")
    with pytest.raises(AskedWrongly, match=r"--set letter=a\.pdf"):
        parse_asks(outcome, {"results": "listing:granted"}, files=files)
    named = parse_asks(outcome, {"letter": "b.pdf"}, files=files)
    assert named["letter"] == {"sha256": "1" * 64}


def test_a_file_attached_to_a_move_that_asks_for_no_letter_is_no_answer() -> None:
    assert parse_asks(move("submit"), {}, files={"a.pdf": LETTER}) == {}


def test_peoples_own_words_are_told_apart_and_nothing_else_is() -> None:
    values = parse_asks(
        move("request-information"),
        {"items": ["Ask Aroha; due=2026-05-01", "Why?"], "note": "By telephone from Aroha"},
        files={"letter.pdf": LETTER},
    )
    clear, texts = apart(values)
    assert clear == {
        "letter": LETTER,
        "items": [{"number": 1, "due": "2026-05-01"}, {"number": 2}],
    }
    assert texts == {
        "/items/0/says": "Ask Aroha",
        "/items/1/says": "Why?",
        "/note": "By telephone from Aroha",
    }
    assert "Aroha" not in str(clear)
    assert values["items"][0]["says"] == "Ask Aroha"


def test_every_text_is_personal_and_no_reference_is() -> None:
    assert {
        "reason", "note", "question", "resolution", "conflicts", "items", "conditions",
    } == PERSONAL  # fmt: skip
    assert all(ask.says for ask in ASKS.values())
