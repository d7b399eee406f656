"""The records beside a copy of NZQA's register: what differs is named, and never taken over."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.actions.importing_sheets import bodied, written
from tests.simulated import START

from mcapproval.actions.desk import Desk, as_person, sit_down
from mcapproval.actions.importing.headings import Own, read_map
from mcapproval.actions.importing.taking import import_file
from mcapproval.actions.importing.undoing import undo_import
from mcapproval.actions.people import known
from mcapproval.actions.reconciling.comparing import Found, reconcile
from mcapproval.actions.reconciling.filling import fill
from mcapproval.errors import Refused, Unreadable
from mcapproval.store import queries
from mcapproval.store.rows.folded import Listing, Review
from mcapproval.store.verifying.verify import verify

if TYPE_CHECKING:
    from tests.conftest import Places

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "import"
OURS = (
    ("Title", "Number", "Version", "Level", "Credits", "Approved on", "Next review", "Status"),
    ("Orchard Irrigation", 4977, 1, 5, 10, "3/04/2025", "3/04/2027", "current"),
    ("Frost Protection", 5001, 2, 4, None, "3/04/2025", None, "current"),
    ("Known by its Title", None, None, None, None, None, None, None),
    ("Gone from There", 5002, 1, 4, 5, None, None, None),
    ("Nobody Knows", None, None, None, None, None, None, None),
    ("Ended", 5003, 1, 4, 5, None, None, "discontinued"),
)
THEIRS = """NZQA No.,Version,Title,Level,Credits,Status,Review date,Provider,Colour
4977,2,Orchard Irrigation,Level 6,10,Expiring,3 April 2028,Otago Polytechnic,red
4977,1,Orchard Irrigation,5,10,Expiring,3 April 2027,Otago Polytechnic,red
5001,2,Frost  Protection,4,15 credits,Current,1/10/2026,Otago Polytechnic,
5004,v1,KNOWN by its title,3,5,Current,,Otago Polytechnic,
5005,1,Theirs Only,3,5,Current,,Otago Polytechnic,
5006,1,Of Others,3,5,Current,,Another Provider,
5007,1,Twice,3,5,Discontinued,,Otago Polytechnic,
5007,1,Twice,3,ten,Discontinued,,Otago Polytechnic,
"""


def built(where: str, folder: Path) -> None:
    bodied(where)
    desk = sit_down(where, "admin", START)
    import_file(desk, written(folder, {"Micro-credentials": OURS}))


@pytest.fixture
def desk(places: Places, tmp_path: Path) -> Desk:
    return sit_down(places.copy("to reconcile", lambda at: built(at, tmp_path)), "admin", START)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    file = tmp_path / "register.csv"
    file.write_text(THEIRS, "utf-8")
    return file


def told(found: Found) -> tuple[str, str, str, object, object]:
    return found.kind, found.ref or found.number, found.field, found.ours, found.theirs


def test_every_difference_is_named_and_nothing_else(desk: Desk, register: Path) -> None:
    compared = reconcile(desk, register, Own(), date(2026, 1, 31))
    assert [told(each) for each in compared.found] == [
        ("twice", "5007", "", None, None),
        ("differs", "MC-0001", "number_version", 1, 2),
        ("differs", "MC-0001", "level", 5, 6),
        ("differs", "MC-0001", "status", "current", "expiring"),
        ("differs", "MC-0001", "nzqa_review_on", "2027-04-03", "2028-04-03"),
        ("not-known", "MC-0002", "credits", None, 15),
        ("not-known", "MC-0002", "nzqa_review_on", None, "2026-10-01"),
        ("not-known", "MC-0003", "number", None, "5004"),
        ("differs", "MC-0003", "title", "Known by its Title", "KNOWN by its title"),
        ("not-known", "MC-0003", "number_version", None, 1),
        ("not-known", "MC-0003", "level", None, 3),
        ("not-known", "MC-0003", "credits", None, 5),
        ("only-ours", "MC-0004", "", None, None),
        ("not-compared", "MC-0005", "", None, None),
        ("only-register", "5005", "", None, None),
    ]
    assert (compared.others, compared.as_of, compared.different) == (1, date(2026, 1, 31), True)
    assert compared.notes == ("register!E9: `ten` is no whole number",)
    mends = {each.field: each.mend for each in compared.found if each.ref == "MC-0001"}
    assert mends["status"].startswith("mcapproval move MC-0001 expire --set reason=")
    assert mends["nzqa_review_on"] == (
        "mcapproval move MC-0001 record-review-date --set review_date=2028-04-03 --attach LETTER"
    )


def test_what_is_not_known_is_filled_and_nothing_is_overwritten(desk: Desk, register: Path) -> None:
    filled = fill(desk, reconcile(desk, register, Own()))
    assert [(each.ref, each.facts) for each in filled] == [
        ("MC-0002", {"credits": 15, "nzqa_review_on": "2026-10-01"}),
        ("MC-0003", {"number": "5004", "number_version": 1, "level": 3, "credits": 5}),
    ]
    with desk.reading() as connection:
        rows = {row.ref: row for row in queries.many(connection, Listing)}
        reviews = queries.many(connection, Review, listing="MC-0002")
        assert verify(connection).faults == ()
    assert (rows["MC-0001"].level, rows["MC-0001"].nzqa_review_on) == (5, "2027-04-03")
    assert (rows["MC-0002"].credits, rows["MC-0003"].title) == (15, "Known by its Title")
    assert [row.due_on for row in reviews] != []
    again = reconcile(desk, register, Own())
    assert fill(desk, again) == []
    assert again.different


def test_a_review_that_waits_is_due_by_the_day_that_the_register_told(
    desk: Desk, tmp_path: Path
) -> None:
    def due() -> list[str]:
        with desk.reading() as connection:
            return [row.due_on for row in queries.many(connection, Review, listing="MC-0002")]

    assert due() == ["2026-04-03"]
    file = tmp_path / "r.csv"
    file.write_text("No,Review date\n5001,20/02/2026\n", "utf-8")
    fill(desk, reconcile(desk, file, Own()))
    assert due() == ["2026-02-20"]


def test_an_import_that_tells_nzqas_day_moves_the_review_and_its_undo_moves_it_back(
    desk: Desk, tmp_path: Path
) -> None:
    def due() -> list[str]:
        with desk.reading() as connection:
            assert verify(connection).faults == ()
            return [row.due_on for row in queries.many(connection, Review, listing="MC-0002")]

    before = due()
    sheet = (("Title", "Number", "Next review"), ("Frost Protection", 5001, "20/02/2026"))
    done = import_file(desk, written(tmp_path, {"Micro-credentials": sheet}, "more.xlsx"))
    assert (before, due()) == (["2026-04-03"], ["2026-02-20"])
    assert done.ref is not None
    undo_import(desk, done.ref)
    assert due() == before


def test_filling_is_for_who_may_import(desk: Desk, register: Path) -> None:
    with pytest.raises(Refused, match="taking over what the register says is for"):
        fill(as_person(desk, "mele"), reconcile(desk, register, Own()))


def test_one_without_a_number_is_found_by_its_title(places: Places, tmp_path: Path) -> None:
    desk = sit_down(places.copy("bodied", bodied), "admin", START)
    import_file(desk, written(tmp_path, {"Micro-credentials": (("Title",), ("A",))}))
    file = tmp_path / "r.csv"
    file.write_text("No,Title,Level\n7,A,3\n", "utf-8")
    assert [told(each)[:3] for each in reconcile(desk, file, Own()).found] == [
        ("not-known", "MC-0001", "number"),
        ("not-known", "MC-0001", "level"),
    ]


def test_a_table_without_numbers_is_refused_with_what_the_column_is_called(
    desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "r.html"
    file.write_text("<table><tr><td>Title<td>Kredits<tr><td>A<td>5</table>", "utf-8")
    with pytest.raises(Unreadable, match="a column of NZQA's numbers"):
        reconcile(desk, file, Own())


@pytest.mark.slow
def test_the_register_of_the_samples_differs_where_that_was_planted(places: Places) -> None:
    desk = sit_down(places.copy("bodied", bodied), "admin", START).on(date(2027, 12, 31))
    known.add_person(desk, "sina", "Sina Fa-Tuala", None, None)
    import_file(desk, SAMPLES / "sixty.xlsx", add_organisations=True)
    for name in ("register.html", "register.csv"):
        compared = reconcile(desk, SAMPLES / name, Own())
        fill(desk, compared)
        after = reconcile(desk, SAMPLES / name, Own())
        assert {(each.title, each.kind, each.field) for each in after.found} - {
            (each.title, "same", "") for each in after.found
        } == {
            ("Contract Milking 101", "differs", "title"),
            ("Contract Milking 101", "differs", "number_version"),
            ("Business Forestry Leadership", "differs", "nzqa_review_on"),
            ("Forestry Earthworks Plant Operation", "differs", "level"),
            ("Practising Leadership with Self-Awareness", "differs", "credits"),
            ("Taumata Tū: Tikanga", "differs", "status"),
            ("Core Forestry Leadership", "only-ours", ""),
            ("Write Up", "not-compared", ""),
            ("Beekeeping for Beginners", "only-register", ""),
            ("Speak Up", "twice", ""),
        }
        assert after.others == 2


def test_a_register_of_more_than_a_megabyte_is_read_to_its_end(desk: Desk, register: Path) -> None:
    head, *rows = THEIRS.splitlines(keepends=True)
    notes = "".join(f"60{n:02},1,Another,5,5,Current,,Others,{'x' * 99_000}\n" for n in range(11))
    register.write_text(head + notes + "".join(rows), "utf-8")
    assert reconcile(desk, register, Own()).others == 12


def test_a_map_with_a_number_of_too_many_digits_is_refused_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "map.toml"
    file.write_text(f"credits = {'1' * 5_000}\n")
    with pytest.raises(Unreadable, match="a number or day that can't be"):
        read_map(file)
