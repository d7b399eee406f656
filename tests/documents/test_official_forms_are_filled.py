"""Our three forms, one in each style, filled from a sample; all else in them stays as it was."""

from __future__ import annotations

import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from tests.documents.filled_forms import WORD, body, boxes, lines, of_sample, part, why
from tests.documents.forms_of_ours import FOLDER, FORMS
from tests.documents.raw_members import raw_members

from mcapproval.documents.official_forms.filling import Filled, fill
from mcapproval.documents.official_forms.form_map import Entry, FormMap, form_map
from mcapproval.documents.official_forms.word_file import word_file

CONTROLS, TABLES, LINES = "application-with-controls", "support-in-tables", "funding-with-lines"
ALL = (CONTROLS, TABLES, LINES)


def form(name: str) -> bytes:
    return (FOLDER / f"{name}.docx").read_bytes()


def done(name: str) -> Filled:
    by = form_map((FOLDER / f"{name}.map.yaml").read_bytes(), name)
    return fill(word_file(form(name), name), by, of_sample())


@pytest.mark.parametrize("name", FORMS)
def test_the_forms_that_ship_are_those_that_their_script_makes(name: str) -> None:
    assert (FOLDER / name).read_bytes() == FORMS[name]()


def test_content_controls_get_their_answers() -> None:
    found = done(CONTROLS)
    told = lines(found.data)
    for said in ("The Mind Lab", "Hīria Tōpia-Novak", "080905", "Level 4", "1 year"):
        assert said in told
    assert (
        "☐ Listing and approval   ☒ Listing, approval and accreditation   ☐ Accreditation   "
        in told
    )
    assert "☐ Yes   ☒ No   " in told
    assert "Date 1 June 2026  Signed Click or tap here to enter text." in told
    (header,) = (
        "".join(t.text for t in p.iter(f"{WORD}t"))
        for p in part(found.data, "word/header1.xml").iter(f"{WORD}p")
    )
    assert header == "Reference APP-2026-0001, version 1"
    assert found.left == ("Signed",)
    assert why(found) == {
        "Provider number": "no-answer",
        "Title (te reo Māori)": "no-answer",
    }


def test_a_row_for_each_outcome_is_added_in_the_form_s_own_look() -> None:
    told = lines(done(CONTROLS).data)
    at = told.index("Hours") + 1
    assert [told[at], told[at + 4], told[at + 8]] == ["1", "2", "3"]
    assert told[at + 2 : at + 4] == ["4", "18"]
    table = next(t for t in body(done(TABLES).data).iter(f"{WORD}tbl") if "can do" in _text(t))
    rows = list(table.iter(f"{WORD}tr"))
    assert [_text(row)[:3] for row in rows[1:]] == ["LO1", "LO2", "LO3"]
    for row in rows[1:]:
        assert [e.get(f"{WORD}val") for e in row.iter(f"{WORD}color")] == ["1F3864"] * 6


def _text(element: Any) -> str:
    return "".join(t.text for t in element.iter(f"{WORD}t"))


def test_empty_cells_get_the_answers_of_their_labels() -> None:
    found = done(TABLES)
    told = lines(found.data)
    for label, said in (
        ("Provider:", "The Mind Lab"),
        ("Level", "4"),
        ("Credits", "5"),
        ("Self-directed", "18"),
        ("All hours", "50"),
        ("Delivery", "☒ online  ☐ face-to-face  ☐ blended"),
    ):
        assert told[told.index(label) + 1] == said
    at = told.index("Whom did you work with?")
    assert told[at + 1].startswith("Small Business Circle (invented): Gathers seven")
    assert told[at + 2].startswith("Kōtare Freight (invented): First employer")
    assert told[told.index("Assessment", told.index("Work-based")) + 1] == "8"
    assert why(found) == {"Name": "no-entry", "Name (number 2)": "no-entry"}


def test_bookmarks_and_lines_get_their_answers_in_their_own_look() -> None:
    found = done(LINES)
    told = lines(found.data)
    for said in (
        "Organisation: The Mind Lab",
        "Our reference: APP-2026-0001   Date: 1 June 2026",
        "Title: Digital Skills for the Workplace",
        "Level: 4  Credits: 5  NZSCED: 080905",
        "Hours altogether: 50  Weeks: 7",
        "Decision: ____________________",
    ):
        assert said in told
    at = told.index("Who is it for?")
    assert told[at + 1].startswith("People in work who use digital tools")
    assert told[at + 2] == ""
    run = next(r for r in body(found.data).iter(f"{WORD}r") if _text(r) == "The Mind Lab")
    assert run.find(f"{WORD}rPr/{WORD}b") is not None
    names = [e.get(f"{WORD}name") for e in body(found.data).iter(f"{WORD}bookmarkStart")]
    assert names == ["Organisation", "Reference", "Need", "Outcomes", "Partners"]
    assert why(found) == {
        "Title in te reo Māori": "no-answer",
        "Funding is sought": "no-answer",
        "It is part of a longer programme": "no-answer",
    }


@pytest.mark.parametrize("name", ALL)
def test_every_box_is_filled_or_left_or_listed(name: str) -> None:
    """Boxes of a table that is filled by rows are told with it."""
    found = done(name)
    told = {*(p.box for p in found.placed), *found.left, *(n.box for n in found.not_filled)}
    inside = [element for box in boxes(form(name)) for element in box.covers]
    missing = {
        box.called
        for box in boxes(form(name))
        if not box.held and not any(box.element.tag == e.tag for e in inside)
    }
    assert missing <= told


@pytest.mark.parametrize("name", ALL)
def test_every_other_part_keeps_its_very_bytes_compressed_too(name: str) -> None:
    before, after = raw_members(form(name)), raw_members(done(name).data)
    assert list(before) == list(after)
    changed = {key for key in before if before[key] != after[key]}
    assert changed == {"word/document.xml"} | ({"word/header1.xml"} if name == CONTROLS else set())
    with (
        zipfile.ZipFile(BytesIO(form(name))) as one,
        zipfile.ZipFile(BytesIO(done(name).data)) as other,
    ):
        assert other.testzip() is None
        for info in one.infolist():
            there = other.getinfo(info.filename)
            assert there.date_time == info.date_time
            if info.filename not in changed:
                assert (there.CRC, there.compress_type) == (info.CRC, info.compress_type)


@pytest.mark.parametrize("name", ALL)
def test_the_same_answers_make_the_same_bytes(name: str) -> None:
    assert done(name).data == done(name).data


MARK = "=filled="


@pytest.mark.parametrize("name", ALL)
def test_with_its_filled_places_blanked_the_whole_text_is_the_form_s(name: str) -> None:
    """Every text box gets a mark; without the marks and the form's own blanks both are the same
    XML, canonically, to the last attribute.
    """
    read = word_file(form(name), name)
    entries = [
        Entry("label", box.label, number=box.number, text=MARK)
        for box in boxes(form(name))
        if box.kind == "text" and box.label and not box.held
    ]
    found = fill(read, FormMap(tuple(entries)), of_sample())
    assert len(found.placed) == len(entries) > 10
    assert lines(found.data) != lines(form(name))
    assert _blanked(body(found.data)) == _blanked(body(form(name)))


def _blanked(tree: Any) -> bytes:
    for about in list(tree.iter(f"{WORD}showingPlcHdr")):
        about.getparent().remove(about)
    for control in tree.iter(f"{WORD}sdtContent"):
        for held in [e for e in control if e.tag in (f"{WORD}r", f"{WORD}p")]:
            if held.tag == f"{WORD}p" or _text(held) not in ("☐", "received"):
                control.remove(held)
    for paragraph in tree.iter(f"{WORD}p"):
        for run in list(paragraph.iter(f"{WORD}r")):
            text = _text(run)
            for blank in (MARK, "_", "…", "[describe the need]"):
                text = text.replace(blank, "")
            before = run.getprevious()
            if not text or next(run.iter(f"{WORD}tab"), None) is not None:
                run.getparent().remove(run)
            elif before is not None and before.tag == run.tag and _look(before) == _look(run):
                before.find(f"{WORD}t").text += text
                run.getparent().remove(run)
            else:
                run.find(f"{WORD}t").text = text
    written: bytes = etree.tostring(tree, method="c14n")
    return written


def _look(run: Any) -> bytes:
    look = run.find(f"{WORD}rPr")
    return b"" if look is None else etree.tostring(look, method="c14n", exclusive=True)


@pytest.mark.slow
@pytest.mark.parametrize("name", ALL)
def test_another_program_opens_what_was_filled(name: str, tmp_path: Path) -> None:
    (tmp_path / "form.docx").write_bytes(done(name).data)
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    there = ("--outdir", str(tmp_path), str(tmp_path / "form.docx"))
    for words in (
        ("soffice", home, "--headless", "--convert-to", "pdf", *there),
        ("pdftotext", "-layout", str(tmp_path / "form.pdf")),
    ):
        subprocess.run(words, check=True, capture_output=True, timeout=120)
    told = " ".join((tmp_path / "form.txt").read_text("utf-8").split())
    assert "Digital Skills for the Workplace" in told
    assert "Improve one process of own work with digital tools" in told
    assert "The Mind Lab" in told
