"""A fuller sheet, imported later, fills what a first one left open, and nothing that stands."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.actions.importing_sheets import Rows, bodied, written
from tests.actions.not_known import unknown
from tests.actions.walking import explained
from tests.simulated import START

from mcapproval.actions.deliveries.keeping import add
from mcapproval.actions.desk import Desk, as_person, sit_down
from mcapproval.actions.drafts.checking_cases import check_case
from mcapproval.actions.finding.listed import cases_of
from mcapproval.actions.importing import filling
from mcapproval.actions.importing.correcting import correct
from mcapproval.actions.importing.drafting import PLACES
from mcapproval.actions.importing.exporting import export
from mcapproval.actions.importing.taking import Imported, import_file
from mcapproval.actions.importing.undoing import undo_import
from mcapproval.actions.importing.unknown_list import WITH_IT
from mcapproval.actions.looking import history, show_case
from mcapproval.actions.reviewing.owners import assign
from mcapproval.actions.versions import diff
from mcapproval.errors import AskedWrongly, Refused
from mcapproval.findings import Severity
from mcapproval.sheets.reading import read_workbook
from mcapproval.store import queries
from mcapproval.store.keep import content
from mcapproval.store.rows.folded import Accreditation, Application, Case, Version
from mcapproval.store.verifying.verify import verify

if TYPE_CHECKING:
    from tests.conftest import Places

FIRST = "Micro-credentials"
SPARSE: Rows = (("Title", "Level", "Status"), ("Bee Keeping", 4, "current"))
HEAD = ("Title", "Credits", "Sites", "Fee", "Partner", "Embedded in", "Providers", "Accredited on")
FULL: Rows = (
    HEAD,
    (
        *("Bee Keeping", 10, "Cromwell; Dunedin", 450, "Growers Inc.", "Diploma in Apiculture"),
        *("Otago Polytechnic", "5/04/2024"),
    ),
)
FILLED = {"Sites", "Fee", "Partner", "Embedded in", "Providers", "Credits"}


@pytest.fixture
def sparse(places: Places, tmp_path: Path) -> Desk:
    """Records in which one micro-credential came in with its title, level and status."""

    def build(where: str) -> None:
        desk = bodied(where)
        import_file(desk, written(tmp_path, {FIRST: SPARSE}))

    return sit_down(places.copy("sparse", build), "admin", START)


def fuller(desk: Desk, folder: Path, rows: Rows = FULL, **more: Rows) -> Imported:
    sheets = {FIRST: rows, **more}
    return import_file(desk, written(folder, sheets, "fuller.xlsx"), add_organisations=True)


def whole_journal(desk: Desk) -> None:
    with desk.reading() as connection:
        assert verify(connection).faults == ()


def stands(desk: Desk) -> tuple[int, dict[str, object]]:
    """The version of the application that stands, and what is in it."""
    with desk.reading() as connection:
        (row,) = queries.many(connection, Application, kind="listing-and-approval")
        return row.number, content(connection, row.content)


def missing(desk: Desk) -> set[str]:
    return {each.heading for each in unknown(desk) if each.sheet == "micro-credentials"}


def out(desk: Desk) -> dict[str, object]:
    """What an export says in the row of the one micro-credential, by heading."""
    data = export(desk, Path("out.xlsx")).data
    head, row = read_workbook(data, "out.xlsx").sheets[0].rows
    return {str(word.value): cell.value for word, cell in zip(head, row, strict=True)}


def test_what_was_unknown_of_an_application_that_was_imported_is_filled(
    sparse: Desk, tmp_path: Path
) -> None:
    before = missing(sparse)
    done = fuller(sparse, tmp_path)
    assert done.notes == ()
    assert done.made == {
        "organisations": 1,
        "accreditations": 1,
        "micro-credentials that learnt something": 1,
    }
    assert stands(sparse) == (
        2,
        {
            "format": "application/1",
            "route": "nzqa",
            "kind": "listing-and-approval",
            "title": "Bee Keeping",
            "level": 4,
            "credits": 10,
            "applicant": {"organisation": "otago-polytechnic"},
            "delivery": {"sites": ["Cromwell", "Dunedin"]},
            "co_design": {"partners": [{"id": "P1", "organisation": "growers-inc"}]},
            "purpose": {"education_pathway": "Part of: Diploma in Apiculture"},
            "business_case": {
                "prices": [{"customer": "learner", "dollars": 450, "gst": "included"}]
            },
        },
    )
    assert before - missing(sparse) == FILLED
    whole_journal(sparse)


def test_what_was_filled_comes_out_again_and_is_not_filled_twice(
    sparse: Desk, tmp_path: Path
) -> None:
    fuller(sparse, tmp_path)
    said = out(sparse)
    assert [said[name] for name in HEAD[1:-1]] == list(FULL[1][1:-1])
    again = fuller(sparse, tmp_path)
    assert (again.ref, again.made) == (None, {})
    assert again.notes == (f"{FIRST}!A2: MC-0001 is in the records already",)
    assert stands(sparse)[0] == 2


def test_a_provider_that_is_filled_is_accredited_and_its_cohorts_are_its_own(
    sparse: Desk, tmp_path: Path
) -> None:
    began = (START - timedelta(30)).isoformat()
    cohorts: Rows = (("Title", "Cohort", "Starts"), ("Bee Keeping", "Summer", began))
    rows: Rows = (("Title", "Providers"), ("Bee Keeping", "Growers Inc."))
    done = fuller(sparse, tmp_path, rows, Cohorts=cohorts)
    assert done.made["accreditations"] == done.made["cohorts"] == 1
    with sparse.reading() as connection:
        (row,) = queries.many(connection, Accreditation)
        case = queries.one(connection, Case, ref=row.ref)
    assert (row.listing, row.provider, row.granted_on) == ("MC-0001", "growers-inc", began)
    assert case is not None
    assert (case.state, case.imported) == ("delivering", "IMP-0002")


def test_what_a_provider_held_before_it_is_filled_says_how_it_is_accredited(
    places: Places, tmp_path: Path
) -> None:
    """One delivers by a cohort of the first import, and one is taught out to its last day."""
    desk = sit_down(places.copy("bodied", bodied), "admin", START)
    head = ("Title", "Status", "Last day for learners")
    last = date(2026, 12, 1)
    rows: Rows = (head, ("Bee Keeping", "current", None), ("Hives", "expiring", last))
    began = (START - timedelta(300)).isoformat()
    cohorts: Rows = (("Title", "Cohort", "Starts"), ("Bee Keeping", "Autumn", began))
    fuller(desk, tmp_path, rows, Cohorts=cohorts)
    both: Rows = (
        ("Title", "Providers"),
        *((title, "Otago Polytechnic") for title in ("Bee Keeping", "Hives")),
    )
    assert fuller(desk, tmp_path, both).made["accreditations"] == 2
    with desk.reading() as connection:
        granted = [row.granted_on for row in queries.many(connection, Accreditation)]
        cases = queries.many(connection, Case, track="accreditation")
    assert granted == [began, START.isoformat()]
    states = {case.ref: (case.state, case.due_on) for case in cases}
    assert states["ACC-0001"][0] == "delivering"
    assert states["ACC-0002"] == ("teach-out", last.isoformat())
    whole_journal(desk)


def test_no_provider_is_filled_where_one_applies_to_be_accredited(
    sparse: Desk, tmp_path: Path
) -> None:
    change(sparse, tmp_path, "accreditation")
    done = fuller(sparse, tmp_path)
    assert "accreditations" not in done.made
    assert [note.split(":")[0] for note in done.notes] == [f"{FIRST}!H2", f"{FIRST}!G2"]
    assert stands(sparse)[0] == 2


def test_what_is_filled_was_decided_elsewhere_too_and_is_told_as_the_imports(
    sparse: Desk, tmp_path: Path
) -> None:
    fuller(sparse, tmp_path)
    ref = "APP-2026-0001"
    assert {each.severity for each in check_case(sparse, ref, None).findings} == {Severity.NOTE}
    assert history(sparse, ref)[-1].act == "version 2 by IMP-0002"
    assert "Cromwell" in str(diff(sparse, ref, 1, 2))


def test_what_stands_and_differs_is_not_taken_and_told_by_its_cell(
    sparse: Desk, tmp_path: Path
) -> None:
    fuller(sparse, tmp_path, (("Title", "Fee"), ("Bee Keeping", 300)))
    done = fuller(sparse, tmp_path)
    assert done.notes == (f"{FIRST}!D2: MC-0001 has 300, the sheet 450: nothing was changed",)
    number, said = stands(sparse)
    assert (number, said["business_case"]) == (
        3,
        {"prices": [{"customer": "learner", "dollars": 300, "gst": "included"}]},
    )
    whole_journal(sparse)


def test_to_try_it_says_what_it_makes_and_fills_nothing(sparse: Desk, tmp_path: Path) -> None:
    file = written(tmp_path, {FIRST: FULL})
    tried = import_file(sparse, file, add_organisations=True, dry_run=True)
    assert stands(sparse)[0] == 1
    done = import_file(sparse, file, add_organisations=True)
    assert (tried.made, tried.notes, tried.gaps) == (done.made, done.notes, done.gaps)


def test_one_undo_puts_back_what_stood_before(sparse: Desk, tmp_path: Path) -> None:
    before = stands(sparse), show_case(sparse, "APP-2026-0001")["facts"], missing(sparse)
    later = sparse.on(START + timedelta(1))
    fuller(later, tmp_path)
    undone = undo_import(later, "IMP-0002")
    assert (undone.gone, undone.stay) == (("ACC-0001",), ("growers-inc",))
    assert (stands(later), show_case(later, "APP-2026-0001")["facts"], missing(later)) == before
    with later.reading() as connection:
        assert [row.number for row in queries.many(connection, Version)] == [1]
    for ref, act in (
        ("APP-2026-0001", "version 2 by IMP-0002"),
        ("MC-0001", "learnt credits 10"),
    ):
        assert history(later, ref)[-1].act == f"{act} (taken back with IMP-0002)"
    whole_journal(later)
    assert fuller(later, tmp_path).ref == "IMP-0003"
    assert stands(later)[0] == 2
    whole_journal(later)


def test_it_is_filled_and_put_back_as_often_as_one_likes(sparse: Desk, tmp_path: Path) -> None:
    before = stands(sparse)
    for ref in ("IMP-0002", "IMP-0003", "IMP-0004"):
        assert fuller(sparse, tmp_path).ref == ref
        undo_import(sparse, ref)
        assert stands(sparse) == before
    whole_journal(sparse)


def test_imports_that_filled_one_application_are_taken_back_from_the_last(
    sparse: Desk, tmp_path: Path
) -> None:
    fuller(sparse, tmp_path, (("Title", "Fee"), ("Bee Keeping", 300)))
    fuller(sparse, tmp_path, (("Title", "Sites"), ("Bee Keeping", "Gore")))
    for ref in ("IMP-0001", "IMP-0002"):
        with pytest.raises(Refused) as refusal:
            undo_import(sparse, ref)
        assert "APP-2026-0001 was touched since: updated in row" in str(refusal.value.reasons)
    for ref in ("IMP-0003", "IMP-0002", "IMP-0001"):
        undo_import(sparse, ref)
        whole_journal(sparse)
    assert cases_of(sparse) == []


def test_an_import_on_which_a_change_or_a_cohort_hangs_stands(sparse: Desk, tmp_path: Path) -> None:
    fuller(sparse, tmp_path)
    change(sparse, tmp_path)
    facts = {"listing": "MC-0001", "provider": "otago-polytechnic", "cohort": "A"}
    add(as_person(sparse, "mele"), {**facts, "starts": START.isoformat()})
    with pytest.raises(Refused) as refusal:
        undo_import(sparse, "IMP-0002")
    said = [reason.message for reason in refusal.value.reasons]
    assert "APP-2026-0002 hangs on APP-2026-0001 now" in said
    assert "DEL-0001 hangs on ACC-0001 now" in said


def change(desk: Desk, folder: Path, kind: str = "change") -> None:
    """An application of that kind about it, under way."""
    head = ("Title", "Kind", "Of", "Step", "Drafting")
    row = ("Bee Keeping", kind, "MC-0001", "Drafting", date(2026, 1, 5))
    import_file(desk, written(folder, {"Applications": (head, row)}, "change.xlsx"))


def test_what_was_changed_by_an_application_since_is_not_filled(
    sparse: Desk, tmp_path: Path
) -> None:
    change(sparse, tmp_path)
    mend = {each.column: each.mend for each in unknown(sparse)}
    assert mend["sites"] == "the next version of its application"
    done = fuller(sparse, tmp_path)
    assert stands(sparse)[0] == 1
    assert done.made == {"micro-credentials that learnt something": 1}
    assert {note.split(":")[0][-2:] for note in done.notes} == {f"{column}2" for column in "CDEFGH"}
    assert done.organisations == {}


def test_what_no_later_import_and_no_correction_brings_is_told_so(
    sparse: Desk, tmp_path: Path
) -> None:
    mend = {each.column: each.mend for each in unknown(sparse)}
    assert mend["listed_on"] == mend["unit"] == "only with the import that enters it"
    before = missing(sparse)
    rows: Rows = (
        ("Title", "Listed on", "School or faculty"),
        ("Bee Keeping", date(2024, 2, 1), "Te Kura"),
    )
    done = fuller(sparse, tmp_path, rows)
    assert [note.partition(": ")[2] for note in done.notes if "changed" in note] == [
        "MC-0001 has nothing, the sheet 2024-02-01: nothing was changed",
        "MC-0001 has nothing, the sheet Te Kura: nothing was changed",
    ]
    for column, said in (("listed_on", "2024-02-01"), ("unit", "Te Kura")):
        with pytest.raises(AskedWrongly, match=f"{column} is not put right so"):
            correct(sparse, "MC-0001", {column: said}, "As the letter has it")
    assert missing(sparse) == before


def test_of_two_rows_of_one_micro_credential_the_first_fills_its_application(
    sparse: Desk, tmp_path: Path
) -> None:
    rows: Rows = (
        ("Ours", "Title", "Sites", "Fee"),
        ("MC-0001", "Bee Keeping", "Gore", None),
        (None, "Bee Keeping", None, 450),
    )
    done = fuller(sparse, tmp_path, rows)
    assert stands(sparse)[0] == 2
    assert f"{FIRST}!D3: MC-0001 has nothing, the sheet 450: nothing was changed" in done.notes
    whole_journal(sparse)


def test_nobody_is_named_in_what_is_filled(sparse: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        fuller(sparse, tmp_path, (("Title", "Sites"), ("Bee Keeping", "With Ana Rangihuna")))
    assert "the name of a person stands here" in refusal.value.reasons[0].message
    assert f"{FIRST}!B2" in refusal.value.reasons[0].message
    assert stands(sparse)[0] == 1


def test_what_gets_known_by_an_import_is_told_so(sparse: Desk) -> None:
    mend = {each.column: each.mend for each in unknown(sparse)}
    by_import = {name for name, how in mend.items() if how.startswith("mcapproval export")}
    assert {"sites", "fee", "partner", "embedded_in", "providers", "credits"} <= by_import


def test_what_is_told_to_be_filled_with_an_application_is_what_is_filled_in_it() -> None:
    assert {PLACES[part] for part in filling.PARTS} | {"providers"} == set(WITH_IT)


def test_why_a_review_is_due_names_the_import_that_filled_in_nzqas_day(
    sparse: Desk, tmp_path: Path
) -> None:
    on = (START + timedelta(200)).isoformat()
    rows: Rows = (("Title", "NZQA review date"), ("Bee Keeping", on))
    fuller(sparse, tmp_path, rows)
    assert "as on its register when it was imported on" in explained(sparse, "MC-0001")[2]


def test_a_title_that_two_have_says_which_is_meant(sparse: Desk, tmp_path: Path) -> None:
    fuller(sparse, tmp_path, (("Title",), ("Hives",)))
    correct(sparse, "MC-0002", {"title": "Bee Keeping"}, "typing slip")
    began = (START - timedelta(30)).isoformat()
    fees: Rows = (("Title", "Fee"), ("Bee Keeping", 300))
    other: Rows = (("Title",), ("Wax",))
    cohorts: Rows = (("Title", "Cohort", "Starts"), ("Bee Keeping", "Summer", began))
    for rows, more in ((fees, {}), (other, {"Cohorts": cohorts})):
        with pytest.raises(Refused) as refused:
            fuller(sparse, tmp_path, rows, **more)
        (reason,) = refused.value.reasons
        assert "several are called so: MC-0001, MC-0002" in reason.message
    done = fuller(sparse, tmp_path, (("Ours", "Title", "Fee"), ("MC-0002", "Bee Keeping", 300)))
    assert done.made == {"micro-credentials that learnt something": 1}


def test_an_owner_who_was_given_since_is_not_taken_away_with_an_import(
    sparse: Desk, tmp_path: Path
) -> None:
    fuller(sparse, tmp_path, (("Title", "Owner"), ("Bee Keeping", "mele")))
    assign(as_person(sparse, "hemi"), ["MC-0001"], "hemi")
    with pytest.raises(Refused) as refused:
        undo_import(sparse, "IMP-0002")
    assert [reason.code for reason in refused.value.reasons] == ["IMPORT-TOUCHED"]
