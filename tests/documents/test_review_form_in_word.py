"""The Word form of a re-evaluation: what its text file says, it says, however it is filled in."""

from __future__ import annotations

import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from tests.documents.filling_in import Filled, copied, paragraph_of, without_names
from tests.documents.word_lint import faults

from mcapproval.documents.review_form.reading import is_review, read_review
from mcapproval.documents.review_form.writing import About, review_form
from mcapproval.documents.word.names import w
from mcapproval.documents.word_form.reading import read_form
from mcapproval.documents.word_form.writing import form
from mcapproval.draft.reader import Reading, read_shaped
from mcapproval.errors import Unreadable

SAMPLES = sorted((Path(__file__).parents[2] / "samples/good").glob("*/review.yaml"))
ABOUT = About("REV-2027-0001", (("Micro-credential", "Wai (MC-0001)"),), "2026")
KNOWN: dict[str, Any] = {
    "format": "review/1",
    "trigger": "scheduled",
    "period": {"from": "2026-08-11", "until": "2027-07-01"},
    "delivery": [
        {
            "provider": "otago-polytechnic",
            "cohorts": 2,
            "enrolments": 18,
            "completions": "not known",
            "priority_groups": {"maori": {"enrolments": 4}},
            "capability": {"answer": "with changes"},
            "figures": {"enrolments": {"source": "Student system", "extracted_on": "2027-06-30"}},
        },
        {"provider": "unitec"},
    ],
    "actions_before": [],
    "watch": [
        {"what": "Privacy Act 2020", "kind": "act", "place": "/structure"},
        {"what": "Web Accessibility Standard 1.1", "kind": "standard"},
    ],
    "consulted": [{"organisation": "unitec"}],
}
NOTES = {
    "/fit/purpose/answer": ["last time (2026): yes"],
    "/feedback": ["last time (2026): from: Employers of still_active"],
    "/delivery/0": ["still_active: not known of DEL-0001. Ask for it, or write: not known"],
    "/watch/0": ["Privacy Act 2020 was named: is it in force? Named at /co_design/partners/0."],
    "/culture": ["last time (2026): kōrero\nof two lines"],
}


def written(content: dict[str, Any] = KNOWN) -> bytes:
    return review_form(content, NOTES, ABOUT)


def read(data: bytes) -> Reading:
    return read_review(data, "form.docx").reading


def answers(path: Path) -> dict[str, Any]:
    return read_shaped(path.read_bytes(), path.name, "review").data


def said(data: bytes) -> list[str]:
    return [f"{found.place}: {found.message}" for found in read(data).told]


def in_fields(data: bytes) -> str:
    return "\n".join("".join(each.itertext()) for each in Filled(data).root.iter(w("sdtContent")))


def test_what_the_records_know_is_read_back_as_it_is_and_nothing_beside_it() -> None:
    found = read(written())
    assert dict(found.draft.data) == KNOWN
    assert found.findings == ()
    assert faults(written()) == []
    assert written() == written()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_the_answers_of_a_sample_are_the_same_in_a_form(path: Path) -> None:
    found = read(written(answers(path)))
    assert (dict(found.draft.data), found.findings) == (answers(path), ())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_single_answers_of_a_sample_typed_into_an_empty_form_are_its_answers(path: Path) -> None:
    whole, empty = answers(path), Filled(review_form({"format": "review/1"}, {}, ABOUT))
    for key in ("culture", "viability", "trigger"):
        empty.write(key, whole[key])
    for key, inner in whole["fit"].items():
        for last in inner:
            empty.write(f"fit.{key}.{last}", inner[last])
    found = read(empty.bytes())
    wanted = {key: whole[key] for key in ("format", "culture", "viability", "trigger", "fit")}
    assert (dict(found.draft.data), found.findings) == (wanted, ())


def test_what_was_said_before_is_told_in_words_and_stands_in_no_field() -> None:
    text = "".join(Filled(written()).root.itertext())
    assert "Last time (2026): yes" in text
    assert "from: Employers of still_active" in text, "an answer stays as it was answered"
    assert '"Still active": not known of DEL-0001' in text
    assert "Named at Co-design" in text
    assert "Last time" not in in_fields(written())
    assert "NZQA" not in in_fields(written())


def test_a_count_and_a_choice_may_be_written_as_people_write_them() -> None:
    form_ = Filled(written())
    form_.write("delivery.withdrawals", "Not known").write("delivery.still_active", "0")
    form_.write("watch.answer", "No", 1).write("consulted.when", "3 June 2027")
    form_.write("proposal.decision", "Continue with actions")
    data = read(form_.bytes()).draft.data
    assert data["delivery"][0]["withdrawals"] == "not known"
    assert data["delivery"][0]["still_active"] == 0
    assert data["watch"][1] == {**KNOWN["watch"][1], "answer": "no"}
    assert data["consulted"][0]["when"] == "2027-06-03"
    assert data["proposal"] == {"decision": "continue-with-actions"}


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        *(("none", 0), ("Nil", 0), ("no", 0), ("0", 0)),
        *((word, "not known") for word in ("n/a", "N / A", "-", "–", "tbc", "TBA", "?", "unknown")),
    ],
)
def test_words_for_no_count_are_those_of_an_import(words: str, meant: int | str) -> None:
    form_ = Filled(written()).write("delivery.withdrawals", words)
    form_.write("delivery.priority_groups.maori.completions", words)
    found = read(form_.bytes())
    row = found.draft.data["delivery"][0]
    assert (row["withdrawals"], found.findings) == (meant, ())
    assert row["priority_groups"]["maori"] == {"enrolments": 4, "completions": meant}


def test_a_number_that_can_be_no_word_is_refused_with_what_to_write() -> None:
    form_ = Filled(written()).write("viability_figures.income", "tbc")
    form_.write("delivery.withdrawals", "a few")
    withdrawals, income = (f"{found.message}; {found.mend}" for found in read(form_.bytes()).told)
    assert "must be a whole number" in income
    assert "not known" in withdrawals


def test_a_wrong_answer_is_told_by_heading_and_field() -> None:
    form_ = Filled(written()).write("delivery.withdrawals", "some")
    form_.write("period.until", "soon")
    places = [found.place for found in read(form_.bytes()).told]
    assert places == ["Period looked at, Until", "Delivery, item 1, Withdrawals"]


def test_what_is_gone_or_stands_elsewhere_is_told_and_not_taken() -> None:
    form_ = Filled(written()).after("culture", paragraph_of("Ask Hana."))
    gone = form_.paragraph("viability")
    gone.getparent().remove(gone)
    told = said(form_.bytes())
    outside = "this stands outside the fields, so it is no answer: Ask Hana."
    assert f"Te Tiriti, mātauranga Māori and culture: {outside}" in told
    assert "Viability: this field is no longer in the form, so nothing is said here" in told
    assert len(told) == 2
    assert dict(read(form_.bytes()).draft.data) == KNOWN


def test_another_provider_is_a_small_table_that_was_copied() -> None:
    form_ = Filled(written())
    copied(form_.table("delivery.provider", 1))
    form_.write("delivery.provider", "weltec", 2)
    data = read(form_.bytes()).draft.data
    assert [row["provider"] for row in data["delivery"]] == [
        "otago-polytechnic",
        "unitec",
        "weltec",
    ]


def test_a_provider_or_a_thing_that_the_records_do_not_know_has_a_row_to_spare() -> None:
    form_ = Filled(written())
    form_.write("delivery.provider", "weltec", 2).write("delivery.enrolments", "7", 2)
    form_.write("watch.what", "Te Ture mō te Reo Māori 2016", 2).write("watch.answer", "Yes", 2)
    found = read(form_.bytes())
    assert found.draft.data["delivery"][2:] == [{"provider": "weltec", "enrolments": 7}]
    added = {"what": "Te Ture mō te Reo Māori 2016", "answer": "yes"}
    assert found.draft.data["watch"] == [*KNOWN["watch"], added]
    assert (found.findings, len(form_.controls("actions_before.what"))) == ((), 1)


@pytest.mark.parametrize(
    ("part", "field"),
    [("feedback", "from"), ("changes_made", "what"), ("currency", "what"), ("actions", "what")],
)
def test_that_there_are_none_is_written_in_the_first_field(part: str, field: str) -> None:
    none = {"format": "review/1", part: []}
    assert dict(read(review_form(none, {}, ABOUT)).draft.data) == none
    typed = Filled(review_form({"format": "review/1"}, {}, ABOUT)).write(f"{part}.{field}", "none")
    found = read(typed.bytes())
    assert (dict(found.draft.data), found.findings) == (none, ())


def test_the_names_of_fields_may_be_lost_on_the_way() -> None:
    found = read(without_names(written()))
    assert (dict(found.draft.data), found.findings) == (KNOWN, ())


def test_neither_form_is_taken_for_the_other() -> None:
    draft = form({"route": "nzqa", "kind": "listing-and-approval", "title": "Wai"})
    with pytest.raises(Unreadable, match="form of an application"):
        read_review(draft, "form.docx")
    with pytest.raises(Unreadable, match="form of the re-evaluation REV-2027-0001"):
        read_form(written(), "form.docx")
    assert (is_review(written(), "a"), is_review(draft, "a")) == (True, False)


def test_what_is_named_is_locked_and_the_answers_are_not() -> None:
    form_ = Filled(written())

    def locks(tag: str) -> list[str]:
        found = (each.find(f"{w('sdtPr')}/{w('lock')}") for each in form_.controls(tag))
        return [each.get(w("val")) for each in found if each is not None]

    assert locks("watch.what") == ["sdtContentLocked"] * 2
    assert locks("watch.answer") == []
    assert locks("fit.purpose.answer") == ["sdtLocked"]


@pytest.mark.slow
@pytest.mark.parametrize("content", [KNOWN, answers(SAMPLES[0])], ids=["known", "answered"])
def test_it_is_read_as_it_was_where_another_program_saved_it(
    content: dict[str, Any], tmp_path: Path
) -> None:
    file = tmp_path / "form.docx"
    file.write_bytes(written(content))
    words = ["soffice", f"-env:UserInstallation=file://{tmp_path}/home", "--headless"]
    words += ["--convert-to", "docx", "--outdir", str(tmp_path / "out"), str(file)]
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    found = read((tmp_path / "out" / "form.docx").read_bytes())
    assert (dict(found.draft.data), found.findings) == (content, ())


def test_te_reo_is_marked_as_such() -> None:
    with zipfile.ZipFile(BytesIO(written())) as file:
        body = etree.fromstring(file.read("word/document.xml"))
    runs = (run for run in body.iter(w("r")) if run.find(f"{w('rPr')}/{w('lang')}") is not None)
    assert any("mātauranga" in (run.findtext(w("t")) or "") for run in runs)
