"""A policy can be stricter than the law, never looser; the clause that stops it is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.rules.casebook import BOUNDARIES, TODAY

from mcapproval.actions.policies import policy_above, policy_to_use
from mcapproval.errors import NotInForce, Unreadable
from mcapproval.policy.model import SHIPPED
from mcapproval.rules.law import values
from mcapproval.rules.policy_limits import LIMITS, looser_than_law
from mcapproval.rules.texts import clauses
from mcapproval.shipped import schema


@pytest.mark.parametrize("day", BOUNDARIES, ids=str)
def test_the_shipped_policy_is_never_looser_than_the_law(day: date) -> None:
    assert looser_than_law(SHIPPED, day) == ()


LOOSER: list[tuple[dict[str, Any], str, str]] = [
    ({"credits_at_least": 0}, "credits.at_least = 0 is looser", "at least 1 credit"),
    ({"credits_at_least": 41, "credits_at_most": 41}, "credits.at_least = 41 leaves nothing", ""),
    ({"credits_at_most": 41}, "credits.at_most = 41 is looser", "at most 40 credits"),
    ({"credits_at_most": 0, "credits_at_least": 0}, "credits.at_most = 0 leaves nothing", ""),
    ({"credits_usual": (0, 30)}, "credits.usual = [0, 30] is looser", "at least 1 credit"),
    ({"credits_usual": (5, 60)}, "credits.usual = [5, 60] is looser", "at most 40 credits"),
    ({"level_at_least": 0}, "level.at_least = 0 is looser", "at least level 1"),
    ({"level_at_least": 11}, "level.at_least = 11 leaves nothing", "at most level 10"),
    ({"level_at_most": 11}, "level.at_most = 11 is looser", "at most level 10"),
    ({"level_at_most": 0}, "level.at_most = 0 leaves nothing", "at least level 1"),
]


@pytest.mark.parametrize(("changed", "said", "law"), LOOSER, ids=lambda part: str(part)[:50])
def test_what_is_looser_is_told_with_its_clause(
    changed: dict[str, Any], said: str, law: str
) -> None:
    messages = [found.message for found in looser_than_law(replace(SHIPPED, **changed), TODAY)]
    assert any(said in message and law in message for message in messages), messages
    for found in looser_than_law(replace(SHIPPED, **changed), TODAY):
        clause = clauses()[found.clause]
        assert clause.citation in found.message
        assert clause.source in found.mend


def test_the_message_is_one_that_a_quality_manager_can_check() -> None:
    (found,) = looser_than_law(replace(SHIPPED, credits_at_least=0), TODAY)
    assert found.message == (
        "credits.at_least = 0 is looser than the law: at least 1 credit "
        "(NZQA, micro-credentials, size), in force from 16 January 2023 (the day is our reading)"
    )
    assert found.mend.startswith("write 1 or more; a policy can be stricter than the law, never")


@pytest.mark.parametrize(
    ("day", "least", "fine"),
    [
        (date(2023, 1, 15), 4, False),
        (date(2023, 1, 15), 5, True),
        (date(2023, 1, 16), 4, True),
        (date(2023, 1, 16), 1, True),
        (date(2023, 1, 16), 0, False),
    ],
)
def test_it_is_the_law_of_the_day_that_stops_it(day: date, least: int, fine: bool) -> None:
    assert (looser_than_law(replace(SHIPPED, credits_at_least=least), day) == ()) == fine


def test_before_there_was_a_law_nothing_can_be_measured() -> None:
    with pytest.raises(NotInForce):
        looser_than_law(SHIPPED, date(2018, 8, 21))


def test_each_limit_names_a_key_of_the_policy_and_a_value_of_the_law() -> None:
    for limit in LIMITS:
        section, key = limit.key
        assert key in schema("policy")["properties"][section]["properties"]
        assert limit.law in values()


def test_every_lower_bound_has_an_upper_law_and_the_other_way_round() -> None:
    for key in {limit.key for limit in LIMITS}:
        assert {limit.bound for limit in LIMITS if limit.key == key} == {"no less", "no more"}


def policy_file(folder: Path, text: str) -> Path:
    file = folder / "mcapproval.toml"
    file.write_text(f'format = "policy/1"\n{text}', "utf-8")
    return file


def test_a_file_that_is_looser_is_refused_with_its_line(tmp_path: Path) -> None:
    file = policy_file(tmp_path, "\n[credits]\nat_least = 3\nat_most = 60\n")
    with pytest.raises(Unreadable) as caught:
        policy_to_use(file, TODAY)
    assert (caught.value.line, caught.value.source) == (5, str(file))
    assert caught.value.message.startswith("credits.at_most = 60 is looser than the law")
    assert caught.value.exit_code == 2


def test_the_first_fault_of_the_file_is_told(tmp_path: Path) -> None:
    text = '[level]\nat_most = 12\n[credits]\nat_most = 60\n[questions."need.sumary"]\nask = "x"\n'
    with pytest.raises(Unreadable) as caught:
        policy_to_use(policy_file(tmp_path, text), TODAY)
    assert caught.value.line == 3
    assert "level.at_most = 12" in caught.value.message


def test_words_for_a_question_that_no_draft_has_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        policy_to_use(policy_file(tmp_path, '[questions."need.sumary"]\nask = "x"\n'), TODAY)
    assert (caught.value.line, caught.value.hint) == (2, "did you mean `need.summary`?")
    with pytest.raises(Unreadable) as caught:
        policy_to_use(policy_file(tmp_path, '[questions]\n"xyzzy" = { ask = "x" }\n'), TODAY)
    assert (caught.value.line, caught.value.hint) == (3, "name it as a draft does: need.summary")


def test_words_for_a_question_of_a_list_are_taken(tmp_path: Path) -> None:
    text = '[questions."learning_outcomes.statement"]\nweak = "Know things"\n'
    policy = policy_to_use(policy_file(tmp_path, text), TODAY)
    assert policy.questions["learning_outcomes.statement"]["weak"] == "Know things"


def test_the_nearest_policy_is_measured_too_and_without_one_the_shipped_holds(
    tmp_path: Path,
) -> None:
    policy_file(tmp_path, "[credits]\nat_least = 0\n")
    inner = tmp_path / "drafts"
    inner.mkdir()
    with pytest.raises(Unreadable, match="looser than the law"):
        policy_above(inner / "draft.yaml", TODAY)
    (inner / "mcapproval.toml").write_text('format = "policy/1"\n', "utf-8")
    assert policy_above(inner / "draft.yaml", TODAY) == SHIPPED
