"""Imports are taken back between the look and the writing: nothing then hangs on what is gone.

Two micro-credentials are imported apart, and so are the cohorts that make them deliver.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.actions.importing_sheets import bodied, written
from tests.actions.test_deliveries_among_others import racing

from mcapproval.actions.audit import audit
from mcapproval.actions.desk import Desk, as_person
from mcapproval.actions.drafts.applications import open_application
from mcapproval.actions.due.ticking import tick
from mcapproval.actions.importing.taking import import_file
from mcapproval.actions.importing.undoing import undo_import
from mcapproval.actions.people import known
from mcapproval.errors import Unknown
from mcapproval.store import queries
from mcapproval.store.rows.folded import Case

if TYPE_CHECKING:
    from tests.conftest import Places

LISTED = ("Title", "NZQA number", "Level", "Credits", "Approved on", "Providers")
COHORTS = ("NZQA number", "Cohort", "Starts", "Ends")
ENTERED, BEGUN = date(2026, 3, 1), date(2026, 3, 2)


@pytest.fixture
def waiting(places: Places, tmp_path: Path) -> Desk:
    """On the day on which both cohorts begin; whoever imported them sits there a day earlier."""
    desk = bodied(places.empty()).on(ENTERED)
    for number in (4977, 4978):
        row = ("Whakaako", number, 5, 20, "11/02/2024", "Otago Polytechnic")
        import_file(desk, written(tmp_path, {"Micro-credentials": (LISTED, row)}))
        cohort = (number, "autumn", "2/03/2026", "26/06/2026")
        import_file(desk, written(tmp_path, {"Cohorts": (COHORTS, cohort)}))
    return desk.on(BEGUN)


def cohort_goes(desk: Desk) -> None:
    undo_import(as_person(desk, "admin"), "IMP-0002")


def all_of_it_goes(desk: Desk) -> None:
    cohort_goes(desk)
    undo_import(as_person(desk, "admin"), "IMP-0001")


def states(desk: Desk) -> dict[str, str]:
    with desk.reading() as connection:
        rows = queries.many(connection, Case, track="accreditation")
        return {row.ref: row.state for row in rows}


def test_an_accreditation_that_is_gone_keeps_no_other_from_delivering(waiting: Desk) -> None:
    done = tick(racing(waiting, all_of_it_goes))
    assert [made.ref for made in done.moves] == ["ACC-0002"]
    assert (done.left_out, states(waiting)) == ((), {"ACC-0002": "delivering"})
    assert audit(waiting).whole


def test_an_accreditation_whose_cohort_is_gone_goes_on_waiting(waiting: Desk) -> None:
    done = tick(racing(waiting, cohort_goes))
    assert done.left_out == ()
    assert states(waiting) == {"ACC-0001": "ready-to-deliver", "ACC-0002": "delivering"}
    assert tick(waiting).left_out == ()
    assert audit(waiting).whole


def test_a_change_of_what_is_gone_is_not_opened(waiting: Desk, tmp_path: Path) -> None:
    file = tmp_path / "change.yaml"
    about = "route: nzqa\nkind: change\nof: MC-0001\ntitle: Whakaako\n"
    file.write_text(f"format: application/1\n{about}", "utf-8")
    before = audit(waiting)
    with pytest.raises(Unknown, match="MC-0001 is no micro-credential in these records"):
        open_application(racing(as_person(waiting, "ana"), all_of_it_goes), file)
    assert audit(waiting).rows == before.rows + len(("IMP-0001", "IMP-0002"))
    assert audit(waiting).whole


def test_a_role_for_a_case_that_is_gone_is_not_granted(waiting: Desk) -> None:
    with pytest.raises(Unknown, match="MC-0001"):
        known.grant(racing(waiting, all_of_it_goes), "ana", "quality-adviser", case="MC-0001")
    assert audit(waiting).whole
