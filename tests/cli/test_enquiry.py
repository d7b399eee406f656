"""From the first telephone call to the approval to develop, at the shell."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.shell import ROOT, at
from tests.cli.test_golden import Hints, transcript

Golden = Callable[[str, str], None]
Stage = Callable[[str], Path]

SAMPLE = ROOT / "samples" / "enquiry.yaml"
FEBRUARY = ("--today", "2026-02-03")
GATE = (
    "GATE-PRICES", "GATE-COST", "GATE-LEAST-NUMBERS", "GATE-ENROLS", "GATE-TEACHES", "GATE-IS-PAID",
    "GATE-ASSESSES",
)  # fmt: skip


def test_an_enquiry_is_met_kindly_and_asked_more_step_by_step(
    stage: Stage, tmp_path: Path, golden: Golden
) -> None:
    folder = stage("begun")
    shutil.copy(SAMPLE, folder / "enquiry.yaml")
    hints = Hints(folder, tmp_path)
    ana, mele = ("--as", "ana", *FEBRUARY), ("--as", "mele", *FEBRUARY)
    steps = [
        hints.hold(at(folder, "check", "enquiry.yaml", *FEBRUARY)),
        hints.hold(at(folder, "open", "enquiry.yaml", *ana)),
        hints.hold(at(folder, "next", "APP-2026-0001", *ana)),
        hints.hold(at(folder, "move", "APP-2026-0001", "show-need", *ana)),
        hints.hold(at(folder, "move", "APP-2026-0001", "accept-need", *mele)),
    ]
    assert [done.code for done in steps] == [0, 0, 0, 0, 1]
    told = steps[-1].out + steps[-1].err
    assert all(f"[{code}]" in told for code in GATE)
    golden("enquiry.txt", transcript(steps))


def test_a_policy_says_what_is_answered_before_anything_is_developed(stage: Stage) -> None:
    folder = stage("begun")
    shutil.copy(SAMPLE, folder / "enquiry.yaml")
    (folder / "ours.toml").write_text(
        'format = "policy/1"\nprovider = "otago-polytechnic"\n'
        '[approval]\nto_develop = ["least_numbers"]\n'
        '[questions."business_case.least_numbers"]\nask = "Whom can we count on?"\n',
        "utf-8",
    )
    at(folder, "policy", "adopt", "ours.toml", "--as", "admin", "--today", "2026-02-02", fine=True)
    ana = ("--as", "ana", *FEBRUARY)
    at(folder, "open", "enquiry.yaml", *ana, fine=True)
    at(folder, "move", "APP-2026-0001", "show-need", *ana, fine=True)
    refused = at(folder, "next", "APP-2026-0001", "accept-need", "--as", "mele", *FEBRUARY)
    assert [code for code in GATE if code in refused.err] == ["GATE-LEAST-NUMBERS"]
    assert "Whom can we count on?" in refused.err


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [("learners: 20", "learners: 20", 0), ("learners: 20", "learners: twenty", 1)],
)
def test_only_what_stands_in_an_enquiry_can_be_wrong(
    tmp_path: Path, old: str, new: str, code: int
) -> None:
    text = SAMPLE.read_text("utf-8")
    assert text.count(old) == 1
    (tmp_path / "enquiry.yaml").write_text(text.replace(old, new), "utf-8")
    done = at(tmp_path, "check", "enquiry.yaml", *FEBRUARY)
    assert done.code == code
    assert ("FORM-TYPE" in done.out) == bool(code)
    assert "Nothing more is asked of it yet" in done.out
    whole = at(tmp_path, "check", "enquiry.yaml", "--format", "concise", *FEBRUARY)
    assert "REQ-ALL" in whole.out
    assert "REQ-ALL" not in done.out


def test_a_draft_with_content_is_asked_everything(tmp_path: Path) -> None:
    text = SAMPLE.read_text("utf-8")
    (tmp_path / "draft.yaml").write_text(f"{text}level: 3\n", "utf-8")
    done = at(tmp_path, "check", "draft.yaml", *FEBRUARY)
    assert done.code == 1
    assert "REQ-ALL" in done.out


@pytest.mark.parametrize("ending", ["yaml", "docx"])
def test_a_blank_enquiry_is_met_as_an_enquiry_and_a_blank_draft_is_not(
    tmp_path: Path, ending: str
) -> None:
    at(tmp_path, "draft", "new", f"call.{ending}", "--enquiry", fine=True)
    at(tmp_path, "draft", "new", f"whole.{ending}", fine=True)
    call = at(tmp_path, "check", f"call.{ending}", *FEBRUARY, fine=True)
    assert "an enquiry; nothing in it is wrong." in call.out
    whole = at(tmp_path, "check", f"whole.{ending}", *FEBRUARY)
    assert whole.code == 1
    assert "REQ-ALL" in whole.out
