"""Open and update: from four lines to a submission, with people and files kept apart."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.actions.conftest import SAMPLE, Staged
from tests.actions.walking import TO_BOARD, TO_READY, at, edited, go, opened, walk
from tests.documents.filling_in import Filled, paragraph_of

from mcapproval.actions import audit, looking
from mcapproval.actions.desk import Desk, as_person
from mcapproval.actions.drafts import framing
from mcapproval.actions.drafts.applications import open_application, update_application
from mcapproval.actions.drafts.checking import check_file
from mcapproval.actions.lookup import files_of, people_of, version_of
from mcapproval.actions.papers import packs
from mcapproval.actions.people import erasing, known
from mcapproval.canonical import digest
from mcapproval.documents.word_form.writing import form
from mcapproval.draft.files import LARGEST_FILE
from mcapproval.draft.reader import read_draft
from mcapproval.errors import AskedWrongly, Refused, Unknown, Unreadable
from mcapproval.store import queries
from mcapproval.store.keep import file_bytes
from mcapproval.store.rows.folded import Application, Case, Organisation, Person, Version
from mcapproval.store.rows.kept import Content, FilePiece, FileRow, TextRow

FOUR = "format: application/1\nroute: nzqa\nkind: listing-approval-and-accreditation\n"
TITLE = 'title: "Community-Led Development Facilitation"\n'

GROWN = (
    {"format", "route", "kind", "title"},
    {"enquiry", "applicant", "people", "organisations", "work_began"},
    {"need", "business_case"},
    {"co_design", "learning_outcomes", "assessments"},
)
"""Which keys of the sample each version adds; the fifth has them all."""


def blocks(text: str) -> dict[str, str]:
    """The draft by its top-level keys, in its order, each with its own lines."""
    parts = re.split(r"(?m)^(?=[a-z_]+:)", text)
    return {part.partition(":")[0]: part for part in parts[1:]}


def grown(text: str, version: int) -> str:
    """The sample as it stood at a version."""
    if version > len(GROWN):
        return text
    keys = set().union(*GROWN[:version])
    return "".join(part for key, part in blocks(text).items() if key in keys)


def kept(desk: Desk) -> tuple[int, ...]:
    with desk.reading() as connection:
        models = (Content, TextRow, FileRow, FilePiece, Person, Organisation, Case)
        return (*(queries.count(connection, m) for m in models), queries.head(connection)[0])


def versions(staged: Staged) -> list[Version]:
    with staged.desk.reading() as connection:
        return queries.many(connection, Version, ref=staged.ref)


def said(refusal: pytest.ExceptionInfo[Refused]) -> str:
    return " | ".join(f"{r.code} {r.message}" for r in refusal.value.reasons)


# --- growing ----------------------------------------------------------------------------------


def test_four_lines_open_an_application(desk: Desk, tmp_path: Path) -> None:
    draft = tmp_path / "draft.yaml"
    draft.write_text(FOUR + TITLE, "utf-8")
    found = open_application(at(desk, "ana", "2026-02-03"), draft)
    assert (found.ref, found.version) == ("APP-2026-0001", 1)
    shown = looking.show_case(desk, found.ref)
    assert shown["state"] == "enquiry"
    assert shown["provider"] == "otago-polytechnic", "the records' own, until the draft says whose"
    assert shown["author"] == "Ana Rangihuna"
    assert shown["files"] == []


def test_a_draft_grows_through_five_versions_to_a_submission(desk: Desk, draft: Path) -> None:
    text = draft.read_text("utf-8")
    draft.write_text(grown(text, 1), "utf-8")
    ref = open_application(at(desk, "ana", "2026-02-03"), draft).ref
    for version, moves in (
        (2, (("ana", "show-need"),)),
        (3, (("mele", "accept-need"), ("head", "develop"))),
        (4, (("ana", "begin-draft"),)),
        (5, (("ana", "send-to-check"),)),
    ):
        day = f"2026-05-0{version}"
        if version > 2:
            with pytest.raises(Refused):
                go(desk, ref, moves[0][0], day, moves[0][1])
        draft.write_text(grown(text, version), "utf-8")
        assert update_application(at(desk, "ana", day), ref, draft).version == version
        for who, move in moves:
            go(desk, ref, who, day, move)
    walk(desk, ref, (*TO_BOARD[1:], *TO_READY))
    go(desk, ref, "hemi", "2026-06-15", "submit")
    assert looking.show_case(desk, ref)["state"] == "submitted"
    assert looking.show_case(desk, ref)["version"] == 5
    assert audit.audit(desk).whole


def test_what_is_missing_holds_up_the_next_step_by_name(desk: Desk, draft: Path) -> None:
    draft.write_text(grown(draft.read_text("utf-8"), 2), "utf-8")
    ref = opened(desk, draft)
    go(desk, ref, "ana", "2026-06-02", "show-need")
    with pytest.raises(Refused) as refusal:
        go(desk, ref, "mele", "2026-06-02", "accept-need")
    codes = {reason.code for reason in refusal.value.reasons}
    assert {"NEED-EVID", "NEED-EVIDENCE"} <= codes


# --- files ------------------------------------------------------------------------------------


def test_every_file_that_the_draft_names_is_kept_by_its_hash(opened: Staged) -> None:
    with opened.desk.reading() as connection:
        files = list(files_of(connection, version_of(connection, opened.ref, 1)))
        assert len(files) > 8
        for file in files:
            data = (SAMPLE.parent / file.name).read_bytes()
            assert (file.sha256, file.size) == (digest(data), len(data))
            assert file_bytes(connection, file.sha256) == data


FILE = "evidence/n2-survey-pacific-neighbourhoods.md"


@pytest.mark.parametrize(
    ("what", "fault"),
    [
        ("missing", "there is no such file"),
        ("a folder", "it is a folder, not a file"),
        ("a link out of the folder", "it lies outside the draft's folder"),
        ("in a linked folder", "it lies outside the draft's folder"),
        ("too large", "it is larger than 25 MB"),
        ("empty", "there is nothing in it"),
        ("a link to nothing", "there is no such file"),
        ("a link to itself", "it can't be read"),
    ],
)
def test_a_file_that_can_not_be_taken_in_is_named_and_nothing_is_kept(
    any_desk: Desk, draft: Path, tmp_path: Path, what: str, fault: str
) -> None:
    file = draft.parent / FILE
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / file.name).write_text("somebody else's", "utf-8")
    if what == "too large":
        with file.open("r+b") as out:
            out.truncate(LARGEST_FILE + 1)
    elif what == "empty":
        file.write_bytes(b"")
    elif what == "in a linked folder":
        file.parent.rename(outside / "evidence")
        file.parent.symlink_to(outside / "evidence")
    else:
        file.unlink()
    if what == "a folder":
        file.mkdir()
    elif what == "a link out of the folder":
        file.symlink_to(outside / file.name)
    elif what == "a link to nothing":
        file.symlink_to(draft.parent / "nothing")
    elif what == "a link to itself":
        file.symlink_to(file)
    before = kept(any_desk)
    with pytest.raises(Refused) as refusal:
        open_application(at(any_desk, "ana", "2026-06-01"), draft)
    assert f"FORM-FILE line 200: {FILE}: {fault}" in said(refusal)
    assert kept(any_desk) == before
    told = check_file(draft, date(2026, 6, 15), None)
    assert [
        (f.code, f"line {f.line}: {f.message}", f.mend)
        for f in told.findings
        if f.code == "FORM-FILE"
    ] == [(r.code, r.message, r.mend) for r in refusal.value.reasons]
    assert told.exit_code == 1


def test_a_draft_whose_files_are_all_there_has_no_finding_on_them(draft: Path) -> None:
    assert check_file(draft, date(2026, 6, 15), None).findings == ()


def test_a_file_stored_with_other_bytes_for_its_macrons_is_found(draft: Path) -> None:
    edited(draft, f"file: {FILE}", "file: evidence/pūrongo.md")
    (draft.parent / FILE).rename(draft.parent / "evidence" / "pu\u0304rongo.md")
    assert check_file(draft, date(2026, 6, 15), None).findings == ()


def test_a_path_that_can_not_be_followed_is_told_once(draft: Path) -> None:
    edited(draft, f"file: {FILE}", "file: ../outside.md")
    found = check_file(draft, date(2026, 6, 15), None).findings
    assert [finding.code for finding in found] == ["FORM-PATH"]


def test_every_file_that_is_missing_is_named_at_once(any_desk: Desk, draft: Path) -> None:
    gone = sorted(path.name for path in (draft.parent / "evidence").glob("n*"))
    for name in gone:
        (draft.parent / "evidence" / name).unlink()
    with pytest.raises(Refused) as refusal:
        open_application(at(any_desk, "ana", "2026-06-01"), draft)
    assert [reason.message.split(": ")[1] for reason in refusal.value.reasons] == [
        f"evidence/{name}" for name in gone
    ]


@pytest.mark.parametrize(
    "name", ["../outside.md", "/etc/hostname", "~/letter.md", "a/../../outside.md", "C:/x.md"]
)
def test_a_path_out_of_the_folder_is_refused_before_anything_is_read(
    any_desk: Desk, draft: Path, name: str
) -> None:
    (draft.parent.parent / "outside.md").write_text("somebody else's", "utf-8")
    edited(draft, f"file: {FILE}", f"file: {name}")
    before = kept(any_desk)
    with pytest.raises(Refused, match="part of it is not understood") as refusal:
        open_application(at(any_desk, "ana", "2026-06-01"), draft)
    assert "FORM-PATH" in said(refusal)
    assert kept(any_desk) == before


def test_a_link_inside_the_folder_is_taken_for_the_file(desk: Desk, draft: Path) -> None:
    file = draft.parent / FILE
    data = file.read_bytes()
    file.rename(draft.parent / "evidence" / "elsewhere.md")
    file.symlink_to("elsewhere.md")
    ref = open_application(at(desk, "ana", "2026-06-01"), draft).ref
    with desk.reading() as connection:
        files = files_of(connection, version_of(connection, ref, 1))
        kept_as = next(file.sha256 for file in files if file.name == FILE)
    assert kept_as == digest(data)


def test_an_update_refused_for_a_file_leaves_the_version_before(
    opened: Staged, draft: Path
) -> None:
    edited(draft, "  learners: 20\n", "  learners: 21\n")
    (draft.parent / FILE).unlink()
    before = kept(opened.desk)
    with pytest.raises(Refused):
        update_application(at(opened.desk, "ana", "2026-06-02"), opened.ref, draft)
    assert kept(opened.desk) == before


def test_other_bytes_under_the_same_name_are_another_version(opened: Staged, draft: Path) -> None:
    with (draft.parent / FILE).open("a") as out:
        out.write("One more answer came in.\n")
    assert update_application(at(opened.desk, "ana", "2026-06-02"), opened.ref, draft).version == 2
    with opened.desk.reading() as connection:
        one, two = (
            {f.name: f.sha256 for f in files_of(connection, version_of(connection, opened.ref, n))}
            for n in (1, 2)
        )
    assert {name for name in one if one[name] != two[name]} == {FILE}
    assert versions(opened)[0].content == versions(opened)[1].content


# --- versions ---------------------------------------------------------------------------------


def test_a_file_that_says_the_same_is_no_new_version(opened: Staged, draft: Path) -> None:
    before = kept(opened.desk)
    text = draft.read_text("utf-8")
    draft.write_text(f"# another remark of mine\n{text}", "utf-8")
    with pytest.raises(Refused, match="says the same as version 1"):
        update_application(at(opened.desk, "ana", "2026-06-02"), opened.ref, draft)
    assert kept(opened.desk) == before


def test_a_version_and_the_comments_of_its_form_are_kept_together_or_not_at_all(
    opened: Staged, draft: Path
) -> None:
    content = dict(read_draft(edited(draft, "learners: 20\n", "learners: 21\n")).draft.data)
    filled = Filled(form(content)).after("structure", paragraph_of("Ask about Thursdays"))
    file = draft.parent / "form.docx"
    file.write_bytes(filled.bytes())
    ana, before = at(opened.desk, "ana", "2026-06-02"), kept(opened.desk)

    def full() -> bytes:
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        update_application(replace(ana, salt=full), opened.ref, file)
    assert kept(opened.desk) == before
    assert update_application(ana, opened.ref, file).remarks == (1,)
    assert kept(opened.desk)[-1] == before[-1] + 2
    assert audit.audit(opened.desk).whole


def test_a_file_based_on_an_older_version_is_refused_with_how_to_see_what_changed(
    opened: Staged, draft: Path
) -> None:
    ana = at(opened.desk, "ana", "2026-06-02")
    update_application(ana, opened.ref, edited(draft, "learners: 20\n", "learners: 21\n"), 1)
    edited(draft, "learners: 21\n", "learners: 22\n")
    with pytest.raises(
        Refused, match="based on version 1, but APP-2026-0001 has version 2"
    ) as told:
        update_application(ana, opened.ref, draft, 1)
    assert "mcapproval diff APP-2026-0001 1 2" in told.value.hint
    assert update_application(ana, opened.ref, draft, 2).version == 3


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("route: nzqa\n", "route: university\n"),
        ("kind: listing-approval-and-accreditation\n", "kind: listing-and-approval\n"),
    ],
)
def test_another_route_or_kind_needs_another_application(
    opened: Staged, draft: Path, old: str, new: str
) -> None:
    edited(draft, old, new)
    with pytest.raises(Refused, match="was opened with"):
        update_application(at(opened.desk, "ana", "2026-06-02"), opened.ref, draft)


def test_a_file_that_is_not_understood_is_refused_with_its_lines(
    any_desk: Desk, draft: Path
) -> None:
    edited(draft, "credits: 10                            # published", "credits: ten # published")
    before = kept(any_desk)
    with pytest.raises(Refused, match="part of it is not understood") as refusal:
        open_application(at(any_desk, "ana", "2026-06-01"), draft)
    assert re.search(r"line \d+: ", said(refusal))
    assert kept(any_desk) == before
    draft.write_text("\tformat: application/1\n", "utf-8")
    with pytest.raises(Unreadable):
        open_application(at(any_desk, "ana", "2026-06-01"), draft)


def test_a_change_names_a_micro_credential_that_is_there(any_desk: Desk, tmp_path: Path) -> None:
    draft = tmp_path / "change.yaml"
    text = "format: application/1\nroute: nzqa\nkind: change\nof: MC-0042\n"
    draft.write_text(text + TITLE, "utf-8")
    with pytest.raises(Unknown, match="no micro-credential in these records"):
        open_application(at(any_desk, "ana", "2026-06-01"), draft)


def test_a_kind_that_a_route_does_not_have_is_told(any_desk: Desk, tmp_path: Path) -> None:
    draft = tmp_path / "draft.yaml"
    draft.write_text(
        "format: application/1\nroute: skills-board\nkind: accreditation\n" + TITLE, "utf-8"
    )
    with pytest.raises(AskedWrongly, match="does not deliver"):
        open_application(at(any_desk, "ana", "2026-06-01"), draft)


def test_a_change_is_found_by_our_number_and_by_nzqas(approved: Staged, tmp_path: Path) -> None:
    for number, of in enumerate(("MC-0001", "'990011'")):
        draft = tmp_path / f"change-{number}.yaml"
        draft.write_text(
            f"format: application/1\nroute: nzqa\nkind: change\nof: {of}\n" + TITLE, "utf-8"
        )
        ref = open_application(at(approved.desk, "ana", "2026-10-01"), draft).ref
        with approved.desk.reading() as connection:
            row = queries.one(connection, Application, ref=ref)
        assert row is not None
        assert row.of_ref == "MC-0001"


# --- people -----------------------------------------------------------------------------------

PERSON = "Mererangi Pōtae-Quill"


def bound(staged: Staged, number: int, key: str = "person-3") -> dict[str, str]:
    """To whom a version binds an id of the draft, and by which commitment."""
    found: dict[str, str] = json.loads(versions(staged)[number - 1].people)[key]
    return found


def test_an_unchanged_text_keeps_its_commitment_and_a_changed_one_gets_another(
    opened: Staged, draft: Path
) -> None:
    ana = at(opened.desk, "ana", "2026-06-02")
    update_application(ana, opened.ref, edited(draft, "learners: 20\n", "learners: 21\n"))
    assert bound(opened, 2) == bound(opened, 1)
    edited(draft, "position: Learning lead", "position: Head of learning")
    update_application(ana, opened.ref, draft)
    assert bound(opened, 3)["person"] == bound(opened, 1)["person"]
    assert bound(opened, 3)["commitment"] != bound(opened, 1)["commitment"]
    assert bound(opened, 3, "person-1") == bound(opened, 1, "person-1")
    with opened.desk.reading() as connection:
        for number, position in ((1, "Learning lead"), (3, "Head of learning")):
            told = people_of(connection, version_of(connection, opened.ref, number))
            assert told["person-3"]["position"] == position
    assert audit.audit(opened.desk).whole


def test_no_name_stands_in_what_is_hashed(opened: Staged) -> None:
    with opened.desk.reading() as connection:
        for event in queries.events(connection):
            assert "Pōtae" not in event.payload().decode()
        row = versions(opened)[0]
        found = connection.exec_driver_sql("SELECT body FROM content")
        assert not [body for (body,) in found if "Pōtae".encode() in bytes(body)]
        assert "Pōtae" not in row.files


@pytest.mark.parametrize(
    "spelling", [PERSON, "Mererangi Potae-Quill", "MERERANGI PŌTAE-QUILL", "Mererangi Pōtae-Quill"]
)
def test_a_name_in_the_text_is_refused_and_nothing_is_kept(
    any_desk: Desk, draft: Path, spelling: str
) -> None:
    edited(draft, "Written for meetings of staff", f"Ask {spelling}; written for meetings of staff")
    before = kept(any_desk)
    with pytest.raises(Refused) as refusal:
        open_application(at(any_desk, "ana", "2026-06-01"), draft)
    assert "FORM-NAME" in said(refusal)
    assert kept(any_desk) == before


def test_one_person_in_two_applications_is_one_person(opened: Staged, draft: Path) -> None:
    before = len(known.list_people(opened.desk))
    open_application(at(opened.desk, "ana", "2026-06-02"), draft)
    assert len(known.list_people(opened.desk)) == before


def test_what_a_later_application_says_of_a_person_counts_in_it(
    opened: Staged, draft: Path
) -> None:
    """They may be named in the first one; in the second they may not."""
    text = draft.read_text("utf-8")
    person = text[text.index("  person-3:") : text.index("  person-4:")]
    changed = person.replace("may_be_named: yes", "may_be_named: no")
    draft.write_text(text.replace(person, changed), "utf-8")
    second = open_application(at(opened.desk, "ana", "2026-06-02"), draft).ref
    with opened.desk.reading() as connection:
        first_printed, printed = (
            packs.dossier(connection, ref, date(2026, 6, 3)).people["person-3"]
            for ref in (opened.ref, second)
        )
    assert first_printed == f"{PERSON}, Learning lead"
    assert printed == "Learning lead"


def test_a_draft_can_not_change_by_whom_somebody_signs_in(desk: Desk, draft: Path) -> None:
    """Ana's own name and contact stand in her draft, with more about her, and change twice."""
    known.add_person(desk, "mere", PERSON, "person3@inspiring-communities.example", None)
    known.grant(desk, "mere", "author")
    mere = at(desk, "mere", "2026-06-01")
    ref = open_application(mere, draft).ref
    update_application(mere, ref, edited(draft, "Learning lead", "Head of learning"))
    assert as_person(desk, "mere").person == mere.person
    with desk.reading() as connection:
        printed = packs.dossier(connection, ref, date(2026, 6, 3)).people["person-3"]
    assert printed == f"{PERSON}, Head of learning"
    assert audit.audit(desk).whole


def the_person(desk: Desk, name: str = PERSON) -> str:
    return next(line.ref for line in known.list_people(desk) if line.name == name)


def test_an_erased_person_does_not_come_back_with_the_next_version(
    opened: Staged, draft: Path
) -> None:
    admin, ana = (at(opened.desk, who, "2026-06-02") for who in ("admin", "ana"))
    erasing.erase(admin, the_person(admin), "She asked for it")
    edited(draft, "learners: 20\n", "learners: 21\n")
    before = kept(opened.desk)
    with pytest.raises(
        Refused, match=r"person-3 was erased from the records on 2026-06-02"
    ) as told:
        update_application(ana, opened.ref, draft)
    assert "take person-3 out of the people" in told.value.reasons[0].mend
    assert kept(opened.desk) == before
    text = draft.read_text("utf-8")
    person = text[text.index("  person-3:") : text.index("  person-4:")]
    bare = "  person-3: {position: Learning lead}\n"
    draft.write_text(text.replace(person, bare), "utf-8")
    (draft.parent / "evidence" / "n1-letter-inspiring-communities.pdf").write_bytes(b"without")
    assert update_application(ana, opened.ref, draft).version == 2
    assert PERSON not in str(known.list_people(opened.desk))
    assert audit.audit(opened.desk).whole


def test_after_an_erasure_the_case_still_shows_and_packs(opened: Staged) -> None:
    admin = at(opened.desk, "admin", "2026-06-02")
    erasing.erase(admin, the_person(admin), "She asked for it")
    with opened.desk.reading() as connection:
        made = packs.dossier(connection, opened.ref, date(2026, 6, 3))
    assert made.people["person-3"] == "(erased)"
    assert looking.show_case(admin, opened.ref)["version"] == 1
    assert len(looking.history(admin, opened.ref)) == 1


def test_who_opened_a_case_is_shown_as_erased_and_their_part_stays(opened: Staged) -> None:
    admin = at(opened.desk, "admin", "2026-06-02")
    go(opened.desk, opened.ref, "ana", "2026-06-02", "show-need")
    erasing.erase(admin, "ana", "She left and asked for it")
    assert looking.show_case(admin, opened.ref)["author"] == "(erased)"
    assert [line.who for line in looking.history(admin, opened.ref)] == ["(erased)", "(erased)"]
    with pytest.raises(Unknown, match="know no person ana"):
        as_person(opened.desk, "ana")
    assert audit.audit(admin).whole


@pytest.mark.parametrize(
    ("note", "trouble"),
    [
        ("  ", AskedWrongly),
        (f"{PERSON} asked for it", AskedWrongly),
        (f"{PERSON.split()[0].upper()} asked for it", AskedWrongly),
    ],
)
def test_an_erasure_gives_a_reason_that_does_not_name(
    opened: Staged, note: str, trouble: type[Exception]
) -> None:
    admin = at(opened.desk, "admin", "2026-06-02")
    before = kept(opened.desk)
    with pytest.raises(trouble):
        erasing.erase(admin, the_person(admin), note)
    assert kept(opened.desk) == before


def test_nobody_is_erased_twice(opened: Staged) -> None:
    admin = at(opened.desk, "admin", "2026-06-02")
    ref = the_person(admin)
    erasing.erase(admin, ref, "She asked for it")
    with pytest.raises(Refused, match="was erased on 2026-06-02 already"):
        erasing.erase(admin, ref, "Once more")


def test_a_new_organisation_is_entered_and_a_known_one_need_not_be_named(
    opened: Staged, tmp_path: Path
) -> None:
    draft = tmp_path / "second.yaml"
    applicant = "applicant: {organisation: inspiring-communities}\n"
    draft.write_text(FOUR + TITLE + applicant, "utf-8")
    ref = open_application(at(opened.desk, "ana", "2026-06-02"), draft).ref
    assert looking.show_case(opened.desk, ref)["provider"] == "inspiring-communities"
    draft.write_text(FOUR + TITLE + "applicant: {organisation: nobody-knows}\n", "utf-8")
    with pytest.raises(Refused) as refusal:
        open_application(at(opened.desk, "ana", "2026-06-02"), draft)
    assert "FORM-REFERENCE" in said(refusal)


def test_an_update_of_what_is_no_application_is_told(approved: Staged, draft: Path) -> None:
    with pytest.raises(Unknown, match="no draft to update"):
        update_application(at(approved.desk, "ana", "2026-10-01"), "MC-0001", draft)
    assert framing.known_organisations(approved.desk) >= {"otago-polytechnic"}
