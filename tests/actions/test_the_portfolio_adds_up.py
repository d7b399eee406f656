"""The portfolio a page at a time, only in part, and added up: counted by hand on both engines."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.actions.importing_sheets import Rows, bodied, written
from tests.cli.test_outputs_for_programs import fits

from mcapproval.actions.desk import Desk, as_person, sit_down
from mcapproval.actions.importing.taking import import_file
from mcapproval.actions.reporting.portfolio import portfolio_page, portfolio_sums
from mcapproval.errors import Unknown
from mcapproval.reports.paging import Slice
from mcapproval.reports.portfolio import breakdown, chart, table
from mcapproval.reports.table import plain, text
from mcapproval.store.reported.listed import Wanted

if TYPE_CHECKING:
    from tests.conftest import Places

TODAY = date(2027, 9, 1)
FIVE: Rows = (
    ("Title", "NZQA number", "Level", "Credits", "NZSCED", "Status", "Approved on"),
    ("Orchard Irrigation", "4977", 5, 10, "050301", "current", "3/04/2023"),
    ("Frost Protection", "5001", 4, 5, "050399", "current", "3/04/2023"),
    ("Web Access", "5002", 5, 5, "020100", "discontinued", "3/04/2022"),
    ("Care of Bees", "5003", 5, 20, "050103", "current", "3/04/2024"),
    ("Known by its title only",),
)


def five(where: str, folder: Path) -> None:
    """Five micro-credentials: by hand, level 5 three times, 40 credits of the four known."""
    desk = as_person(bodied(where), "hemi").on(TODAY)
    import_file(desk, written(folder, {"Micro-credentials": FIVE}), add_organisations=True)


@pytest.fixture
def listed(places: Places, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("sheets")
    return sit_down(places.made("five-listed", partial(five, folder=folder)), "admin", TODAY)


def test_micro_credentials_are_counted_by_level_with_their_credits(listed: Desk) -> None:
    sums = portfolio_sums(listed, ["level"])
    found = breakdown(["level"], sums)
    fits("report-portfolio", plain(found))
    assert [tuple(row.values()) for row in plain(found)] == [
        (4, 1, 1, 5),
        (5, 3, 3, 35),
        (None, 1, 0, 0),
    ]
    assert found.note == "5 micro-credentials, 40 credits in all. Not known: the credits of 1."
    assert chart(["level"], sums).bars == (("level 4", 1), ("level 5", 3), ("level not known", 1))


def test_fields_are_added_up_by_the_words_of_their_broad_field(listed: Desk) -> None:
    sums = portfolio_sums(listed, ["nzsced", "status"])
    found = breakdown(["nzsced", "status"], sums)
    fits("report-portfolio", plain(found))
    assert [list(row.values())[:3] for row in plain(found)] == [
        ["02 Information Technology", "discontinued", 1],
        ["05 Agriculture, Environmental and Related Studies", "current", 3],
        [None, "current", 1],
    ]
    assert "not known" in text(found)
    assert chart(["nzsced", "status"], sums).bars[0] == (
        "02 Information Technology, discontinued",
        1,
    )


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        (Wanted(level=5), ["Orchard Irrigation", "Web Access", "Care of Bees"]),
        (Wanted(states=("discontinued",)), ["Web Access"]),
        (Wanted(states=("Discontinued", "removed")), ["Web Access"]),
        (Wanted(provider="otago-polytechnic", states=("Current",), level=4), ["Frost Protection"]),
        (Wanted(level=9), []),
    ],
)
def test_filters_hold_for_the_lines_and_for_the_sums(
    listed: Desk, wanted: Wanted, titles: list[str]
) -> None:
    page = portfolio_page(listed, wanted)
    assert [row.title for row in page.rows] == titles
    assert sum(each.count for each in portfolio_sums(listed, ["level"], wanted)) == len(titles)
    if not titles:
        assert text(table(page, filtered=True)) == "No micro-credential is like that.\n"


def test_pages_go_through_all_of_them_once(listed: Desk) -> None:
    whole = portfolio_page(listed).rows
    first = portfolio_page(listed, asked=Slice(2))
    assert (first.last, first.found) == ("MC-0002", 5)
    sums = table(portfolio_page(listed)).note.removeprefix("5")
    assert "credits in all. Not known: " in sums
    assert table(first).note == f"2 of 5{sums}"
    second = portfolio_page(listed, asked=Slice(2, first.last))
    third = portfolio_page(listed, asked=Slice(2, second.last))
    assert (*first.rows, *second.rows, *third.rows) == whole
    assert (third.last, table(third).note) == (None, f"1 of 5{sums}")


def test_a_state_that_no_workflow_has_is_refused_with_the_nearest(listed: Desk) -> None:
    for asked in (portfolio_page, lambda desk, wanted: portfolio_sums(desk, ["level"], wanted)):
        with pytest.raises(Unknown, match="no state Curent; did you mean `Current`"):
            asked(listed, Wanted(states=("Curent",)))


def test_a_provider_that_nothing_names_is_refused(listed: Desk) -> None:
    with pytest.raises(Unknown, match="there is no organisation nobody"):
        portfolio_page(listed, Wanted(provider="nobody"))
    with pytest.raises(Unknown, match="there is no organisation nobody"):
        portfolio_sums(listed, ["level"], Wanted(provider="nobody"))
