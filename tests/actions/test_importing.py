"""Day one: what a provider has is taken in whole, told apart, or refused by sheet and cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.actions.importing_sheets import ACTIONS, LISTED, WHOLE, bodied, written
from tests.simulated import START

from mcapproval.actions.cases.moves import Said, move, possible
from mcapproval.actions.desk import Desk, as_person, sit_down
from mcapproval.actions.drafts.checking_cases import check_case
from mcapproval.actions.due.ticking import tick
from mcapproval.actions.finding.listed import cases_of
from mcapproval.actions.importing.deciding import covers
from mcapproval.actions.importing.headings import Own
from mcapproval.actions.importing.taking import import_file
from mcapproval.actions.importing.undoing import undo_import
from mcapproval.actions.looking import history, show_case
from mcapproval.actions.reporting.later import recorded_later
from mcapproval.actions.reviewing.year import year
from mcapproval.clock import add_months
from mcapproval.errors import Refused
from mcapproval.findings import Severity
from mcapproval.reports.year import Month
from mcapproval.rules.idle import HOLDING
from mcapproval.store import queries
from mcapproval.store.rows.folded import (
    Accreditation,
    Case,
    Counter,
    Delivery,
    Item,
    Listing,
    Notice,
    Organisation,
    Review,
)
from mcapproval.store.verifying.verify import verify

if TYPE_CHECKING:
    from tests.conftest import Places


@pytest.fixture
def desk(places: Places) -> Desk:
    return sit_down(places.copy("bodied", bodied), "admin", START)


def made(places: Places, folder: Path) -> str:
    def build(where: str) -> None:
        bodied(where)
        import_file(sit_down(where, "admin", START), written(folder, WHOLE))

    return places.copy("imported", build)


@pytest.fixture
def whole(places: Places, tmp_path: Path) -> Desk:
    """Records with everything of `WHOLE` imported, as it is the day after."""
    return sit_down(made(places, tmp_path), "admin", START)


def test_what_was_imported_without_a_cohort_is_told_of_as_idle_a_year_after_its_import(
    desk: Desk, tmp_path: Path
) -> None:
    """The later of the import and the grant, and once."""
    import_file(desk, written(tmp_path, {"Micro-credentials": LISTED}))
    a_year_on = add_months(START, 12)
    with desk.reading() as connection:
        granted = queries.many(connection, Accreditation)
        cases = {case.ref: case for case in queries.many(connection, Case)}
        wanted = {row.ref for row in granted if cases[row.ref].state in HOLDING}
    assert wanted

    def told(day: date) -> set[tuple[str, str, str]]:
        notices = tick(desk.on(day)).notices
        return {(n.ref, n.kind, n.due_on) for n in notices if n.about == "idle" and n.ref in wanted}

    assert told(a_year_on - timedelta(31)) == set()
    day = a_year_on.isoformat()
    assert told(a_year_on - timedelta(30)) == {(ref, "remind", day) for ref in wanted}
    assert told(a_year_on) == {(ref, "overdue", day) for ref in wanted}
    assert told(a_year_on + timedelta(1)) == set()


def whole_journal(desk: Desk) -> None:
    with desk.reading() as connection:
        assert verify(connection).faults == ()


def test_a_row_becomes_an_approved_application_a_listing_and_what_hangs_on_it(whole: Desk) -> None:
    found = {line.ref: (line.title, line.state, line.since) for line in cases_of(whole)}
    title = "Orchard Irrigation"
    assert found["MC-0001"] == (title, "current", "2023-04-03")
    assert found["APP-2023-0001"] == (title, "approved", "2023-04-03")
    assert found["ACC-0001"] == (title, "delivering", "2023-04-03")
    assert found["REV-2025-0001"] == (title, "closed", "2025-03-20")
    assert found["MC-0003"] == ("Known by its title only", "current", None)
    shown = show_case(whole, "MC-0001")["facts"]
    assert shown == {
        "application": "APP-2023-0001",
        "level": 5,
        "credits": 10,
        "number": "4977",
        "number_version": 1,
        "approved_on": "2023-04-03",
        "review_years": 2,
        "nzqa_review_on": "2027-04-03",
        "owner": "PER-0003",
    }
    with whole.reading() as connection:
        reviews = queries.many(connection, Review, listing="MC-0001")
        waiting = [(row.form, row.due_on) for row in reviews if row.waits]
    assert waiting == [("yearly check", "2026-04-03")]


def test_what_was_imported_is_shown_as_brought_and_by_nobody(whole: Desk) -> None:
    found = show_case(whole, "MC-0001")
    assert (found["author"], found["imported"]["with"]) == ("", "IMP-0001")
    assert found["offered"] == {
        "providers": "Otago Polytechnic",
        "sites": "Cromwell; Dunedin",
        "embedded_in": "Diploma in Horticulture",
        "fee": 450,
        "last_review_on": "2025-03-20",
        "last_review_decision": "continue-with-actions",
    }
    assert show_case(whole, "MC-0003")["offered"] == {}
    under_way = show_case(whole, "APP-2026-0002")
    assert under_way["author"]
    assert under_way["imported"]["with"] == "IMP-0001"


def test_a_provider_whose_accreditation_ended_is_not_shown_as_accredited(
    whole: Desk, tmp_path: Path
) -> None:
    head = ("Title", "Status", "Providers")
    rows = (("Gone by now", "discontinued", "Otago Polytechnic"), ("Here", "", "Otago Polytechnic"))
    import_file(whole, written(tmp_path, {"Micro-credentials": (head, *rows)}))
    refs = {line.title: line.ref for line in cases_of(whole, "listing")}
    shown = {title: show_case(whole, refs[title])["offered"] for title, *_ in rows}
    assert shown == {"Gone by now": {}, "Here": {"providers": "Otago Polytechnic"}}


def test_a_review_decided_before_the_import_is_counted_as_brought_in(whole: Desk) -> None:
    (month,) = year(whole, date(2025, 3, 1), date(2025, 3, 31))
    assert month == Month("2025-03", brought_in=1)
    (later,) = year(whole, date(2025, 4, 1), date(2025, 4, 30))
    assert later == Month("2025-04")


def test_what_an_import_brought_is_overdue_from_the_day_after_its_own_told_or_not(
    whole: Desk,
) -> None:
    with whole.reading() as connection:
        waiting = [row.due_on for row in queries.many(connection, Review) if row.waits]
    first = min(waiting)
    day = date.fromisoformat(first)
    for after, overdue in ((0, 0), (1, waiting.count(first)), (400, waiting.count(first))):
        seen = year(whole.on(day + timedelta(after)), day, day + timedelta(1))
        assert sum(month.overdue for month in seen) == overdue


def test_who_looks_back_before_an_import_is_told_how_many_were_approved_by_then(
    desk: Desk, tmp_path: Path
) -> None:
    after = desk.on(START + timedelta(3))
    import_file(after, written(tmp_path, {"Micro-credentials": LISTED}))
    with after.looking_back(START) as back:
        assert recorded_later(back) == (
            "2 micro-credentials approved by that day were recorded only later: nothing of them is "
            "told here."
        )
        assert recorded_later(back, "te-wananga") == ""
    with after.looking_back(START + timedelta(3)) as back:
        assert recorded_later(back) == ""
    assert recorded_later(after) == ""


def test_what_is_not_known_stays_not_known(whole: Desk) -> None:
    assert show_case(whole, "MC-0003")["facts"] == {"application": "APP-2026-0001"}
    with whole.reading() as connection:
        assert not queries.many(connection, Review, listing="MC-0003")
        spring = queries.one(connection, Delivery, cohort="2023 spring")
    assert spring is not None
    assert (spring.enrolled, spring.completed, spring.ends) == (9, None, None)


@pytest.mark.parametrize(
    ("decided", "nzqa", "until"),
    [
        ("2025-03-20", None, "2025-04-03"),
        ("2025-04-03", None, "2025-04-03"),
        ("2025-04-04", None, "2025-04-04"),
        ("2024-11-01", None, "2024-11-01"),
        ("2025-03-20", "2025-04-03", "2025-03-20"),
        ("2025-03-20", "2027-04-03", "2025-04-03"),
    ],
)
def test_a_review_decided_soon_before_its_day_answers_for_that_day(
    whole: Desk, decided: str, nzqa: str | None, until: str
) -> None:
    listed = {"approved_on": "2023-04-03", "nzqa_review_on": nzqa}
    with whole.reading() as connection:
        found = covers(connection, listed, "otago-polytechnic", date.fromisoformat(decided))
    assert found.isoformat() == until


def test_open_actions_hang_on_the_last_review_with_owner_and_day(whole: Desk) -> None:
    with whole.reading() as connection:
        (item,) = queries.many(connection, Item, kind="action")
    assert (item.ref, item.owner, item.due) == ("REV-2025-0001", "quality-adviser", "2026-05-01")


def test_an_application_half_way_goes_on_from_its_step(whole: Desk) -> None:
    """The days before it are told in its history."""
    board = possible(as_person(whole, "mele"), "APP-2026-0002")
    assert (board.title, board.state, board.since) == (
        "Reading a Plan", "academic-approval", "2026-01-20"
    )  # fmt: skip
    (line,) = history(whole, "APP-2026-0002")
    assert line.act == "opened in Academic approval by IMP-0001; before: Drafting on 2025-12-01"
    back = Said({"reason": "more", "to": "drafting"})
    move(as_person(whole, "mele"), "APP-2026-0002", "send-back", back)
    assert show_case(whole, "APP-2026-0002")["state"] == "drafting"
    evaluated = show_case(whole, "APP-2025-0001")
    assert (evaluated["state"], evaluated["facts"]["law_day"]) == ("evaluation", "2025-12-05")


def test_an_application_on_hold_resumes_where_it_was(desk: Desk, tmp_path: Path) -> None:
    rows = (("Title", "Step", "Co-design", "On hold"), ("A", "On hold", "1/12/2025", "5/01/2026"))
    import_file(desk, written(tmp_path, {"Applications": rows}))
    move(as_person(desk, "mele"), "APP-2026-0001", "resume", Said())
    assert show_case(desk, "APP-2026-0001")["state"] == "co-design"


def test_what_was_imported_is_noted_and_never_failed(whole: Desk) -> None:
    for ref in ("APP-2023-0001", "MC-0001", "ACC-0001"):
        found = check_case(whole, ref, None).findings
        assert not [each for each in found if each.blocks], ref
    told = check_case(whole, "APP-2023-0001", None)
    assert {each.severity for each in told.findings} == {Severity.NOTE}
    assert all("imported with IMP-0001" in each.message for each in told.findings)
    assert told.on == date(2023, 4, 3)
    running = check_case(whole, "APP-2026-0002", None).findings
    assert any(each.blocks for each in running)


def test_the_same_file_makes_nothing_twice(whole: Desk, tmp_path: Path) -> None:
    before = len(cases_of(whole))
    again = import_file(whole, written(tmp_path, WHOLE))
    assert (again.ref, again.made) == (None, {})
    assert len(again.notes) == 9
    assert len(cases_of(whole)) == before


def test_an_empty_field_is_filled_and_a_difference_is_told(whole: Desk, tmp_path: Path) -> None:
    rows = (
        ("Ours", "Title", "NZQA number", "Level", "Reporting code"),
        ("MC-0003", "Known by its title only", "5003", 3, "77"),
        (None, "Orchard Irrigation", 4977, 6, None),
    )
    done = import_file(whole, written(tmp_path, {"Micro-credentials": rows}))
    assert done.made == {"micro-credentials that learnt something": 1}
    assert done.notes[0] == (
        "Micro-credentials!D3: MC-0001 has 5, the sheet 6: nothing was changed"
    )
    facts = show_case(whole, "MC-0003")["facts"]
    assert (facts["number"], facts["level"], facts["reporting_code"]) == ("5003", 3, "0077")
    undo_import(whole, "IMP-0002")
    assert show_case(whole, "MC-0003")["facts"] == {"application": "APP-2026-0001"}
    whole_journal(whole)


def test_an_import_that_is_tried_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    tried = import_file(desk, written(tmp_path, WHOLE), dry_run=True)
    assert tried.ref is None
    assert tried.made["micro-credentials"] == 3
    assert ("NZQA number", 1, 3) in [(gap.label, len(gap.refs), gap.of) for gap in tried.gaps]
    assert cases_of(desk) == []
    with desk.reading() as connection:
        assert not queries.many(connection, Counter, series="IMP")


def test_an_import_is_taken_back_whole_and_no_number_is_given_again(
    whole: Desk, tmp_path: Path
) -> None:
    undone = undo_import(whole, "IMP-0001")
    assert {"MC-0001", "REV-2025-0001", "DEL-0001", "APP-2026-0002"} <= set(undone.gone)
    assert cases_of(whole) == []
    whole_journal(whole)
    with pytest.raises(Refused) as twice:
        undo_import(whole, "IMP-0001")
    assert [reason.code for reason in twice.value.reasons] == ["IMPORT-UNDONE"]
    assert import_file(whole, written(tmp_path, WHOLE)).ref == "IMP-0002"
    assert "MC-0004" in {line.ref for line in cases_of(whole)}
    whole_journal(whole)


def test_an_import_that_was_touched_or_is_too_old_stands(whole: Desk) -> None:
    move(as_person(whole, "ana"), "APP-2026-0002", "hold", Said({"reason": "wait"}))
    late = replace(whole, now=whole.now + timedelta(hours=25))
    with pytest.raises(Refused) as refusal:
        undo_import(late, "IMP-0001")
    assert [reason.code for reason in refusal.value.reasons] == ["UNDO-TOO-LATE", "IMPORT-TOUCHED"]
    assert "APP-2026-0002 was touched since" in refusal.value.reasons[1].message
    assert [reason.mend.partition(": mcapproval ")[2] for reason in refusal.value.reasons] == [
        "import correct MC-0001 --set COLUMN=VALUE --note WHY",
        "next APP-2026-0002",
    ]
    assert len(cases_of(whole)) == 12


def test_what_the_program_itself_noticed_of_an_import_is_no_touch_and_goes_with_it(
    whole: Desk, tmp_path: Path
) -> None:
    tick(whole)
    with whole.reading() as connection:
        assert queries.many(connection, Notice)
    undo_import(whole, "IMP-0001")
    with whole.reading() as connection:
        assert not queries.many(connection, Notice)
    whole_journal(whole)
    tick(whole)
    assert import_file(whole, written(tmp_path, WHOLE)).ref == "IMP-0002"
    tick(whole)
    move(as_person(whole, "ana"), "APP-2026-0004", "hold", Said({"reason": "wait"}))
    with pytest.raises(Refused) as refusal:
        undo_import(whole, "IMP-0002")
    [reason] = refusal.value.reasons
    assert reason.message.startswith("APP-2026-0004 was touched since: moved in row")
    whole_journal(whole)


def test_every_fault_is_named_by_sheet_and_cell_and_nothing_is_stored(
    desk: Desk, tmp_path: Path
) -> None:
    """A wrong number, a missing answer, a text date, a formula, and a column too many."""
    listed = (
        ("Title", "NZQA number", "Credits", "Approved on", "Level", "Colour"),
        ("A good one", 5001, 5, "3/04/2023", 5, "blue"),
        (None, 5002, "many", "April 2023", "=2+3", None),
        ("Of nobody", 5003, 5, "3/04/2036", 5, None),
    )
    cohorts = (
        ("NZQA number", "Cohort", "Enrolled", "Completed"),
        (5001, "a", 5, 9),
        (4040, "b", "=SUM(A1)", 1),
    )
    running = (("Title", "Step", "Author"), ("Half way", "Nearly there", "nobody"))
    sheets = {"Micro-credentials": listed, "Cohorts": cohorts, "Applications": running}
    with pytest.raises(Refused) as refusal:
        import_file(desk, written(tmp_path, sheets))
    found = [reason.message.partition(": ")[0] for reason in refusal.value.reasons]
    first = "Micro-credentials"
    assert found == [
        *(f"{first}!{cell}" for cell in ("F1", "A3", "C3", "D3", "E3", "D4")),
        *("Cohorts!D2", "Cohorts!A3", "Cohorts!C3", "Applications!B2", "Applications!C2"),
    ]
    assert all(reason.mend for reason in refusal.value.reasons)
    assert cases_of(desk) == []
    whole_journal(desk)


def test_a_heading_of_ones_own_is_named_in_a_map_or_left_out_there(
    desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Bezeichnung;Kredits;Colour\nCafé Skills;5 cr;blue\n", "utf-8")
    own = Own({"title": ["Bezeichnung"], "credits": ["Kredits"]}, frozenset({"colour"}))
    done = import_file(desk, file, own=own)
    assert done.notes == ("list!C1: the column Colour is left out",)
    assert show_case(desk, "MC-0001")["facts"]["credits"] == 5


def test_a_row_that_stands_twice_is_a_fault(desk: Desk, tmp_path: Path) -> None:
    cohort = ("5001", "a", "4/03/2024")
    sheets = {
        "Micro-credentials": (("Title", "NZQA number"), ("A", "5001"), ("A2", "5001")),
        "Cohorts": (("Number", "Cohort", "Starts"), cohort, ("5001", "b", "4/03/2024"), cohort),
        "Applications": (("Title", "Step"), ("B", "Need"), ("b", "Drafting")),
    }
    with pytest.raises(Refused) as refusal:
        import_file(desk, written(tmp_path, sheets))
    assert [reason.message.partition(":")[0] for reason in refusal.value.reasons] == [
        "Micro-credentials!B3", "Cohorts!B4", "Applications!A3"
    ]  # fmt: skip


def test_what_differs_of_a_status_and_of_providers_is_told(whole: Desk, tmp_path: Path) -> None:
    head = ("Ours", "Title", "Status", "Providers")
    rows = (head, ("MC-0001", "Orchard Irrigation", "Discontinued", "Growers Inc."))
    done = import_file(whole, written(tmp_path, {"Micro-credentials": rows}))
    assert done.made == {}
    assert [note.partition(":")[0] for note in done.notes] == [
        f"Micro-credentials!{cell}" for cell in ("C2", "D2", "B2")
    ]


def test_cohorts_may_be_in_a_file_of_their_own(desk: Desk, tmp_path: Path) -> None:
    cohorts = tmp_path / "intakes of five years.csv"
    cohorts.write_text("Title,Cohort,Start\nFrost Protection,a,4/03/2024\n", "utf-8")
    file = written(tmp_path, {"Micro-credentials": LISTED})
    assert import_file(desk, file, cohorts=cohorts).made["cohorts"] == 1
    with desk.reading() as connection:
        (row,) = queries.many(connection, Delivery)
    assert (row.listing, row.provider, row.starts) == ("MC-0002", "otago-polytechnic", "2024-03-04")


def test_organisations_that_are_not_known_are_entered_where_that_is_said(
    desk: Desk, tmp_path: Path
) -> None:
    rows = (("Title", "Partner", "Providers"), ("A", "Te Tira Hou; Growers Inc.", "Growers Inc."))
    file = written(tmp_path, {"Micro-credentials": rows})
    with pytest.raises(Refused) as refusal:
        import_file(desk, file)
    assert "organisation add te-tira-hou" in refusal.value.reasons[0].mend
    assert len(refusal.value.reasons) == 3
    assert import_file(desk, file, add_organisations=True).made["organisations"] == 2
    with desk.reading() as connection:
        assert queries.one(connection, Organisation, key="growers-inc")


def test_documents_go_to_the_micro_credential_that_their_name_begins_with(
    desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "documents"
    (folder / "5001 v2").mkdir(parents=True)
    for name in ("4977-letter.pdf", "5001 v2/2023 minutes.txt", "readme.txt"):
        (folder / name).write_text(name, "utf-8")
    done = import_file(desk, written(tmp_path, {"Micro-credentials": LISTED}), folder=folder)
    assert done.made["documents"] == 2
    assert [note.partition(":")[0] for note in done.notes] == ["readme.txt"]
    (file,) = show_case(desk, "APP-2023-0002")["files"]
    assert file["name"] == "5001 v2/2023 minutes.txt"


def test_the_name_of_a_person_whom_the_records_know_is_not_taken_into_a_title(
    desk: Desk, tmp_path: Path
) -> None:
    rows = (("Title",), ("Grafting with Ana Rangihuna",))
    with pytest.raises(Refused) as refusal:
        import_file(desk, written(tmp_path, {"Micro-credentials": rows}))
    assert refusal.value.reasons[0].message.startswith("Micro-credentials!A2: the name of a person")


def test_two_rows_of_one_micro_credential_are_told_apart_by_version(
    desk: Desk, tmp_path: Path
) -> None:
    head = ("Title", "NZQA number", "Version")
    rows = (head, ("A", 1, 1), ("A, renewed", 1, 2))
    done = import_file(desk, written(tmp_path, {"Micro-credentials": rows}))
    assert done.notes == ("Micro-credentials!A2: left out: row 3 is a later version of it",)
    with desk.reading() as connection:
        assert [row.title for row in queries.many(connection, Listing)] == ["A, renewed"]
    with pytest.raises(Refused, match="1 thing"):
        import_file(desk, written(tmp_path, {"Micro-credentials": (head, ("B", 2), ("C", 2))}))


def test_an_expiring_one_keeps_its_last_day_and_waits_for_no_review(
    desk: Desk, tmp_path: Path
) -> None:
    head = ("Title", "Status", "Last day for learners", "Approved on", "Providers")
    rows = (head, ("A", "Expiring", "30/06/2027", "3/04/2023", "Otago Polytechnic"))
    import_file(desk, written(tmp_path, {"Micro-credentials": rows}))
    states = {line.ref: line.state for line in cases_of(desk)}
    assert states["MC-0001"] == "expiring"
    assert states["ACC-0001"] == "teach-out"
    assert not [ref for ref in states if ref.startswith("REV-")]
    assert show_case(desk, "MC-0001")["due_on"] == "2027-06-30"


def test_a_university_applies_by_its_own_route(desk: Desk, tmp_path: Path) -> None:
    from mcapproval.actions import setup

    setup.add_organisation(desk, "uc", "University of Canterbury", "university", None)
    rows = (("Title", "Applicant"), ("A", "University of Canterbury"))
    import_file(desk, written(tmp_path, {"Micro-credentials": rows}))
    assert show_case(desk, "APP-2026-0001")["facts"]["route"] == "university"


def test_importing_is_for_who_looks_after_the_records_or_their_quality(
    desk: Desk, tmp_path: Path
) -> None:
    file = written(tmp_path, {"Micro-credentials": LISTED})
    with pytest.raises(Refused, match="importing is for"):
        import_file(as_person(desk, "mele"), file)
    assert import_file(as_person(desk, "hemi"), file).ref == "IMP-0001"
    with pytest.raises(Refused, match="importing is for"):
        undo_import(as_person(desk, "mele"), "IMP-0001")


def test_an_action_of_a_micro_credential_that_is_there_already_is_added_once(
    whole: Desk, tmp_path: Path
) -> None:
    more = (*ACTIONS, ("4977", "Ask the graduates", None, None))
    file = written(tmp_path, {"Actions": more})
    assert import_file(whole, file).made == {"open actions": 1}
    assert import_file(whole, file).made == {}


def test_the_provider_of_the_records_is_entered_before_anything_of_it_is_imported(
    tmp_path: Path,
) -> None:
    from tests.simulated import peopled

    bare = peopled(str(tmp_path / "bare.db"))
    file = written(tmp_path, {"Micro-credentials": (("Title",), ("A",))})
    with pytest.raises(Refused) as refused:
        import_file(bare, file)
    (reason,) = refused.value.reasons
    assert "mcapproval organisation add otago-polytechnic --name NAME" in reason.mend


def test_what_is_wrong_within_a_cohort_is_named_at_its_counts_and_days(
    desk: Desk, tmp_path: Path
) -> None:
    heads = ("Title", "Cohort", "Starts", "Ends", "Enrolled", "Completed", "Completed on")
    days = (date(2025, 3, 3), date(2025, 2, 3))
    cohort = ("Orchard Irrigation", "One", *days, 10, 20, date(2025, 1, 6))
    listed = (("Title",), ("Orchard Irrigation",))
    file = written(tmp_path, {"Micro-credentials": listed, "Cohorts": (heads, cohort)})
    with pytest.raises(Refused) as refusal:
        import_file(desk, file)
    assert [reason.message for reason in refusal.value.reasons] == [
        "Cohorts!D2: Ends is 3 February 2025, before Starts, 3 March 2025",
        "Cohorts!F2: 20 completed, and 10 enrolled",
        "Cohorts!G2: Completed on is 6 January 2025, before Starts, 3 March 2025",
    ]


def test_a_cohort_to_come_has_learners_who_enrolled_and_none_who_completed(
    desk: Desk, tmp_path: Path
) -> None:
    heads = ("Title", "Cohort", "Starts", "Enrolled", "Completed", "Reported")
    cohort = ("Orchard Irrigation", "One", desk.today + timedelta(30), 10, 9, 9)
    listed = (("Title",), ("Orchard Irrigation",))
    file = written(tmp_path, {"Micro-credentials": listed, "Cohorts": (heads, cohort)})
    with pytest.raises(Refused) as refusal:
        import_file(desk, file)
    counts, reports = (reason.message for reason in refusal.value.reasons)
    assert counts.startswith("Cohorts!E2: 9 completed, and its first day, ")
    assert reports.startswith("Cohorts!F2: 9 were reported, and its first day, ")
    none_yet = (*cohort[:4], None, None)
    file = written(tmp_path, {"Micro-credentials": listed, "Cohorts": (heads, none_yet)})
    assert import_file(desk, file).made["cohorts"] == 1
