"""What can't be is a fault of its cell; what seldom is so is taken and told."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.actions.importing_sheets import WHOLE, Rows, bodied, written
from tests.actions.not_known import unknown
from tests.actions.walking import go
from tests.simulated import START

from mcapproval.actions.deliveries.seeking import unreported
from mcapproval.actions.deliveries.wording import DAY_COLUMNS
from mcapproval.actions.desk import Desk, sit_down
from mcapproval.actions.due.ticking import tick
from mcapproval.actions.importing.bounds import LOOK
from mcapproval.actions.importing.cohorts_and_actions import cohort
from mcapproval.actions.importing.documents import DEEPEST, documents
from mcapproval.actions.importing.facts import NZSCED
from mcapproval.actions.importing.faults import Faults, Kind, Row
from mcapproval.actions.importing.headings import sheets
from mcapproval.actions.importing.taking import Imported, import_file
from mcapproval.errors import Refused, Unreadable
from mcapproval.rules.law import Law, first_day
from mcapproval.sheets.cells import Cell
from mcapproval.store import queries
from mcapproval.store.rows.folded import Delivery, Item, Listing

if TYPE_CHECKING:
    from tests.conftest import Places

FIRST = "Micro-credentials"


@pytest.fixture
def desk(places: Places) -> Desk:
    return sit_down(places.copy("bodied", bodied), "admin", START)


def taken(desk: Desk, folder: Path, head: tuple[str, ...], *rows: tuple[object, ...]) -> Imported:
    return import_file(desk, written(folder, {FIRST: (head, *rows)}))


def one(desk: Desk, folder: Path, head: str, value: object) -> Imported:
    return taken(desk, folder, ("Title", head), ("A", value))


@pytest.mark.parametrize(
    ("head", "value"),
    [
        *(("NZQA number", said) for said in ("#REF!", "-5", -5, "NaN", "Jane Smith", "0")),
        *(("Level", said) for said in (0, 11, 15, "#N/A")),
        *(("Credits", said) for said in (0, 121, 500)),
        *(("Review period", said) for said in (0, 4, 7, "7 months", 1_000_000)),
        *(("Version", said) for said in (0, 5000)),
        *(("NZSCED", said) for said in ("12", 12, "0503", "05030100")),
        *(("Approved on", said) for said in ("1/01/1950", "30/06/1990")),
        *(("NZQA review date", said) for said in ("1/01/2199", "1/01/2018")),
        *(("Fee", said) for said in (1e300, 100_001)),
        ("Title in te reo Māori", "Ma\u202era"),
        ("Sites", "Crom\u200bwell"),
    ],
)
def test_what_cannot_be_is_named_by_its_cell(
    desk: Desk, tmp_path: Path, head: str, value: object
) -> None:
    with pytest.raises(Refused) as refusal:
        one(desk, tmp_path, head, value)
    (reason,) = refusal.value.reasons
    assert reason.message.startswith(f"{FIRST}!B2: ")
    assert reason.mend


@pytest.mark.parametrize(
    ("head", "value", "fact", "kept"),
    [
        ("Credits", 41, "credits", 41),
        ("Approved on", "1/07/1990", "approved_on", "1990-07-01"),
        ("Approved on", "21/08/2018", "approved_on", "2018-08-21"),
        ("NZQA review date", "1/01/2020", "nzqa_review_on", "2020-01-01"),
        ("NZSCED", "150301", "nzsced", "150301"),
    ],
)
def test_what_seldom_is_so_is_taken_and_told_by_its_cell(
    desk: Desk, tmp_path: Path, head: str, value: object, fact: str, kept: object
) -> None:
    (note,) = one(desk, tmp_path, head, value).notes
    assert note.startswith(f"{FIRST}!B2: ")
    assert note.endswith(LOOK)
    with desk.reading() as connection:
        (row,) = queries.many(connection, Listing)
    assert getattr(row, fact) == kept


@pytest.mark.parametrize(
    ("head", "value", "fact", "kept"),
    [
        ("Level", 10, "level", 10),
        ("Credits", 40, "credits", 40),
        ("Review period", "24 months", "review_years", 2),
        ("NZSCED", 50301, "nzsced", "050301"),
        ("Approved on", "22/08/2018", "approved_on", "2018-08-22"),
        ("NZQA number", "tbc", "number", None),
        ("Credits", "not known", "credits", None),
        ("Approved on", "?", "approved_on", None),
    ],
)
def test_what_is_as_it_should_be_or_not_known_is_taken_in_silence(
    desk: Desk, tmp_path: Path, head: str, value: object, fact: str, kept: object
) -> None:
    assert one(desk, tmp_path, head, value).notes == ()
    with desk.reading() as connection:
        (row,) = queries.many(connection, Listing)
    assert getattr(row, fact) == kept


def test_the_bounds_in_the_headings_are_those_of_the_law() -> None:
    columns = {column.name: column.bounds for column in sheets()["micro-credentials"].columns}
    assert columns["approved_on"].seldom_below == first_day()
    assert columns["nzqa_review_on"].least == first_day()
    assert Law(START).value("nzsced", "digits").value == NZSCED


def test_days_that_contradict_are_a_fault_or_told(desk: Desk, tmp_path: Path) -> None:
    head = ("Title", "Approved on", "Listed on", "NZQA review date", "Last day for learners")
    with pytest.raises(Refused) as refusal:
        taken(desk, tmp_path, head, ("A", "1/01/2024", None, "1/01/2023", "1/02/2023"))
    cells = [reason.message.partition(": ")[0] for reason in refusal.value.reasons]
    assert cells == [f"{FIRST}!D2", f"{FIRST}!E2"]
    done = taken(desk, tmp_path, head, ("A", "1/01/2024", "1/12/2023", None, "1/01/2028"))
    assert [note.partition(": ")[0] for note in done.notes] == [f"{FIRST}!C2", f"{FIRST}!E2"]


def test_a_cohort_before_the_approval_is_taken_and_told(desk: Desk, tmp_path: Path) -> None:
    listed = (("Title", "Approved on"), ("A", "1/01/2024"))
    head = ("Title", "Cohort", "Starts", "Ends", "Last enrolled on")
    rows = (head, ("A", "early", "1/12/2023", "1/02/2024", "2/02/2024"))
    done = import_file(desk, written(tmp_path, {FIRST: listed, "Cohorts": rows}))
    assert [note.partition(": ")[0] for note in done.notes] == ["Cohorts!C2", "Cohorts!E2"]
    assert done.made["cohorts"] == 1


def test_every_day_and_count_of_a_delivery_is_read_from_its_row() -> None:
    columns = {column.name for column in sheets()["cohorts"].columns}
    cells = {name: Cell("A1", "1/02/2026") for name in DAY_COLUMNS}
    assert set(DAY_COLUMNS) <= columns
    assert (
        set(DAY_COLUMNS)
        <= cohort(Row("Cohorts", 2, cells, Faults()), date(2026, 3, 2)).facts.keys()
    )


def test_the_same_fault_in_a_column_is_told_once_and_counted(desk: Desk, tmp_path: Path) -> None:
    rows: list[tuple[object, ...]] = [(f"T{at}", "fifty", f"x{at}") for at in range(100)]
    with pytest.raises(Refused) as refusal:
        taken(desk, tmp_path, ("Title", "Level", "Credits"), *rows)
    assert "has 200 things to mend" in refusal.value.message
    assert [reason.message for reason in refusal.value.reasons] == [
        f"{FIRST}!B2, B3, B4 and 97 more in this column: `fifty` is no level",
        *(f"{FIRST}!C{at + 2}: `x{at}` is no whole number" for at in range(3)),
        f"{FIRST}!C5: `x3` is no whole number; and 96 more in this column",
    ]


def test_the_same_note_of_a_column_is_told_once_and_kept_whole(desk: Desk, tmp_path: Path) -> None:
    rows: list[tuple[object, ...]] = [(f"T{at}", 41) for at in range(9)]
    done = taken(desk, tmp_path, ("Title", "Credits"), *rows)
    assert len(done.notes) == 9
    (short,) = done.notes_in_short
    assert short.startswith(f"{FIRST}!B2, B3, B4 and 6 more in this column: ")


def test_what_is_not_taken_is_told_first_and_counted_with_nothing_else(
    desk: Desk, tmp_path: Path
) -> None:
    """Of one column: a day that differs among many that have passed and many that are as is."""
    head = ("Title", "Status", "NZQA review date")
    taken(desk, tmp_path, head, ("A", "current", "1/01/2028"))
    passed = [(f"T{at}", "current", f"{at % 28 + 1}/{at // 28 + 1}/2025") for at in range(60)]
    done = taken(desk, tmp_path, head, *passed, ("A", "current", "1/01/2029"))
    first, *others = done.notes_in_short
    assert first.startswith(f"{FIRST}!C62: ")
    assert first.endswith("has 2028-01-01, the sheet 2029-01-01: nothing was changed")
    assert [note for note in others if "in this column" in note] == [
        f"{FIRST}!C5: 2025-01-04 has passed: {LOOK}; and 56 more in this column"
    ]


def test_of_very_many_notes_those_of_what_is_not_taken_are_counted_by_themselves() -> None:
    found = Faults()
    for at in range(25):
        found.note(Kind.THERE, f"sheet {at}", "it is there already", "A2")
        found.note(Kind.NOT_TAKEN, f"sheet {at}", "it was left out", "A3")
    lost, rest = found.notes_in_short[:21], found.notes_in_short[21:]
    assert [line.partition(": ")[2] for line in lost[:20]] == ["it was left out"] * 20
    assert lost[20] == "5 more notes of what is not taken"
    assert [line.partition(": ")[2] for line in rest[:20]] == ["it is there already"] * 20
    assert rest[20:] == ["5 more notes"]


def test_a_heading_is_offered_only_where_it_is_near_and_all_are_listed_once(
    desk: Desk, tmp_path: Path
) -> None:
    with pytest.raises(Refused) as refusal:
        taken(desk, tmp_path, ("Title", "Favourite colour", "Kredits"), ("A", "blue", 5))
    colour, credits = refusal.value.reasons
    assert colour.mend.startswith("name it in the map")
    assert credits.mend.startswith("if Credits is meant, call it so; else name it in the map")
    assert refusal.value.hint.count("Last review decision") == 1


def test_open_actions_may_stand_in_the_row_and_come_out_on_their_own_sheet(
    desk: Desk, tmp_path: Path
) -> None:
    """One that the sheet Actions has as well is the one with its day."""
    listed: Rows = (("Title", "Open actions"), ("A", "Ask the growers; Ask graduates\nWrite up"))
    actions: Rows = (("Title", "Action", "Due"), ("A", "ask  graduates", "1/05/2026"))
    book = {FIRST: listed, "Actions": actions}
    done = import_file(desk, written(tmp_path, book))
    assert done.made["open actions"] == 3
    with desk.reading() as connection:
        items = queries.many(connection, Item, kind="action")
    assert [(row.owner, row.due) for row in items] == [
        ("quality-adviser", "2026-05-01"), ("quality-adviser", None), ("quality-adviser", None)
    ]  # fmt: skip
    again = import_file(desk, written(tmp_path, book))
    assert again.ref is None
    assert sum("says it already" in note for note in again.notes) == 4


def test_two_sheets_of_micro_credentials_keep_their_rows_apart(desk: Desk, tmp_path: Path) -> None:
    head = ("Title", "Open actions")
    book = {"Listed": (head, ("A", "of the first")), "MCs": (head, ("B", "of the second"))}
    import_file(desk, written(tmp_path, book))
    with desk.reading() as connection:
        titles = {row.ref: row.title for row in queries.many(connection, Listing)}
        items = queries.many(connection, Item, kind="action")
    assert sorted(titles[row.ref] for row in items) == ["A", "B"]


def test_what_is_not_taken_of_one_that_is_there_is_told_by_its_cell(
    desk: Desk, tmp_path: Path
) -> None:
    head = ("Title", "Partner", "Providers")
    taken(desk, tmp_path, head, ("A", "Otago Polytechnic", "Otago Polytechnic"))
    more = ("Title", "Partner", "Accredited on", "Providers")
    same = taken(desk, tmp_path, more, ("A", "otago-polytechnic", None, None))
    assert [note.partition(": ")[0] for note in same.notes] == [f"{FIRST}!A2"]
    row = ("A", "Growers Inc.", "1/02/2024", "Growers Inc.")
    file = written(tmp_path, {FIRST: (more, row)})
    done = import_file(desk, file, add_organisations=True)
    assert (done.ref, done.organisations) == (None, {})
    assert [note.partition(": ")[0] for note in done.notes] == [
        f"{FIRST}!{cell}" for cell in ("C2", "B2", "D2", "A2")
    ]


def test_completions_of_the_last_year_that_may_not_be_reported_are_counted(
    desk: Desk, tmp_path: Path
) -> None:
    """Those that say they were are known, and of older ones nobody is asked."""
    head = ("Title", "Cohort", "Starts", "Ends", "Completed", "Reported on", "Reported")
    cohorts = (
        head,
        ("A", "unsaid", "1/09/2025", "1/12/2025", 5, None, None),
        ("A", "by its day", "2/09/2025", "2/12/2025", 5, "5/01/2026", None),
        ("A", "by its count", "3/09/2025", "3/12/2025", 5, None, 5),
        ("A", "nobody", "4/09/2025", "4/12/2025", 0, None, None),
        ("A", "long ago", "1/09/2023", "1/12/2023", 5, None, None),
    )
    done = import_file(desk, written(tmp_path, {FIRST: (("Title",), ("A",)), "Cohorts": cohorts}))
    (gap,) = [each for each in done.gaps if each.column == "reported_on"]
    with desk.reading() as connection:
        unsaid = queries.one(connection, Delivery, cohort="unsaid")
    assert unsaid
    assert (gap.refs, gap.of) == ((unsaid.ref,), 3)
    (listed,) = [each for each in unknown(desk) if each.column == "reported_on"]
    assert ([each.ref for each in listed.missing], listed.of) == ([unsaid.ref], 3)


def test_completions_that_were_not_yet_due_when_they_came_in_are_watched(
    desk: Desk, tmp_path: Path
) -> None:
    """What was due before is not chased: a list of five years would be told at once."""
    head = ("Title", "Cohort", "Starts", "Ends", "Completed")
    cohorts = (
        head,
        ("A", "late", "1/09/2025", "31/10/2025", 5),
        ("A", "not yet", "1/09/2025", "3/11/2025", 5),
        *(("A", str(year), f"1/02/{year}", f"1/06/{year}", 5) for year in range(2019, 2025)),
    )
    import_file(desk, written(tmp_path, {FIRST: (("Title",), ("A",)), "Cohorts": cohorts}))
    with desk.reading() as connection:
        row = queries.one(connection, Delivery, cohort="not yet")
        assert row
        assert [each.ref for _, each, _ in unreported(connection, desk.today)] == [row.ref]
    for day, kind in ((START, "remind"), (date(2026, 2, 4), "overdue")):
        told = [each for each in tick(desk.on(day)).notices if each.about.startswith("reporting")]
        assert [(each.kind, each.about) for each in told] == [(kind, f"reporting:{row.ref}")]


def test_of_a_folder_no_link_out_of_it_no_pipe_and_no_dead_link_is_taken(
    desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "documents"
    (folder / "4977-letter.pdf").mkdir(parents=True)
    (folder / "4977-letter.pdf" / "in a folder named like a file.txt").write_text("a", "utf-8")
    (tmp_path / "outside.txt").write_text("secret", "utf-8")
    (folder / "4977-out.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "4977-dead.txt").symlink_to("nowhere")
    (folder / "4977-itself.txt").symlink_to("4977-itself.txt")
    (folder / "4977-folder").symlink_to(tmp_path)
    os.mkfifo(folder / "4977-pipe.txt")
    file = written(tmp_path, {FIRST: WHOLE["Micro-Credentials"]})
    with pytest.raises(Refused) as refusal:
        import_file(desk, file, folder=folder)
    named = [Path(reason.message.partition(": ")[0]).name for reason in refusal.value.reasons]
    wrong = ["4977-dead.txt", "4977-folder", "4977-itself.txt", "4977-out.txt", "4977-pipe.txt"]
    assert named == wrong
    for name in wrong:
        (folder / name).unlink()
    assert import_file(desk, file, folder=folder).made["documents"] == 1


def test_a_folder_that_has_more_than_documents_is_refused_before_all_of_it_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "documents"
    deep = folder.joinpath(*("4977",) * DEEPEST)
    deep.mkdir(parents=True)
    for name in ("b/1.txt", "b.txt", "a.txt", ".hidden/1.txt", "~$a.docx"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("a", "utf-8")
    (deep / "letter.txt").write_text("a", "utf-8")
    found = [each.path for each in documents(folder, Faults())]
    assert found == [f"{'4977/' * DEEPEST}letter.txt", "a.txt", "b/1.txt", "b.txt"]
    (deep / "one more").mkdir()
    with pytest.raises(Unreadable, match=f"has folders more than {DEEPEST} deep"):
        documents(folder, Faults())
    monkeypatch.setattr("mcapproval.actions.importing.documents.MOST", 4)
    with pytest.raises(Unreadable, match="has more than 4 files and folders in it"):
        documents(folder, Faults())


def test_a_review_period_is_one_that_nzqa_sets(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        one(desk, tmp_path, "Review period", 7)
    (reason,) = refused.value.reasons
    assert "B2" in reason.message
    assert reason.mend == "write 1, 2 or 3, or leave it empty"
    assert sorted(Law(START).value("review_period", "allowed").value) == [1, 2, 3]


def test_an_expiring_one_without_its_last_day_is_taken_and_the_day_asked_for(
    desk: Desk, tmp_path: Path
) -> None:
    head = ("Title", "Status", "Providers")
    rows = ("A", "expiring", "Otago Polytechnic"), ("B", "current", None)
    done = taken(desk, tmp_path, head, *rows)
    (note,) = done.notes
    assert note.startswith(f"{FIRST}!B2: ")
    (gap,) = [each for each in done.gaps if each.column == "teach_out"]
    assert (gap.refs, gap.of) == (("MC-0001",), 1)
    (asked,) = [each for each in unknown(desk) if each.column == "teach_out"]
    assert [each.ref for each in asked.missing] == ["MC-0001"]
    tick(desk)
    answer: dict[str, Any] = {"teach_out": "2027-12-01", "reason": "as NZQA lists it"}
    go(desk, "MC-0001", "hemi", START, "extend-teach-out", **answer)
    assert not [each for each in unknown(desk) if each.column == "teach_out"]


@pytest.mark.parametrize("step", ["Approved", "withdrawn"])
def test_an_application_at_its_end_is_not_under_way(desk: Desk, tmp_path: Path, step: str) -> None:
    rows = (("Title", "Step"), ("A", step))
    with pytest.raises(Refused) as refused:
        import_file(desk, written(tmp_path, {"Applications": rows}))
    (reason,) = refused.value.reasons
    assert "Applications!B2" in reason.message
    assert "first sheet" in reason.mend


DUE = ("Title", "Approved on", "Review period", "Last review on", "Status")


def told(desk: Desk, folder: Path, *row: object) -> str:
    return " ".join(taken(desk, folder, DUE, ("A", *row)).notes)


def test_a_period_that_an_older_one_cannot_have_is_told(desk: Desk, tmp_path: Path) -> None:
    said = told(desk, tmp_path, "29/02/2020", 3, "1/03/2025", None)
    assert "C2: 3 years stand here" in said
    assert "every year is counted" in said


@pytest.mark.parametrize(
    ("row", "day"),
    [
        (("29/02/2024", 1, None, None), "28 February 2025"),
        (("29/02/2020", 3, None, None), "28 February 2025"),
        (("31/01/2024", 2, None, None), "31 January 2026"),
    ],
)
def test_a_review_that_fell_due_before_the_import_is_told(
    desk: Desk, tmp_path: Path, row: tuple[object, ...], day: str
) -> None:
    assert f"NZQA's review of {day} may be overdue" in told(desk, tmp_path, *row)


@pytest.mark.parametrize(
    "row",
    [
        ("29/02/2024", 1, "1/03/2025", None),
        ("2/03/2024", 2, None, None),
        ("29/02/2024", None, None, None),
        ("29/02/2024", 1, None, "discontinued"),
    ],
)
def test_no_review_is_told_to_be_overdue_that_may_not_be(
    desk: Desk, tmp_path: Path, row: tuple[object, ...]
) -> None:
    assert "may be overdue" not in told(desk, tmp_path, *row)


def test_no_intake_is_to_be_called_off_that_was_before_the_import(
    desk: Desk, tmp_path: Path
) -> None:
    """Since when nobody new may enrol in what came as expiring is not known."""
    ends = START + timedelta(400)
    head = ("Title", "Status", "Approved on", "Last day for learners", "Providers")
    cohorts: Rows = (
        ("Title", "Cohort", "Starts", "Enrolled"),
        ("A", "long over", START - timedelta(500), 9),
        ("A", "planned", START + timedelta(20), None),
    )
    row = ("A", "expiring", START - timedelta(900), ends, "Otago Polytechnic")
    import_file(desk, written(tmp_path, {FIRST: (head, row), "Cohorts": cohorts}))
    notices = tick(desk.on(START + timedelta(1))).notices
    told = [each.due_on for each in notices if each.about.startswith("intake")]
    assert told == [(START + timedelta(20)).isoformat()]


def test_where_something_is_wrong_the_main_sheet_that_was_left_out_is_told_first(
    desk: Desk, tmp_path: Path
) -> None:
    book: dict[str, Rows] = {
        "MC list 2026": (("Title", "NZQA number", "Colour"), ("A", 5000, "red"), ("B", 5001, "")),
        "Pivot": (("Level", "Count"), (4, 2)),
        "Cohorts": (("NZQA number", "Cohort", "Starts"), (5000, "1", "2/02/2026")),
    }
    with pytest.raises(Refused, match="has 1 thing to mend") as refusal:
        import_file(desk, written(tmp_path, book))
    first, other = refusal.value.reasons
    assert first.message == "the sheet MC list 2026 (2 rows) was left out"
    assert first.mend == "its headings are those of Micro-credentials: call it so"
    assert "no micro-credential 5000" in other.message
    assert refusal.value.hint.endswith("left out and not read: Pivot")


def test_one_title_with_two_numbers_is_told_of_those_there_and_of_those_in_the_sheet(
    desk: Desk, tmp_path: Path
) -> None:
    head = ("Title", "NZQA number")
    assert taken(desk, tmp_path, head, ("Merged", 600), ("Alone", 601)).notes == ()
    done = taken(desk, tmp_path, head, ("Merged", 699), ("New", 700), ("new", 701))
    assert [note.partition(": look")[0] for note in done.notes] == [
        f"{FIRST}!A2: MC-0001 (600) has the same title as this one (699)",
        f"{FIRST}!A4: row 3 (700) has the same title as this one (701)",
    ]
    assert done.made["micro-credentials"] == 3
