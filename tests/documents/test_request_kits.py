"""What is sent out with a draft reads well, and what comes back becomes an item of evidence."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from pypdf import PdfReader
from tests.documents.dossier_fixture import HOSTILE, data
from tests.documents.every_block import every_block
from tests.documents.filling_in import MAIN, Filled, filled, without_names
from tests.simulated import SAMPLES

from mcapproval.documents import text
from mcapproval.documents.content import Link
from mcapproval.documents.docx.render import render
from mcapproval.documents.kits import survey
from mcapproval.documents.kits.catalogue import KITS, Kit
from mcapproval.documents.kits.facts import KitFacts, left_out
from mcapproval.documents.kits.industry_mail import subject
from mcapproval.documents.kits.items import (
    as_yaml,
    item_of,
    key_of,
    next_id,
)
from mcapproval.documents.kits.returned import read_back
from mcapproval.documents.kits.survey_sums import item_of_sheet, item_of_survey
from mcapproval.documents.pdf import render as pdf
from mcapproval.documents.word.names import w
from mcapproval.draft.model import Draft
from mcapproval.draft.reader import read_draft, read_draft_bytes
from mcapproval.errors import Unreadable

Golden = Callable[[str, str], None]

FULL = KitFacts(
    draft=Draft(data()),
    organisations={"example-polytechnic": "Example Polytechnic"},
    body="Food and Fibre Industry Skills Board",
    as_at=date(2026, 6, 1),
    ref="APP-2026-0001",
    version=5,
    contact="Aroha Example, manager",
    contact_at="aroha@example.ac.nz",
    simulated=True,
)
BARE = KitFacts(
    Draft({"title": "Four lines"}),
    {},
    "the Industry Skills Board for this industry",
    date(2026, 6, 1),
)
BY_NAME = {kit.slug: kit for kit in KITS}
LETTER = {
    "because": "Kaimahi are needed.\nNow: [yes] # {no}",
    "send": "6",
    "organisation": "Te Kōanga Trust",
    "name": "Pānia Tūroa",
    "position": "Kaiwhakahaere",
    "day": "3 March 2027",
    "named": "no",
}


def docx(name: str, facts: KitFacts = FULL) -> bytes:
    return render(BY_NAME[name].make(facts))


@pytest.mark.parametrize("kit", KITS, ids=lambda kit: kit.slug)
def test_a_kit_reads_as_its_golden_file(kit: Kit, golden: Golden) -> None:
    golden(f"kit-{kit.slug}.txt", text.render(kit.make(FULL)))


@pytest.mark.parametrize("kit", KITS, ids=lambda kit: kit.slug)
def test_a_kit_of_a_draft_of_four_lines_reads_as_its_golden_file(kit: Kit, golden: Golden) -> None:
    golden(f"four-lines-kit-{kit.slug}.txt", text.render(kit.make(BARE)))


def test_a_survey_asks_eight_questions_and_has_the_outcomes_in_it() -> None:
    asked = survey.questions(FULL)
    assert len(asked) == 8
    assert [choice.key for choice in asked[2].choices] == ["LO1", "LO2", "LO3"]
    headings = survey.columns(FULL)
    assert sum(heading.startswith("3. LO") for heading in headings) == 3
    assert {heading[0] for heading in headings} == set("12345678")


def test_what_is_not_written_yet_goes_out_to_nobody() -> None:
    for kit in KITS:
        assert "not yet written" not in text.render(kit.make(BARE))
    told = ("Level", "Credits", "Time to learn it", "How", "For whom")
    more = ("Where to send an answer", "Learning outcomes", "Assessments")
    assert left_out(BARE) == (*told, *more)
    assert left_out(FULL) == ()


@pytest.mark.parametrize("kit", KITS, ids=lambda kit: kit.slug)
def test_what_goes_out_says_where_an_answer_goes(kit: Kit) -> None:
    found = [block for block in kit.make(FULL).blocks if isinstance(block, Link)]
    assert {link.address for link in found} == {"mailto:aroha@example.ac.nz"}
    bare = text.render(kit.make(BARE))
    assert "Please send it" in bare or "the address from which this comes" in bare


@pytest.mark.parametrize("sample", sorted(SAMPLES.iterdir()), ids=lambda sample: sample.name)
def test_the_attestation_of_a_sample_is_on_one_page(sample: Path) -> None:
    facts = replace(
        FULL,
        draft=read_draft(sample / "draft.yaml").draft,
        house=every_block("x").house,
        contact="Kiriwhero Māhaki-Lund, Programme lead, Kāpuhipuhi, Te Herenga Waka",
    )
    assert len(PdfReader(BytesIO(pdf.render(BY_NAME["attestation"].make(facts)))).pages) == 1


def test_an_attestation_is_on_one_page_with_where_it_goes_back_to() -> None:
    assert len(PdfReader(BytesIO(pdf.render(BY_NAME["attestation"].make(FULL)))).pages) == 1


def test_an_employer_is_asked_to_answer_within_fifteen_working_days() -> None:
    told = " ".join(text.render(BY_NAME["letter"].make(FULL)).split())
    assert told.count("by 22 June 2026") == 2  # the King's birthday is the first day
    far = replace(FULL, as_at=date(2060, 1, 1))
    assert "Please answer, or tell us" in " ".join(text.render(BY_NAME["letter"].make(far)).split())


# --- what comes back ----------------------------------------------------------------------------


@pytest.mark.parametrize("named", [True, False], ids=["names", "no-names"])
def test_a_letter_that_was_filled_in_becomes_an_item(named: bool) -> None:
    back = filled(docx("letter"), LETTER, ("in-demand",))
    answers = read_back(back if named else without_names(back), "back.docx")
    item = item_of(answers, "back.docx")
    said = "“Kaimahi are needed.\nNow: [yes] # {no}”. Would send or take on in two years: 6."
    assert item.fields == {
        "type": "letter",
        "from": {"organisation": "te-koanga-trust"},
        "dated": "2027-03-03",
        "says": said,
        "claims": ["in-demand"],
        "file": "back.docx",
    }
    told = " ".join(item.remarks)
    assert "signed by Pānia Tūroa, Kaiwhakahaere" in told
    assert "may they be named: no" in told


@pytest.mark.slow
def test_a_kit_that_was_saved_again_by_libreoffice_is_read(tmp_path: Path) -> None:
    (tmp_path / "back.docx").write_bytes(filled(docx("letter"), LETTER, ("in-demand",)))
    ours = f"-env:UserInstallation=file://{tmp_path / 'office'}"
    words = (
        "soffice",
        ours,
        "--headless",
        "--convert-to",
        "docx",
        "--outdir",
        "saved",
        "back.docx",
    )
    subprocess.run(words, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    answers = read_back((tmp_path / "saved" / "back.docx").read_bytes(), "back.docx")
    assert (answers.kit, answers.ticked) == ("letter", frozenset({"in-demand"}))
    assert (answers.text("organisation"), answers.text("send")) == ("Te Kōanga Trust", "6")


def test_a_persons_name_stands_in_no_item() -> None:
    item = item_of(read_back(filled(docx("letter"), LETTER), "b.docx"), "b.docx")
    assert "Pānia" not in str(item.fields)


def test_an_attestation_says_in_what_capacity() -> None:
    told = {"capacity": "an employer", "because": "We need it", "day": "tomorrow"}
    back = filled(docx("attestation"), told, ("assessment-reflects-job",))
    item = item_of(read_back(back, "a.docx"), "a.docx")
    assert item.fields["type"] == "attestation"
    assert item.fields["says"] == "“We need it”. Said as: “an employer”."
    assert item.fields["claims"] == ["assessment-reflects-job"]
    assert "dated" not in item.fields
    assert "dated `tomorrow`: write it as year-month-day" in item.remarks
    assert "whose it is does not stand in it" in item.remarks


@pytest.mark.parametrize("named", [True, False], ids=["names", "no-names"])
def test_a_record_of_a_hui_says_whether_the_partner_agreed(named: bool) -> None:
    told = {"kind": "Hui", "day": "2026-03-20", "decided": "To assess on the bank."}
    back = filled(docx("meeting"), told)
    item = item_of(read_back(back if named else without_names(back), "m.docx"), "m.docx")
    assert (item.fields["type"], item.fields["dated"]) == ("hui", "2026-03-20")
    assert item.fields["says"] == "Decided: To assess on the bank."
    assert "nobody of the partner has agreed to it" in item.remarks
    agreed = filled(docx("meeting"), {**told, "agreed": "Mere", "agreed-on": "21 March"})
    item = item_of(read_back(agreed, "m.docx"), "m.docx")
    assert "agreed by Mere, 21 March" in item.remarks


@pytest.mark.parametrize("named", [True, False], ids=["names", "no-names"])
def test_surveys_of_several_become_one_item_and_a_blank_one_is_nobodys(named: bool) -> None:
    given = [
        ({"q4:text": "3", "q7:text": "Time"}, ("q2:yes", "q3:LO1", "q5:no")),
        ({"q4:text": "many"}, ("q2:yes", "q3:LO1", "q3:LO2")),
        ({}, ("q2:no",)),
        ({}, ()),
    ]
    files = [filled(docx("survey"), texts, ticked) for texts, ticked in given]
    answers = [read_back(f if named else without_names(f), "s.docx") for f in files]
    item = item_of_survey(answers, ["s.docx"])
    assert item.fields["responses"] == 3
    assert item.fields["claims"] == ["in-demand"]
    said = item.fields["says"]
    assert "Of 3, 2 say that it is needed, 1 that not." in said
    assert "Of 1, 0 say that what is assessed reflects the work, 1 that not." in said
    assert "LO1 is wanted by 2. LO2 is wanted by 1." in said
    assert "1 gave a number: 3 people together in two years." in said
    assert "1 wrote in their own words too: sum it up from the file" in item.remarks


def test_a_sheet_is_summed_by_the_lines_that_somebody_filled() -> None:
    headings = survey.columns(FULL)
    empty = dict.fromkeys(headings, "")
    needed = next(h for h in headings if h.startswith("2. "))
    first = next(h for h in headings if h.startswith("3. LO1"))
    send = next(h for h in headings if h.startswith("4. "))
    rows = [
        {**empty, needed: "YES!", first: "Yes.", send: "4"},
        {**empty, needed: "āe", first: "no"},
        {**empty, needed: "perhaps", first: "maybe", send: "a few"},
        empty,
    ]
    item = item_of_sheet(rows, "answers.csv")
    assert item.fields["responses"] == 3
    assert item.fields["claims"] == ["in-demand"]
    assert "Of 3, 2 say that it is needed, 0 that not, 1 not sure." in item.fields["says"]
    assert "LO1 is wanted by 1." in item.fields["says"]
    assert "1 answered question 4 in words: see the file" in item.remarks
    assert "counted as not sure: `perhaps` (question 2)" in item.remarks
    assert "counted as not wanting an outcome: `maybe` (LO1)" in item.remarks
    item = item_of_sheet([{**empty, needed: "yes"}, {**empty, needed: "maybe"}], "answers.csv")
    assert "Of 2, 1 say that it is needed, 0 that not, 1 not sure." in item.fields["says"]
    assert item.fields["claims"] == []
    assert "`in-demand` is not put here: 1 of the 2 who answered said yes to it" in item.remarks


def test_answers_that_were_not_understood_are_told_in_short_however_many() -> None:
    headings = survey.columns(FULL)
    needed = next(h for h in headings if h.startswith("2. "))
    long, many = "perhaps " * 20_000, [f"perhaps {number}" for number in range(500)]
    item = item_of_sheet([{needed: told} for told in (long, *many, *many)], "answers.csv")
    told = next(remark for remark in item.remarks if remark.startswith("counted as not sure"))
    assert told.endswith("`perhaps 8` (question 2), and 991 more")
    assert len(told) < 400


def test_whoever_ticked_yes_and_no_said_neither() -> None:
    both = read_back(filled(docx("survey"), {}, ("q2:yes", "q2:no")), "s.docx")
    one = read_back(filled(docx("survey"), {}, ("q2:yes",)), "s.docx")
    item = item_of_survey([both, one], ["s.docx"])
    assert "Of 2, 1 say that it is needed, 0 that not, 1 not sure." in item.fields["says"]
    assert "counted as not sure: `no and yes` (question 2)" in item.remarks


@pytest.mark.parametrize(
    ("because", "organisation"),
    [
        (HOSTILE + '\n"quoted": - [a] #b\t\\ ', "x: {"),
        ("null", "True"),
        ("2026", "Null"),
        ("true\u0085rows: 1", "1984"),
    ],
)
def test_what_is_pasted_is_read_as_text_whatever_was_written(
    because: str, organisation: str
) -> None:
    told = {"organisation": organisation, "because": because}
    item = item_of(read_back(filled(docx("letter"), told), "it's.docx"), "it's.docx")
    pasted = "".join(f"    {line}\n" for line in as_yaml(item, "N4").splitlines())
    draft = (
        "format: application/1\nroute: nzqa\nkind: listing-and-approval\ntitle: T\n"
        f"need:\n  evidence:\n{pasted}"
    )
    reading = read_draft_bytes(draft.encode(), "draft.yaml")
    row = reading.draft.get("/need/evidence/0")
    assert row["says"].startswith(item.fields["says"][:40])
    assert row["from"] == item.fields["from"]
    assert row["file"] == "it's.docx"
    assert row["id"] == "N4"
    assert [f.code for f in reading.findings if f.path.endswith("says")] == []


def test_a_struck_out_answer_is_not_read() -> None:
    kit = Filled(filled(docx("letter"), LETTER))
    for run in [r for r in kit.root.iter(w("r")) if "".join(r.itertext()) == "6"]:
        etree.SubElement(run.getparent(), w("del")).append(run)
    assert read_back(filled(docx("letter"), LETTER), "b.docx").text("send") == "6"
    assert read_back(kit.bytes(), "b.docx").text("send") == ""


def test_a_file_that_is_no_kit_is_refused() -> None:
    with pytest.raises(Unreadable, match="no kit of ours"):
        read_back(
            render(replace(BY_NAME["letter"].make(FULL), blocks=(), subtitle="Else")), "x.docx"
        )
    with pytest.raises(Unreadable):
        read_back(b"PK\x03\x04 cut off", "x.docx")
    with pytest.raises(Unreadable):
        read_back(b"", "x.docx")


def test_an_entity_in_a_file_that_came_back_is_not_resolved() -> None:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(docx("letter"))) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename == MAIN:
                doctype = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
                part = part.replace(b"?>\n", b"?>\n" + doctype, 1).replace(b"Name", b"&e;", 1)
            new.writestr(info.filename, part)
    with pytest.raises(Unreadable):
        read_back(out.getvalue(), "x.docx")


def test_an_id_of_an_outcome_can_not_break_the_file() -> None:
    odd = Draft({"title": "T", "learning_outcomes": [{"id": 'LO1"/>\x00<', "statement": "\x07"}]})
    answers = read_back(docx("survey", replace(BARE, draft=odd)), "s.docx")
    assert answers.kit == "survey"
    assert not answers.ticked


# --- small parts --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Te Kōanga Trust", "te-koanga-trust"),
        ("2degrees & Co.", "degrees-co"),
        ("你好", "organisation"),
        ("a" * 90, "a" * 60),
    ],
)
def test_a_key_of_an_organisation_is_made_from_its_name(name: str, key: str) -> None:
    assert key_of(name) == key


def test_the_next_item_has_the_next_number() -> None:
    assert next_id(None) == "N1"
    assert next_id(Draft({"need": {"evidence": [{"id": "N2"}, {"id": "N9"}, {"id": 4}]}})) == "N10"


def test_the_subject_of_a_mail_is_one_line_whatever_the_title() -> None:
    facts = replace(FULL, draft=Draft({"title": "A\r\nBcc: all@example.ac.nz"}))
    assert "\n" not in subject(facts)
    assert "\r" not in subject(facts)


def test_values_of_the_wrong_kind_break_no_kit() -> None:
    wrong = Draft(
        {
            "title": 7,
            "credits": "ten",
            "level": [5],
            "learning_outcomes": ["LO1", {"id": 3}],
            "assessments": "none",
            "delivery": {"modes": "online", "weeks": "x"},
            "applicant": {"organisation": 4},
        }
    )
    for kit in KITS:
        assert text.render(kit.make(replace(BARE, draft=wrong)))
