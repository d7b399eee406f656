"""What an import reads of the records it reads once, however many rows it has."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.actions.importing_sheets import Rows, bodied, written
from tests.questions import asked, noted
from tests.simulated import START

from mcapproval.actions.desk import Desk, sit_down
from mcapproval.actions.importing.taking import import_file
from mcapproval.errors import Refused
from mcapproval.store import queries
from mcapproval.store.rows.folded import Organisation

if TYPE_CHECKING:
    from tests.conftest import Places

NUMBER, OTAGO = "4977", "Otago Polytechnic"
LISTED: Rows = (("Title", "NZQA number", "Owner"), ("Orchard Irrigation", NUMBER, "mele"))


@pytest.fixture
def desk(places: Places) -> Desk:
    return sit_down(places.copy("bodied", bodied), "admin", START)


def sheets(many: int) -> dict[str, Rows]:
    """So many rows of each sheet, each of which names what the records have, or may have."""
    rows = range(many)
    return {
        "Micro-credentials": (
            ("Title", "NZQA number", "Owner", "Applicant"),
            ("Orchard Irrigation", NUMBER, "mele", OTAGO),
            *((f"Practical Frost {n}", 5000 + n, "mele", OTAGO) for n in rows),
        ),
        "Cohorts": (
            ("NZQA number", "Cohort", "Site", "Provider", "Starts", "Enrolled"),
            *((NUMBER, f"autumn {n}", "Cromwell", OTAGO, "4/03/2024", 9) for n in rows),
        ),
        "Actions": (
            ("NZQA number", "Action", "Owner"),
            *((NUMBER, f"renew letter {n}", "quality-adviser") for n in rows),
        ),
        "Applications": (
            ("Title", "Step", "Author"),
            *((f"Reading a Plan {n}", "Drafting", "ana") for n in rows),
        ),
    }


def refused(desk: Desk, folder: Path, many: int) -> None:
    """An import that a last row holds back, so that all is planned and nothing made."""
    rows = sheets(many)
    rows["Cohorts"] = (*rows["Cohorts"], (NUMBER, "spring", "Cromwell", "Nobody Ltd", None, 9))
    with pytest.raises(Refused, match="1 thing to mend"):
        import_file(desk, written(folder, rows))


def test_many_rows_are_planned_with_the_questions_of_two(desk: Desk, tmp_path: Path) -> None:
    import_file(desk, written(tmp_path, {**sheets(2), "Micro-credentials": LISTED}))
    few = asked(lambda: refused(desk, tmp_path, 2))
    assert asked(lambda: refused(desk, tmp_path, 12)) == few


def test_what_new_providers_there_are_is_not_read_again_for_each(
    desk: Desk, tmp_path: Path
) -> None:
    def read(first: int, last: int) -> int:
        """How often all organisations were read."""
        with noted() as found:
            head = ("Title", "Applicant", "Providers")
            rows = ((f"Frost {n}", OTAGO, f"{n} Ltd") for n in range(first, last))
            file = written(tmp_path, {"Micro-credentials": (head, *rows)})
            import_file(desk, file, add_organisations=True)
        return sum("FROM organisation ORDER" in " ".join(each.split()) for each in found)

    assert read(0, 2) == read(2, 12) > 0


def test_names_that_would_have_one_key_are_numbered_on(desk: Desk, tmp_path: Path) -> None:
    for names in ("水; 火; Rā; Ra Ltd; 木", "土; Ra-Ltd 7"):
        rows = (("Title", "Applicant", "Providers"), (names, OTAGO, names))
        import_file(desk, written(tmp_path, {"Micro-credentials": rows}), add_organisations=True)
    with desk.reading() as connection:
        found = {row.key: row.name for row in queries.many(connection, Organisation)}
    assert {key: found[key] for key in ("org", "org-2", "org-3", "org-4", "ra", "ra-ltd")} == {
        **{"org": "水", "org-2": "火", "org-3": "木", "org-4": "土", "ra": "Rā"},
        "ra-ltd": "Ra Ltd",
    }
