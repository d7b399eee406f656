"""What a draft says, a Word form says: written and read back, nothing is lost or changed."""

from __future__ import annotations

import unicodedata
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from tests.documents.dossier_fixture import data
from tests.documents.drafts_of_any_kind import contents
from tests.documents.every_block import every_block
from tests.documents.word_lint import faults

from mcapproval.actions.drafts.converting import converted, plain
from mcapproval.documents.docx.render import render
from mcapproval.documents.house import House
from mcapproval.documents.word.names import w
from mcapproval.documents.word_form.reading import read_form
from mcapproval.documents.word_form.writing import form
from mcapproval.draft.reader import read_draft, read_draft_bytes
from mcapproval.draft.sections import has_only_enquiry
from mcapproval.draft.yaml_comments import comments_in
from mcapproval.draft.yaml_text import yaml_text
from mcapproval.errors import Refused
from mcapproval.shipped import in_room

SAMPLES = Path(__file__).parents[2] / "samples"
DRAFTS = [*sorted(SAMPLES.glob("good/*/draft.yaml")), SAMPLES / "enquiry.yaml"]
LOOSE = settings(suppress_health_check=list(HealthCheck), max_examples=15, deadline=None)


def composed(value: Any) -> Any:
    """As a reader of files leaves it: NFC."""
    if isinstance(value, dict):
        return {key: composed(each) for key, each in value.items()}
    if isinstance(value, list):
        return [composed(each) for each in value]
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def back(content: dict[str, Any]) -> dict[str, Any]:
    made = form(content, enquiry=has_only_enquiry(content))
    return dict(read_form(made, "form.docx").reading.draft.data)


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.parent.name)
def test_each_sample_is_the_same_in_a_form_without_a_finding(path: Path) -> None:
    content = dict(read_draft(path).draft.data)
    read = read_form(form(content, enquiry=has_only_enquiry(content)), "form.docx")
    assert dict(read.reading.draft.data) == content
    assert read.reading.told == read_draft(path).findings
    assert read.remarks == ()


def test_the_dossier_with_every_hostile_text_is_the_same_in_a_form() -> None:
    content = composed(data())
    assert plain(back(content)) == plain(content)


@pytest.mark.slow
@LOOSE
@given(contents())
def test_any_draft_is_the_same_in_a_form(content: dict[str, Any]) -> None:
    content = composed(content)
    assert plain(back(content)) == plain(content)


@LOOSE
@given(contents())
def test_any_draft_is_the_same_in_the_text_that_a_form_is_converted_to(
    content: dict[str, Any],
) -> None:
    content = composed(content)
    read = read_draft_bytes(yaml_text(content, ["a note\nof two lines"]).encode(), "draft.yaml")
    assert plain(dict(read.draft.data)) == plain(content)


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.parent.name)
def test_a_sample_converted_to_a_form_and_back_says_the_same(path: Path, tmp_path: Path) -> None:
    word, text = tmp_path / "form.docx", tmp_path / "draft.yaml"
    there = converted(path, word)
    word.write_bytes(there.data)
    text.write_bytes(converted(word, text).data)
    assert dict(read_draft(text).draft.data) == dict(read_draft(path).draft.data)
    notes = comments_in(path.read_bytes(), "draft.yaml")
    assert sorted(map(str, comments_in(text.read_bytes(), "draft.yaml"))) == sorted(map(str, notes))
    many = f"{len(notes)} note{'' if len(notes) == 1 else 's'} of {path.name}"
    assert [said.partition(" (")[0] for said in there.told] == ([many] if notes else [])


@pytest.mark.parametrize("lines", ["", "kind:\n"])
def test_no_form_is_made_of_a_text_that_says_no_kind(lines: str, tmp_path: Path) -> None:
    path = tmp_path / "draft.yaml"
    path.write_text(f"format: application/1\nroute: nzqa\ntitle: Wai\n{lines}", "utf-8")
    with pytest.raises(Refused) as refusal:
        converted(path, tmp_path / "form.docx")
    (why,) = refusal.value.reasons
    assert why.message == "line 1: `kind` is missing"
    assert why.mend.startswith("add `kind:` with one of listing-and-approval,")


def styles(data: bytes) -> set[bytes]:
    with zipfile.ZipFile(BytesIO(data)) as file:
        return {etree.tostring(each) for each in etree.fromstring(file.read("word/styles.xml"))}


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.parent.name)
def test_a_form_is_sound_as_a_file_and_looks_as_our_papers_do(path: Path) -> None:
    content = dict(read_draft(path).draft.data)
    made = form(content, enquiry=has_only_enquiry(content))
    assert faults(made) == []
    paper = replace(every_block("x"), house=House())
    of_all = in_room("documents", "word/parts/styles.xml").read_bytes().count(b"<w:style ")
    assert len(styles(made) & styles(render(paper))) == of_all + 1, "and what all begin with"


def test_te_reo_in_a_form_is_marked_as_such() -> None:
    made = form(
        {"route": "nzqa", "kind": "listing-approval-and-accreditation", "title": "Wāhi Māori"}
    )
    with zipfile.ZipFile(BytesIO(made)) as file:
        body = etree.fromstring(file.read("word/document.xml"))
    marked = {
        run.findtext(w("t"))
        for run in body.iter(w("r"))
        if run.find(f"{w('rPr')}/{w('lang')}") is not None
    }
    assert "Wāhi Māori" in marked
    assert "Te Hono o Te Kahurangi" in marked
    assert "Title" not in marked


def test_a_form_written_twice_is_the_same_bytes_with_every_member_stored() -> None:
    content = dict(read_draft(DRAFTS[0]).draft.data)
    assert form(content) == form(content)
    with zipfile.ZipFile(BytesIO(form(content))) as archive:
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_provider_s_own_words_and_texts_stand_in_a_new_form() -> None:
    content = {"route": "nzqa", "kind": "listing-and-approval", "title": "Working title"}
    own = {"need.summary": {"ask": "Kōrero mai: who needs it?"}}
    made = form(content, own, {"recognition_of_prior_learning": "see: rpl@3"})
    with zipfile.ZipFile(BytesIO(made)) as archive:
        words = archive.read("word/document.xml").decode()
    assert "Kōrero mai: who needs it?" in words
    read = read_form(made, "form.docx")
    assert read.reading.draft.text("/recognition_of_prior_learning") == "see: rpl@3"
    assert read.remarks == ()
