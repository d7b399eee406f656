"""What can be parsed but isn't of the right shape is a finding that a person can act on."""

from __future__ import annotations

import pytest
from tests.draft.reading import FOUR_LINES, only, read, said

from mcapproval.findings import Severity

CASES = {
    "credits in a word": (
        "credits: ten",
        "FORM-TYPE",
        "credits must be a whole number; `ten` is not one",
        "write 10",
    ),
    "credits with a decimal point": (
        "credits: 5.0",
        "FORM-TYPE",
        "credits must be a whole number; `5.0` is not one",
        "write 5",
    ),
    "hours with a half": (
        "learning_hours: {directed: 2.5}",
        "FORM-TYPE",
        "directed must be a whole number; `2.5` is not one",
        "write a whole number, such as 8",
    ),
    "credits with half a decimal point": (
        "credits: 7.",
        "FORM-TYPE",
        "credits must be a whole number; `7.` is not one",
        "write 7",
    ),
    "credits with a comma": (
        "credits: '7,5'",
        "FORM-TYPE",
        "credits must be a whole number; `7,5` is not one",
        "write a whole number, such as 10",
    ),
    "credits with their unit": (
        "credits: 10 credits",
        "FORM-TYPE",
        "credits must be a whole number; `10 credits` is not one",
        "write 10",
    ),
    "hours a week with their unit": (
        "delivery: {hours_a_week: 5 hrs per week}",
        "FORM-TYPE",
        "hours_a_week must be a whole number; `5 hrs per week` is not one",
        "write 5",
    ),
    "a fee with its sign": (
        "funding: {fee_dollars: $320}",
        "FORM-TYPE",
        "fee_dollars must be a whole number; `$320` is not one",
        "write 320",
    ),
    "a level with its word": (
        "level: Level 4",
        "FORM-TYPE",
        "level must be a whole number; `Level 4` is not one",
        "write 4",
    ),
    "months where weeks are counted": (
        "delivery: {weeks: 5 months}",
        "FORM-TYPE",
        "weeks must be a whole number; `5 months` is not one",
        "write a whole number, such as 20",
    ),
    "weeks where hours a week are counted": (
        "delivery: {hours_a_week: 20 weeks}",
        "FORM-TYPE",
        "hours_a_week must be a whole number; `20 weeks` is not one",
        "write a whole number, such as 2",
    ),
    "hours a week where all hours are counted": (
        "learning_hours: {directed: 2 hours a week}",
        "FORM-TYPE",
        "directed must be a whole number; `2 hours a week` is not one",
        "write a whole number, such as 8",
    ),
    "months where years are counted": (
        "review_period_years: 18 months",
        "FORM-TYPE",
        "review_period_years must be a whole number; `18 months` is not one",
        "write a whole number, such as 2",
    ),
    "dollars where credits are counted": (
        "credits: $320",
        "FORM-TYPE",
        "credits must be a whole number; `$320` is not one",
        "write a whole number, such as 10",
    ),
    "two levels": (
        "level: 4-5",
        "FORM-TYPE",
        "level must be a whole number; `4-5` is not one",
        "write a whole number, such as 5",
    ),
    "the level of an outcome in part": (
        "learning_outcomes: [{id: LO1, level: 4-5}]",
        "FORM-TYPE",
        "level must be a whole number; `4-5` is not one",
        "write a whole number, such as 5",
    ),
    "a number of people that nobody can know": (
        "need: {evidence: [{id: N1, asked: 4-5}]}",
        "FORM-TYPE",
        "asked must be a whole number; `4-5` is not one",
        "write a whole number",
    ),
    "a thousand with a comma": (
        "learning_hours: {directed: '1,200'}",
        "FORM-TYPE",
        "directed must be a whole number; `1,200` is not one",
        "write 1200",
    ),
    "forty in a word": (
        "credits: Forty",
        "FORM-TYPE",
        "credits must be a whole number; `Forty` is not one",
        "write 40",
    ),
    "credits in quotes": (
        'credits: "10"',
        "FORM-TYPE",
        "credits must be a whole number; `10` in quotes is not one",
        "write 10 without quotes",
    ),
    "a number without end": (
        "credits: " + "9" * 5000,
        "FORM-TYPE",
        "credits is too large a number: `" + "9" * 59 + "…`",
        "write a whole number of at most 9 digits",
    ),
    "a list where a number goes": (
        "credits: [10]",
        "FORM-TYPE",
        "credits must be a whole number; this is a list",
        "write a whole number",
    ),
    "hours below nought": (
        "delivery: {weeks: -2}",
        "FORM-TYPE",
        "weeks can't be less than 0; `-2` is",
        "write 0 or more",
    ),
    "a list where a text goes": (
        "structure: [one, two]",
        "FORM-TYPE",
        "structure must be a text; this is a list",
        "write a text; put it in quotes if it begins with [, { or - or has a colon in it",
    ),
    "a group where a text goes": (
        "entry:\n  open: to all",
        "FORM-TYPE",
        "entry must be a text; this is a group of keys",
        "write a text; put it in quotes if it begins with [, { or - or has a colon in it",
    ),
    "a text where a list goes": (
        "delivery: {modes: online}",
        "FORM-TYPE",
        "modes must be a list; `online` is not one",
        "write [online]",
    ),
    "none where a list goes": (
        "third_parties: none",
        "FORM-TYPE",
        "third_parties must be a list; `none` is not one",
        "write []",
    ),
    "a text where keys go": (
        "purpose: To facilitate",
        "FORM-TYPE",
        "purpose must have keys of its own under it; `To facilitate` has none",
        "write keys below it, indented by two spaces, such as `use_in: ...`",
    ),
    "a day that isn't": (
        "work_began: 2026-02-29",
        "FORM-DATE",
        "there is no 29 February 2026",
        "the month has 28 days: write 2026-02-28, or the day meant",
    ),
    "a month that isn't": (
        "work_began: 2026-13-01",
        "FORM-DATE",
        "there is no month 13",
        "write year-month-day, such as 2026-04-03",
    ),
    "a year that isn't": (
        "work_began: 0000-01-01",
        "FORM-DATE",
        "there is no year 0",
        "write year-month-day, such as 2026-04-03",
    ),
    "a day written day first": (
        "work_began: 3/04/2026",
        "FORM-DATE",
        "a day is written year-month-day; `3/04/2026` is not",
        "write 2026-04-03 for 3 April 2026",
    ),
    "a day with two digits for the year": (
        "work_began: 3.4.26",
        "FORM-DATE",
        "a day is written year-month-day; `3.4.26` is not",
        "write 2026-04-03 for 3 April 2026",
    ),
    "a day in words": (
        "work_began: 3rd Apr 2026",
        "FORM-DATE",
        "a day is written year-month-day; `3rd Apr 2026` is not",
        "write 2026-04-03 for 3 April 2026",
    ),
    "a day in words, month first": (
        "work_began: April 3, 2026",
        "FORM-DATE",
        "a day is written year-month-day; `April 3, 2026` is not",
        "write 2026-04-03 for 3 April 2026",
    ),
    "a day with its hour": (
        "work_began: 2026-04-03T09:00",
        "FORM-DATE",
        "a day is written year-month-day; `2026-04-03T09:00` is not",
        "write 2026-04-03 for 3 April 2026",
    ),
    "29 February written day first": (
        "work_began: 29/02/2026",
        "FORM-DATE",
        "there is no 29 February 2026",
        "the month has 28 days: write 2026-02-28, or the day meant",
    ),
    "no day at all": (
        "work_began: 3 Brumaire 2026",
        "FORM-DATE",
        "a day is written year-month-day; `3 Brumaire 2026` is not",
        "write it as 2026-04-03 for 3 April 2026",
    ),
    "soon": (
        "work_began: soon",
        "FORM-DATE",
        "a day is written year-month-day; `soon` is not",
        "write it as 2026-04-03 for 3 April 2026",
    ),
    "a choice misspelt": (
        "standards: {used: Yes}",
        "FORM-CHOICE",
        "used is one of yes, no; `Yes` is none of them",
        "did you mean `yes`?",
    ),
    "a choice that isn't one": (
        "industry_support: {outcome: zzz}",
        "FORM-CHOICE",
        "outcome is one of supported, declined, not-required, awaited; `zzz` is none of them",
        "write one of supported, declined, not-required, awaited",
    ),
    "a misspelt key": (
        "recognition_of_prior_lerning: x",
        "FORM-KEY",
        "there is no key `recognition_of_prior_lerning` here",
        "did you mean `recognition_of_prior_learning`?",
    ),
    "a key with blanks and capitals": (
        "Learning outcomes: []",
        "FORM-KEY",
        "there is no key `Learning outcomes` here",
        "did you mean `learning_outcomes`?",
    ),
    "a key at home elsewhere": (
        "graduate_will: {know: x}",
        "FORM-KEY",
        "there is no key `graduate_will` here",
        "it belongs under `purpose`",
    ),
    "a key of nowhere": (
        "review: {xyzzy: x}",
        "FORM-KEY",
        "there is no key `xyzzy` under `review`",
        "keys here are how, responsible, asked",
    ),
    "a key indented with the spaces of a web page": (
        "purpose:\n\u00a0\u00a0use_in: [Fiji]",
        "FORM-KEY",
        "the spaces around `use_in` are of another kind, as in web pages",
        "delete them and type them afresh",
    ),
    "an id under people": (
        "people: {Person 2: {name: x}}",
        "FORM-KEY",
        "`Person 2` isn't a person's id",
        "write it like person-2",
    ),
    "a name as a key of organisations": (
        "organisations: {Te Wānanga o Raukawa: {name: x}}",
        "FORM-KEY",
        "`Te Wānanga o Raukawa` isn't an organisation's key",
        "write it like te-wananga-o-raukawa",
    ),
    "an outcome without id": (
        "learning_outcomes: [{statement: x}]",
        "FORM-MISSING",
        "entry 1 of learning_outcomes has no `id`",
        "add `id: LO1`, with a number not used yet",
    ),
    "an organisation without name": (
        "organisations: {x: {type: pte}}",
        "FORM-MISSING",
        "x has no `name`",
        "add `name:` and what it is",
    ),
    "an id of another form": (
        "learning_outcomes: [{id: Outcome 3}]",
        "FORM-FORMAT",
        "`Outcome 3` isn't an outcome's id",
        "write it like LO3",
    ),
    "an id without a number": (
        "learning_outcomes: [{id: first}]",
        "FORM-FORMAT",
        "`first` isn't an outcome's id",
        "write it like LO1",
    ),
    "a name for a person": (
        "people: {person-1: {name: Māia Example}}\nenquiry: {from: Maia  example}",
        "FORM-FORMAT",
        "`Maia example` is a name; a person is written as an id",
        "write person-1",
    ),
    "a name for an organisation": (
        "developer: {organisation: Otago Polytechnic}",
        "FORM-FORMAT",
        "`Otago Polytechnic` isn't an organisation's key",
        "write it like otago-polytechnic",
    ),
    "a month in words": (
        "enquiry: {by: next year}",
        "FORM-FORMAT",
        "by can't be read: `next year`",
        "a day, or a month such as 2026-07",
    ),
    "a title too long": (
        "title_te_reo: " + "x" * 251,
        "FORM-LONG",
        "title_te_reo has 251 characters; 250 fit",
        "shorten it",
    ),
}


@pytest.mark.parametrize("what", CASES)
def test_a_value_of_the_wrong_form_gets_a_sentence_and_a_remedy(what: str) -> None:
    text, *rest = CASES[what]
    assert said(text + "\n") == tuple(rest)


@pytest.mark.parametrize(
    ("text", "path", "line", "column"),
    [
        ("credits: ten", "/credits", 5, 10),
        ("delivery: {modes: [online, post]}", "/delivery/modes/1", 5, 28),
        ("entery: x", "/entery", 5, 1),
        ("learning_outcomes:\n  - statement: x", "/learning_outcomes/0", 6, 5),
        ("need:\n  duplication:\n    searched: soon", "/need/duplication/searched", 7, 15),
    ],
)
def test_a_finding_stands_at_the_value_and_a_missing_key_at_its_parent(
    text: str, path: str, line: int, column: int
) -> None:
    found = only(text + "\n")
    assert (found.path, found.line, found.column) == (path, line, column)
    assert found.severity is Severity.ERROR


def test_the_four_first_lines_are_asked_for() -> None:
    found = read("level: 5\n").findings
    assert {f.message: f.mend for f in found} == {
        "`format` is missing": "add the line `format: application/1`",
        "`kind` is missing": "add `kind:` with one of listing-and-approval, "
        "listing-approval-and-accreditation, accreditation, change",
        "`route` is missing": "add `route:` with one of nzqa, university, skills-board",
        "`title` is missing": "add `title:` and what it is",
    }
    assert {(f.code, f.path, f.line, f.column) for f in found} == {("FORM-MISSING", "", 1, 1)}


def test_another_format_is_refused_by_name() -> None:
    (found,) = read(FOUR_LINES.replace("application/1", "application/2")).findings
    assert (found.code, found.message) == ("FORM-CHOICE", "format must be `application/1`")


def test_a_value_of_the_wrong_form_is_left_out_of_the_draft() -> None:
    draft = read(
        FOUR_LINES + "credits: ten\nlevel: 5\nentery: x\ndelivery: {modes: [post, online]}\n"
    ).draft
    assert "credits" not in draft.data
    assert "entery" not in draft.data
    assert draft.get("/delivery/modes") == ["online"]
    place = draft.place("/delivery/modes/0")
    assert place is not None
    assert (place.line, place.column) == (8, 26)


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    found = read(FOUR_LINES + "credits: ten\nlevel: high\nnzced: x\nwork_began: soon\n").findings
    assert [f.line for f in found] == [5, 6, 7, 8]
