"""Items on a case, and what looking at cases tells."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.actions.conftest import SAMPLE, Staged
from tests.actions.walking import at, edited, go
from tests.actions.walking import opened as open_sample

from mcapproval.actions import audit, looking, versions
from mcapproval.actions.cases.items import answering, of_case
from mcapproval.actions.drafts import applications
from mcapproval.actions.finding.listed import cases_of
from mcapproval.actions.people import erasing, known
from mcapproval.actions.reviewing.owners import assign
from mcapproval.errors import AskedWrongly, Refused, Unknown, Unmet
from mcapproval.store import keep, queries
from mcapproval.store.rows.folded import Version


def test_an_item_is_added_answered_and_closed(opened: Staged) -> None:
    mele = at(opened.desk, "mele", "2026-06-02")
    number = of_case.add_item(
        mele, opened.ref, "action", " Ask the council again ", "author", date(2026, 6, 30)
    )
    line = of_case.list_items(mele, opened.ref)[0]
    assert (line.number, line.kind, line.state) == (number, "action", "open")
    assert (line.owner, line.due, line.says) == ("author", "2026-06-30", "Ask the council again")
    ana = at(opened.desk, "ana", "2026-06-10")
    proof = {"answer.pdf": b"%PDF the answer"}
    answering.change_item(ana, opened.ref, number, "answered", "They said yes.", proof)
    answering.change_item(mele, opened.ref, number, "closed")
    line = of_case.list_items(mele, opened.ref)[0]
    assert (line.state, line.reply) == ("closed", "They said yes.")
    with opened.desk.reading() as connection:
        row = list(queries.events(connection, opened.ref))[-2]
    assert row.data["files"][0]["ending"] == "pdf"
    assert audit.audit(opened.desk).whole


def test_an_item_that_can_not_be_is_told(opened: Staged) -> None:
    mele = at(opened.desk, "mele", "2026-06-02")
    with pytest.raises(AskedWrongly, match="no kind of item wish"):
        of_case.add_item(mele, opened.ref, "wish", "I wish")
    with pytest.raises(AskedWrongly, match="says something"):
        of_case.add_item(mele, opened.ref, "comment", "   ")
    with pytest.raises(Unknown, match="has no item 7"):
        answering.change_item(mele, opened.ref, 7, "closed")
    number = of_case.add_item(mele, opened.ref, "comment", "Look")
    with pytest.raises(AskedWrongly, match="an answer says something"):
        answering.change_item(mele, opened.ref, number, "answered")
    answering.change_item(mele, opened.ref, number, "closed")
    with pytest.raises(Refused, match="is closed"):
        answering.change_item(mele, opened.ref, number, "answered", "Too late")
    with pytest.raises(Unknown, match="there is no APP-2026-0009"):
        of_case.list_items(mele, "APP-2026-0009")


def test_a_request_is_answered_item_by_item_before_the_reply_goes(evaluation: Staged) -> None:
    desk, ref = evaluation.desk, evaluation.ref
    asked = ["How are portfolios moderated?; due=2026-07-28", "Who speaks te reo Māori?"]
    go(desk, ref, "hemi", "2026-07-14", "request-information", letter=True, items=asked)
    lines = of_case.list_items(desk, ref)
    assert [(line.number, line.kind, line.due) for line in lines] == [
        (1, "information", "2026-07-28"),
        (2, "information", ""),
    ]
    hemi = at(desk, "hemi", "2026-07-20")
    answering.change_item(hemi, ref, 1, "answered", "By two people.")
    with pytest.raises(Refused) as refusal:
        go(desk, ref, "hemi", "2026-07-24", "reply")
    assert [r.code for r in refusal.value.reasons] == ["ITEM-OPEN"]
    assert "Who speaks te reo Māori?" in refusal.value.reasons[0].message
    answering.change_item(hemi, ref, 2, "answered", "Both assessors do.")
    assert go(desk, ref, "hemi", "2026-07-24", "reply").now == "Being evaluated"


def test_support_that_was_asked_for_is_closed_by_its_answer(drafting: Staged) -> None:
    desk, ref = drafting.desk, drafting.ref
    go(desk, ref, "mele", "2026-06-03", "ask-support", who="health-and-community-isb")
    assert of_case.list_items(desk, ref)[0].state == "open"
    go(desk, ref, "mele", "2026-06-04", "record-support", letter=True, support="supported")
    line = of_case.list_items(desk, ref)[0]
    assert (line.kind, line.state, line.owner) == ("support", "closed", "health-and-community-isb")


def test_texts_about_an_erased_person_show_as_erased(opened: Staged) -> None:
    admin = at(opened.desk, "admin", "2026-06-02")
    mele = at(opened.desk, "mele", "2026-06-02")
    of_case.add_item(mele, opened.ref, "comment", "Sēmisi Vākauta rang about it")
    of_case.add_item(mele, opened.ref, "comment", "The letter came")
    ref = next(x.ref for x in known.list_people(admin) if x.name == "Sēmisi Vākauta")
    erasing.erase(admin, ref, "He asked for it")
    assert [line.says for line in of_case.list_items(admin, opened.ref)] == [
        "(erased)",
        "The letter came",
    ]
    assert audit.audit(admin).whole


# --- looking ----------------------------------------------------------------------------------


def test_the_differences_of_two_versions_are_told_place_by_place(
    opened: Staged, draft: Path
) -> None:
    ana = at(opened.desk, "ana", "2026-06-02")
    edited(draft, "\nlevel: 5 ", "\nlevel: 6 ")
    edited(draft, "use_in: [New Zealand]", "use_in: [New Zealand, Niue]")
    edited(draft, "\nreview_period_years: 2\n", "\n")
    applications.update_application(ana, opened.ref, draft)
    edited(draft, "\nlevel: 6 ", "\nlevel: 5 ")
    applications.update_application(ana, opened.ref, draft)
    a, b, found = versions.diff(ana, opened.ref, None, None)
    assert (a, b) == (2, 3)
    assert [(d.path, d.before, d.after) for d in found] == [("/level", 6, 5)]
    a, b, found = versions.diff(ana, opened.ref, 1, 2)
    assert {(d.path, d.before, d.after) for d in found} == {
        ("/level", 5, 6),
        ("/purpose/use_in/1", None, "Niue"),
        ("/review_period_years", 2, None),
    }
    assert [d.path for d in versions.diff(ana, opened.ref, 1, 3)[2]] == [
        "/purpose/use_in/1",
        "/review_period_years",
    ]


def test_a_version_that_is_not_there_is_told(opened: Staged) -> None:
    with pytest.raises(Unknown, match="has no version 2"):
        versions.diff(opened.desk, opened.ref, 1, 2)
    assert versions.diff(opened.desk, opened.ref, None, None)[2] == []


def test_cases_are_listed_by_track_and_state(approved: Staged) -> None:
    opened_later = open_sample(approved.desk, SAMPLE, "2026-10-01")
    desk = approved.desk
    assert [c.ref for c in cases_of(desk)] == [
        "ACC-0001",
        "APP-2026-0001",
        opened_later,
        "MC-0001",
        "REV-2027-0001",
    ]
    assert [c.ref for c in cases_of(desk, "application")] == [
        "APP-2026-0001",
        opened_later,
    ]
    assert [c.ref for c in cases_of(desk, "application", "approved")] == ["APP-2026-0001"]
    assert cases_of(desk, "review", "approved") == []
    listed = cases_of(desk, "listing")[0]
    assert (listed.number, listed.title) == ("990011", "Community-Led Development Facilitation")


def test_a_case_is_shown_with_its_links_results_and_author(approved: Staged) -> None:
    shown = looking.show_case(approved.desk, approved.ref)
    assert shown["author"] == "Ana Rangihuna"
    assert shown["links"] == ["ACC-0001", "MC-0001"]
    assert shown["facts"]["law_day"] == "2026-06-15"
    assert {name: row["outcome"] for name, row in shown["results"].items()} == {
        "listing": "granted",
        "approval": "granted",
        "accreditation": "granted",
    }


def test_a_history_tells_every_row_in_peoples_words(approved: Staged) -> None:
    lines = looking.history(approved.desk, approved.ref)
    assert [line.act for line in lines][:3] == [
        "opened in Enquiry",
        "show-need: now Need",
        "accept-need: now Approval to develop",
    ]
    approve = next(line for line in lines if line.act.startswith("approve"))
    assert approve.who == "Bo Lindgren-Li"
    assert "resolution: approved as tabled" in approve.text
    assert [line.row for line in lines] == sorted(line.row for line in lines)


def test_a_history_says_who_looks_after_it(approved: Staged) -> None:
    hemi = at(approved.desk, "hemi", "2027-07-01")
    assign(hemi, ["MC-0001"], "mele")
    assign(hemi, ["MC-0001"], None)
    lines = looking.history(hemi, "MC-0001")
    assert [line.act for line in lines][-2:] == [
        "looked after by Mele Taufa-Unga",
        "looked after by nobody of its own",
    ]


def test_an_erased_version_is_told_and_the_others_still_show(opened: Staged, draft: Path) -> None:
    ana = at(opened.desk, "ana", "2026-06-02")
    applications.update_application(
        ana, opened.ref, edited(draft, "learners: 20\n", "learners: 21\n")
    )
    with opened.desk.writing() as writer:
        first = queries.many(writer.connection, Version, ref=opened.ref)[0]
        keep.forget_contents(writer.connection, {first.content})
    with pytest.raises(Unmet, match=f"the text of {opened.ref}, version 1, was erased"):
        versions.diff(ana, opened.ref, 1, 2)
    assert looking.show_case(ana, opened.ref)["version"] == 2


def test_an_item_is_put_to_no_person_by_name(board: Staged) -> None:
    """An owner stands in the journal in clear."""
    mele = at(board.desk, "mele", "2026-06-08")
    with pytest.raises(Unknown, match="no role or organisation Wiki Hohepa"):
        of_case.add_item(mele, board.ref, "action", "Look again", "Wiki Hohepa")
    assert of_case.add_item(mele, board.ref, "action", "Look again", "otago-polytechnic") == 1
