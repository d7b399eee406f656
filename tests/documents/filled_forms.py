"""What the tests of official forms share: a dossier of a sample, a form filled, boxes read back."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

from lxml import etree
from tests.documents.dossier_fixture import dossier
from tests.simulated import SAMPLES

from mcapproval.documents.dossier import Dossier
from mcapproval.documents.official_forms.box import Box
from mcapproval.documents.official_forms.boxes import boxes_of
from mcapproval.documents.official_forms.filling import Filled, NotFilled, fill
from mcapproval.documents.official_forms.form_map import form_map
from mcapproval.documents.official_forms.word_file import word_file
from mcapproval.draft.model import Draft
from mcapproval.draft.reader import read_draft

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def of_sample(name: str = "digital-skills-for-the-workplace") -> Dossier:
    read = read_draft(SAMPLES / name / "draft.yaml").draft
    people = {key: str(row["name"]) for key, row in read.data["people"].items()}
    known = {key: str(row["name"]) for key, row in read.data["organisations"].items()}
    return dossier(draft=read, people=people, organisations=known, annexes=(), version=1)


def saying(**answers: Any) -> Dossier:
    """A dossier whose draft says these, at its top."""
    return replace(of_sample(), draft=Draft({"format": "application/1", **answers}))


def filled(form: bytes, by: str, facts: Dossier | None = None) -> Filled:
    """A form filled by the boxes of a map, which are given as YAML."""
    whole = f"format: form-map/1\nboxes:\n{by}"
    mapped = form_map(whole.encode(), "map.yaml")
    return fill(word_file(form, "form.docx"), mapped, facts or of_sample())


def boxes(form: bytes) -> tuple[Box, ...]:
    return boxes_of(word_file(form, "form.docx").trees())


def labels(form: bytes) -> list[str]:
    return [box.called for box in boxes(form)]


def body(form: bytes) -> Any:
    """The text of a form as a tree."""
    return part(form, "word/document.xml")


def part(form: bytes, name: str) -> Any:
    with zipfile.ZipFile(BytesIO(form)) as archive:
        return etree.fromstring(archive.read(name))


def lines(form: bytes) -> list[str]:
    """What a reader sees of it: a text for each paragraph, deleted text left out."""
    return [
        "".join(
            {f"{WORD}t": e.text or "", f"{WORD}br": "\n", f"{WORD}tab": "\t"}.get(e.tag, "")
            for e in paragraph.iter()
        )
        for paragraph in body(form).iter(f"{WORD}p")
    ]


def why(found: Filled) -> dict[str, str]:
    """The code by the box of all that was not filled."""
    return {nothing.box: nothing.code for nothing in found.not_filled}


def first(found: Filled) -> NotFilled:
    return found.not_filled[0]
