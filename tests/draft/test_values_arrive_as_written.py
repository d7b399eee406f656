"""A plain text keeps what the author wrote, and the schema decides what it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.draft.reading import FOUR_LINES, read

from mcapproval.draft.content import from_content
from mcapproval.draft.reader import read_draft, read_draft_bytes
from mcapproval.shipped import shipped

GOOD = sorted(
    Path(str(folder)) / "draft.yaml"
    for folder in shipped("samples").joinpath("good").iterdir()
    if folder.is_dir()
)


def value(line: str, path: str) -> Any:
    reading = read(FOUR_LINES + line + "\n")
    assert not reading.findings
    return reading.draft.get(path)


@pytest.mark.parametrize(
    ("line", "path", "expected"),
    [
        ("nzsced: 050301", "/nzsced", "050301"),
        ("title_te_reo: 1984", "/title_te_reo", "1984"),
        ("title_te_reo: 1e3", "/title_te_reo", "1e3"),
        ("title_te_reo: 12:30", "/title_te_reo", "12:30"),
        ("title_te_reo: yes", "/title_te_reo", "yes"),
        ("title_te_reo: true", "/title_te_reo", "true"),
        ("title_te_reo: 2026-03-01", "/title_te_reo", "2026-03-01"),
        ("title_te_reo: 'null'", "/title_te_reo", "null"),
        ("title_te_reo: ''", "/title_te_reo", ""),
        ("work_began: 2026-02-28", "/work_began", "2026-02-28"),
        ("credits: 10", "/credits", 10),
        ("credits: 010", "/credits", 10),
        ("credits: +10", "/credits", 10),
        ("credits: -1", "/credits", -1),
        ("credits: 7.5", "/credits", "7.5"),
        ("credits: 7.25", "/credits", "7.25"),
        ("te_hono_o_te_kahurangi: yes", "/te_hono_o_te_kahurangi", "yes"),
        ("te_hono_o_te_kahurangi: true", "/te_hono_o_te_kahurangi", "yes"),
        ("te_hono_o_te_kahurangi: False", "/te_hono_o_te_kahurangi", "no"),
        ("third_parties: []", "/third_parties", []),
        ("structure: |\n  one\n  two", "/structure", "one\ntwo\n"),
        ("structure: >-\n  one\n  two", "/structure", "one two"),
        ("structure: Ma\u0304ori", "/structure", "Māori"),
        ("structure: '\N{GRINNING FACE}'", "/structure", "\N{GRINNING FACE}"),
        ('structure: "\\ud83d\\ude00"', "/structure", "\N{GRINNING FACE}"),
        ("structure: https://nzqa.govt.nz", "/structure", "https://nzqa.govt.nz"),
    ],
)
def test_a_value_arrives_as_the_schema_types_it(line: str, path: str, expected: object) -> None:
    assert value(line, path) == expected


@pytest.mark.parametrize("nothing", ["", "~", "null", "Null"])
def test_an_empty_key_is_not_written_but_keeps_its_place(nothing: str) -> None:
    reading = read(FOUR_LINES + f"credits: {nothing}\nlevel: 5\n")
    assert "credits" not in reading.draft.data
    place = reading.draft.place("/credits")
    assert place is not None
    assert (place.line, place.column) == (5, 1)


def test_a_group_with_nothing_written_in_it_is_not_written() -> None:
    draft = read(FOUR_LINES + "purpose:\n  use_in:\n  graduate_will:\n    know:\n").draft
    assert "purpose" not in draft.data


def test_an_empty_entry_of_a_list_is_left_out() -> None:
    assert value(
        "purpose:\n  use_in:\n    - New Zealand\n    -\n    - Fiji", "/purpose/use_in"
    ) == [
        "New Zealand",
        "Fiji",
    ]


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(start: bytes) -> None:
    reading = read(start + (FOUR_LINES + "credits: 10\n").replace("\n", "\r\n").encode())
    assert reading.findings == ()
    assert reading.draft.data["credits"] == 10


def test_json_is_read_with_tabs_pairs_and_true() -> None:
    text = (
        '{\n\t"format": "application/1", "route": "nzqa",\n\t"kind": "change",\n'
        '\t"title": "M\\u0101ori \\ud83d\\ude00",\n\t"credits": 10, "level": null,\n'
        '\t"te_hono_o_te_kahurangi": true, "third_parties": [ ], "purpose": {"use_in": ["a"]}}\n'
    )
    for name in ("draft.json", "draft.yaml", "draft"):
        reading = read(text, name)
        assert reading.findings == ()
        assert reading.draft.data == {
            "format": "application/1",
            "route": "nzqa",
            "kind": "change",
            "title": "Māori \N{GRINNING FACE}",
            "credits": 10,
            "te_hono_o_te_kahurangi": "yes",
            "third_parties": [],
            "purpose": {"use_in": ["a"]},
        }
        place = reading.draft.place("/purpose/use_in/0")
        assert place is not None
        assert (place.line, place.column) == (6, text.splitlines()[5].index('"a"') + 1)


def test_braces_that_are_not_json_are_yaml() -> None:
    reading = read("{format: application/1, route: nzqa, kind: change, title: x,}")
    assert reading.findings == ()


def test_json_can_be_told_by_the_caller() -> None:
    data = b'{"format": "application/1", "route": "nzqa", "kind": "change", "title": "x"}'
    assert read_draft_bytes(data, "-", json=True).findings == ()


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.parent.name)
def test_a_good_sample_reads_without_findings_and_again_from_its_content(path: Path) -> None:
    reading = read_draft(path)
    assert reading.findings == ()
    again = from_content(reading.draft.data)
    assert again.data == reading.draft.data
    assert again.place("/title") is None
    as_json = read_draft_bytes(json.dumps(dict(reading.draft.data)).encode(), "draft.json")
    assert as_json.findings == ()
    assert as_json.draft.data == reading.draft.data


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.parent.name)
def test_every_value_of_a_good_sample_has_a_place_at_its_text(path: Path) -> None:
    draft = read_draft(path).draft
    lines = path.read_text("utf-8").splitlines()
    for pointer in ("/title", "/credits", "/level", "/learning_outcomes/0/id"):
        place = draft.places[pointer]
        shown = lines[place.line - 1][place.column - 1 :].lstrip('"')
        assert shown.startswith(str(draft.get(pointer)))
