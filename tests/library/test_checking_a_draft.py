"""`mcapproval.check`: of a file as the command says it, and of a mapping as of a file."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import mcapproval
from mcapproval.cli.main import run

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
GOOD = SAMPLES / "good" / "community-led-development-facilitation" / "draft.yaml"
DAY = date(2026, 6, 15)


@pytest.mark.parametrize("file", [GOOD, SAMPLES / "enquiry.yaml", GOOD.with_name("review.yaml")])
def test_a_file_is_found_as_the_command_finds_it(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    day = date(2027, 7, 20) if file.name == "review.yaml" else DAY
    run(["check", str(file), "--on", day.isoformat(), "--json"])
    (told,) = json.loads(capsys.readouterr().out)["files"]
    ours = [found.as_json() for found in mcapproval.check(file, on=day)]
    assert bool(ours) is not ("good" in file.parts)
    assert [one | our for one, our in zip(told["findings"], ours, strict=True)] == told["findings"]


def test_a_mapping_is_found_as_a_file_with_the_same_in_it(tmp_path: Path) -> None:
    draft: dict[str, Any] = YAML(typ="safe").load(SAMPLES / "enquiry.yaml")
    file = tmp_path / "draft.yaml"
    file.write_bytes((SAMPLES / "enquiry.yaml").read_bytes())
    of_mapping, of_file = mcapproval.check(draft, on=DAY), mcapproval.check(file, on=DAY)
    assert {(f.code, f.path) for f in of_mapping} == {(f.code, f.path) for f in of_file}
    assert {(f.line, f.column) for f in of_mapping} == {(None, None)}


def test_a_days_value_in_a_mapping_is_a_day() -> None:
    assert not [
        found
        for found in mcapproval.check({"format": "application/1", "work_began": DAY}, on=DAY)
        if found.path == "/work_began"
    ]


def test_a_policy_is_ours(tmp_path: Path) -> None:
    file = tmp_path / "mcapproval.toml"
    file.write_text('format = "policy/1"\nprovider = "x"\n[credits]\nat_least = 8\n', "utf-8")
    draft = {"format": "application/1", "title": "Bees", "credits": 6}

    def asked(policy: Path | None) -> set[str]:
        found = mcapproval.check(draft, on=DAY, policy=policy)
        return {one.code for one in found if one.asked_by == "policy" and one.path == "/credits"}

    assert asked(file) - asked(None) == {"CRED-MIN-5"}


@pytest.mark.parametrize(
    ("draft", "error"),
    [
        ({"format": "application/1", "credits": float("nan")}, mcapproval.AskedWrongly),
        ({"format": "application/1", "title": object()}, mcapproval.AskedWrongly),
        ("no-such-file.yaml", mcapproval.Unreadable),
        (SAMPLES / "bad" / "alias.yaml", mcapproval.Unreadable),
    ],
)
def test_what_can_not_be_read_is_an_error_in_a_sentence(
    draft: Any, error: type[mcapproval.Trouble]
) -> None:
    with pytest.raises(error) as told:
        mcapproval.check(draft)
    assert told.value.message
    assert told.value.exit_code == 2


def test_a_mapping_that_holds_itself_is_an_error_and_no_end() -> None:
    draft: dict[str, Any] = {"format": "application/1"}
    draft["need"] = draft
    with pytest.raises(mcapproval.AskedWrongly):
        mcapproval.check(draft)


def test_a_mapping_without_a_format_is_an_error_or_a_finding_and_no_fault_of_ours() -> None:
    found = mcapproval.check({}, on=DAY)
    assert any(one.blocks for one in found)


def test_a_day_before_all_law_is_told() -> None:
    with pytest.raises(mcapproval.AskedWrongly):
        mcapproval.check({"format": "application/1"}, on=date(2010, 1, 1))
