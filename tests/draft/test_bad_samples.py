"""Every pair in samples/bad says what the check of the draft says; a dropped-in pair is a test."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from mcapproval.actions.drafts.inside import read_with_files
from mcapproval.draft.reader import read_draft
from mcapproval.errors import Unreadable
from mcapproval.policy.model import SHIPPED
from mcapproval.policy.reader import read_policy
from mcapproval.rules.book import RULES
from mcapproval.rules.examine import examine

FOLDER = Path(__file__).parents[2] / "samples" / "bad"
ENDING = ".expected.yaml"
NAMES = sorted(file.name.removesuffix(ENDING) for file in FOLDER.glob("*" + ENDING))


def expected(name: str) -> dict[str, Any]:
    loaded = YAML(typ="safe", pure=True).load((FOLDER / (name + ENDING)).read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded


@pytest.mark.parametrize("name", NAMES)
def test_a_bad_sample_is_found_out_as_its_pair_says(name: str) -> None:
    wanted = expected(name)
    path = FOLDER / f"{name}.yaml"
    policy = read_policy(FOLDER / wanted["policy"]) if wanted["policy"] else SHIPPED
    if wanted["exit"] == 2:
        with pytest.raises(Unreadable) as caught:
            read_draft(path)
        assert wanted["findings"] == []
        assert wanted["error"] == {"line": caught.value.line, "column": caught.value.column}
        return
    reading = read_with_files(path)
    on = wanted["on"] if isinstance(wanted["on"], date) else date.fromisoformat(wanted["on"])
    found = reading.with_rules(examine(reading.draft, on, policy, RULES))
    keys = ("code", "path", "line", "column", "asked_by")
    assert [{key: f.as_json()[key] for key in keys} for f in found] == wanted["findings"]
    assert (1 if any(f.blocks for f in found) else 0) == wanted["exit"]
    assert all((f.clause is None) == (f.asked_by == "form") for f in found)


def test_the_pair_to_copy_has_no_fault_once_its_title_is_put_back(tmp_path: Path) -> None:
    page = (FOLDER.parents[1] / "CONTRIBUTING.md").read_text("utf-8")
    (name, title) = re.findall(
        r"copy `samples/bad/([a-z-]+)\.yaml`.*?title put back to `(.+?)`", page
    )[0]
    faulty = (FOLDER / f"{name}.yaml").read_text("utf-8")
    file = tmp_path / "copy.yaml"
    file.write_text(re.sub("^title: .*", f"title: {title}", faulty, flags=re.MULTILINE), "utf-8")
    reading = read_draft(file)
    assert reading.with_rules(examine(reading.draft, expected(name)["on"], SHIPPED, RULES)) == ()


def test_there_are_at_least_twenty_pairs_and_no_draft_without_its_pair() -> None:
    drafts = {f.stem for f in FOLDER.glob("*.yaml") if not f.name.endswith(ENDING)}
    assert drafts == set(NAMES)
    assert len(NAMES) >= 20


def test_every_policy_beside_the_samples_is_used_by_one() -> None:
    used = {expected(name)["policy"] for name in NAMES} - {None}
    assert used == {file.name for file in FOLDER.glob("*.toml")}
    assert all(tomllib.loads((FOLDER / file).read_text("utf-8")) for file in used)
