"""A Word form at the shell: new, checked, opened, sent in again, converted."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
from docx import Document
from tests.cli.shell import GOOD, at
from tests.documents.filling_in import Filled, copied, paragraph_of

from mcapproval.draft.comments import Comment
from mcapproval.shipped import schema

SAMPLE = GOOD / "digital-skills-for-the-workplace"
APP = "APP-2026-0001"
DAY = ("--today", "2026-03-03")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The evidence of the third sample, its form, and records in which ana may write."""
    shutil.copytree(SAMPLE / "evidence", tmp_path / "evidence")
    shutil.copytree(SAMPLE / "letters", tmp_path / "letters")
    at(tmp_path, "draft", "convert", str(SAMPLE / "draft.yaml"), "form.docx", fine=True)
    words = ("init", "--simulated", "--name", "Adair Minister", "--provider", "the-mind-lab")
    at(tmp_path, *words, "--as", "admin", *DAY, fine=True)
    for more in (("add", "ana", "--name", "Ana Rangihuna"), ("grant", "ana", "author")):
        at(tmp_path, "people", *more, "--as", "admin", *DAY, fine=True)
    return tmp_path


def changed(path: Path, form: Filled) -> None:
    path.write_bytes(form.bytes())


def test_a_new_form_is_written_once_and_checked_by_heading_and_field(tmp_path: Path) -> None:
    done = at(tmp_path, "draft", "new", "new.docx", fine=True)
    assert "new.docx is ready to be filled in." in done.out
    again = at(tmp_path, "draft", "new", "new.docx")
    assert (again.code, "is there already" in again.err) == (1, True)
    found = at(tmp_path, "check", "new.docx")
    assert found.code == 1
    assert " --> new.docx, A. Details that are listed, Level\n" in found.out
    short = at(tmp_path, "check", "new.docx", "--format", "concise").out
    assert "new.docx: LVL-RANGE A. Details that are listed, Level: no level is given" in short


def test_a_new_draft_is_not_written_under_the_name_of_another_kind_of_file(tmp_path: Path) -> None:
    for name in ("new.pdf", "new.doc", "new.json", "new"):
        done = at(tmp_path, "draft", "new", name)
        assert (done.code, (tmp_path / name).exists()) == (2, False)
        assert f"{name} is no kind of file that a draft has" in done.err


def test_findings_for_programs_have_the_place_and_no_line(folder: Path) -> None:
    changed(folder / "form.docx", Filled((folder / "form.docx").read_bytes()).write("level", "x"))
    done = at(folder, "check", "form.docx", "--json")
    jsonschema.validate(done.json, schema("output-check"))
    (found,) = [f for f in done.json["files"][0]["findings"] if f["code"] == "FORM-TYPE"]
    assert (found["line"], found["column"]) == (None, None)
    assert found["place"] == "A. Details that are listed, Level"
    told = json.loads(at(folder, "check", "form.docx", "--format", "sarif").out)
    places = [result["locations"][0] for result in told["runs"][0]["results"]]
    assert any(p["message"]["text"] == found["place"] for p in places)
    assert all("region" not in place["physicalLocation"] for place in places)
    assert found["place"] in at(folder, "check", "form.docx", "--csv").out


def test_a_form_is_opened_and_what_stands_outside_its_fields_becomes_a_comment(
    folder: Path,
) -> None:
    form = Filled((folder / "form.docx").read_bytes())
    form.after("structure", paragraph_of("Ask the partner about Thursdays"))
    changed(folder / "form.docx", form)
    opened = at(folder, "open", "form.docx", "--as", "ana", *DAY, fine=True)
    assert "1 comment of the form kept with it" in opened.out
    (item,) = at(folder, "item", "list", APP, "--json", "--as", "ana", *DAY, fine=True).json
    assert (item["kind"], item["says"]) == (
        "comment",
        "Outside the fields, at Structure: Ask the partner about Thursdays",
    )
    changed(folder / "form.docx", form.write("entry", "Open to all"))
    words = ("update", APP, "form.docx", "--json", "--as", "ana", *DAY)
    assert at(folder, *words, fine=True).json["remarks"] == []
    text = at(folder, "diff", APP, "1", "2", "--as", "ana", *DAY, fine=True).out
    assert "Open to all" in text


def test_a_form_from_which_a_table_or_field_was_deleted_empties_nothing(folder: Path) -> None:
    at(folder, "open", "form.docx", "--as", "ana", *DAY, fine=True)
    at(folder, "draft", "take", APP, "taken", "--as", "ana", *DAY, fine=True)
    before = (folder / "taken/draft.yaml").read_bytes()
    form = Document(str(folder / "form.docx"))
    for table in form.tables:
        table._tbl.getparent().remove(table._tbl)
    form.save(str(folder / "form.docx"))
    refused = at(folder, "update", APP, "form.docx", "--as", "ana", *DAY)
    assert (refused.code, f"parts in which answers of {APP} stand" in refused.err) == (1, True)
    for part in ("People", "Learning outcomes", "Assessments"):
        assert f"{part} is no longer in the form, and would be emptied" in refused.err
    at(folder, "draft", "take", APP, "again", "--as", "ana", *DAY, fine=True)
    assert (folder / "again/draft.yaml").read_bytes() == before
    at(folder, "draft", "convert", "taken/draft.yaml", "new.docx", fine=True)
    emptied = Filled((folder / "new.docx").read_bytes()).write("structure", "")
    changed(folder / "new.docx", emptied)
    at(folder, "update", APP, "new.docx", "--as", "ana", *DAY, fine=True)


def test_all_that_stands_outside_the_fields_is_kept_in_one_row(folder: Path) -> None:
    form = Filled((folder / "form.docx").read_bytes())
    form.after("structure", paragraph_of("Ask about \u202eThursdays"))
    changed(folder / "form.docx", form.after("entry", paragraph_of("And about Fridays")))
    opened = at(folder, "open", "form.docx", "--json", "--as", "ana", *DAY, fine=True).json
    assert opened["remarks"] == [1, 2]
    told = at(folder, "history", APP, "--json", "--as", "ana", *DAY, fine=True).json
    assert len([line for line in told if "[U+202E]Thursdays" in str(line)]) == 1
    assert len([line for line in told if "Fridays" in str(line)]) == 1
    assert at(folder, "update", APP, "form.docx", "--as", "ana", *DAY).code == 1, "kept once"
    assert at(folder, "audit", "verify", fine=True).code == 0


def test_a_form_in_which_only_comments_are_new_makes_no_version_and_they_are_kept(
    folder: Path,
) -> None:
    form = Filled((folder / "form.docx").read_bytes())
    at(folder, "open", "form.docx", "--as", "ana", *DAY, fine=True)
    words = ("update", APP, "form.docx", "--as", "ana", *DAY)
    same = at(folder, *words)
    assert (same.code, "the file says the same as version 1" in same.err) == (1, True)
    changed(folder / "form.docx", form.after("structure", paragraph_of("Ask about Thursdays")))
    kept = at(folder, *words, fine=True).out
    assert kept.startswith(f"{APP}  still version 1  ")
    assert "The answers say the same, so there is no new version.\n" in kept
    assert "1 comment of the form kept with it" in kept
    (item,) = at(folder, "item", "list", APP, "--json", "--as", "ana", *DAY, fine=True).json
    assert item["says"] == "Outside the fields, at Structure: Ask about Thursdays"
    assert at(folder, *words).code == 1, "they are kept once"
    changed(folder / "form.docx", form.after("entry", paragraph_of("And about Fridays")))
    answering = at(folder, *words, "--answers", "1")
    assert (answering.code, "says the same" in answering.err) == (1, True), (
        "of an item came nothing"
    )
    told = at(folder, *words, "--json", fine=True).json
    jsonschema.validate(told, schema("output-open"))
    assert (told["version"], told["remarks"], told["new_version"]) == (1, [2], False)
    assert at(folder, "audit", "verify", fine=True).code == 0


def test_a_form_with_an_undecided_change_or_a_wrong_value_is_not_taken_in(folder: Path) -> None:
    form = Filled((folder / "form.docx").read_bytes()).write("credits", "ten")
    assert copied(form.paragraph("entry")) is not None
    changed(folder / "form.docx", form.write("entry", "Another thing", 1))
    refused = at(folder, "open", "form.docx", "--as", "ana", *DAY)
    assert refused.code == 1
    assert 'A. Details that are listed, Credits: "Credits" must be a whole number' in refused.err
    assert "Entry requirements: this field stands twice" in refused.err
    lost = at(folder, "draft", "convert", "form.docx", "draft.yaml")
    assert (lost.code, (folder / "draft.yaml").exists()) == (1, False)


def test_what_open_refuses_in_a_form_is_told_by_heading_and_field_as_check_tells_it(
    folder: Path,
) -> None:
    form = (folder / "form.docx").read_bytes()
    shutil.move(folder / "evidence", folder / "elsewhere")
    refused = at(folder, "open", "form.docx", "--as", "ana", *DAY)
    assert refused.code == 1
    first = "because: Need and acceptability, Evidence of need, item 1, File: evidence/n1-letter-"
    assert first in refused.err
    assert "line" not in refused.err
    shutil.move(folder / "elsewhere", folder / "evidence")
    for said, told in (
        ("see: rlp@1", 'Entry requirements: there is no standing text "rlp" in the records'),
        ("As Ana Rangihuna says", "Entry requirements: the name of PER-0002 stands here"),
    ):
        changed(folder / "form.docx", Filled(form).write("entry", said))
        refused = at(folder, "open", "form.docx", "--as", "ana", *DAY)
        assert told in refused.err
        assert "`" not in refused.err


def test_a_form_becomes_a_text_with_what_was_said_beside_it_at_its_head(folder: Path) -> None:
    form = Filled((folder / "form.docx").read_bytes())
    changed(folder / "form.docx", form.after("structure", paragraph_of("Ask about Thursdays")))
    done = at(folder, "draft", "convert", "form.docx", "draft.yaml", fine=True)
    assert "kept as a comment in draft.yaml: Outside the fields, at Structure: Ask" in done.err
    text = (folder / "draft.yaml").read_text("utf-8")
    head = text.partition("\nformat:")[0]
    assert "# Outside the fields, at Structure: Ask about Thursdays\n" in head
    assert at(folder, "check", "draft.yaml").code == at(folder, "check", "form.docx").code
    noted = text.replace("\ncredits:", "\n# mine\ncredits:")
    (folder / "draft.yaml").write_text(noted, "utf-8")
    back = at(folder, "draft", "convert", "draft.yaml", "back.docx", fine=True)
    assert "11 notes of draft.yaml (what follows a #) stand in the margin" in back.err
    again = Filled((folder / "back.docx").read_bytes()).read()
    assert Comment("/credits", "mine") in again.comments
    opened = at(folder, "open", "back.docx", "--json", "--as", "ana", *DAY, fine=True).json
    assert opened["remarks"] == [], "notes are their writer's own"
    other = at(folder, "draft", "convert", "form.docx", "draft.txt")
    assert other.code == 2


def test_texts_that_the_provider_keeps_stand_in_a_new_form(folder: Path) -> None:
    (folder / "rpl.txt").write_text("Practice from before enrolment counts.", "utf-8")
    at(folder, "people", "add", "mele", "--name", "Mele Taufa-Unga", "--as", "admin", *DAY)
    at(folder, "people", "grant", "mele", "quality-manager", "--as", "admin", *DAY, fine=True)
    question = "recognition_of_prior_learning"
    words = ("text", "add", "rpl", "rpl.txt", "--question", question)
    added = at(folder, *words, "--as", "mele", *DAY)
    assert added.code == 0, added.err
    records = ("--records", "records.db")
    at(folder, "draft", "new", "new.docx", *records, *DAY, fine=True)
    read = Filled((folder / "new.docx").read_bytes()).read()
    assert read.reading.draft.text(f"/{question}") == "see: rpl@1"


def test_an_enquiry_has_a_form_of_its_own(tmp_path: Path) -> None:
    at(tmp_path, "draft", "new", "call.docx", "--enquiry", fine=True)
    form = Filled((tmp_path / "call.docx").read_bytes()).write("enquiry.asked_for", "A course")
    changed(tmp_path / "call.docx", form)
    done = at(tmp_path, "check", "call.docx", fine=True)
    assert "an enquiry; nothing in it is wrong" in done.out


def test_a_blank_enquiry_is_a_blank_enquiry_in_the_other_kind_of_file_too(tmp_path: Path) -> None:
    at(tmp_path, "draft", "new", "call.yaml", "--enquiry", fine=True)
    at(tmp_path, "draft", "convert", "call.yaml", "call.docx", fine=True)
    at(tmp_path, "draft", "new", "blank.docx", "--enquiry", fine=True)
    assert (tmp_path / "call.docx").read_bytes() == (tmp_path / "blank.docx").read_bytes()
