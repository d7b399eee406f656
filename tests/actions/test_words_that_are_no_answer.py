"""`n/a`, `-` and `tbc` are no facts; and what people write for a period, a code and a number."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.actions.importing_sheets import bodied, written
from tests.simulated import START

from mcapproval.actions.desk import Desk, sit_down
from mcapproval.actions.importing.exporting import export
from mcapproval.actions.importing.taking import import_file
from mcapproval.errors import Refused
from mcapproval.store import queries
from mcapproval.store.rows.folded import Delivery, Item, Listing

if TYPE_CHECKING:
    from tests.conftest import Places

FIRST = "Micro-credentials"
WORDS = ("n/a", "N/A", "na", "N / A", "-", "–", "nil", "None", "no", "tbc", "TBA", "?", "n.a.")


@pytest.fixture
def desk(places: Places) -> Desk:
    return sit_down(places.copy("bodied", bodied), "admin", START)


def test_words_that_say_nothing_make_no_organisation_action_or_site(
    desk: Desk, tmp_path: Path
) -> None:
    columns = ("NZQA number", "Level", "Partner", "Open actions", "Fee", "Sites", "Owner", "NZSCED")
    rows = [(f"Thing {n}", *[word] * len(columns)) for n, word in enumerate(WORDS)]
    file = written(tmp_path, {FIRST: (("Title", *columns), *rows)})
    done = import_file(desk, file, add_organisations=True)
    assert done.organisations == {}
    assert done.made["micro-credentials"] == len(WORDS)
    assert "open actions" not in done.made


def test_a_body_beside_such_a_word_is_taken_alone(desk: Desk, tmp_path: Path) -> None:
    file = written(tmp_path, {FIRST: (("Title", "Partner"), ("A", "n/a; Hive Trust"))})
    assert list(import_file(desk, file, add_organisations=True).organisations) == ["hive-trust"]


def test_none_of_a_count_is_zero_and_a_dash_is_not_known(desk: Desk, tmp_path: Path) -> None:
    head = ("NZQA number", "Cohort", "Starts", "Enrolled", "Withdrawn", "Completed", "Still active")
    rows = ((4324, "A", "4/03/2024", 4, "nil", "-", "n/a"),)
    listed = (("Title", "NZQA number"), ("A", 4324))
    import_file(desk, written(tmp_path, {FIRST: listed, "Cohorts": (head, *rows)}))
    with desk.reading() as connection:
        (held,) = queries.many(connection, Delivery)
    assert (held.withdrawn, held.completed, held.still_active) == (0, None, None)


def test_a_title_that_says_nothing_is_missing(desk: Desk, tmp_path: Path) -> None:
    file = written(tmp_path, {FIRST: (("Title", "Level"), ("tbc", 4))})
    with pytest.raises(Refused) as refused:
        import_file(desk, file)
    assert "Title is empty" in refused.value.reasons[0].message


@pytest.mark.parametrize(
    ("head", "value", "fact", "is_"),
    [
        *(("Review period", said, "review_years", 1) for said in ("annual", "Annually", "yearly")),
        *(("Review period", said, "review_years", 1) for said in ("every year", "12 months")),
        *(("Review period", said, "review_years", 2) for said in ("Every two years", "2-yearly")),
        ("Review period", "every 3 years", "review_years", 3),
        *(("NZSCED", f"050101{more}", "nzsced", "050101") for more in (" Agriculture", " - Soil")),
        ("NZSCED", "50101 Agricultural Science", "nzsced", "050101"),
        ("NZQA number", "4324-1", "number", "4324"),
        ("NZQA number", "4324-12", "number_version", 12),
        ("NZQA number", " 4324 – v2", "number_version", 2),
    ],
)
def test_what_people_write_is_read_for_what_it_is(
    desk: Desk, tmp_path: Path, head: str, value: str, fact: str, is_: object
) -> None:
    import_file(desk, written(tmp_path, {FIRST: (("Title", head), ("A", value))}))
    with desk.reading() as connection:
        (held,) = (row for row in queries.many(connection, Listing) if row.title == "A")
    assert getattr(held, fact) == is_


@pytest.mark.parametrize("said", ["tbc", "n/a", "unknown"])
def test_a_status_that_nobody_knows_is_not_taken_for_current(
    desk: Desk, tmp_path: Path, said: str
) -> None:
    with pytest.raises(Refused) as refused:
        import_file(desk, written(tmp_path, {FIRST: (("Title", "Status"), ("A", said))}))
    assert "write one of: current" in str(refused.value.reasons[0].mend)


def test_two_versions_in_one_row_are_a_fault(desk: Desk, tmp_path: Path) -> None:
    head = ("Title", "NZQA number", "Version")
    import_file(desk, written(tmp_path, {FIRST: (head, ("A", "4324-2", 2))}))
    with pytest.raises(Refused) as refused:
        import_file(desk, written(tmp_path, {FIRST: (head, ("B", "4325-2", 3))}))
    assert "C2: it says version 3" in refused.value.reasons[0].message


def test_cohorts_and_actions_find_it_by_number_and_version(desk: Desk, tmp_path: Path) -> None:
    listed = (("Title", "NZQA number"), ("A", "4324-1"))
    actions = (("NZQA number", "Action"), ("4324-1", "Renew the letters"), ("4324", "none"))
    with pytest.raises(Refused) as refused:
        import_file(desk, written(tmp_path, {FIRST: listed, "Actions": actions}))
    assert "take the row out" in (refused.value.reasons[0].mend or "")
    import_file(desk, written(tmp_path, {FIRST: listed, "Actions": actions[:2]}))
    with desk.reading() as connection:
        assert len(queries.many(connection, Item)) == 1


def test_a_title_behind_a_sign_is_taken_and_goes_out_marked(desk: Desk, tmp_path: Path) -> None:
    rows = (("Title", "Sites"), ("@Work: Safety", "- North campus"))
    import_file(desk, written(tmp_path, {FIRST: rows}))
    out = tmp_path / "out.csv"
    out.write_bytes(export(desk, out, "micro-credentials").data)
    assert "'@Work: Safety" in out.read_text("utf-8")
    assert import_file(desk, out).made == {}
