"""What breaks nothing in a text file and is not what its author meant is told, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from mcapproval.draft.reader import read_draft, read_draft_bytes
from mcapproval.draft.template import new_draft
from mcapproval.findings import Finding, Severity

HEAD = "format: application/1\nroute: nzqa\nkind: listing-and-approval\n"
SAMPLES = Path(__file__).parents[2] / "samples"


def slips(body: str) -> list[Finding]:
    found = read_draft_bytes(f"{HEAD}{body}".encode(), "draft.yaml").findings
    return [each for each in found if each.code in ("FORM-NOTE", "FORM-QUOTES")]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_note_on_the_line_of_an_answer_is_told_with_what_it_says(end: str) -> None:
    (found,) = slips(f"title: Mahinga Kai #1: the coast{end}level: 5{end}")
    assert (found.code, found.severity, found.line) == ("FORM-NOTE", Severity.WARNING, 4)
    assert found.message.endswith("`#1: the coast`")


def test_a_note_at_the_end_of_an_answer_of_several_lines_is_told() -> None:
    (found,) = slips("title: T\nentry: Open to all\n  who have a hui # and others\n")
    assert (found.path, found.line) == ("/entry", 5)


@pytest.mark.parametrize(
    "body",
    [
        'title: "Mahinga Kai #1: the coast"',
        "title: Mahinga Kai#1",
        "# a note on a line of its own\ntitle: T",
        "title: T\nlevel: 5  # as the partner says",
        "title: T\nwork_began: 2026-02-02  # a day",
        "title: T\nneed:  # assumed\n  summary: S",
        "title: T\nstructure: |\n  Room # 4\n  and “more”",
    ],
)
def test_what_cuts_no_answer_is_not_told(body: str) -> None:
    assert slips(body) == []


@pytest.mark.parametrize("title", ["“Te Kai o te Moana”", "‘Te Kai’", "„Te Kai“", "«Te Kai»"])
def test_the_quotes_of_word_around_a_whole_answer_are_told(title: str) -> None:
    (found,) = slips(f"title: {title}\n")
    assert (found.code, found.severity, found.line) == ("FORM-QUOTES", Severity.WARNING, 4)
    assert f'"{title[1:-1]}"' in found.mend


@pytest.mark.parametrize("title", ["“Kai” and “Moana”", '"“Te Kai”"', "The “Kai” course", "”"])
def test_quotes_that_may_be_meant_are_left_alone(title: str) -> None:
    assert slips(f"title: {title}\n") == []


def test_what_we_ship_is_free_of_slips() -> None:
    ours = [*SAMPLES.glob("good/*/draft.yaml"), SAMPLES / "enquiry.yaml"]
    codes = {found.code for file in ours for found in read_draft(file).findings}
    assert len(ours) == 4
    assert not codes & {"FORM-NOTE", "FORM-QUOTES"}
    blank = new_draft("nzqa", "listing-and-approval")
    told = {found.code for found in read_draft_bytes(blank.encode(), "new.yaml").findings}
    assert not told & {"FORM-NOTE", "FORM-QUOTES"}
