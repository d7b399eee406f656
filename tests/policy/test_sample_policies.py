"""The sample policies can be used as they stand, and tell in plain words what each key is for."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from mcapproval.actions.policies import policy_to_use
from mcapproval.errors import Unreadable
from mcapproval.policy.model import SHIPPED

FOLDER = Path(__file__).parents[2] / "samples" / "policies"
NAMES = ("pte", "polytechnic", "university")
DAYS = (date(2023, 1, 16), date(2026, 6, 15), date(2030, 1, 1))


def test_there_is_one_for_each_kind_of_provider() -> None:
    assert sorted(file.stem for file in FOLDER.glob("*.toml")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_it_is_no_looser_than_the_law(name: str, day: date) -> None:
    assert policy_to_use(FOLDER / f"{name}.toml", day) != SHIPPED


@pytest.mark.parametrize("name", NAMES)
def test_each_key_has_a_comment_above_it_or_above_its_neighbour(name: str) -> None:
    lines = (FOLDER / f"{name}.toml").read_text("utf-8").splitlines()
    assert max(map(len, lines)) <= 110
    for number, line in enumerate(lines):
        if re.match(r"[a-z_\"-]+ *=", line) and not line.startswith("format"):
            above = lines[number - 1]
            assert re.match(r"#|[a-z_-]+ *=|\[questions", above), f"{name}.toml:{number + 1}"


@pytest.mark.parametrize("name", NAMES)
def test_it_uses_what_a_provider_of_its_kind_would_settle(name: str) -> None:
    raw = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    sections = {"provider", "region", "close_down", "credits", "review", "evidence", "approval"}
    assert sections <= raw.keys()


def test_the_university_s_norm_is_levels_4_to_8_and_5_to_30_credits() -> None:
    policy = policy_to_use(FOLDER / "university.toml", date(2026, 6, 15))
    assert (policy.level_at_least, policy.level_at_most) == (4, 8)
    assert policy.credits_usual == (5, 30)
    assert (policy.credits_at_least, policy.credits_at_most) == (5, 40)


def test_the_small_provider_s_floor_is_the_law_s_and_would_have_been_refused_in_2022() -> None:
    with pytest.raises(Unreadable, match="= 1 is looser than the law: at least 5"):
        policy_to_use(FOLDER / "pte.toml", date(2022, 6, 15))
