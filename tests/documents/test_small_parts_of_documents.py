"""File names, cleaned text, places in words, months."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.documents.dossier_fixture import dossier

from mcapproval.clock import months_between
from mcapproval.documents.answers import count, day, listed, shown, words
from mcapproval.documents.cleaning import clean, printable
from mcapproval.documents.enclosures import annex_of, safe_name, size_in_words
from mcapproval.documents.places import place_in_words
from mcapproval.documents.word_form.index import index
from mcapproval.documents.word_form.plan import Table
from mcapproval.documents.word_form.planning import plan
from mcapproval.documents.word_form.room_to_write import room_to_write
from mcapproval.documents.word_form.tables import WIDTH


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("evidence/letter.pdf", "letter.pdf"),
        ("evidence\\..\\letter.pdf", "letter.pdf"),
        ("../../etc/passwd", "passwd"),
        ("Te Pu\u0304kenga.pdf", "Te-Pūkenga.pdf"),
        ("con.txt", "con-file.txt"),
        ("LPT1", "LPT1-file"),
        (".hidden", "hidden"),
        ("..", "file"),
        ("", "file"),
        ("a/", "file"),
        ("<b>&|?*.pdf", "b.pdf"),
        ("a\x00b\n.pdf", "a-b.pdf"),
        ("\ud800.pdf", "file.pdf"),
        ("x" * 300 + ".docx", "x" * 60 + ".docx"),
        ("archive.tar.gz", "archive-tar.gz"),
        ("trailing. ", "trailing"),
        ("a.b c d e f g h i", "a.b-c-d-e-f"),
    ],
)
def test_a_file_name_is_one_that_every_system_takes(path: str, name: str) -> None:
    assert safe_name(path) == name


@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_any_path_gives_a_safe_name(path: str) -> None:
    name = safe_name(path)
    assert name == unicodedata.normalize("NFC", name)
    assert 0 < len(name) <= 71 + 5
    assert name.isprintable()
    assert not set(name) & set('/\\:*?"<>|\0 ')
    assert not name.startswith((".", "-"))
    assert not name.endswith((".", "-"))


@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_cleaned_text_can_be_encoded_and_is_clean_already(text: str) -> None:
    once = clean(text)
    once.encode("utf-8")
    assert clean(once) == once


def test_marks_without_shape_are_left_out_and_the_rest_is_never_dropped() -> None:
    assert clean("a\u00ad\u200b\ufeffb\tc\x0bd") == "ab c\nd"
    assert printable("ā😀", {ord("ā")}) == "ā[U+1F600]"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("", "the whole draft"),
        ("/credits", "Credits"),
        ("/purpose/use_in", "Purpose and outcome statement: Where it is for use"),
        ("/learning_outcomes/1/statement", "Learning outcomes 2: Statement"),
        ("/learning_outcomes/*/hours", "Learning outcomes: Hours"),
        (
            "/need/evidence/0/from/organisation",
            "Need and acceptability: Evidence of need 1: From: Organisation",
        ),
        ("/accreditation/0/resources/staff/1/role", "Accreditation 1: Resources: Staff 2: Role"),
        ("/attachments/0/file", "Attachments 1: File"),
        ("/organisations/awa-trust/name", "Organisations: awa-trust: Name"),
        ("/no_such_key/0", "no such key: 0"),
    ],
)
def test_a_path_is_told_in_the_words_of_the_form(path: str, told: str) -> None:
    assert place_in_words(path) == told


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2026, 1, 31), date(2026, 2, 27), 0),
        (date(2024, 2, 29), date(2025, 2, 28), 12),
        (date(2026, 3, 4), date(2026, 6, 1), 2),
        (date(2026, 6, 1), date(2026, 6, 1), 0),
        (date(2027, 1, 31), date(2027, 3, 30), 1),
        (date(2027, 3, 1), date(2027, 2, 1), 0),
    ],
)
def test_months_are_whole_months(first: date, last: date, months: int) -> None:
    assert months_between(first, last) == months


def test_answers_in_words() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert shown(True) == shown(None) == shown([]) == shown({}) == "(not yet written)"
    assert shown(0) == "0"
    assert day("2026-02-29") == "2026-02-29"
    assert day(None) == "(not yet written)"
    assert words(None) == "(not yet written)"
    assert (count(1, "item"), count(2, "item"), count(2, "man", "men")) == (
        "1 item",
        "2 items",
        "2 men",
    )
    assert [size_in_words(n) for n in (9, 1499, 2_340_000)] == ["9 bytes", "1 kB", "2.3 MB"]


def test_a_file_of_the_draft_is_found_among_the_annexes_in_any_normal_form() -> None:
    decomposed = unicodedata.normalize("NFD", "evidence/letter ō te awa.txt")
    assert annex_of(dossier(), decomposed) == "annex 1"
    assert annex_of(dossier(), "evidence/none.txt") == "evidence/none.txt (not in the records)"
    assert annex_of(dossier(), None) == "no file"
    assert annex_of(dossier(), "evidence/gone.pdf") == "annex 2, erased"


@pytest.mark.parametrize(
    ("column", "ems"), [("Independent", 7.17), ("Assessment", 6.75), ("Feedback", 5.41)]
)
def test_no_head_of_the_workload_study_breaks_in_a_wider_typeface(column: str, ems: float) -> None:
    """`ems` are those of the word in DejaVu Sans Bold, which stands in where ours is not there."""
    study = index(plan("listing-approval-and-accreditation")).homes["workload"].one
    assert isinstance(study, Table)
    widths = room_to_write(study, WIDTH)
    at = next(n for n, each in enumerate(study.columns) if each.label.startswith(column))
    assert widths[at] - 216 > ems * 9 * 20
    assert widths[-1] > 1000, "there is room to say how the hours were found"
