"""Every sample checked by the command, as a person would check it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from tests.cli.shell import BAD, GOOD, at, copied

ENDING = ".expected.yaml"
NAMES = sorted(file.name.removesuffix(ENDING) for file in BAD.glob("*" + ENDING))

DAYS = {
    "community-led-development-facilitation": "2026-06-15",
    "digital-accessibility": "2024-07-15",
    "digital-skills-for-the-workplace": "2020-07-15",
}


def expected(name: str) -> dict[str, Any]:
    loaded = YAML(typ="safe", pure=True).load((BAD / (name + ENDING)).read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded


@pytest.mark.parametrize("name", NAMES)
def test_a_bad_sample_is_found_out_with_line_column_code_asker_and_clause(name: str) -> None:
    wanted = expected(name)
    policy = ("--policy", wanted["policy"]) if wanted["policy"] else ()
    words = ("check", f"{name}.yaml", "--on", str(wanted["on"]), *policy)
    done = at(BAD, *words, "--json")
    assert done.code == wanted["exit"]
    (file,) = done.json["files"]
    if wanted["exit"] == 2:
        assert {k: file["error"][k] for k in ("line", "column")} == wanted["error"]
    keys = ("code", "path", "line", "column", "asked_by")
    assert [{key: f[key] for key in keys} for f in file["findings"]] == wanted["findings"]
    for finding in file["findings"]:
        assert (finding["clause"] is None) == (finding["asked_by"] == "form")
    text = at(BAD, *words)
    assert text.code == wanted["exit"]
    for finding in wanted["findings"]:
        assert f"{finding['code']}  " in text.out
        assert f"{name}.yaml:{finding['line']}:{finding['column']}" in text.out


@pytest.mark.parametrize("name", sorted(DAYS))
def test_a_good_sample_is_fine_on_its_day(name: str) -> None:
    done = at(GOOD / name, "check", "draft.yaml", "--on", DAYS[name])
    assert done.code == 0
    assert "must fix" not in done.out


def test_every_good_sample_has_its_day_here() -> None:
    assert set(DAYS) == {folder.name for folder in GOOD.iterdir() if folder.is_dir()}


def asked(folder: Path, name: str, *words: str) -> tuple[int, list[tuple[str, str]]]:
    done = at(folder, "check", f"{name}.yaml", "--json", *words)
    (file,) = done.json["files"]
    return done.code, [(f["code"], f["asked_by"]) for f in file["findings"]]


def test_four_credits_are_refused_by_our_policy_and_not_by_the_law(tmp_path: Path) -> None:
    folder = copied(BAD, tmp_path / "drafts")
    today = ("--on", "2026-06-15")
    assert asked(folder, "four-credits", *today) == (1, [("CRED-MIN-5", "policy")])
    text = at(folder, "check", "four-credits.yaml", *today).out
    assert "asked by: our policy, not NZQA" in text


def test_four_credits_pass_where_mcapproval_toml_beside_the_draft_lowers_the_floor(
    tmp_path: Path,
) -> None:
    folder = copied(BAD, tmp_path / "drafts")
    (folder / "mcapproval.toml").write_text(
        'format = "policy/1"\nprovider = "otago-polytechnic"\n[credits]\nat_least = 1\n', "utf-8"
    )
    assert asked(folder, "four-credits", "--on", "2026-06-15") == (0, [])
    below = folder / "below"
    below.mkdir()
    copied(folder / "evidence", below / "evidence")
    (below / "four-credits.yaml").write_bytes((folder / "four-credits.yaml").read_bytes())
    assert asked(below, "four-credits", "--on", "2026-06-15") == (0, [])


@pytest.mark.parametrize("name", ["forty-one-credits", "sixty-credits"])
def test_more_than_forty_credits_are_refused_by_the_law(name: str) -> None:
    assert asked(BAD, name, "--on", "2026-06-15") == (1, [("CRED-MAX", "rule")])


def test_four_credits_were_refused_by_the_law_of_2022_whatever_the_policy_says() -> None:
    june = ("--on", "2022-06-01")
    for policy in ((), ("--policy", "lower-floor.toml")):
        for name in ("four-credits", "four-credits-in-2022"):
            code, found = asked(BAD, name, *june, *policy)
            assert code == 1
            assert ("CRED-MIN-5", "rule") in found
            assert ("CRED-MIN-5", "policy") not in found
    assert "asked by: NZQA rule" in at(BAD, "check", "four-credits.yaml", *june).out


def test_a_policy_looser_than_the_law_is_refused_with_its_line(tmp_path: Path) -> None:
    folder = copied(BAD, tmp_path / "drafts")
    text = 'format = "policy/1"\n[credits]\nat_most = 60\n'
    assert tomllib.loads(text)
    (folder / "mcapproval.toml").write_text(text, "utf-8")
    done = at(folder, "check", "sixty-credits.yaml", "--on", "2026-06-15")
    assert done.code == 2
    assert "mcapproval.toml:3:1: credits.at_most = 60 is looser than the law" in done.err


def test_a_template_can_be_checked_as_it_comes(tmp_path: Path) -> None:
    for route in ("nzqa", "university", "skills-board"):
        at(tmp_path, "draft", "new", f"{route}.yaml", "--route", route, fine=True)
        done = at(tmp_path, "check", f"{route}.yaml", "--on", "2026-06-15")
        assert done.code == 1, "an empty draft has everything still to come"
        assert "the form of the file" not in done.out
    again = at(tmp_path, "draft", "new", "nzqa.yaml")
    assert again.code == 1
    assert "there already" in again.err


def test_the_mark_stands_below_its_value_also_after_wide_characters(tmp_path: Path) -> None:
    (tmp_path / "draft.yaml").write_text(
        "format: application/1\nroute: nzqa\nkind: listing-and-approval\ntitle: Hui\n"
        'purpose: {relevant_to: "東京 Māori", sse: 3}\n',
        "utf-8",
    )
    done = at(tmp_path, "check", "draft.yaml", "--on", "2026-06-15")
    lines = done.out.splitlines()
    (number,) = [n for n, line in enumerate(lines) if "draft.yaml:5:36" in line]
    assert lines[number + 2].startswith("5 | purpose: {relevant_to:")
    assert lines[number + 3].index("^") == lines[number + 2].index("sse") + len("東京")
