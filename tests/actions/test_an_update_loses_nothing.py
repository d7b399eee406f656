"""What stands in the records goes only when somebody says so, and a new version tells what changed.

Evidence that `evidence add` put into the records is in no file of the author's.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.actions.conftest import Staged
from tests.actions.walking import at, edited
from tests.documents.filling_in import Filled

from mcapproval.actions.drafts.applications import update_application
from mcapproval.actions.drafts.evidence import add_evidence, list_evidence
from mcapproval.actions.drafts.opened import Opened
from mcapproval.documents.word_form.writing import form
from mcapproval.draft.reader import read_draft
from mcapproval.errors import AskedWrongly, Refused

LATE = {"type": "letter", "dated": "2026-06-01", "says": "Six would enrol"}
LEARNERS = ("  learners: 20\n", "  learners: 21\n")


def update(staged: Staged, file: Path, *without: str) -> Opened:
    ana = at(staged.desk, "ana", "2026-06-11")
    return update_application(ana, staged.ref, file, without=without)


def add(staged: Staged, draft: Path) -> str:
    """A letter that is added in the records; the name of its file there."""
    letter = draft.parent / "late.txt"
    letter.write_text("Six would enrol.", "utf-8")
    add_evidence(at(staged.desk, "ana", "2026-06-03"), staged.ref, letter, LATE)
    return list_evidence(staged.desk, staged.ref)[4].name


def gone(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [r.mend.rpartition(" ")[2] for r in refusal.value.reasons if r.code == "GONE"]


def parts(made: Opened, what: str) -> list[str]:
    return [one.path for one in made.otherwise.parts if one.what == what]


# --- evidence ---------------------------------------------------------------------------------


def test_evidence_that_a_file_never_had_is_not_taken_out_by_it(opened: Staged, draft: Path) -> None:
    added = add(opened, draft)
    with pytest.raises(Refused, match="without what stands in version 2") as refusal:
        update(opened, edited(draft, *LEARNERS))
    assert gone(refusal) == ["N5"]
    assert "letter, of 2026-06-01, evidence/n5.txt" in refusal.value.reasons[0].message
    assert "--without N5" in refusal.value.hint
    assert f"draft take {opened.ref}" in refusal.value.hint
    assert added in [line.name for line in list_evidence(opened.desk, opened.ref)]


def test_evidence_goes_where_somebody_says_so(opened: Staged, draft: Path) -> None:
    added = add(opened, draft)
    made = update(opened, edited(draft, *LEARNERS), "N5")
    assert made.version == 3
    assert [one.gone for one in made.otherwise.parts if one.path == "/need/evidence"] == [("N5",)]
    assert added not in [line.name for line in list_evidence(opened.desk, opened.ref)]


def test_what_is_said_to_go_and_does_not_is_told(opened: Staged, draft: Path) -> None:
    add(opened, draft)
    with pytest.raises(AskedWrongly, match="N6: not among") as told:
        update(opened, edited(draft, *LEARNERS), "N5", "N6")
    assert told.value.hint == "it leaves out N5"


def test_another_piece_under_the_id_that_one_was_given_meanwhile_is_seen(
    opened: Staged, draft: Path
) -> None:
    add(opened, draft)
    (draft.parent / "minutes.txt").write_text("Our minutes.", "utf-8")
    mine = "evidence:\n    - id: N5\n      type: hui\n      file: minutes.txt\n"
    with pytest.raises(Refused) as refusal:
        update(opened, edited(draft, "evidence:\n", mine))
    assert gone(refusal) == ["N5"]


def test_a_file_that_was_filled_in_in_the_records_is_not_lost_with_an_older_draft(
    opened: Staged, draft: Path
) -> None:
    without_file = re.sub(r"\n +file: evidence/n2-\S+", "", draft.read_text("utf-8"))
    draft.write_text(without_file, "utf-8")
    with pytest.raises(Refused) as refusal:
        update(opened, draft)
    assert gone(refusal) == ["N2"]


def test_a_piece_with_another_id_or_a_better_file_is_the_same_piece(
    opened: Staged, draft: Path
) -> None:
    name = "evidence/n2-survey-pacific-neighbourhoods"
    (draft.parent / f"{name}.md").rename(draft.parent / f"{name}-signed.md")
    edited(draft, f"{name}.md", f"{name}-signed.md")
    made = update(opened, edited(draft, "    - id: N4\n", "    - id: N9\n"))
    (evidence,) = (one for one in made.otherwise.parts if one.path == "/need/evidence")
    assert (evidence.new, evidence.changed, evidence.gone) == (("N9",), ("N2",), ("N4",))


def test_a_table_of_evidence_that_was_deleted_from_a_word_form_is_told(
    opened: Staged, draft: Path
) -> None:
    content = dict(read_draft(draft).draft.data)
    filled = Filled(form(content))
    table = filled.table("need.evidence.id", 1)
    table.getparent().remove(table)
    file = draft.parent / "form.docx"
    file.write_bytes(filled.bytes())
    with pytest.raises(Refused) as refusal:
        update(opened, file)
    assert gone(refusal) == ["N2"]


# --- parts ------------------------------------------------------------------------------------


def cut(draft: Path, key: str, left: str = "") -> Path:
    """The draft without a part of it."""
    text = draft.read_text("utf-8")
    draft.write_text(re.sub(rf"(?m)^{key}:.*\n(?:[ #].*\n|\n)*", left, text), "utf-8")
    return draft


def test_a_part_that_was_cut_from_a_text_is_not_emptied(opened: Staged, draft: Path) -> None:
    with pytest.raises(Refused) as refusal:
        update(opened, cut(draft, "need"))
    assert gone(refusal) == ["need"]
    assert "Need and acceptability (need)" in refusal.value.reasons[0].message
    made = update(opened, draft, "need")
    assert parts(made, "gone") == ["/need", "/need/evidence"]


def test_a_part_whose_key_stands_with_nothing_behind_it_is_emptied(
    opened: Staged, draft: Path
) -> None:
    made = update(opened, cut(draft, "business_case", "business_case:\n"))
    assert parts(made, "gone") == ["/business_case"]


def test_a_part_that_was_emptied_in_a_word_form_is_emptied(opened: Staged, draft: Path) -> None:
    content = {k: v for k, v in read_draft(draft).draft.data.items() if k != "business_case"}
    file = draft.parent / "form.docx"
    file.write_bytes(form(content))
    assert parts(update(opened, file), "gone") == ["/business_case"]


# --- what is told -----------------------------------------------------------------------------


def test_a_version_tells_which_parts_are_new_changed_and_gone(opened: Staged, draft: Path) -> None:
    edited(draft, *LEARNERS)
    edited(draft, "    hours: 50\n", "    hours: 51\n")
    edited(draft, "\nentry: >-", "\ntitle_te_reo: Te Ako\nentry: >-")
    made = update(opened, cut(draft, "reassessment"))
    assert parts(made, "changed") == ["/enquiry", "/learning_outcomes"]
    assert (parts(made, "new"), parts(made, "gone")) == (["/title_te_reo"], ["/reassessment"])
    (outcomes,) = (one for one in made.otherwise.parts if one.path == "/learning_outcomes")
    assert outcomes.changed == ("LO1",)


def test_the_draft_of_another_application_is_seen_by_its_title(opened: Staged, draft: Path) -> None:
    other = update(opened, edited(draft, 'title: "Community-Led', 'title: "Community Led'))
    assert other.otherwise.was == ""
    edited(draft, 'title: "Community Led Development Facilitation"', "title: Welding for Boats")
    made = update(opened, draft)
    assert made.otherwise.was == "Community Led Development Facilitation"


def test_two_files_from_one_version_do_not_revert_each_other_unseen(
    opened: Staged, draft: Path
) -> None:
    mine, text = draft.parent / "mine.yaml", draft.read_text("utf-8")
    mine.write_text(text.replace("    hours: 50\n", "    hours: 51\n"), "utf-8")
    assert update(opened, edited(draft, *LEARNERS)).otherwise.back == ()
    assert update(opened, mine).otherwise.back == ((1, ("/enquiry/learners",)),)


def test_other_bytes_and_another_contact_are_told(opened: Staged, draft: Path) -> None:
    with (draft.parent / "evidence/n4-hui-te-koanga.md").open("a") as out:
        out.write("One more came.\n")
    made = update(opened, edited(draft, "person1@otago-", "person.1@otago-"))
    assert parts(made, "changed") == ["/need/evidence/3/file", "/people"]


def test_an_approval_says_whether_it_stands_and_for_which_version_it_was_given(
    ready: Staged, draft: Path
) -> None:
    def told(made: Opened) -> list[tuple[Any, ...]]:
        return [(one.body, one.version, one.changed) for one in made.given]

    first = update(ready, edited(draft, "Open to people already", "Open to all who are already"))
    assert told(first) == [("head-of-school", 1, ()), ("academic-board", 1, ())]
    second = update(ready, edited(draft, "\nlevel: 5 ", "\nlevel: 6 "))
    assert told(second) == [("head-of-school", 1, ()), ("academic-board", 1, ("level",))]
    assert told(update(ready, edited(draft, *LEARNERS))) == [("head-of-school", 1, ("enquiry",))]


def test_a_note_that_cuts_an_answer_is_told_with_the_version(opened: Staged, draft: Path) -> None:
    made = update(opened, edited(draft, 'title: "Community-Led', "title: Led # Community"))
    (slip,) = made.slips
    assert '`# Community Development Facilitation"`' in slip
