"""Request kits at the shell: made from a file without records, filled in, and read again."""

from __future__ import annotations

import csv
import email
import email.policy
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.living import APP
from tests.cli.shell import GOOD, at
from tests.documents.filling_in import filled

SAMPLE = GOOD / "community-led-development-facilitation" / "draft.yaml"

Stage = Callable[[str], Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(SAMPLE, tmp_path / "draft.yaml")
    return tmp_path


def test_a_letter_goes_out_in_word_and_comes_back_as_an_item_to_paste(folder: Path) -> None:
    done = at(folder, "kit", "letter", "draft.yaml", "--into", "letter.docx", fine=True)
    assert done.out == "letter.docx: Letter to an employer or community\n"
    assert done.commands() == ["mcapproval kit read letter.docx --draft draft.yaml"]
    told = {"organisation": "Te Kōanga Trust", "day": "2027-03-03", "because": "We need it"}
    back = filled((folder / "letter.docx").read_bytes(), told, ("in-demand",))
    (folder / "from the trust.docx").write_bytes(back)
    before = (folder / "draft.yaml").read_bytes()
    read = at(folder, "kit", "read", "from the trust.docx", "--draft", "draft.yaml", fine=True)
    assert read.out.startswith("- id: N5\n  type: letter\n")
    assert '  says: "“We need it”."\n' in read.out
    said = "--kind letter --from te-koanga-trust --dated 2027-03-03"
    assert read.err.endswith(f": mcapproval evidence add REF 'from the trust.docx' {said}\n")
    assert (folder / "draft.yaml").read_bytes() == before


def test_an_item_for_a_draft_in_word_is_told_by_the_labels_of_the_form(folder: Path) -> None:
    at(folder, "draft", "convert", "draft.yaml", "form.docx", fine=True)
    at(folder, "kit", "letter", "form.docx", "--into", "letter.docx", fine=True)
    told = {"organisation": "Te Kōanga Trust", "day": "2027-03-03", "because": "We need it"}
    back = filled((folder / "letter.docx").read_bytes(), told, ("in-demand",))
    (folder / "back.docx").write_bytes(back)
    read = at(folder, "kit", "read", "back.docx", "--draft", "form.docx", fine=True)
    assert read.out.startswith(
        'In the form, under "Evidence of need", item N5:\n  Type: letter\n'
        "  From: Organisation: te-koanga-trust\n  Dated: 2027-03-03\n"
        "  What it says: “We need it”.\n"
        "  Claims it supports: the skill is in demand\n  File: back.docx\nLook: "
    )


def test_an_item_that_is_pasted_passes_the_check_of_its_form(folder: Path) -> None:
    at(folder, "kit", "letter", "draft.yaml", "--into", "letter.docx", fine=True)
    told = {
        "organisation": "Harbour District Council",
        "day": "2026-03-03",
        "because": "Yes: we do",
    }
    (folder / "back.docx").write_bytes(filled((folder / "letter.docx").read_bytes(), told))
    item = at(folder, "kit", "read", "back.docx", "--draft", "draft.yaml", fine=True).out
    text = (folder / "draft.yaml").read_text("utf-8")
    pasted = "".join(f"    {line}\n" for line in item.splitlines())
    marked = "  evidence:\n"
    assert text.count(marked) == 1
    (folder / "new.yaml").write_text(text.replace(marked, marked + pasted), "utf-8")
    shutil.copytree(SAMPLE.parent / "evidence", folder / "evidence")
    found = at(folder, "check", "new.yaml", "--on", "2026-06-01", "--json").json
    codes = {f["code"] for f in found["files"][0]["findings"] if f["code"].startswith("FORM")}
    assert codes <= {"FORM-REF"}, "only whose it is has still to be entered"


def test_what_a_kit_leaves_open_is_told_to_whoever_sends_it(folder: Path) -> None:
    text = (folder / "draft.yaml").read_text("utf-8")
    start = text.index("    statement: >-", text.index("- id: A2"))
    end = text.index("  - id: A3")
    (folder / "draft.yaml").write_text(text[:start] + text[end:], "utf-8")
    for into in ((), ("--into", "survey.docx")):
        done = at(folder, "kit", "survey", "draft.yaml", *into, fine=True)
        assert "the draft does not say yet: A2 Attestations, what the learner does\n" in done.err


def test_a_sheet_cannot_become_a_formula_and_is_read_again(folder: Path) -> None:
    text = (folder / "draft.yaml").read_text("utf-8")
    (folder / "draft.yaml").write_text(
        text.replace("title: Community", "title: =HYPERLINK", 1).replace(
            "      Facilitate a community-led", "      =cmd|'/c calc'!A1 a community-led", 1
        ),
        "utf-8",
    )
    at(folder, "kit", "survey", "draft.yaml", "--into", "answers.csv", fine=True)
    data = (folder / "answers.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf"), "a spreadsheet knows by it that macrons are macrons"
    rows = list(csv.reader(data.decode("utf-8-sig").splitlines()))
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    needed = next(n for n, cell in enumerate(rows[0]) if cell.startswith("2. "))
    rows[1][needed], rows[2][needed] = "Yes", "no"
    for name, mark, code in (
        ("answers.csv", ",", "utf-8"),
        ("semicolons.csv", ";", "utf-8"),
        ("tabs.csv", "\t", "utf-16"),
    ):
        with (folder / name).open("w", encoding=code, newline="") as out:
            out.write(f"sep={mark}\r\n")
            csv.writer(out, delimiter=mark).writerows(rows)
        told = at(folder, "kit", "read", name, fine=True).out
        assert "2 answered. Of 2, 1 say that it is needed, 1 that not." in told
        assert "claims: []" in told
        assert "responses: 2" in told


def test_an_answer_with_a_numbered_list_is_no_line_of_questions(folder: Path) -> None:
    at(folder, "kit", "survey", "draft.yaml", "--into", "answers.csv", fine=True)
    rows = list(csv.reader((folder / "answers.csv").read_text("utf-8-sig").splitlines()))
    missing = next(n for n, cell in enumerate(rows[0]) if cell.startswith("8. "))
    for row, said in zip(rows[1:4], ("Nothing", "1. Time\n2. Costs", "Tools"), strict=True):
        row[missing] = said
    with (folder / "answers.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=";").writerows(rows)
    assert "3 answered." in at(folder, "kit", "read", "answers.csv", fine=True).out
    (folder / "other.csv").write_text("No,What,1. Time\n1,2. Costs,3. Tools\n", "utf-8")
    assert "this is no survey sheet of ours" in at(folder, "kit", "read", "other.csv").err


def _answered(folder: Path, *answers: dict[str, str]) -> None:
    """The sheet of a survey with a line for each person, by how the questions begin."""
    at(folder, "kit", "survey", "draft.yaml", "--into", "new.csv", fine=True)
    rows = list(csv.reader((folder / "new.csv").read_text("utf-8-sig").splitlines()))
    for row, said in zip(rows[1:], answers, strict=False):
        for begun, told in said.items():
            row[next(n for n, cell in enumerate(rows[0]) if cell.startswith(begun))] = told
    with (folder / "answers.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)


def test_a_long_sheet_is_read_to_its_end(folder: Path) -> None:
    long = "Kāo tā ngā" * 20_000
    _answered(folder, *({"2. ": "yes", "7. ": long} for _ in range(10)), {"2. ": "āe"})
    assert (folder / "answers.csv").stat().st_size > 1_000_000
    told = at(folder, "kit", "read", "answers.csv", fine=True).out
    assert "11 answered. Of 11, 11 say that it is needed, 0 that not." in told
    with (folder / "answers.csv").open("ab") as out:
        out.truncate(26 * 1024 * 1024 + 1)
    assert "this file is larger than 25 MB" in at(folder, "kit", "read", "answers.csv").err


def test_a_quotation_mark_that_is_left_open_swallows_nobodys_answers(folder: Path) -> None:
    _answered(folder, {"7. ": "Time"}, {"7. ": "Costs"}, {"7. ": "Both"})
    text = (folder / "answers.csv").read_text("utf-8")
    (folder / "answers.csv").write_text(text.replace("Costs", '"Costs'), "utf-8")
    done = at(folder, "kit", "read", "answers.csv")
    assert (done.code, done.out) == (2, "")
    assert "answers.csv:3:1: in the line that begins here, an answer begins with" in done.err


def test_surveys_that_are_one_item_are_all_named_and_none_counts_twice(folder: Path) -> None:
    at(folder, "kit", "survey", "draft.yaml", "--into", "survey.docx", fine=True)
    form = (folder / "survey.docx").read_bytes()
    (folder / "e1.docx").write_bytes(filled(form, {}, ("q2:yes",)))
    (folder / "e 2.docx").write_bytes(filled(form, {}, ("q2:no",)))
    shutil.copy(folder / "e1.docx", folder / "copy.docx")
    read = at(folder, "kit", "read", "e1.docx", "e 2.docx", fine=True)
    assert "  file: e1.docx\n" in read.out
    assert (
        "  # these are the answers of 2 files, and `file` names one: e1.docx, e 2.docx" in read.out
    )
    assert "evidence add REF e1.docx --kind survey" in read.err
    assert "the answers of e 2.docx are in it too: put all of the files into one" in read.err
    twice = at(folder, "kit", "read", "e1.docx", "e 2.docx", "copy.docx")
    assert (twice.code, twice.out) == (2, "")
    assert "copy.docx holds the very same as e1.docx and would count twice" in twice.err


def test_a_mail_to_the_industry_body_has_its_day_and_no_receiver(folder: Path) -> None:
    made = ("kit", "industry-mail", "draft.yaml", "--today", "2026-06-02", "--into")
    at(folder, *made, "mail.eml", fine=True)
    data = (folder / "mail.eml").read_bytes()
    mail = email.message_from_bytes(data, policy=email.policy.default)
    assert mail["Subject"].startswith("Micro-credential under development: Community-Led")
    assert (mail["To"], mail["Date"]) == (None, "Tue, 02 Jun 2026 09:00:00 +1200")
    body = mail.get_body()
    assert body is not None
    assert body.get_content().startswith("Tēnā koutou")
    assert "Please answer by 23 June 2026, or tell us whom to talk to" in body.get_content()
    at(folder, *made, "again.eml", fine=True)
    assert (folder / "again.eml").read_bytes() == data


def test_a_kit_of_an_application_has_its_number_and_version(stage: Stage) -> None:
    folder = stage("board")
    told = at(folder, "kit", "attestation", APP, "--today", "2026-06-06", fine=True)
    assert told.out.startswith(f"Request - {APP}-ATTESTATION, version 1\n")
    assert "Simulated records" in told.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("kit", "leter", "draft.yaml"), "there is no kit `leter`; did you mean `letter`"),
        (("kit", "letter", "nowhere.yaml"), "nowhere.yaml"),
        (("kit", "letter", "draft.yaml", "--into", "x.csv"), "does not say which look"),
        (("kit", "survey", "draft.yaml", "--into", "x.eml"), "does not say which look"),
        (("kit", "read", "draft.yaml"), "this is no Word document"),
        (("kit", "read", "other.csv"), "this is no survey sheet of ours"),
    ],
)
def test_what_can_not_be_done_is_told(folder: Path, words: tuple[str, ...], said: str) -> None:
    (folder / "other.csv").write_text("a,b\n1,2\n", "utf-8")
    done = at(folder, *words)
    assert done.code == 2
    assert said in " ".join(done.err.split())
    assert done.out == ""
    assert sorted(path.name for path in folder.iterdir()) == ["draft.yaml", "other.csv"]


def test_a_file_that_is_there_is_not_written_over(folder: Path) -> None:
    (folder / "letter.docx").write_bytes(b"mine")
    done = at(folder, "kit", "letter", "draft.yaml", "--into", "letter.docx")
    assert (done.code, (folder / "letter.docx").read_bytes()) == (1, b"mine")


OURS, THEIRS = "person1@otago-polytechnic.example", "person3@inspiring-communities.example"


def test_a_letter_is_signed_by_our_contact_with_their_address_and_nobody_elses(
    folder: Path,
) -> None:
    for kit in ("letter", "survey", "attestation", "meeting", "industry-mail"):
        told = at(folder, "kit", kit, "draft.yaml", "--today", "2026-06-02", fine=True).out
        assert OURS in told
        assert told.count("@") == told.count(OURS)
    letter = at(folder, "kit", "letter", "draft.yaml", fine=True).out
    assert "Nāku noa, nā\nWikitōria Hōhepa-Lindqvist, Principal lecturer" in letter


@pytest.mark.parametrize("said", ["    may_be_named: no\n", ""])
def test_the_address_of_a_contact_who_may_not_be_named_goes_out_to_nobody(
    folder: Path, said: str
) -> None:
    text = (folder / "draft.yaml").read_text("utf-8")
    named = "    organisation: otago-polytechnic\n    may_be_named: yes\n"
    assert named in text
    changed = text.replace(named, f"    organisation: otago-polytechnic\n{said}", 1)
    (folder / "draft.yaml").write_text(changed, "utf-8")
    told = at(folder, "kit", "letter", "draft.yaml", "--today", "2026-06-02", fine=True).out
    assert "@" not in told
    assert "community development, Otago Polytechnic, at: ___" in " ".join(told.split())
    done = at(folder, "kit", "letter", "draft.yaml", "--into", "letter.pdf", fine=True)
    assert "Where to send an answer" in done.err


def test_papers_of_an_application_say_where_our_contact_is_reached(stage: Stage) -> None:
    folder = stage("board")
    for words in (("kit", "letter", APP), ("paper", "learner-page", APP)):
        told = at(folder, *words, "--today", "2026-06-06", fine=True).out
        assert f"E-mail: {OURS}" in told
        assert THEIRS not in told
