"""A map of a form: every fault with its line at once; one proposed from the form itself."""

from __future__ import annotations

import pytest
from tests.documents.dossier_fixture import with_data
from tests.documents.filled_forms import boxes, of_sample, why
from tests.documents.forms_of_ours import FORMS
from tests.documents.word_made import PLAIN, cell, control, document, heads, paragraph, row, table

from mcapproval.documents.official_forms.filling import fill
from mcapproval.documents.official_forms.form_map import BY, form_map
from mcapproval.documents.official_forms.proposing import KNOWN, meant, proposed
from mcapproval.documents.official_forms.ready_made import READY, ready_made
from mcapproval.documents.official_forms.values import answer_at, holds_several, part_at
from mcapproval.documents.official_forms.word_file import word_file
from mcapproval.errors import Unreadable


def listed(word: str) -> str:
    """An entry of a list to choose from; a line end in it is written as XML needs it."""
    told = word.replace("\r", "&#13;").replace("\x85", "&#133;").replace("\u2028", "&#8232;")
    return f'<w:listItem w:displayText="{told}" w:value="x"/>'


HEAD = "format: form-map/1\nboxes:\n"


def refused(entries: str) -> Unreadable:
    with pytest.raises(Unreadable) as found:
        form_map((HEAD + entries).encode(), "map.yaml")
    return found.value


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("{answer: /title}", "this names no box"),
        ("{label: A, control: b, answer: /title}", "this names its box by label and by control"),
        ("{label: A, answer: /titel}", "a draft has no place /titel"),
        ("{label: A, answer: /learning_outcomes/x/id}", "a draft has no place"),
        ("{label: A, answer: outcome}", "there is no answer `outcome`"),
        ("{label: A, answer: /purpose}", "/purpose holds several answers"),
        ("{label: A, answer: /assessments}", "/assessments holds several answers"),
        ("{label: A, answer: /people/person-1/name}", "a draft has no place"),
        ("{label: A, answer: /title, text: B}", "this gives answer and text"),
        ("{label: A, answer: /title, leave: yes}", "this gives answer and leave"),
        ("{rows: /assessments}", "rows have columns"),
        ("{label: A, columns: {B: id}}", "columns belong to rows"),
        ("{rows: /title, columns: {B: id}}", "/title is no list of a draft"),
        ("{rows: /assessments, columns: {B: idd}}", "a row of /assessments has no `idd`"),
        ("{label: A, anser: /title}", "there is no key `anser`"),
        ("{label: A, number: first}", "must be a whole number"),
        ("{label: A, answer: !!python/name:os.system x}", ""),
        ("{label: A, answer: &a x}", ""),
    ],
)
def test_each_fault_of_a_map_is_told_with_its_line(entry: str, said: str) -> None:
    found = refused(f"  - {{label: Fine, answer: /title}}\n  - {entry}\n")
    assert said in found.message
    assert (found.source, found.line) == ("map.yaml", 4)
    assert found.hint


def test_all_faults_are_told_at_once() -> None:
    found = refused("  - {label: A, answer: /a}\n  - {label: B, answer: b}\n")
    assert found.message == "a draft has no place /a; line 4: there is no answer `b`"
    many = refused("  - {label: A, answer: /a}\n" * 14)
    assert many.message.endswith("; and 4 more")


def test_a_draft_is_no_map() -> None:
    with pytest.raises(Unreadable, match="and not the map of a form"):
        form_map(b"format: application/1\nboxes: []\n", "draft.yaml")


@pytest.mark.parametrize("data", [b"", b"- a\n", b"%PDF-1.4", bytes(range(256)), b"a: b\n---\n"])
def test_what_is_no_map_at_all_is_never_called_a_draft(data: bytes) -> None:
    with pytest.raises(Unreadable) as error:
        form_map(data, "form.map.yaml")
    assert "draft" not in f"{error.value.message} {error.value.hint}"


def test_nothing_in_a_map_is_worked_out() -> None:
    form = document(paragraph("A: ____"))
    by = form_map((HEAD + "  - {label: A, text: '{{ 7 * 7 }} ${title} =1+1'}").encode(), "map")
    found = fill(word_file(form, "f"), by, of_sample())
    assert b"{{ 7 * 7 }} ${title} =1+1" in found.data


@pytest.mark.parametrize("name", FORMS)
def test_a_proposed_map_is_a_map_and_names_every_box(name: str) -> None:
    form = FORMS[name]()
    text = proposed(boxes(form), name)
    by = form_map(text.replace("rows:\n", "rows: /assessments\n").replace(
        '":\n', '": id\n').encode(), name)  # fmt: skip
    found = fill(word_file(form, name), by, of_sample())
    assert {code for code in why(found).values() if code in ("no-box", "ambiguous")} <= set()


def test_a_proposed_map_knows_the_answer_of_usual_labels() -> None:
    assert meant("Title *:") == "/title"
    assert meant("What it says") == "", "of several things in a draft"
    assert meant("Provider number:") == "/applicant/provider_number"
    assert meant("NZSCED code") == "/nzsced"
    assert meant("Partners") == "partners"
    assert meant("Favourite colour") == ""


def test_every_known_label_has_an_answer_that_there_is() -> None:
    for answer in KNOWN.values():
        part = part_at(answer) if answer.startswith("/") else {}
        assert part is not None, answer
        assert not holds_several(part), answer
        assert answer.startswith("/") or answer in READY, answer


def test_every_ready_made_answer_says_something_of_a_whole_dossier() -> None:
    facts = of_sample()
    bare = {name for name in READY if not ready_made(facts, name)}
    assert bare == {"standards", "third-parties", "annexes"}, "the sample has none of these"
    assert ready_made(facts, "hours").splitlines() == [
        "Directed: 10 hours",
        "Self-directed: 18 hours",
        "Work-based: 14 hours",
        "Assessment: 8 hours",
    ]
    assert ready_made(facts, "approvals") == "Academic Committee, 18 May 2026, minute AC 26/41"


def test_answers_are_printed_as_people_write_them() -> None:
    facts = of_sample()
    told = {
        path: found.text
        for path in (
            "/work_began",
            "/applicant/organisation",
            "/applicant/contact",
            "/delivery/modes",
            "/need/evidence/0/type",
            "/review/asked",
            "/credits",
        )
        if (found := answer_at(facts, path))
    }
    assert told == {
        "/work_began": "6 April 2020",
        "/applicant/organisation": "The Mind Lab",
        "/applicant/contact": "Hīria Tōpia-Novak",
        "/delivery/modes": "online",
        "/need/evidence/0/type": "letter",
        "/review/asked": "Small Business Circle (invented), Kōtare Freight (invented) and "
        "Pīwakawaka Accounting (invented)",
        "/credits": "5",
    }


def test_rows_can_have_their_number_their_annex_and_whose_they_are() -> None:
    widths = (1000, 3000, 3000, 1000)
    empty = row(*(cell(width=width) for width in widths))
    form = document(table(widths, heads(widths, "No.", "From", "Dated", "Type"), empty, empty))
    by = form_map(
        (HEAD + "  - {rows: /need/evidence, columns: "
         "{No.: number, From: from, Dated: dated, Type: type}}").encode(), "map")  # fmt: skip
    found = fill(word_file(form, "f"), by, of_sample())
    assert "Kōtare Freight (invented)".encode() in found.data
    assert b"28 April 2020" in found.data
    assert b"advisory group" in found.data


def test_a_control_can_be_named_by_its_title_as_well_as_by_its_tag() -> None:
    form = document(paragraph(control("t1", kind=PLAIN, alias="Title of it")))
    by = form_map((HEAD + "  - {control: Title of it, answer: /title}").encode(), "map")
    assert fill(word_file(form, "f"), by, of_sample()).not_filled == ()
    assert BY == ("label", "control", "bookmark")


def test_what_a_form_offers_adds_no_line_to_a_proposed_map() -> None:
    odd = "Yes\r    answer: /title\x85  - label: Other\u2028    answer: /level"
    offering = control("c", kind=f"<w:dropDownList>{listed(odd)}</w:dropDownList>", alias=odd)
    form = document(paragraph("How: ", offering), paragraph(f"{odd}: ____"))
    by = form_map(proposed(boxes(form), f"{odd}.docx").encode(), "map.yaml")
    assert [entry.by for entry in by.entries] == ["control", "label"]
    assert not any(entry.answer for entry in by.entries)


def test_an_assessment_is_told_by_the_words_for_its_method() -> None:
    case = with_data(assessments=[{"id": "A1", "method": "regulator-or-industry-body-letter"}])
    assert ready_made(case, "assessments") == "1. letter from a regulator or industry body"
