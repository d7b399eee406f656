"""A file is judged as `open` does, what is wrong with its item is told, and it can go again."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.actions.conftest import SAMPLE, Staged
from tests.actions.walking import at

from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts.evidence import Added, add_evidence, list_evidence, remove_evidence
from mcapproval.actions.lookup import application_row, draft_of
from mcapproval.draft.files import LARGEST_FILE
from mcapproval.errors import Refused, Unknown

LETTER = {"type": "letter", "from": {"organisation": "inspiring-communities"}}
CLAIMS = {"claims": ["in-demand"], "criteria": ["requirements"], "outcomes": ["LO1"]}


@pytest.fixture
def ana(drafting: Staged) -> Desk:
    return at(drafting.desk, "ana", "2026-06-10")


def add(desk: Desk, file: Path, **facts: Any) -> Added:
    return add_evidence(desk, "APP-2026-0001", file, {**LETTER, **facts})


def items(desk: Desk) -> list[dict[str, Any]]:
    with desk.reading() as connection:
        draft = draft_of(connection, application_row(connection, "APP-2026-0001"))
    return [row for _, row in draft.rows("/need/evidence")]


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    file = tmp_path / "letter.txt"
    file.write_text("We would take on six people.", "utf-8")
    return file


def test_a_file_that_open_refuses_is_refused(ana: Desk, tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_bytes(b"")
    with pytest.raises(Refused, match="there is nothing in it"):
        add(ana, file, dated="2026-06-01")
    file.write_bytes(bytes(LARGEST_FILE + 1))
    with pytest.raises(Refused, match="it is larger than 25 MB"):
        add(ana, file, dated="2026-06-01")
    assert len(items(ana)) == 4


def test_claims_criteria_and_outcomes_are_said_with_it(ana: Desk, letter: Path) -> None:
    added = add(ana, letter, dated="2026-06-01", **CLAIMS)
    assert added.told == ()
    assert items(ana)[-1] == {
        **LETTER, **CLAIMS, "id": "N5", "dated": "2026-06-01", "file": "evidence/n5.txt",
    }  # fmt: skip


def test_what_a_check_finds_at_the_item_is_told(ana: Desk, letter: Path) -> None:
    told = "; ".join(add(ana, letter, dated="2026-07-01", **{"from": None}).told)
    assert "N5 does not say who it comes from (NEED-EVID)" in told
    assert "N5 is dated 1 July 2026, after 10 June 2026 (NEED-EVID)" in told
    assert "N5 makes neither claim" in told
    assert "N1" not in told, "of the others nothing is told"


def test_the_same_file_a_second_time_is_told(ana: Desk, letter: Path) -> None:
    assert add(ana, letter, dated="2026-06-01", **CLAIMS).told == ()
    again = add(ana, letter, dated="2026-06-02", **CLAIMS)
    assert again.told == ("N6 has the bytes of the file of N5",)
    shutil.copy(SAMPLE.parent / str(items(ana)[0]["file"]), letter)
    assert "the file of N1" in add(ana, letter, id="N6").told[0]


def test_an_item_is_taken_out_as_a_new_version(ana: Desk, letter: Path) -> None:
    added = add(ana, letter, dated="2026-06-01", **CLAIMS)
    gone = remove_evidence(ana, "APP-2026-0001", "N5")
    assert gone.version == added.opened.version + 1
    assert [row["id"] for row in items(ana)] == ["N1", "N2", "N3", "N4"]
    assert "evidence/n5.txt" not in {line.name for line in list_evidence(ana, "APP-2026-0001")}
    with pytest.raises(Unknown, match="no item N5") as unknown:
        remove_evidence(ana, "APP-2026-0001", "N5")
    assert unknown.value.hint == "there are: N1, N2, N3, N4"


def test_whoever_may_not_write_the_draft_takes_nothing_out(drafting: Staged) -> None:
    with pytest.raises(Refused):
        remove_evidence(at(drafting.desk, "bo", "2026-06-10"), "APP-2026-0001", "N1")


def test_an_outcome_that_the_draft_has_not_is_refused(ana: Desk, letter: Path) -> None:
    with pytest.raises(Unknown, match="no outcome LO77, LO0 in version 1") as unknown:
        add(ana, letter, outcomes=["LO1", "LO77", "LO0"])
    assert unknown.value.hint == "there are: LO1, LO2, LO3"
    assert len(items(ana)) == 4


def test_an_item_that_is_not_there_is_told_with_those_that_are(ana: Desk, letter: Path) -> None:
    with pytest.raises(Unknown, match="no item N9") as unknown:
        add(ana, letter, id="N9")
    assert unknown.value.hint == "there are: N1, N2, N3, N4; leave --id out to add one"


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("setup.exe", b"MZ\x90", "it is a program, or may be run as one"),
        ("count.sh", b"#!/bin/sh\n", "it is a program, or may be run as one"),
        ("hours.xlsm", b"PK\x03\x04[Content_Types].xml", "it holds macros"),
        ("letter.pdf", b"Dear all", "it is no PDF, whatever its name says"),
    ],
)
def test_a_file_that_nobody_reads_as_a_paper_is_told(
    ana: Desk, tmp_path: Path, name: str, data: bytes, why: str
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    added = add(ana, file, dated="2026-06-01", **CLAIMS)
    assert added.told == (
        f"N5: {name} is no paper that a board or NZQA could read: {why}. The pack does not print "
        "it; --id N5 puts a PDF in its place",
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [("letter.txt", b"#! is no script here"), ("letter.docx", b"PK\x03\x04[Content_Types].xml")],
)
def test_of_what_is_read_as_a_paper_nothing_is_told(
    ana: Desk, tmp_path: Path, name: str, data: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    assert add(ana, file, dated="2026-06-01", **CLAIMS).told == ()
