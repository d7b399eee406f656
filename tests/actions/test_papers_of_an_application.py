"""What the records hold of an application stands on its papers, up to any of its rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.actions.conftest import REF, SAMPLE, Staged
from tests.actions.test_standing_texts import SECOND, keep, updated
from tests.actions.walking import at, change_under_evaluation, copied, edited, go

from mcapproval.actions.cases.items.answering import change_item
from mcapproval.actions.drafts.applications import update_application
from mcapproval.actions.drafts.checking_cases import check_case
from mcapproval.actions.papers.packs import dossier, pack
from mcapproval.actions.papers.subjects import made
from mcapproval.documents import text
from mcapproval.errors import AskedWrongly, Unknown

ASKED = ["How is it assessed?; due=2026-07-28; owner=author; touches=approval", "Why level 5?"]


def paper(staged: Staged, name: str, day: str = "2026-07-20", since: int | None = None) -> str:
    desk = at(staged.desk, "hemi", day)
    return " ".join(text.render(made(desk, name, REF, since)).split())


def asked(staged: Staged) -> None:
    go(staged.desk, REF, "hemi", "2026-07-14", "request-information", letter=True, items=ASKED)


def test_a_reply_is_made_only_where_something_was_asked(evaluation: Staged) -> None:
    with pytest.raises(AskedWrongly, match="there is no reply to a request for information"):
        paper(evaluation, "reply")


def test_a_reply_holds_each_question_with_its_answer_and_what_came_with_it(
    evaluation: Staged,
) -> None:
    asked(evaluation)
    hemi = at(evaluation.desk, "hemi", "2026-07-17")
    change_item(hemi, REF, 1, "answered", "By an observer.", files={"plan.txt": b"A plan."})
    told = paper(evaluation, "reply")
    assert "What was asked (bears on approval): How is it assessed?" in told
    assert "Our reply (17 July 2026): By an observer." in told
    assert "file 1 of this item, which comes with this reply" in told
    assert "Why level 5? Our reply: (no reply yet)" in told
    assert "Item 2 has no reply yet." in told
    assert "NZQA's reference C99011" in told
    record = paper(evaluation, "record-copy")
    assert "From outside: a request for information" in record
    assert "Information 1 (due on 28 July 2026): How is it assessed?" in record
    assert "Reply to 1 (17 July 2026): By an observer." in record
    assert "From outside: NZQA's receipt" in record
    assert "Nothing: the application is as it was when the request came." in told


def test_a_reply_tells_what_changed_since_before_and_after_and_nothing_of_ours(
    evaluation: Staged, draft: Path
) -> None:
    asked(evaluation)
    body = draft.read_text("utf-8").replace("weeks: 20", "weeks: 18")
    body = body.replace("least_numbers: 14", "least_numbers: 15")
    assert "weeks: 18" in body
    assert "least_numbers: 15" in body
    draft.write_text(body, "utf-8")
    update_application(at(evaluation.desk, "ana", "2026-07-16"), REF, draft)
    said = paper(evaluation, "reply")
    assert "Version 1, which was there when the request came, is now version 2." in said
    assert "Delivery: Weeks: [removed: 20] [added: 18]" in said
    assert "Business case" not in said
    told = paper(evaluation, "redline")
    assert "What changed from version 1 to version 2" in told
    assert "Weeks: [removed: 20] [added: 18]" in told


def test_a_dossier_of_an_earlier_row_knows_nothing_of_later_ones(evaluation: Staged) -> None:
    asked(evaluation)
    with evaluation.desk.reading() as connection:
        now = dossier(connection, REF, date(2026, 7, 20))
    change_item(at(evaluation.desk, "hemi", "2026-07-17"), REF, 1, "answered", "So.")
    with evaluation.desk.reading() as connection:
        then = dossier(connection, REF, date(2026, 7, 20), now.row[0])
        later = dossier(connection, REF, date(2026, 7, 20))
    assert [item.state for item in then.items] == ["open", "open"]
    assert then.items == now.items
    assert [item.state for item in later.items] == ["answered", "open"]
    assert later.items[0].reply == "So."


def test_a_redline_is_refused_for_a_version_that_is_not_there(
    evaluation: Staged, draft: Path
) -> None:
    with pytest.raises(AskedWrongly, match="there is no redline"):
        paper(evaluation, "redline")
    asked(evaluation)
    body = draft.read_text("utf-8").replace("weeks: 20", "weeks: 18")
    draft.write_text(body, "utf-8")
    update_application(at(evaluation.desk, "ana", "2026-07-16"), REF, draft)
    with pytest.raises(Unknown, match="has no version 2 before version 2"):
        paper(evaluation, "redline", since=2)
    with pytest.raises(AskedWrongly, match="holds it to no other"):
        paper(evaluation, "board-sheet", since=1)


def test_the_pack_of_a_change_holds_its_content_to_what_stands_approved(
    approved: Staged, draft: Path, tmp_path: Path
) -> None:
    ref = change_under_evaluation(approved.desk, draft)
    desk = at(approved.desk, "hemi", "2027-03-01")
    pack(desk, ref, tmp_path / "pack", ("docx",))
    names = sorted(file.name for file in (tmp_path / "pack").glob("*.*"))
    assert "08-before-and-after.docx" in names
    assert "09-annexes.pdf" in names
    told = " ".join(text.render(made(desk, "before-and-after", ref)).split())
    assert "MC-0001 (NZQA number 990011) is what was approved with APP-2026-0001, version 1" in told
    assert "Credits: [removed: 10] [added: 12]" in told
    sheet = " ".join(text.render(made(desk, "portal-sheet", ref)).split())
    assert "08-before-and-after.pdf" in sheet
    assert "Micro-credential 990011, version 1 Application for" in sheet
    form = " ".join(text.render(made(desk, "application", ref)).split())
    assert "Micro-credential 990011, version 1 (our MC-0001)" in form
    assert "the paper Content before and after of this pack, with annex" in form
    with pytest.raises(Unknown, match="has no version 1 before version 1"):
        made(desk, "redline", ref, 1)


def test_a_change_that_was_granted_is_still_held_to_what_stood_before_it(
    approved: Staged, draft: Path
) -> None:
    ref = change_under_evaluation(approved.desk, draft)
    desk = at(approved.desk, "hemi", "2027-03-01")
    before = text.render(made(desk, "redline", ref))
    results, day = "approval:granted", "2027-03-01"
    go(desk, ref, "hemi", day, "record-outcome", True, results=results, listing_version="2")
    after = text.render(made(desk, "redline", ref))
    form, sheet, notice = (
        " ".join(text.render(made(desk, name, ref)).split())
        for name in ("application", "set-up-sheet", "outcome-notice")
    )
    assert "Micro-credential 990011, version 1 (our MC-0001)" in form, "what it is a change of"
    assert "NZQA's number 990011, version 2 Reporting code 9901" in sheet
    assert "NZQA's number of the micro-credential 990011 Version listed 2" in notice
    assert "NZQA's number stays 990011." in notice
    assert before.partition("What stands")[2] == after.partition("What stands")[2]


def test_a_controlled_copy_is_of_what_was_approved(evaluation: Staged, approved: Staged) -> None:
    with pytest.raises(AskedWrongly, match="there is no controlled copy"):
        paper(evaluation, "controlled-copy")
    told = paper(approved, "controlled-copy", "2026-08-12")
    assert "APP-2026-0001-COPY, version 1, approved 11 August 2026" in told
    assert "listing, approval and accreditation granted on 11 August 2026" in told
    assert "990011, version 1" in told
    assert "990011, version 1" in paper(approved, "set-up-sheet", "2026-08-12")


def test_a_redline_holds_the_words_of_standing_texts_to_one_another(
    drafting: Staged, draft: Path
) -> None:
    keep(drafting.desk)
    updated(drafting, draft, "see: rpl@1")
    keep(drafting.desk, SECOND)
    updated(drafting, draft, "see: rpl@2", "2026-06-03")
    told = paper(drafting, "redline")
    assert "see: rpl" not in told
    assert "shown by a [removed: portfolio." in told
    assert "[added: portfolio or in an interview.]" in told


def test_a_pack_tells_what_its_papers_leave_unwritten(drafting: Staged, tmp_path: Path) -> None:
    ana = at(drafting.desk, "ana", "2026-06-10")
    whole = pack(ana, REF, tmp_path / "whole", ("pdf",))
    assert not any("not written yet" in said for said in whole.told)
    said = "    statement: Reflections that draw on workshops, feedback and readings.\n"
    update_application(ana, REF, edited(copied(SAMPLE, tmp_path), said, ""))
    lacks = "A3: Critical reflections, what the learner does"
    assert pack(ana, REF, tmp_path / "open", ("pdf",)).told == (
        f"01-application: not written yet, in one place: Assessment {lacks}",
        f"04-assessment-map: not written yet, in one place: {lacks}",
    )
    assert [f.code for f in check_case(ana, REF, None).findings] == ["ASSESS-SAID"]
