"""A provider's policy is read from its file; what can't be meant is refused with a remedy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from mcapproval.errors import Unreadable
from mcapproval.policy.model import KEYS, SHIPPED, Policy
from mcapproval.policy.reader import (
    find_policy,
    line_in,
    policy_from_bytes,
    policy_from_json,
    read_policy,
)
from mcapproval.policy.toml_text import written
from mcapproval.shipped import schema

FORMAT = 'format = "policy/1"\n'
WHOLE = """\
# Ours.
format = "policy/1"
provider = "sample-polytechnic"
records = "./records.db"
region = "WGN"
close_down = { from = "12-24", until = "01-08" }

[credits]
at_least = 3
at_most = 30
usual = [5, 20]
[level]
at_least = 4
at_most = 8
[hours]
tolerance = 2
plan_tolerance_per_cent = 5
[review]
yearly_check_months = 24
counted_from = "last-review"
month = 6
lead_days = 60
together_within_days = 30
feedback_at_least = 5
teach_out_months = 36
share_at_least = 10
overdue_stops_intake = "yes"
[evidence]
need_months = 12
search_months = 6
organisations_at_least = 3
[approval]
industry_support = "beside"
quorum = { academic-board = 3 }
votes = "yes"
sub_committee = "yes"
circular_unanimous = "yes"
delegated_to = ["board-chair"]
undo_hours = 2
to_develop = ["prices", "cost"]
[clocks]
remind_before = 3
escalate_after = 8
ratify_within = 15
[titles]
academic-board = "Academic Committee"
[ready_to_deliver]
items = ["approved-document", "assessors", "health-and-safety"]
[paper]
name = "Te Whare Akoranga"
colour = "#5b2a6e"
logo = "looks/logo.png"
[rules]
published_at = "https://quality.provider.example/rules"
[questions."need.summary"]
ask = "Whom did you ask first?"
"""


def refused(text: str | bytes) -> Unreadable:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(Unreadable) as caught:
        policy_from_bytes(data, "mcapproval.toml")
    assert caught.value.source == "mcapproval.toml"
    assert caught.value.hint
    return caught.value


def keys_of(settings: list[str]) -> list[str]:
    """Settings by their keys, as they are looked for in a file."""
    return [".".join(KEYS.get(setting, (setting,))) for setting in settings]


def test_every_key_of_a_policy_arrives() -> None:
    policy = policy_from_bytes(WHOLE.encode(), "mcapproval.toml")
    shipped = {field.name: getattr(SHIPPED, field.name) for field in fields(Policy)}
    same = [name for name, value in shipped.items() if getattr(policy, name) == value]
    assert same == [], (
        f"WHOLE needs another value than ships for {keys_of(same)}, and the Policy below it too"
    )
    assert policy == Policy(
        provider="sample-polytechnic",
        records="./records.db",
        region="WGN",
        close_down=("12-24", "01-08"),
        credits_at_least=3,
        credits_at_most=30,
        credits_usual=(5, 20),
        level_at_least=4,
        level_at_most=8,
        hours_tolerance=2,
        plan_tolerance=5,
        yearly_check_months=24,
        counted_from="last-review",
        review_month=6,
        lead_days=60,
        together_days=30,
        feedback_at_least=5,
        teach_out_months=36,
        share_at_least=10,
        overdue_stops_intake=True,
        need_months=12,
        search_months=6,
        organisations_at_least=3,
        industry_support="beside",
        quorum={"academic-board": 3},
        votes=True,
        sub_committee=True,
        circular_unanimous=True,
        delegated_to=("board-chair",),
        undo_hours=2,
        to_develop=("prices", "cost"),
        remind_before=3,
        escalate_after=8,
        ratify_within=15,
        titles={"academic-board": "Academic Committee"},
        ready_to_deliver=("approved-document", "assessors", "health-and-safety"),
        paper_name="Te Whare Akoranga",
        paper_colour="#5b2a6e",
        paper_logo="looks/logo.png",
        rule_book="https://quality.provider.example/rules",
        questions={"need.summary": {"ask": "Whom did you ask first?"}},
    )
    assert policy.title("academic-board") == "Academic Committee"
    assert policy.title("board-chair") == "chair of the Academic Committee"
    assert SHIPPED.title("board-chair") == "chair of the academic board"
    assert policy.title("quality-manager") == "quality manager"
    assert policy.title("head-of-something") == "head of something"


def test_a_title_that_begins_with_an_article_gets_no_other_one() -> None:
    titles = {"academic-board": "Te Poari Mātauranga", "sub-committee": "Ngā Kaitiaki"}
    policy = replace(SHIPPED, titles=titles)
    assert policy.the("academic-board") == "Te Poari Mātauranga"
    assert policy.the("sub-committee") == "Ngā Kaitiaki"
    assert policy.title("board-chair") == "chair of Te Poari Mātauranga"
    assert policy.title("sub-committee-member") == "member of Ngā Kaitiaki"
    assert policy.the("board-chair") == "the chair of Te Poari Mātauranga"
    assert SHIPPED.the("academic-board") == "the academic board"
    assert replace(SHIPPED, titles={"academic-board": "Tenancy Board"}).the("academic-board") == (
        "the Tenancy Board"
    )


def test_what_a_file_leaves_out_is_as_shipped() -> None:
    assert policy_from_bytes(FORMAT.encode(), "p") == SHIPPED
    assert (SHIPPED.credits_at_least, SHIPPED.yearly_check_months) == (5, 12)


def test_one_line_lowers_the_floor_to_the_law() -> None:
    policy = policy_from_bytes(f"{FORMAT}[credits]\nat_least = 1\n".encode(), "p")
    assert policy.credits_at_least == 1


@pytest.mark.parametrize("policy", [SHIPPED, policy_from_bytes(WHOLE.encode(), "p")])
def test_a_policy_comes_back_from_its_content_but_for_where_the_records_are(
    policy: Policy,
) -> None:
    again = policy_from_json(policy.as_json())
    assert again == replace(policy, records=None)
    assert again.digest() == policy.digest()


def test_a_content_that_was_adopted_before_there_were_more_keys_still_reads() -> None:
    older = {
        "format": "policy/1",
        "provider": "otago-polytechnic",
        "region": "OTA",
        "close_down": ["12-24", "01-08"],
        "credits": {"at_least": 3, "at_most": 40},
        "review": {"yearly_check_months": 12, "lead_days": 90},
        "evidence": {"need_months": 12},
        "approval": {"industry_support": "before", "quorum": {"academic-board": 3}},
        "titles": {"academic-board": "Academic Committee"},
    }
    policy = policy_from_json(older)
    assert (policy.credits_at_least, policy.close_down) == (3, ("12-24", "01-08"))
    assert (policy.credits_usual, policy.level_at_least) == (None, None)
    assert policy.organisations_at_least == SHIPPED.organisations_at_least
    assert policy_from_json(policy.as_json()) == policy


def test_another_policy_has_another_digest() -> None:
    texts = [WHOLE, WHOLE.replace("= 3\n", "= 4\n", 1), WHOLE.replace("01-08", "01-09"), FORMAT]
    assert len({policy_from_bytes(text.encode(), "p").digest() for text in texts}) == 4
    moved = WHOLE.replace("./records.db", "./other.db")
    first, second = (policy_from_bytes(text.encode(), "p") for text in (WHOLE, moved))
    assert first.digest() == second.digest()


FAULTS = {
    "a slip in an item of the ready-to-deliver list": (
        "[ready_to_deliver]\nitems = ['fee', 'assesors']",
        3,
        "ready_to_deliver.items has `assesors`, which is nearly `assessors`",
        'write "assessors", or a key of your own that is less like it',
    ),
    "an item of the list twice": (
        "[ready_to_deliver]\nitems = ['fee', 'fee']",
        3,
        "ready_to_deliver.items can't be `['fee', 'fee']`",
        'write it as the example shows: items = ["approved-document", "fee", "assessors"]',
    ),
    "usual credits back to front": (
        "[credits]\nusual = [30, 5]",
        3,
        "usual credits from 30 to 5: nothing would be usual",
        "write the smaller number first: usual = [5, 30]",
    ),
    "one usual number": (
        "[credits]\nusual = [30]",
        3,
        "credits.usual can't be `[30]`",
        "write it as the example shows: usual = [5, 30]",
    ),
    "a usual number that is a word": (
        "[credits]\nusual = [5, 'ten']",
        3,
        "credits.usual.1 must be a whole number",
        "write it as the example shows: 5",
    ),
    "levels back to front": (
        "[level]\nat_least = 8\nat_most = 4",
        3,
        "at least level 8 and at most 4: no level would do",
        "make at_least no more than at_most",
    ),
    "an address without its beginning": (
        "[rules]\npublished_at = 'quality.provider.example'",
        3,
        "rules.published_at can't be `quality.provider.example`",
        'write it as the example shows: published_at = "https://quality.provider.example/rules"',
    ),
    "a question without quotes": (
        "[questions.need.summary]\nask = 'x'",
        2,
        "there is no key `summary` in [questions.need]",
        'write the path of a question in quotes: [questions."need.summary"]',
    ),
    "a question with a word too many": (
        "[questions.'need.summary']\naks = 'x'",
        3,
        "there is no key `aks` in [questions.need.summary]",
        "did you mean `ask`?",
    ),
    "a month that the interval does not keep to": (
        "[review]\nyearly_check_months = 18\nmonth = 6",
        4,
        "a check every 18 months can't fall in the same month of each year",
        "make yearly_check_months 12, 24 or 36, or leave month out",
    ),
    "more at least than at most": (
        "[credits]\nat_most = 4",
        2,
        "at least 5 credits and at most 4: nothing could be approved",
        "make at_least no more than at_most",
    ),
    "a misspelt key": (
        "[credits]\nat_leest = 1",
        3,
        "there is no key `at_leest` in [credits]",
        "did you mean `at_least`?",
    ),
    "a misspelt section": (
        "[credit]\nat_least = 1",
        2,
        "there is no key `credit`",
        "did you mean `credits`?",
    ),
    "a misspelt section in a dotted key": (
        "credit.at_least = 1",
        2,
        "there is no key `credit`",
        "did you mean `credits`?",
    ),
    "a key of nowhere": (
        "[review]\nxyzzy = 1",
        3,
        "there is no key `xyzzy` in [review]",
        "keys here are yearly_check_months, counted_from, month, lead_days, together_within_days, "
        "feedback_at_least, share_at_least, teach_out_months, overdue_stops_intake",
    ),
    "a body with an underscore": (
        "[approval]\nquorum = { Academic_Board = 3 }",
        3,
        "there is no key `Academic_Board` in [approval.quorum]",
        "write it in small letters with hyphens: academic-board",
    ),
    "a number in quotes": (
        "[credits]\nat_least = '5'",
        3,
        "credits.at_least must be a whole number",
        "write it as the example shows: at_least = 5",
    ),
    "a section as a text": (
        "titles = 'x'",
        2,
        "titles must be a section",
        "write it as the example shows: [titles] on a line of its own",
    ),
    "a title that is a number": (
        "[titles]\nauthor = 3",
        3,
        "titles.author must be a text in double quotes",
        'write it as the example shows: author = "Academic Committee"',
    ),
    "a title for a role misspelt": (
        "[titles]\nacademic-bord = 'Academic Committee'",
        3,
        "there is no role or body `academic-bord` in [titles]",
        "did you mean `academic-board`?",
    ),
    "a title for a role that nobody has": (
        "[titles]\nxyzzy = 'x'",
        3,
        "there is no role or body `xyzzy` in [titles]",
        "keys here are author, quality-adviser, quality-manager, head-of-school, board-member, "
        "board-chair, board-secretary, sub-committee-member, programme-manager, finance, library, "
        "registry, maori-quality-adviser, academic-board, sub-committee, administrator, system",
    ),
    "a choice misspelt": (
        "[approval]\nindustry_support = 'befor'",
        3,
        "approval.industry_support can't be `befor`",
        'did you mean "before"?',
    ),
    "a region that isn't one": (
        "region = '99'",
        2,
        "region can't be `99`",
        "write one of AUK, BOP, CAN, CAN-SOUTH, CIT, GIS, HKB, MBH, MWT, NSN, NTL, OTA, STL, TAS,"
        " TKI, WGN, WKO, WTC",
    ),
    "a close-down without end": (
        "close_down = { from = '12-24' }",
        2,
        "`until` is missing in close_down",
        'add the line until = "12-24"',
    ),
    "a close-down from a day that isn't": (
        "close_down = { from = '24-12', until = '01-08' }",
        2,
        "close_down.from can't be `24-12`",
        'write it as the example shows: from = "12-24"',
    ),
    "days below nought": (
        "[review]\nlead_days = -1",
        3,
        "review.lead_days can't be less than 0",
        "write 0",
    ),
    "months without end": (
        "[evidence]\nneed_months = 1000",
        3,
        "evidence.need_months can't be more than 120",
        "write 120",
    ),
    "a key that stands twice": (
        "region = 'WGN'\nregion = 'AUK'",
        3,
        "this key or section stands here a second time",
        "keep one of the two",
    ),
    "a path as Windows has it": (
        'records = "C:\\Users\\ana\\r.db"',
        2,
        "in double quotes a backslash has a meaning of its own",
        "write / in its place, or single quotes: records = 'C:\\Users\\ana\\records.db'",
    ),
    "a path as Windows has it, of which each backslash means something": (
        'records = "D:\\back\\table.db"',
        2,
        "in double quotes a backslash has a meaning of its own",
        "write / in its place, or single quotes: records = 'C:\\Users\\ana\\records.db'",
    ),
    "no value": (
        "region =",
        2,
        "this line of the policy can't be understood",
        'write `key = value`, with texts in double quotes: provider = "otago-polytechnic"',
    ),
    "brackets without end": (
        "region = " + "[" * 5000,
        None,
        "this policy has a number or day that can't be, or brackets without end",
        "compare it with the example in the manual",
    ),
}


@pytest.mark.parametrize("what", FAULTS)
def test_a_faulty_policy_is_refused_with_line_sentence_and_remedy(what: str) -> None:
    text, line, message, hint = FAULTS[what]
    error = refused(FORMAT + text + "\n")
    assert (error.line, error.message, error.hint) == (line, message, hint)


def test_all_faults_of_a_policy_are_told_at_once_each_with_its_line() -> None:
    error = refused(FORMAT + "[credits]\nat_leest = 1\nat_most = 'x'\n[revieu]\nx = 1\n")
    assert (error.line, error.message, error.hint) == (
        3,
        "there is no key `at_leest` in [credits]; line 4: credits.at_most must be a whole number; "
        "line 5: there is no key `revieu`",
        "did you mean `at_least`?; line 4: write it as the example shows: at_most = 40; "
        "line 5: did you mean `review`?",
    )


def test_one_slip_is_told_once_by_what_says_most() -> None:
    assert refused("format = 1\n").message == 'format must be "policy/1"'
    error = refused(FORMAT + "[approval]\nindustry_support = true\n")
    assert (error.message, error.hint) == (
        "approval.industry_support can't be `true`", "write one of before, beside, after, none",
    )  # fmt: skip


def test_each_key_that_is_missing_is_told_once() -> None:
    error = refused(FORMAT + "close_down = {}\n")
    assert error.message == "`from` is missing in close_down; `until` is missing in close_down"


def test_what_can_be_read_and_not_be_meant_is_told_at_once_too() -> None:
    error = refused(FORMAT + "[credits]\nat_most = 4\n[titles]\nauthor = 'NZQA'\n")
    assert "at least 5 credits and at most 4" in error.message
    assert '; line 5: titles.author can\'t be "NZQA"' in error.message


def test_of_very_many_faults_the_first_are_told_and_the_rest_counted() -> None:
    error = refused(FORMAT + "".join(f"x{n} = 1\n" for n in range(30)))
    assert error.message.count("there is no key") == 10
    assert error.message.endswith("; and 20 more")


def test_the_format_is_asked_for_and_must_be_ours() -> None:
    assert refused("").message == "`format` is missing"
    assert refused('format = "policy/2"').message == 'format must be "policy/1"'


def test_a_policy_in_another_encoding_names_the_line() -> None:
    error = refused(FORMAT.encode() + b'provider = "\xe9"')
    assert (error.message, error.line) == ("this policy isn't saved as UTF-8", 2)


def test_a_policy_that_is_missing_a_folder_or_too_big_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="the policy can't be read: No such file"):
        read_policy(tmp_path / "none.toml")
    with pytest.raises(Unreadable, match="the policy can't be read"):
        read_policy(tmp_path)
    big = tmp_path / "big.toml"
    big.write_bytes(b"#" * 100_001)
    with pytest.raises(Unreadable, match="too big for a policy"):
        read_policy(big)


def test_the_nearest_policy_upwards_is_found(tmp_path: Path) -> None:
    inner = tmp_path / "school" / "drafts"
    inner.mkdir(parents=True)
    outer = tmp_path / "mcapproval.toml"
    outer.write_text(FORMAT, "utf-8")
    draft = inner / "draft.yaml"
    draft.touch()
    assert find_policy(draft) == find_policy(inner) == outer.resolve()
    nearer = tmp_path / "school" / "mcapproval.toml"
    nearer.write_text(WHOLE, "utf-8")
    found = find_policy(draft)
    assert found == nearer.resolve()
    assert read_policy(nearer).region == "WGN"


def test_where_there_is_no_policy_none_is_found(tmp_path: Path) -> None:
    found = find_policy(tmp_path)
    assert found is None or tmp_path.resolve() not in found.parents


@settings(deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_policy_or_refused(data: bytes) -> None:
    for whole in (data, FORMAT.encode() + data, WHOLE.encode()[: len(data) * 3] + data):
        try:
            policy_from_bytes(whole, "p")
        except Unreadable as error:
            assert "Traceback" not in error.message  # noqa: PT017


def _keys(part: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key of the schema that a person may write, with its schema."""
    inner = dict(part.get("properties", {}))
    named = list(part.get("patternProperties", {}).values())
    inner |= dict(zip("*", named, strict=False))
    if isinstance(part.get("items"), dict):
        inner["#"] = part["items"]
    for key, found in inner.items():
        here = f"{path}.{key}" if path else key
        yield here, found
        yield from _keys(found, here)


WRITTEN = dict(_keys(schema("policy")))


@pytest.mark.parametrize("key", WRITTEN)
def test_every_key_has_a_title_a_description_and_an_example_that_fits(key: str) -> None:
    part = WRITTEN[key]
    assert part["title"]
    assert part["description"].endswith((".", ")", "]"))
    assert part["examples"]
    contract = {**part, "$defs": schema("policy")["$defs"]}
    for example in part["examples"]:
        assert list(Draft202012Validator(contract).iter_errors(example)) == []


NUMBERS = [
    setting for setting in fields(Policy) if type(setting.default) is int and setting.metadata
]


@pytest.mark.parametrize("setting", NUMBERS, ids=lambda setting: setting.name)
def test_a_number_with_a_point_is_no_whole_number(setting: Any) -> None:
    section, key = setting.metadata["key"]
    error = refused(FORMAT + f"[{section}]\n{key} = {setting.default}.0\n")
    assert error.message == f"{section}.{key} must be a whole number"


def test_the_examples_of_the_sections_are_a_policy_together() -> None:
    text = FORMAT
    for key, part in schema("policy")["properties"].items():
        if key not in ("format", "questions"):
            text += f"{key} = {written(part['examples'][0])}\n"
    asked = schema("policy")["properties"]["questions"]["examples"][0]["need.summary"]
    text += f'[questions."need.summary"]\nask = {written(asked["ask"])}\n'
    policy = policy_from_bytes(text.encode(), "p")
    assert policy.credits_at_least == 5
    assert policy.questions["need.summary"]["ask"].startswith("Say whom")


@pytest.mark.parametrize(
    ("key", "written"),
    [
        (("credits", "usual"), "usual = [5, 20]"),
        (("close_down",), 'close_down = { from = "12-24", until = "01-08" }'),
        (("questions", "need.summary"), '[questions."need.summary"]'),
        (("level",), "[level]"),
    ],
)
def test_the_line_of_a_key_is_found_in_the_file(
    tmp_path: Path, key: tuple[str, ...], written: str
) -> None:
    file = tmp_path / "mcapproval.toml"
    file.write_text(WHOLE, "utf-8")
    assert line_in(file, key) == WHOLE.splitlines().index(written) + 1
    assert line_in(file, ("nowhere",)) is None
