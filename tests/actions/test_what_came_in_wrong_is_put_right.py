"""A slip of our own sheet is put right: told, taken back, and only where no decision came since."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.actions.importing_sheets import WHOLE, bodied, written
from tests.actions.walking import explained
from tests.simulated import START

from mcapproval.actions.cases.moves import Said, move
from mcapproval.actions.desk import Desk, as_person, sit_down
from mcapproval.actions.drafts.checking_cases import check_case
from mcapproval.actions.importing.correcting import Corrected, correct
from mcapproval.actions.importing.exporting import export
from mcapproval.actions.importing.taking import import_file
from mcapproval.actions.importing.undoing import undo_import
from mcapproval.actions.looking import history, show_case
from mcapproval.actions.people.erasing import erase
from mcapproval.actions.people.known import add_person
from mcapproval.actions.reconciling.comparing import FILLED
from mcapproval.actions.reconciling.mending import Ours, mend
from mcapproval.actions.setup import adopt_policy
from mcapproval.errors import AskedWrongly, Refused
from mcapproval.findings import Severity
from mcapproval.store import queries
from mcapproval.store.rows.folded import Accreditation, Case, Listing, Review
from mcapproval.store.verifying.verify import verify

if TYPE_CHECKING:
    from tests.conftest import Places

MC, APP = "MC-0001", "APP-2023-0001"


@pytest.fixture
def desk(places: Places, tmp_path: Path) -> Desk:
    def build(where: str) -> None:
        import_file(bodied(where), written(tmp_path, WHOLE))

    return sit_down(places.copy("wrong", build), "admin", START)


def put_right(desk: Desk, ref: str = MC, **given: str) -> Corrected:
    return correct(desk, ref, given, "typing slip")


def whole_journal(desk: Desk) -> None:
    with desk.reading() as connection:
        assert verify(connection).faults == ()


def codes(desk: Desk, ref: str = MC, **given: str) -> set[str]:
    with pytest.raises(Refused) as refused:
        put_right(desk, ref, **given)
    return {reason.code for reason in refused.value.reasons}


def test_a_column_is_named_by_any_of_its_headings_and_once(desk: Desk) -> None:
    for called, day in (("NZQA review date", "2027-05-01"), ("nzqa_review_date", "2027-05-02")):
        done = put_right(desk, **{called: day})
        assert done.values["nzqa_review_on"][1] == day
    with pytest.raises(AskedWrongly, match="said twice"):
        put_right(desk, **{"Level": "5", "level": "6"})
    with pytest.raises(AskedWrongly, match="Colour is not put right so") as wrong:
        put_right(desk, Colour="red")
    assert "NZQA review date" in wrong.value.hint


def test_a_slip_is_put_right_in_the_listing_and_in_its_application(desk: Desk) -> None:
    done = put_right(desk, level="4", credits="12 cr", title="Orchard Irrigations")
    assert done.values == {
        "level": (5, 4),
        "credits": (10, 12),
        "title": ("Orchard Irrigation", "Orchard Irrigations"),
    }
    facts = show_case(desk, MC)["facts"]
    assert (facts["level"], facts["credits"]) == (4, 12)
    application = show_case(desk, APP)
    assert (application["title"], application["version"]) == ("Orchard Irrigations", 2)
    assert not [f for f in check_case(desk, APP, None).findings if f.severity is Severity.ERROR]
    whole_journal(desk)


def test_the_version_that_stands_with_a_number_is_taken_with_it(desk: Desk) -> None:
    assert put_right(desk, number="4789-2").values == {
        "number": ("4977", "4789"),
        "version": (1, 2),
    }
    assert "IMPORT-CELL" in codes(desk, number="4789-3", version="4")


def test_what_stood_before_and_why_are_told(desk: Desk) -> None:
    put_right(desk, level="4")
    (told,) = show_case(desk, MC)["corrected"]
    assert told["what"] == "corrected level: 5 to 4"
    assert (told["note"], told["on"]) == ("typing slip", START.isoformat())
    last = history(desk, MC)[-1]
    assert (last.act, last.text) == ("corrected level: 5 to 4", "note: typing slip")


def test_a_day_of_approval_is_put_right_wherever_it_stands_and_reviews_are_due_by_it(
    desk: Desk,
) -> None:
    put_right(desk, approved_on="3/03/2023", nzqa_review_on="3/03/2027")
    assert show_case(desk, APP)["results"]["approval"]["on"] == "2023-03-03"
    with desk.reading() as connection:
        (granted,) = queries.many(connection, Accreditation, listing=MC)
        (waits,) = (row for row in queries.many(connection, Review, listing=MC) if row.waits)
    assert granted.granted_on == "2023-03-03"
    assert waits.due_on == "2026-03-03"
    whole_journal(desk)


def test_it_is_taken_back_as_an_import_is(desk: Desk, tmp_path: Path) -> None:
    before = export(desk, tmp_path / "a.xlsx").data
    done = put_right(desk, level="4", approved_on="3/03/2023", number="4978", version="2")
    assert export(desk, tmp_path / "a.xlsx").data != before
    undo_import(desk, done.batch)
    assert export(desk, tmp_path / "a.xlsx").data == before
    assert show_case(desk, MC)["corrected"] == []
    assert show_case(desk, APP)["results"]["approval"]["on"] == "2023-04-03"
    with desk.reading() as connection:
        (waits,) = (row for row in queries.many(connection, Review, listing=MC) if row.waits)
    assert waits.due_on == "2026-04-03"
    whole_journal(desk)
    put_right(desk, level="4")
    assert put_right(desk, level="5").values == {"level": (4, 5)}


def test_a_sheet_with_the_right_value_says_nothing_new_then(desk: Desk, tmp_path: Path) -> None:
    put_right(desk, level="4")
    rows = (("Title", "NZQA number", "Level"), ("Orchard Irrigation", 4977, 4))
    done = import_file(desk, written(tmp_path, {"Micro-credentials": rows}))
    assert not any("the sheet 4" in note for note in done.notes)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"level": "11"}, "IMPORT-CELL"),
        ({"level": "many"}, "IMPORT-CELL"),
        ({"level": " "}, "IMPORT-CELL"),
        ({"level": "n/a"}, "IMPORT-CELL"),
        ({"title": "n/a"}, "IMPORT-CELL"),
        ({"title": "=1+1"}, "IMPORT-CELL"),
        ({"title": "ask jo@example.nz"}, "IMPORT-LEARNER"),
        ({"number": "5001"}, "NUMBER-TAKEN"),
        ({"nzsced": "050301"}, "NOT-KNOWN"),
        ({"approved_on": "1/01/2026"}, "DAYS"),
    ],
)
def test_what_cannot_be_right_is_refused(desk: Desk, given: dict[str, str], code: str) -> None:
    with pytest.raises(Refused) as refused:
        put_right(desk, **given)
    assert [reason.code for reason in refused.value.reasons] == [code]


def test_what_stands_already_is_no_correction(desk: Desk) -> None:
    with pytest.raises(Refused, match="says so already"):
        put_right(desk, level="5")


@pytest.mark.parametrize("column", ["owner", "status", "sites", "colour"])
def test_only_what_the_listing_keeps_is_put_right_so(desk: Desk, column: str) -> None:
    with pytest.raises(AskedWrongly, match="put right"):
        put_right(desk, **{column: "x"})


def test_why_is_said(desk: Desk) -> None:
    with pytest.raises(AskedWrongly, match="why"):
        correct(desk, MC, {"level": "4"}, " ")


def test_it_is_for_those_who_may_import(desk: Desk) -> None:
    assert codes(as_person(desk, "mele"), level="4") == {"ROLE"}


def test_what_was_decided_since_is_no_slip(desk: Desk) -> None:
    with desk.writing() as writer:
        facts = {"track": "listing", "facts": {"level": 6, "number_version": 3}}
        writer.add(MC, "noted", desk.today, facts)
    assert codes(desk, level="4") == {"DECIDED-SINCE"}
    assert put_right(desk, version="2").values == {"version": (3, 2)}


def test_a_day_that_a_letter_set_since_is_moved_by_a_letter(desk: Desk) -> None:
    given = Said({"review_date": "2027-05-01"}, files={"letter.txt": b"Synthetic letter of NZQA."})
    move(as_person(desk, "hemi"), MC, "record-review-date", given)
    with pytest.raises(Refused) as refused:
        put_right(desk, nzqa_review_on="2027-04-04")
    (reason,) = refused.value.reasons
    assert reason.code == "DECIDED-SINCE"
    assert reason.mend == f"where it is wrong now, record NZQA's letter: mcapproval next {MC}"


def test_a_change_that_is_applied_for_keeps_what_it_changes(desk: Desk, tmp_path: Path) -> None:
    head = ("Title", "Kind", "Of", "Step")
    rows = (head, ("Orchard Irrigation", "change", "4977", "Drafting"))
    import_file(desk, written(tmp_path, {"Applications": rows}))
    assert codes(desk, level="4") == {"DECIDED-SINCE"}
    assert put_right(desk, number="4978").values == {"number": ("4977", "4978")}


def test_a_name_that_was_erased_does_not_come_back_with_what_stood_before(desk: Desk) -> None:
    add_person(desk, "orchard", "Orchard Irrigation", None, None)
    put_right(desk, title="Irrigating")
    erase(desk, "orchard", "asked to go")
    with pytest.raises(Refused) as refused:
        undo_import(desk, "IMP-0002")
    assert "ERASED" in {reason.code for reason in refused.value.reasons}
    assert show_case(desk, MC)["title"] == "Irrigating"
    whole_journal(desk)


def test_reconcile_and_a_late_undo_name_it(desk: Desk) -> None:
    ours = Ours(MC, "4977", "A", "current", {}, imported=True)
    assert f"mcapproval import correct {MC} --set level=4 --note WHY" in mend(ours, "level", 4)
    assert "a change of the listing" in mend(Ours(MC, "4977", "A", "current", {}), "level", 4)
    for field in (*FILLED, "title"):
        assert "--set number_version=" not in mend(ours, field, 4)


def test_why_a_review_is_due_names_the_day_that_was_put_right(desk: Desk) -> None:
    before = explained(desk, MC)
    done = put_right(desk, nzqa_review_on="3/03/2027")
    nzqas = explained(desk, MC)[2]
    assert "a review on 3 March 2027, as put right on" in nzqas
    assert "from 3 April 2027, with which it was imported" in nzqas
    undo_import(desk, done.batch)
    assert explained(desk, MC) == before


def test_the_import_goes_after_a_correction_of_it_that_moved_a_review_and_went(desk: Desk) -> None:
    undo_import(desk, put_right(desk, approved_on="3/03/2023").batch)
    undo_import(desk, "IMP-0001")
    whole_journal(desk)


def late_by_a_week(desk: Desk, tmp_path: Path) -> str:
    """One that was decided elsewhere, whose day of approval came in as six days too early."""
    head = ("Title", "Approved on", "Last review on", "Last review decision", "Review period")
    row = ("Late by a week", "14/12/2022", "24/11/2025", "continue", 3)
    import_file(desk, written(tmp_path, {"Micro-credentials": (head, row)}))
    with desk.reading() as connection:
        (listing,) = queries.many(connection, Listing, title=row[0])
    return listing.ref


def test_a_day_of_approval_that_was_some_days_later_makes_nothing_overdue(
    desk: Desk, tmp_path: Path
) -> None:
    """What was decided answers until the anniversary, and with it that moves."""
    ref = late_by_a_week(desk, tmp_path)
    before = explained(desk, ref)
    done = put_right(desk, ref, approved_on="20/12/2022")
    with desk.reading() as connection:
        days = {row.waits: row.covers for row in queries.many(connection, Review, listing=ref)}
        (waits,) = (row for row in queries.many(connection, Review, listing=ref) if row.waits)
    assert days[False] == "2025-12-20"
    assert waits.due_on > START.isoformat()
    undo_import(desk, done.batch)
    assert explained(desk, ref) == before
    whole_journal(desk)


def waiting(desk: Desk) -> tuple[str, str, str, str | None]:
    """The form and days of the review that waits, and the day on which its clock ends."""
    with desk.reading() as connection:
        (row,) = (row for row in queries.many(connection, Review, listing=MC) if row.waits)
        case = queries.one(connection, Case, ref=row.ref)
    assert case is not None
    return row.form, row.due_on, row.covers, case.due_on


def a_month_of_the_house(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "house.toml"
    head = 'format = "policy/1"\nprovider = "otago-polytechnic"\n'
    file.write_text(f"{head}\n[review]\nmonth = 3\n", "utf-8")
    adopt_policy(desk, file, None, None)


def test_an_import_that_is_taken_back_gives_back_the_days_of_its_time(
    desk: Desk, tmp_path: Path
) -> None:
    """A policy that was adopted meanwhile counts otherwise; it moves nothing by itself."""
    before = waiting(desk)
    done = put_right(desk, approved_on="20/03/2023")
    assert waiting(desk) != before
    a_month_of_the_house(desk, tmp_path)
    undo_import(desk, done.batch)
    assert waiting(desk) == before
    whole_journal(desk)


def test_a_review_that_was_moved_since_is_counted_anew_when_an_import_goes(
    desk: Desk, tmp_path: Path
) -> None:
    done = put_right(desk, approved_on="20/03/2023")
    a_month_of_the_house(desk, tmp_path)
    put_right(desk, nzqa_review_on="20/03/2026")
    moved = waiting(desk)
    undo_import(desk, done.batch)
    assert waiting(desk)[1] == moved[1] == "2026-03-20"
    whole_journal(desk)


@pytest.mark.parametrize(
    ("column", "value", "touched"),
    [("level", "4", {MC, APP}), ("approved_on", "20/03/2023", {MC, APP, "ACC-0001"})],
)
def test_why_an_import_stands_names_the_micro_credential_that_is_meant(
    desk: Desk, column: str, value: str, touched: set[str]
) -> None:
    put_right(desk, **{column: value})
    with pytest.raises(Refused) as refused:
        undo_import(desk, "IMP-0001")
    told = {reason.message.split()[0]: reason.mend for reason in refused.value.reasons}
    assert touched <= told.keys()
    assert all(f"mcapproval import correct {MC} --set COLUMN=VALUE" in told[ref] for ref in touched)


def test_what_is_not_known_is_learnt_by_a_command_that_can_be_run(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        put_right(desk, nzsced="050301")
    (reason,) = refused.value.reasons
    assert "mcapproval import FILE.xlsx; or" in reason.mend
    assert reason.mend.endswith("mcapproval import reconcile FILE.html --fill")


def test_why_is_kept_where_a_decided_review_answers_otherwise_too(
    desk: Desk, tmp_path: Path
) -> None:
    """The row of that review comes first, and keeps nothing of it."""
    ref = late_by_a_week(desk, tmp_path)
    put_right(desk, ref, approved_on="20/12/2022")
    last = history(desk, ref)[-1]
    assert last.text == "note: typing slip"


def test_a_day_of_nzqa_that_was_put_right_is_told_in_words(desk: Desk) -> None:
    put_right(desk, nzqa_review_on="3/03/2027")
    assert history(desk, MC)[-1].act == "corrected NZQA's review on: 2027-04-03 to 2027-03-03"
