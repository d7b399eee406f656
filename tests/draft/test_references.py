"""What a draft refers to is there, names stand apart, and files lie inside its folder."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.draft.reading import FOUR_LINES, only, read, said

from mcapproval.draft.files import NamedFile, named_files
from mcapproval.draft.reader import read_draft_bytes
from mcapproval.findings import Severity

PEOPLE = (
    "people:\n"
    "  person-1: {name: Āroha Example-Smith, contact: 'aroha@provider.example, 021 555 0123'}\n"
    "  person-2: {name: Mere}\n"
)


def test_an_id_that_stands_twice_names_the_first_line() -> None:
    text = "learning_outcomes:\n  - {id: LO1}\n  - {id: LO2}\n  - {id: LO1}\n"
    assert said(text) == (
        "FORM-REFERENCE",
        "LO1 is already the id of the outcome on line 6",
        "give each its own number",
    )
    assert (only(text).line, only(text).column, only(text).path) == (
        8,
        10,
        "/learning_outcomes/2/id",
    )


@pytest.mark.parametrize(
    ("text", "path", "message"),
    [
        (
            "learning_outcomes: [{id: LO1}]\nassessments: [{id: A1, outcomes: [LO1, LO2]}]",
            "/assessments/0/outcomes/1",
            "`LO2` isn't under learning_outcomes",
        ),
        (
            "assessments: [{id: A1}]\nco_design: {meetings: [{id: H1, changed: [A1, A2]}]}",
            "/co_design/meetings/0/changed/1",
            "`A2` isn't under assessments",
        ),
        (
            "learning_outcomes: [{id: LO1}]\nneed: {evidence: [{id: N1, outcomes: [LO1, LO77]}]}",
            "/need/evidence/0/outcomes/1",
            "`LO77` isn't under learning_outcomes",
        ),
        (
            "co_design: {partners: [{id: P1}], meetings: [{id: H1, who: [P2]}]}",
            "/co_design/meetings/0/who/0",
            "`P2` isn't under co_design: partners",
        ),
        (
            PEOPLE + "enquiry: {from: person-3}",
            "/enquiry/from",
            "`person-3` isn't under people",
        ),
        (
            PEOPLE + "accreditation: [{resources: {staff: [{person: person-12}]}}]",
            "/accreditation/0/resources/staff/0/person",
            "`person-12` isn't under people",
        ),
    ],
)
def test_a_reference_that_leads_nowhere_is_an_error(text: str, path: str, message: str) -> None:
    found = only(text + "\n")
    assert (found.code, found.path, found.message) == ("FORM-REFERENCE", path, message)
    assert found.severity is Severity.ERROR


def test_an_unknown_organisation_is_a_warning_without_records_and_an_error_with_them() -> None:
    data = (FOUR_LINES + "developer: {organisation: otago-polytechnic}\n").encode()
    (alone,) = read_draft_bytes(data, "draft.yaml").findings
    assert alone.severity is Severity.WARNING
    assert alone.message == "`otago-polytechnic` isn't under organisations"
    (beside,) = read_draft_bytes(data, "d.yaml", known=frozenset({"otago-polytechnik"})).findings
    assert beside.severity is Severity.ERROR
    assert beside.message == "`otago-polytechnic` isn't under organisations or in the records"
    assert beside.mend.endswith("did you mean `otago-polytechnik`?")
    assert not read_draft_bytes(data, "d.yaml", known=frozenset({"otago-polytechnic"})).findings


@pytest.mark.parametrize(
    "text",
    [
        "Asked by Āroha Example-Smith",
        "Asked by aroha example-smith.",
        "ĀROHA  EXAMPLE-SMITH asked",
        "A\u0304roha\u00a0Example-Smith asked",
        "Āroha Example-\u00adSmith",
        "(ārohaexample-smith)",
        "Āroha\n\n  Example-Smith",
        "evidence/letter-aroha-example-smith.pdf",
        "write to AROHA@provider.example",
        "ring 021 5550123",
        "ring (021) 555-0123 now",
    ],
)
def test_a_name_or_contact_of_a_person_elsewhere_is_an_error(text: str) -> None:
    quoted = text.replace("\n", "\\n")
    found = only(f'{PEOPLE}structure: "{quoted}"\n')
    assert (found.code, found.path, found.line) == ("FORM-NAME", "/structure", 8)
    assert found.message in (
        "the name of person-1 stands here",
        "the contact of person-1 stands here",
    )
    assert found.mend == "write person-1 instead; names are kept apart so that they can be removed"


@pytest.mark.parametrize(
    "text",
    [
        "Karoha Example-Smithson",
        "an example for smiths, with aroha",
        "it is merely so, as in summere and a mere",
        "ring 0215550123456",
        "xaroha@provider.example.nz",
    ],
)
def test_other_words_are_not_taken_for_a_name(text: str) -> None:
    assert read(f"{FOUR_LINES}{PEOPLE}structure: {text}\n").findings == ()


def test_a_name_of_one_word_counts_only_with_its_capital() -> None:
    assert only(PEOPLE + "structure: Mere said so\n").code == "FORM-NAME"


@pytest.mark.parametrize("key", ["title", "title_te_reo"])
def test_a_name_in_a_title_is_to_be_left_out_and_no_id_to_be_written(key: str) -> None:
    titles = {"title": "Leading a team"} | {key: "Leading the Āroha Example-Smith way"}
    lines = "".join(f"{name}: {text}\n" for name, text in titles.items())
    draft = (
        FOUR_LINES.replace("title: Facilitation\n", lines) + PEOPLE + "title_justification: Known\n"
    )
    (found,) = read(draft).findings
    assert (found.code, found.path) == ("FORM-NAME", f"/{key}")
    assert found.message == "the name of person-1 stands in the title"
    assert found.mend.startswith("leave it out of the title: the records keep a title for good")
    assert "person-1" not in found.mend


def test_a_name_in_the_key_of_an_organisation_is_found() -> None:
    found = only(PEOPLE + "organisations: {aroha-example-smith: {name: A sole trader}}\n")
    assert (found.code, found.path) == ("FORM-NAME", "/organisations/aroha-example-smith")


def test_dots_in_place_of_a_name_are_no_name() -> None:
    assert not read(FOUR_LINES + 'people: {person-1: {name: "..."}}\nentry: "..."\n').findings


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("/etc/passwd", "`/etc/passwd` isn't inside the draft's folder"),
        ("~/letter.pdf", "`~/letter.pdf` isn't inside the draft's folder"),
        ("C:/letter.pdf", "`C:/letter.pdf` isn't inside the draft's folder"),
        ("c:letter.pdf", "`c:letter.pdf` isn't inside the draft's folder"),
        (
            "evidence\\letter.pdf",
            "`evidence\\letter.pdf` has a backslash in it; folders are parted by /",
        ),
        ("../letter.pdf", "`../letter.pdf` isn't a plain path inside the draft's folder"),
        ("a/../../b.pdf", "`a/../../b.pdf` isn't a plain path inside the draft's folder"),
        ("a//b.pdf", "`a//b.pdf` isn't a plain path inside the draft's folder"),
        ("./b.pdf", "`./b.pdf` isn't a plain path inside the draft's folder"),
        ("https://x.nz/b.pdf", "`https://x.nz/b.pdf` is a web address, not a file"),
    ],
)
def test_a_path_out_of_the_folder_is_an_error_and_no_named_file(file: str, message: str) -> None:
    text = f"industry_support: {{file: '{file}'}}\n"
    found = only(text)
    assert (found.code, found.path, found.message) == (
        "FORM-PATH",
        "/industry_support/file",
        message,
    )
    assert named_files(read(FOUR_LINES + text).draft) == ()


def test_every_file_that_a_draft_names_is_listed_with_what_it_serves() -> None:
    text = PEOPLE + (
        "need:\n"
        "  evidence:\n"
        "    - {id: N1, type: letter, from: {person: person-1}, file: n1.pdf}\n"
        "    - {id: N2}\n"
        "co_design:\n"
        "  partners: [{id: P1, organisation: pk, agreement: p1.pdf}]\n"
        "  meetings: [{id: H1, date: 2026-03-20, kind: hui, file: h1.md, confidential: yes}]\n"
        "industry_support: {outcome: supported, file: isb.pdf}\n"
        "third_parties: [{organisation: pk, agreement: tp.pdf}]\n"
        "attachments:\n"
        "  - {for: assessment-samples, title: Samples, file: a.pdf, about: person-2}\n"
        "  - {file: b.pdf}\n"
    )
    assert named_files(read(FOUR_LINES + text).draft) == (
        NamedFile("/need/evidence/0/file", "n1.pdf", "N1 letter", "need", "person-1"),
        NamedFile(
            "/co_design/partners/0/agreement", "p1.pdf", "P1 agreement with pk", "co-design", None
        ),
        NamedFile(
            "/co_design/meetings/0/file",
            "h1.md",
            "H1 hui 2026-03-20",
            "co-design",
            None,
            "yes",
            of_meeting=True,
        ),
        NamedFile(
            "/industry_support/file",
            "isb.pdf",
            "Industry support: supported",
            "industry-support",
            None,
        ),
        NamedFile(
            "/third_parties/0/agreement", "tp.pdf", "Agreement with pk", "third-parties", None
        ),
        NamedFile("/attachments/0/file", "a.pdf", "Samples", "assessment-samples", "person-2"),
        NamedFile("/attachments/1/file", "b.pdf", "attachment", "attachment", None),
    )


def test_what_a_rule_says_of_a_value_of_the_wrong_form_is_not_said() -> None:
    reading = read(FOUR_LINES + "credits: ten\nentery: x\npeople: {p: {}}\n")
    (credits, *_) = reading.findings

    def about(path: str) -> object:
        return type(credits)(**{**credits.as_json(), "path": path, "code": "RULE"})  # type: ignore[arg-type]

    rules = [about(path) for path in ("/credits", "/entry", "/structure")]
    said_in_all = reading.with_rules(rules)  # type: ignore[arg-type]
    assert [f.path for f in said_in_all if f.code == "RULE"] == ["/structure"]


def test_what_a_rule_says_of_a_text_that_is_only_too_long_is_said() -> None:
    reading = read(FOUR_LINES.replace("title: ", "title: " + "National Diploma " * 20))
    (long,) = [found for found in reading.findings if found.code == "FORM-LONG"]
    rule = replace(long, code="RULE")
    assert [found.code for found in reading.with_rules([rule])] == ["FORM-LONG", "RULE"]
