"""A workflow, and a case on its way through it, as a person sees it at the shell."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.cli.living import APP, MC
from tests.cli.shell import at
from tests.workflow.drawn import PICTURED, squeezed, told, written

Stage = Callable[[str], Path]
Golden = Callable[[str, str], None]

LATE = ("--today", "2026-06-20")


def test_a_workflow_of_ones_own_is_shown_as_a_table_with_each_state_once(
    golden: Golden, tmp_path: Path
) -> None:
    (tmp_path / "ours.toml").write_bytes(PICTURED.read_bytes())
    golden("workflow-show.txt", at(tmp_path, "workflow", "show", "ours.toml", fine=True).out)


def test_a_case_is_shown_where_it_is_where_it_was_and_for_how_long(stage: Stage) -> None:
    folder = stage("nzqa")
    shown = at(folder, "workflow", "show", APP, *LATE, fine=True).out
    said = " ".join(shown.split())
    assert shown.startswith(f"{APP}  Community-Led Development Facilitation\n")
    assert "is in Being evaluated since 16 June 2026, 4 days until 20 June 2026" in said
    assert "it waits for NZQA." in said
    assert "Enquiry (119 days)" in said
    rows = at(folder, "workflow", "show", APP, "--json", *LATE, fine=True).json
    here = {row["state"]: row for row in rows}
    assert (here["evaluation"]["position"], here["evaluation"]["days"]) == ("now", 4)
    assert (here["enquiry"]["position"], here["enquiry"]["days"]) == ("passed", 119)
    assert (here["approved"]["position"], here["approved"]["days"]) == (None, None)
    assert here["evaluation"]["waits_for"] == "NZQA"


def test_days_run_from_the_day_it_happened_and_stop_at_the_day_asked_for(stage: Stage) -> None:
    folder = stage("nzqa")
    early = at(folder, "workflow", "show", APP, "--today", "2026-06-12", "--json", fine=True).json
    here = {row["state"]: (row["position"], row["days"]) for row in early}
    assert here["ready-to-submit"] == ("now", 2)
    assert here["submitted"] == (None, None)


def test_a_day_before_the_case_was_opened_is_told_as_such(stage: Stage) -> None:
    done = at(stage("outcome"), "workflow", "show", MC, "--today", "2026-03-02")
    assert done.code == 2
    assert f"{MC} was opened on 2026-08-11, after 2026-03-02" in done.err
    assert "--today 2026-08-11" in done.err


def test_the_picture_of_a_case_is_drawn_into_a_file_with_its_words(stage: Stage) -> None:
    folder = stage("nzqa")
    done = at(folder, "workflow", "show", APP, "--svg", "--into", "here.svg", *LATE, fine=True)
    assert done.out == f"here.svg: {APP}, drawn and told.\n"
    picture = (folder / "here.svg").read_text("utf-8")
    assert squeezed("Now here, since 16 June 2026: 4 days") in squeezed(written(picture))
    assert "It was in Enquiry (119 days)" in told(picture)
    again = at(folder, "workflow", "show", APP, "--svg", *LATE, fine=True).out
    assert again == picture


def test_a_picture_is_written_over_and_nothing_else_is(tmp_path: Path) -> None:
    (tmp_path / "thesis.svg").write_text("my own drawing", "utf-8")
    refused = at(tmp_path, "workflow", "show", "review", "--svg", "--into", "thesis.svg")
    assert refused.code == 2
    assert "is no picture of a workflow" in refused.err
    assert (tmp_path / "thesis.svg").read_text("utf-8") == "my own drawing"
    for name in ("review", "listing"):
        at(tmp_path, "workflow", "show", name, "--svg", "--into", "new.svg", fine=True)
    assert "Listing" in told((tmp_path / "new.svg").read_text("utf-8"))
    assert at(tmp_path, "workflow", "show", "review", "--svg", "--into", "no/no.svg").code == 2
    assert at(tmp_path, "workflow", "show", "review", "--into", "new.svg").code == 2


@pytest.mark.parametrize("two", [("--svg", "--mermaid"), ("--json", "--svg"), ("--csv", "--json")])
def test_only_one_form_can_be_asked_for(tmp_path: Path, two: tuple[str, str]) -> None:
    done = at(tmp_path, "workflow", "show", "review", *two)
    assert done.code == 2
    assert "two forms" in done.err


def test_titles_are_those_of_the_policy_in_force(stage: Stage) -> None:
    folder = stage("begun")
    (folder / "mcapproval.toml").write_text(
        'format = "policy/1"\nprovider = "otago-polytechnic"\n'
        '[titles]\nquality-adviser = "kaitohutohu kounga"\n',
        "utf-8",
    )
    before = at(folder, "workflow", "show", "listing", fine=True).out
    assert "kaitohutohu" not in before
    day = ("--as", "admin", "--today", "2026-06-02")
    at(folder, "policy", "adopt", "mcapproval.toml", *day, fine=True)
    for words in ((), ("--svg",), ("--csv",)):
        shown = at(
            folder, "workflow", "show", "listing", *words, "--today", "2026-06-02", fine=True
        )
        assert "kaitohutohu kounga" in shown.out
    (folder / "records.db").rename(folder / "elsewhere.db")
    assert "kaitohutohu kounga" in at(folder, "workflow", "show", "listing", fine=True).out


def test_a_listing_is_shown_too_and_a_case_that_is_not_there_is_told(stage: Stage) -> None:
    folder = stage("outcome")
    assert "is in Current" in at(folder, "workflow", "show", MC, fine=True).out
    assert at(folder, "workflow", "show", "APP-2026-0099").code == 2
    mermaid = at(folder, "workflow", "show", APP, "--mermaid", *LATE, fine=True).out
    assert "    class evaluation passed" not in mermaid.partition("classDef")[0]
    ElementTree.fromstring(at(folder, "workflow", "show", MC, "--svg", fine=True).out)


def test_the_rows_as_csv_are_those_of_json(tmp_path: Path) -> None:
    rows = at(tmp_path, "workflow", "show", "review", "--json", fine=True).json
    text = at(tmp_path, "workflow", "show", "review", "--csv", fine=True).out
    for ours, theirs in zip(rows, csv.DictReader(io.StringIO(text)), strict=True):
        assert {k: "" if v is None else str(v) for k, v in ours.items()} == theirs
