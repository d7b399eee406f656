"""What reports say of lives that were walked by hand, with every figure counted by hand."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.actions.conftest import SAMPLE, Staged
from tests.actions.importing_sheets import written
from tests.actions.walking import (
    ANOTHER_TO_EVALUATION,
    BOARD,
    TO_BOARD,
    TO_DRAFTING,
    TO_EVALUATION,
    TO_READY,
    at,
    edited,
    go,
    opened,
    walk,
    whole_life,
)

from mcapproval.actions import setup
from mcapproval.actions.cases import undoing
from mcapproval.actions.desk import Desk, as_person
from mcapproval.actions.drafts import applications, asked_before
from mcapproval.actions.finding.asking import Asked
from mcapproval.actions.finding.listed import list_cases
from mcapproval.actions.importing.taking import import_file
from mcapproval.actions.importing.undoing import undo_import
from mcapproval.actions.migrating import Wanted as Version
from mcapproval.actions.migrating import migrate
from mcapproval.actions.people.known import add_person
from mcapproval.actions.reporting.fallen import fallen
from mcapproval.actions.reporting.findings import by_rule, having
from mcapproval.actions.reporting.refused import refused, refused_by
from mcapproval.actions.reporting.requests import causes, listed, rates
from mcapproval.actions.reporting.stages import stages
from mcapproval.actions.reporting.where import where, where_by
from mcapproval.actions.reviewing.owners import assign
from mcapproval.clock import add_days
from mcapproval.draft.asked_about import asked_about
from mcapproval.errors import AskedWrongly, Refused, Unknown
from mcapproval.findings import Severity
from mcapproval.reports.findings import Looked, worst_first
from mcapproval.reports.findings import having as having_table
from mcapproval.reports.paging import Slice
from mcapproval.reports.shares import median, share
from mcapproval.reports.stages import Stage
from mcapproval.reports.table import text
from mcapproval.store import queries
from mcapproval.store.due import person_named
from mcapproval.store.keep import forget_texts
from mcapproval.store.looking import looking
from mcapproval.store.reported import attempts, stays
from mcapproval.store.reported import fallen as fell
from mcapproval.store.reported.whereabouts import Wanted
from mcapproval.store.rows.folded import Item, Step
from mcapproval.store.verifying.verify import verify
from mcapproval.workflow.definition import load, parse

APP = "APP-2026-0001"
OTAGO = "Otago Polytechnic"


def of(desk: Desk, day: str, state: str) -> Stage:
    return next(row for row in stages(desk.on(day_of(day))) if row.state == state)


def day_of(iso: str) -> date:
    return date.fromisoformat(iso)


def is_whole(desk: Desk) -> bool:
    with desk.reading() as connection:
        return verify(connection).whole


# --- stages -----------------------------------------------------------------------------------


def test_the_stays_of_one_life_are_those_that_its_days_give(desk: Desk) -> None:
    whole_life(desk, SAMPLE)
    found = {row.state: row for row in stages(desk.on(day_of("2026-09-01")))}
    assert {name: (row.stays, row.longest) for name, row in found.items()} == {
        "enquiry": (1, 1),
        "need": (1, 0),
        "approval-to-develop": (1, 0),
        "co-design": (1, 0),
        "drafting": (1, 0),
        "internal-check": (1, 3),
        "academic-approval": (1, 5),
        "ready-to-submit": (1, 5),
        "submitted": (1, 1),
        "evaluation": (2, 28),
        "information-requested": (1, 10),
        "outcome-received": (1, 0),
    }
    evaluation = found["evaluation"]
    # 16 June to 14 July, and 24 July to 11 August; Matariki, 10 July, is no working day
    assert (evaluation.median, evaluation.ninetieth) == (23, 28)
    assert (evaluation.working_median, evaluation.working_ninetieth) == (16, 19)
    assert (evaluation.time, evaluation.whose, evaluation.longest_ref) == ("others", "NZQA", APP)
    assert found["internal-check"].allowed == "10 working days"
    assert found["need"].there_now == 0


def test_what_is_asked_meanwhile_makes_no_two_stays_of_one(desk: Desk) -> None:
    ref = opened(desk, SAMPLE)
    walk(desk, ref, (*TO_DRAFTING, *TO_BOARD))
    go(desk, ref, "mele", "2026-06-08", "ask-advice", who="library", question="Is it held?")
    (board,) = (row for row in stages(desk.on(day_of("2026-06-11"))) if row.there_now)
    assert (board.state, board.stays, board.longest_now) == ("academic-approval", 0, 6)


def test_a_move_that_was_taken_back_leaves_no_stay(desk: Desk) -> None:
    ref = opened(desk, SAMPLE)
    go(desk, ref, "ana", "2026-06-04", "show-need")
    undoing.undo(at(desk, "ana", "2026-06-04"), ref)
    (row,) = stages(desk.on(day_of("2026-06-11")))
    assert (row.state, row.stays, row.median, row.there_now, row.longest_now) == (
        *("enquiry", 0, None),
        *(1, 10),
    )
    go(desk, ref, "ana", "2026-06-12", "show-need")
    assert of(desk, "2026-06-12", "enquiry").longest == 11
    assert is_whole(desk)


def test_what_was_imported_is_where_it_is_until_the_import_is_taken_back(
    desk: Desk, tmp_path: Path
) -> None:
    rows = (("Title", "Applicant", "Providers", "Status"), ("Frost", OTAGO, OTAGO, "current"))
    import_file(desk, written(tmp_path, {"Micro-credentials": rows}), add_organisations=True)
    there = {row.ref: (row.since, row.days) for row in where(desk).rows}
    assert there["MC-0001"] == ("", None)
    assert stages(desk, "listing") == []
    assert rates(desk) == ([], (0, 1))
    undo_import(desk, "IMP-0001")
    assert where(desk).rows == ()
    with desk.reading() as connection:
        assert queries.many(connection, Step) == []
    assert is_whole(desk)


def test_since_when_it_is_somewhere_is_known_of_what_was_moved_since_its_import(
    desk: Desk, tmp_path: Path
) -> None:
    rows = (("Title", "Applicant", "Providers", "Status"), ("Frost", OTAGO, OTAGO, "current"))
    import_file(desk, written(tmp_path, {"Micro-credentials": rows}), add_organisations=True)
    day = desk.today
    last = add_days(day, 60).isoformat()
    go(desk, "MC-0001", "hemi", day.isoformat(), "expire", reason="No need", teach_out=last)
    (expiring,) = stages(desk.on(add_days(day, 20)), "listing")
    assert (expiring.state, expiring.stays, expiring.longest_now) == ("expiring", 0, 20)


def test_stays_of_several_cases_are_put_together_and_parted_again(
    desk: Desk, tmp_path: Path
) -> None:
    for day in ("2026-06-03", "2026-06-04", "2026-06-21"):
        ref = opened(desk, SAMPLE)
        go(desk, ref, "ana", day, "show-need")
    row = of(desk, "2026-06-30", "enquiry")
    assert (row.stays, row.median, row.ninetieth, row.longest) == (3, 3, 20, 20)
    assert row.longest_ref == "APP-2026-0003"
    assert of(desk, "2026-06-30", "need").there_now == 3
    assert stages(desk, workflow="nzqa-application") == stages(desk)
    assert stages(desk, provider="otago-polytechnic") == stages(desk)
    assert stages(desk, "review") == []
    with pytest.raises(Unknown, match="no application is in a workflow review"):
        stages(desk, workflow="review")
    with pytest.raises(Unknown):
        stages(desk, provider="nobody")


@given(st.lists(st.integers(0, 50), min_size=1, max_size=40))
def test_the_median_is_the_mean_of_two_in_the_middle_rounded_half_up_and_nine_in_ten_took_no_longer(
    lengths: list[int],
) -> None:
    counted = Counter(lengths)
    assert median(counted) == math.floor(statistics.median(lengths) + 0.5)
    ninetieth = share(counted, 90)
    assert ninetieth is not None
    assert ninetieth in lengths
    assert 10 * sum(each <= ninetieth for each in lengths) >= 9 * len(lengths)
    assert 10 * sum(each < ninetieth for each in lengths) < 9 * len(lengths)


def test_of_no_stays_there_is_no_median() -> None:
    assert (median(Counter()), share(Counter(), 90)) == (None, None)


@pytest.mark.parametrize("later", [False, True])
def test_a_stage_is_called_as_the_version_calls_it_in_which_a_case_was_opened_last(
    desk: Desk, later: bool
) -> None:
    refs = [opened(desk, SAMPLE, day) for day in ("2026-06-01", "2026-06-04")]
    text = load("nzqa-application").text
    changed = parse(text.replace('label = "Enquiry"', 'label = "Asked about"'), "changed.toml")
    other = Version("nzqa-application", changed, cases=(refs[later],))
    migrate(desk.on(day_of("2026-06-05")), other, "Tried")
    for ref in refs:
        go(desk, ref, "ana", "2026-06-06", "show-need")
    first = stages(desk.on(day_of("2026-06-30")))[0]
    assert (first.state, first.stays) == ("enquiry", 2)
    assert first.label == ("Asked about" if later else "Enquiry")


# --- where ------------------------------------------------------------------------------------


def test_where_a_draft_is_says_since_when_whose_turn_it_is_and_who_wrote_it(
    drafting: Staged,
) -> None:
    (row,) = where(drafting.desk.on(day_of("2026-06-12"))).rows
    assert (row.ref, row.label, row.since, row.days) == (APP, "Drafting", "2026-06-02", 10)
    assert (row.turn, row.person) == ("author", "Ana Rangihuna")
    assert (row.due_on, row.days_left) == ("2026-12-02", 173)
    late = where(drafting.desk.on(day_of("2026-12-05")), Wanted(due_before="2026-12-05"))
    assert [row.days_left for row in late.rows] == [-3]
    assert where(drafting.desk, Wanted(states=("evaluation",))).rows == ()
    back = drafting.desk.on(day_of("2026-06-12"))
    assert where(back, Wanted(states=("DRAFTING", "evaluation"))).rows == (row,)
    assert where(drafting.desk, Wanted(track="review")).rows == ()
    with pytest.raises(Unknown, match="there is no state nowhere"):
        where(drafting.desk, Wanted(states=("nowhere",)))


def test_what_is_at_its_end_is_nowhere_and_what_nzqa_has_is_theirs(
    evaluation: Staged, approved: Staged
) -> None:
    assert [row.turn_title for row in where(evaluation.desk).rows] == ["NZQA"]
    there = where(approved.desk.on(day_of("2026-08-12")))
    assert APP not in {row.ref for row in there.rows}
    assert {row.track for row in there.rows} == {"listing", "accreditation", "review"}
    assert there.found == 3


def test_pages_of_what_is_under_way_go_by_what_is_due_and_leave_nothing_out(
    approved: Staged,
) -> None:
    desk = approved.desk.on(day_of("2026-08-12"))
    whole = [row.ref for row in where(desk).rows]
    paged, after = [], None
    while True:
        page = where(desk, asked=Slice(1, after))
        paged += [row.ref for row in page.rows]
        after = page.last
        if after is None:
            break
    assert paged == whole
    days = [row.due_on for row in where(desk).rows]
    assert days == sorted(days, key=lambda day: (day == "", day))


def test_where_an_approval_fell_it_is_the_bodys_turn_again(ready: Staged, draft: Path) -> None:
    desk = ready.desk.on(day_of("2026-06-12"))
    before = where_by(desk, "turn")
    edited(draft, "\ncredits: 10 ", "\ncredits: 11 ")
    applications.update_application(at(ready.desk, "ana", "2026-06-11"), ready.ref, draft)
    (row,) = where(desk).rows
    (count,) = where_by(desk, "turn")
    assert (row.turn_title, count.many) == (count.key, 1)
    assert count.key != before[0].key
    assert [(each.key, each.many) for each in where_by(desk, "state")] == [("Ready to submit", 1)]


def test_each_provider_calls_whose_turn_it_is_by_its_own_title(
    desk: Desk, draft: Path, tmp_path: Path
) -> None:
    for provider, title in (("otago-polytechnic", "kaituhi"), ("wintec", "writer")):
        policy = tmp_path / f"{provider}.toml"
        policy.write_text(
            f'format = "policy/1"\nprovider = "{provider}"\n[titles]\nauthor = "{title}"\n', "utf-8"
        )
        setup.adopt_policy(desk, policy, None, None)
    text_of = draft.read_text("utf-8").replace("otago-polytechnic", "wintec")
    draft.write_text(text_of.replace("Otago Polytechnic", "Wintec"), "utf-8")
    for each in (SAMPLE, draft):
        walk(desk, opened(desk, each), TO_DRAFTING)
    told = {row.turn_title for row in where(desk).rows}
    assert told == {"kaituhi", "writer"}
    assert [(each.key, each.many) for each in where_by(desk, "turn")] == [
        ("kaituhi", 1),
        ("writer", 1),
    ]
    assert [each.many for each in where_by(desk, "state")] == [2]


def test_where_is_asked_of_one_case_alone(approved: Staged) -> None:
    desk = at(approved.desk, "hemi", "2026-08-12")
    whole = {row.ref: row for row in where(desk).rows}
    for ref, row in whole.items():
        found = where(desk, Wanted(ref=ref))
        assert (found.rows, found.found) == ((row,), 1)
        assert [each.many for each in where_by(desk, "state", Wanted(ref=ref))] == [1]
        assert where(desk, Wanted(ref=ref, track=row.track)).rows == (row,)
    assert where(desk, Wanted(ref="MC-0001", track="review")).rows == ()
    assert where(desk, Wanted(ref=APP)).rows == ()
    with pytest.raises(Unknown, match="there is no APP-2026-0099"):
        where(desk, Wanted(ref="APP-2026-0099"))


def test_where_is_asked_of_one_owner_as_the_list_is(approved: Staged) -> None:
    desk = at(approved.desk, "hemi", "2026-08-12")
    assign(desk, ["MC-0001"], "mele")
    assign(desk, ["REV-2027-0001"], "ana")
    whole = [row.ref for row in where(desk).rows]
    asked = {"mele": 2, "ana": 1, "hemi": 0, "me": 0, "none": 0}
    for who, many in asked.items():
        listed = list_cases(desk.records.where, desk.person, desk.today, Asked(owner=who)).rows
        found = where(desk, Wanted(owner=who))
        assert [row.ref for row in found.rows] == [
            ref for ref in whole if ref in {line.ref for line in listed}
        ]
        assert (
            found.found
            == many
            == sum(row.many for row in where_by(desk, "turn", Wanted(owner=who)))
        )
    assign(desk, ["MC-0001", "REV-2027-0001"], None)
    assert [row.ref for row in where(desk, Wanted(owner="none")).rows] == whole
    first = where(desk, Wanted(owner="none"), Slice(1))
    rest = where(desk, Wanted(owner="none"), Slice(9, first.last))
    assert [row.ref for row in (*first.rows, *rest.rows)] == whole
    with pytest.raises(Unknown, match="nobody does"):
        where(replace(desk, person=None), Wanted(owner="me"))


def test_people_are_found_by_their_reference_in_any_case(approved: Staged) -> None:
    desk = at(approved.desk, "hemi", "2026-08-12")
    assign(desk, ["MC-0001"], "mele")
    mele = as_person(desk, "mele").person or ""
    low = mele.lower()
    assert as_person(desk, low).person == mele
    assert where(desk, Wanted(owner=low)) == where(desk, Wanted(owner="mele"))
    place = desk.records.where
    for asks, owner in ((None, low), (low, "me")):
        found = list_cases(place, asks, desk.today, Asked(owner=owner)).rows
        assert [row.ref for row in found] == ["ACC-0001", "MC-0001", "REV-2027-0001"]


def test_a_short_name_that_looks_like_a_reference_is_that_of_whoever_has_it(
    approved: Staged,
) -> None:
    desk = at(approved.desk, "admin", "2026-08-12")
    later = f"per-{int((add_person(desk, 'zoe', 'Zoe', None, None)).split('-')[1]) + 2:04}"
    ref = add_person(desk, later, "Nina", None, None)
    other = add_person(desk, "nils", "Nils", None, None)
    assert other == later.upper()
    assert as_person(desk, later).person == ref
    with looking(desk.records.where) as ask:
        assert person_named(ask, later) == ref
        assert person_named(ask, other) == other


def test_an_approval_to_be_given_again_counts_for_whose_case_it_is(
    ready: Staged, draft: Path
) -> None:
    desk = at(ready.desk, "hemi", "2026-06-12")
    edited(draft, "\ncredits: 10 ", "\ncredits: 11 ")
    applications.update_application(at(ready.desk, "ana", "2026-06-11"), ready.ref, draft)
    every = [(row.key, row.many) for row in where_by(desk, "turn")]
    assert [(row.key, row.many) for row in where_by(desk, "turn", Wanted(owner="ana"))] == every
    assert where_by(desk, "turn", Wanted(owner="none")) == []
    assert where_by(desk, "turn", Wanted(track="review")) == []


# --- fallen -----------------------------------------------------------------------------------


def test_an_approval_that_fell_says_how_long_it_stood_what_was_edited_and_given_again(
    ready: Staged, draft: Path
) -> None:
    assert fallen(ready.desk).rows == ()
    edited(draft, "\ncredits: 10 ", "\ncredits: 11 ")
    applications.update_application(at(ready.desk, "ana", "2026-06-13"), ready.ref, draft)
    (row,) = fallen(ready.desk).rows
    assert (row.given_on, row.fell_on, row.stood) == ("2026-06-10", "2026-06-13", 3)
    assert (row.because, row.sections, row.again_on) == ("edited", ("credits",), "")
    assert row.what.startswith("approval by ")
    assert fallen(ready.desk, fell.Wanted(open_only=True)).found == 1
    go(ready.desk, ready.ref, "bo", "2026-06-20", "approve-again", **BOARD)
    assert [each.again_on for each in fallen(ready.desk).rows] == ["2026-06-20"]
    assert fallen(ready.desk, fell.Wanted(open_only=True)).rows == ()
    assert fallen(ready.desk, fell.Wanted(body="sub-committee")).rows == ()
    with pytest.raises(AskedWrongly, match="there is no body senate"):
        fallen(ready.desk, fell.Wanted(body="senate"))
    with pytest.raises(Unknown):
        fallen(ready.desk, fell.Wanted(provider="nobody"))


def test_an_approval_given_again_and_taken_back_is_to_be_given_again_still(
    ready: Staged, draft: Path
) -> None:
    edited(draft, "\ncredits: 10 ", "\ncredits: 11 ")
    applications.update_application(at(ready.desk, "ana", "2026-06-13"), ready.ref, draft)
    go(ready.desk, ready.ref, "bo", "2026-06-20", "approve-again", **BOARD)
    undoing.undo(at(ready.desk, "bo", "2026-06-20"), ready.ref)
    told = [(row.given_on, row.because, row.again_on) for row in fallen(ready.desk).rows]
    assert told == [("2026-06-20", "undone", ""), ("2026-06-10", "edited", "")]
    assert fallen(ready.desk, fell.Wanted(open_only=True)).found == 2
    go(ready.desk, ready.ref, "bo", "2026-06-22", "approve-again", **BOARD)
    assert [row.again_on for row in fallen(ready.desk).rows] == ["2026-06-22"] * 2


# --- refused ----------------------------------------------------------------------------------


def test_refused_attempts_say_who_what_why_and_whether_it_was_done_later(desk: Desk) -> None:
    whole_life(desk, SAMPLE)
    late, early = refused(desk).rows
    assert (early.on, early.by, early.move, early.done_on) == (
        *("2026-06-01", "Bo Lindgren-Li"),
        *("submit", "2026-06-15"),
    )
    assert (late.on, late.by, late.move, late.done_on) == (
        *("2026-06-06", "Ana Rangihuna"),
        *("approve", "2026-06-10"),
    )
    assert late.state == "Academic approval"
    assert {"NOT-YOUR-ROLE", "OWN-CASE"} <= set(late.reasons)
    counts = {each.key: (each.count, each.done) for each in refused_by(desk, "reason")}
    assert counts["NOT-YOUR-ROLE"][0] == sum("NOT-YOUR-ROLE" in r.reasons for r in (late, early))
    assert {each.key for each in refused_by(desk, "move")} == {"submit", "approve"}
    assert {each.key for each in refused_by(desk, "person")} == {"Ana Rangihuna", "Bo Lindgren-Li"}
    page = refused(desk, asked=Slice(1))
    assert (page.rows, page.found, page.last) == ((late,), 2, str(late.row))
    assert refused(desk, asked=Slice(1, page.last)).rows == (early,)
    assert refused(desk, attempts.Wanted(move="submit")).rows == (early,)
    assert refused(desk, attempts.Wanted(track="review")).rows == ()


def test_a_move_taken_back_since_was_not_done(drafting: Staged) -> None:
    with pytest.raises(Refused):
        go(drafting.desk, APP, "mele", "2026-06-03", "send-to-board")
    with pytest.raises(Refused):
        go(drafting.desk, APP, "bo", "2026-06-03", "send-to-check")
    go(drafting.desk, APP, "ana", "2026-06-04", "send-to-check")
    assert refused(drafting.desk).rows[0].done_on == "2026-06-04"
    undoing.undo(at(drafting.desk, "ana", "2026-06-04"), APP)
    assert [row.done_on for row in refused(drafting.desk).rows] == ["", ""]


# --- requests ---------------------------------------------------------------------------------

LEVEL, ASSESSED = "Why is level 5 the best fit?", "How is each outcome assessed?"


def asked_once(desk: Desk, draft: Path) -> str:
    ref = opened(desk, draft)
    walk(desk, ref, (*TO_DRAFTING, *TO_BOARD, *TO_READY, *TO_EVALUATION))
    items = [LEVEL, ASSESSED]
    go(desk, ref, "hemi", "2026-07-14", "request-information", letter=True, items=items)
    return ref


def test_requests_are_counted_by_the_year_of_sending_with_the_days_until_the_reply(
    desk: Desk, draft: Path
) -> None:
    assert rates(desk) == ([], (0, 0))
    whole_life(desk, SAMPLE)
    ((row,), _) = rates(desk)
    assert (row.year, row.sent, row.asked, row.rounds, row.requests) == ("2026", 1, 1, 1, 2)
    assert (row.open, row.median, row.longest, row.working_median) == (0, 10, 10, 8)
    other = opened(desk, draft)
    walk(desk, other, (*TO_DRAFTING, *TO_BOARD, *TO_READY, *ANOTHER_TO_EVALUATION))
    ((row,), _) = rates(desk, "otago-polytechnic")
    assert (row.sent, row.asked) == (2, 1)
    go(desk, other, "hemi", "2026-07-14", "request-information", letter=True, items=[LEVEL])
    ((row,), _) = rates(desk)
    assert (row.asked, row.rounds, row.requests, row.open, row.median) == (2, 2, 3, 1, 10)


def test_what_is_approved_again_meanwhile_is_no_reply(desk: Desk, draft: Path) -> None:
    ref = asked_once(desk, draft)
    edited(draft, "\ncredits: 10 ", "\ncredits: 11 ")
    applications.update_application(at(desk, "ana", "2026-07-16"), ref, draft)
    go(desk, ref, "bo", "2026-07-20", "approve-again", **BOARD)
    ((row,), _) = rates(desk)
    assert (row.open, row.median) == (2, None)


def test_what_was_imported_under_way_is_counted_apart_since_nobody_knows_what_was_asked(
    desk: Desk, tmp_path: Path
) -> None:
    sheets = {
        "Micro-credentials": (
            ("Title", "Applicant", "Providers", "Status"),
            ("Frost", OTAGO, OTAGO, "current"),
        ),
        "Applications": (
            ("Title", "Applicant", "Step", "Submitted on"),
            ("A", OTAGO, "Submitted", "1/12/2025"),
            ("B", OTAGO, "Drafting", None),
        ),
    }
    import_file(desk, written(tmp_path, sheets), add_organisations=True)
    assert rates(desk) == ([], (1, 1))
    assert rates(desk, "otago-polytechnic") == ([], (1, 1))
    under_way = next(row.ref for row in where(desk).rows if row.state == "submitted")
    day = desk.today.isoformat()
    go(desk, under_way, "hemi", day, "record-receipt", application_reference="C99012")
    ((row,), apart) = rates(desk)
    assert (row.year, row.sent, row.asked, apart) == ("2025", 1, 0, (0, 1))


def test_what_was_asked_again_and_again_is_known_by_its_words(desk: Desk, draft: Path) -> None:
    asked_once(desk, SAMPLE)
    found, looked_at, cases = causes(desk, None, 100)
    assert (looked_at, cases) == (2, 1)
    assert {each.about: (each.applications, each.requests) for each in found} == {
        "level": (1, 1),
        "learning_outcomes": (1, 1),
        "assessments": (1, 1),
    }
    page = listed(desk, "level")
    assert ([row.says for row in page.rows], page.last) == ([LEVEL], None)
    one = listed(desk, asked=Slice(1))
    assert one.rows == listed(desk).rows[:1]
    assert (one.found, one.last is not None) == (None, True)
    assert one.said("request") == "1 request and more"
    with pytest.raises(Unknown, match="no request is about nothing"):
        listed(desk, "nothing")


@pytest.mark.parametrize(
    ("says", "about"),
    [
        ("Why is level 5 the best fit, when a page gives level 6?", ("level",)),
        (
            "Please show how each learning outcome is assessed.",
            ("learning_outcomes", "assessments"),
        ),
        ("You need to sign the form.", ()),
        ("RPL: who decides on it?", ("recognition_of_prior_learning",)),
        ("What do the 10 CREDITS stand for in notional hours?", ("credits", "learning_hours")),
        ("(erased)", ()),
    ],
)
def test_the_words_of_a_request_tell_what_it_is_about(says: str, about: tuple[str, ...]) -> None:
    assert asked_about(says) == about


def test_whoever_drafts_next_is_told_what_was_asked_before_but_not_of_their_own(
    desk: Desk, draft: Path
) -> None:
    first = asked_once(desk, SAMPLE)
    assert asked_before.beside_a_check(desk, first) == []
    second = opened(desk, draft)
    told = asked_before.beside_a_check(desk, second)
    assert len(told) == 3
    said = "asked about before, in 1 application that came back with questions, such as"
    assert f'Level: {said}: "{LEVEL}"' in told
    own = asked_before.in_the_questions(desk, {})
    assert LEVEL in own["level"]["ask"]
    assert own["level"]["ask"].startswith("On the New Zealand Qualifications")
    walk(desk, second, (*TO_DRAFTING, *TO_BOARD, *TO_READY, *ANOTHER_TO_EVALUATION))
    assert asked_before.beside_a_check(desk, second) == []


def test_words_that_were_erased_are_told_to_nobody(desk: Desk, draft: Path) -> None:
    asked_once(desk, SAMPLE)
    second = opened(desk, draft)
    with desk.writing() as writer:
        items = queries.many(writer.connection, Item, kind="information")
        forget_texts(writer.connection, {item.says for item in items})
    assert {row.says for row in listed(desk).rows} == {"(erased)"}
    assert [each.about for each in causes(desk, None, 100)[0]] == ["other"]
    assert asked_before.beside_a_check(desk, second) == []
    assert asked_before.in_the_questions(desk, {}) == {}


# --- findings ---------------------------------------------------------------------------------


def test_findings_are_counted_as_a_check_counts_them(desk: Desk, draft: Path) -> None:
    opened(desk, SAMPLE)
    clean, looked = by_rule(desk.on(day_of("2026-06-01")))
    assert looked == Looked(1)
    assert not [row for row in clean if row.blocking]
    edited(draft, "\ncredits: 10 ", "\ncredits: 2 ")
    second = opened(desk, draft)
    found, looked = by_rule(desk.on(day_of("2026-06-01")))
    assert looked == Looked(2)
    least = next(row for row in found if row.code == "CRED-MIN-5")
    assert (least.severity, least.applications, least.blocking) == (Severity.ERROR, 1, 1)
    assert worst_first(found)[0].severity is Severity.ERROR
    page = having(desk.on(day_of("2026-06-01")), "CRED-MIN-5")
    assert ([row.ref for row in page.rows], page.last) == ([second], None)
    with pytest.raises(Unknown, match="there is no rule NO-SUCH"):
        having(desk, "NO-SUCH")


def test_a_page_of_those_that_have_a_finding_is_not_counted_and_its_progress_comes_to_an_end(
    desk: Desk, draft: Path
) -> None:
    first = opened(desk, SAMPLE)
    edited(draft, "\ncredits: 10 ", "\ncredits: 2 ")
    second, third = opened(desk, draft), opened(desk, draft)
    june = desk.on(day_of("2026-06-01"))
    page = having(june, "CRED-MIN-5", asked=Slice(1, first))
    assert ([row.ref for row in page.rows], page.found, page.last) == ([second], None, second)
    note = text(having_table(page)).splitlines()[-1]
    assert note == "1 application and more have it."
    done: list[tuple[int, int]] = []
    page = having(
        june, "CRED-MIN-5", asked=Slice(1, second), progress=lambda n, of: done.append((n, of))
    )
    assert ([row.ref for row in page.rows], page.found, page.last) == ([third], None, None)
    assert done == [(1, 1)]
    assert text(having_table(page)).endswith("\n1 more application has it.\n")


def test_the_tables_of_steps_say_what_the_journal_says(desk: Desk) -> None:
    ref = whole_life(desk, SAMPLE)
    assert is_whole(desk)
    with desk.reading() as connection:
        found = list(stays.entered(connection, "application"))
    assert [tuple(row)[:3] for row in found[:2]] == [
        (ref, "enquiry", "2026-06-01"),
        (ref, "need", "2026-06-02"),
    ]
    assert len(found) == 14
    assert tuple(found[-1])[:3] == (ref, "approved", "2026-08-11")
