"""A learner's number, a telephone number or an e-mail address in a sheet refuses the import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.actions.importing_sheets import bodied, written
from tests.simulated import START

from mcapproval.actions.desk import sit_down
from mcapproval.actions.importing.headings import sheets
from mcapproval.actions.importing.personal_cells import COLUMNS
from mcapproval.actions.importing.taking import import_file
from mcapproval.errors import Refused
from mcapproval.store import queries
from mcapproval.store.rows.folded import Listing

if TYPE_CHECKING:
    from tests.conftest import Places

PERSONAL = ("NSN 123456789", 123456789, 1234567, "jo@example.nz", "021 123 4567")
HEADS = (
    *("Title", "Title in te reo Māori", "NZQA number", "Reporting code", "Partner", "Sites"),
    *("Embedded in", "School or faculty"),
)


@pytest.mark.parametrize("said", PERSONAL)
def test_each_cell_that_tells_of_a_person_is_refused_by_its_place(
    places: Places, tmp_path: Path, said: object
) -> None:
    desk = sit_down(places.copy("bodied", bodied), "admin", START)
    with pytest.raises(Refused) as refused:
        import_file(desk, written(tmp_path, {"Micro-credentials": (HEADS, (said,) * len(HEADS))}))
    told = {reason.message.split(":")[0] for reason in refused.value.reasons}
    assert told >= {f"Micro-credentials!{column}2" for column in "ABCDEFGH"}
    with desk.reading() as connection:
        assert queries.many(connection, Listing) == []


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("Sites", "Cromwell; of 123456789"),
        *((head, 123456789) for head in ("NZQA number", "Reporting code", "NZSCED")),
    ],
)
def test_the_message_does_not_say_the_number_again(
    places: Places, tmp_path: Path, head: str, said: object
) -> None:
    desk = sit_down(places.copy("bodied", bodied), "admin", START)
    rows = (("Title", head), ("Hāngī", said))
    with pytest.raises(Refused) as refused:
        import_file(desk, written(tmp_path, {"Micro-credentials": rows}))
    (reason,) = refused.value.reasons
    assert reason.code == "IMPORT-LEARNER"
    assert "123456789" not in reason.message + reason.mend


def test_every_column_that_is_looked_at_is_one_of_a_sheet() -> None:
    assert {column.name for kind in sheets().values() for column in kind.columns} >= set(COLUMNS)
