"""A file of another kind is known by its `format`, or its ending: one line says what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from mcapproval.draft.kinds import WHAT
from mcapproval.draft.reader import read_draft, read_draft_bytes, read_shaped
from mcapproval.errors import Unreadable
from mcapproval.shipped import schema

SAMPLE = Path(__file__).parents[2] / "samples/good/community-led-development-facilitation"

OTHERS = {
    "review.yaml": ("format: review/1\nneed: {}\n", "a file of answers for a re-evaluation"),
    "review.json": ('{"need": {}, "format": "review/1"}', "a file of answers for a re-evaluation"),
    "manifest.json": ('{"format": "pack/1", "files": []}', "the manifest of a pack"),
    "survey.csv": ('Name,"What do you think: of it"\na,b\n', "a spreadsheet"),
    "mcapproval.toml": ('format = "policy/1"\nprovider = "x"\n', "a provider's policy"),
    "other.toml": ('[tool]\nname = "x"\n', "a file of settings (TOML)"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_file_of_another_kind_is_no_draft_and_is_called_what_it_is(name: str) -> None:
    text, what = OTHERS[name]
    with pytest.raises(Unreadable, match="and not a draft of an application") as told:
        read_draft_bytes(text.encode(), name)
    assert told.value.message.startswith(f"this is {what}")
    assert told.value.hint


def test_a_draft_is_no_file_of_answers() -> None:
    draft = SAMPLE / "draft.yaml"
    with pytest.raises(Unreadable, match="and not a file of answers") as told:
        read_shaped(draft.read_bytes(), str(draft), "review")
    assert (told.value.line, told.value.column) == (3, 9)


def test_its_own_kind_in_another_edition_is_told_at_its_line(tmp_path: Path) -> None:
    file = tmp_path / "draft.yaml"
    file.write_text("format: application/2\nroute: nzqa\n", "utf-8")
    found = [f for f in read_draft(file).findings if f.path == "/format"]
    assert [(f.code, f.line) for f in found] == [("FORM-CHOICE", 1)]


@pytest.mark.parametrize("kind", ["application", "review", "delivery", "form-map", "pack"])
def test_each_kind_that_a_schema_names_is_known(kind: str) -> None:
    assert schema(kind)["properties"]["format"]["const"] == f"{kind}/1"
    assert kind in WHAT
