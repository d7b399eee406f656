"""Records of several providers: whose a row without an applicant is, and what makes that known."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.actions.importing_sheets import Rows, written
from tests.simulated import START

from mcapproval.actions import setup
from mcapproval.actions.desk import Desk
from mcapproval.actions.importing.taking import import_file
from mcapproval.errors import Refused
from mcapproval.store import queries
from mcapproval.store.rows.folded import Case, Delivery

if TYPE_CHECKING:
    from tests.conftest import Places

LISTED: Rows = (("Title", "Level"), ("A", 4), ("B", 5))
COHORTS: Rows = (("Title", "Cohort", "Starts"), ("A", "2024", "4/03/2024"))


def of_several(where: str) -> Desk:
    desk = setup.init(where, "admin", name="Adair Minister", simulated=True, day=START)
    for key in ("otago-polytechnic", "ara"):
        setup.add_organisation(desk, key, key.title(), "polytechnic", None)
    return desk


@pytest.fixture
def desk(places: Places) -> Desk:
    return of_several(places.empty())


def policy(folder: Path, provider: str) -> Path:
    file = folder / "mcapproval.toml"
    file.write_text(f'format = "policy/1"\nprovider = "{provider}"\n', "utf-8")
    return file


def providers(desk: Desk) -> set[str]:
    with desk.reading() as connection:
        return {case.provider for case in queries.many(connection, Case)}


def test_where_nobody_says_it_that_is_told_once(desk: Desk, tmp_path: Path) -> None:
    running = (("Title", "Step"), ("C", "Drafting"))
    for sheets in ({"Micro-credentials": LISTED}, {"Applications": running}):
        with pytest.raises(Refused) as refused:
            import_file(desk, written(tmp_path, sheets))
        (reason,) = refused.value.reasons
        assert "these records name no provider" in reason.message
        assert "write the organisation that had it approved in Applicant" in str(reason.mend)


def test_a_file_beside_the_sheet_counts_once_its_policy_is_adopted(
    desk: Desk, tmp_path: Path
) -> None:
    setup.adopt_policy(desk, policy(tmp_path, "ara"), None, None)
    file = policy(tmp_path, "otago-polytechnic")
    sheet = written(tmp_path, {"Micro-credentials": LISTED, "Cohorts": COHORTS})
    with pytest.raises(Refused) as refused:
        import_file(desk, sheet)
    (reason,) = refused.value.reasons
    assert "names otago-polytechnic, which counts for drafts" in reason.message
    assert f"mcapproval policy adopt {file}" in str(reason.mend)
    setup.adopt_policy(desk, file, None, None)
    done = import_file(desk, sheet)
    assert done.notes[0].endswith(
        "rows that name no applicant are of otago-polytechnic: mcapproval.toml names it"
    )
    assert providers(desk) == {"otago-polytechnic"}
    with desk.reading() as connection:
        assert queries.many(connection, Delivery)[0].provider == "otago-polytechnic"


def test_the_only_one_that_adopted_a_policy_is_meant(desk: Desk, tmp_path: Path) -> None:
    setup.adopt_policy(desk, policy(tmp_path, "ara"), None, None)
    sheets = tmp_path / "sheets"
    sheets.mkdir()
    (tmp_path / "mcapproval.toml").unlink()
    done = import_file(desk, written(sheets, {"Micro-credentials": LISTED}))
    assert "no other provider adopted a policy" in done.notes[0]
    assert providers(desk) == {"ara"}


def test_a_cohort_of_several_providers_is_of_whoever_had_it_approved(
    desk: Desk, tmp_path: Path
) -> None:
    listed = (("Title", "Applicant"), ("A", "Ara"))
    import_file(desk, written(tmp_path, {"Micro-credentials": listed, "Cohorts": COHORTS}))
    with desk.reading() as connection:
        assert queries.many(connection, Delivery)[0].provider == "ara"
