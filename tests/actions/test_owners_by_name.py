"""A spreadsheet has people by name: each is who they are, and two of one name are told apart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.actions.importing_sheets import bodied, written
from tests.simulated import START

from mcapproval.actions.desk import Desk, sit_down
from mcapproval.actions.importing.taking import import_file
from mcapproval.actions.people import erasing, known
from mcapproval.errors import Refused
from mcapproval.store import queries
from mcapproval.store.tables import Listing

if TYPE_CHECKING:
    from tests.conftest import Places


@pytest.fixture
def desk(places: Places) -> Desk:
    desk = sit_down(places.copy("bodied", bodied), "admin", START)
    known.add_person(desk, "tama.p", "Tāma Parata-Wilson", None, None)
    return desk


def taken(desk: Desk, folder: Path, owner: str, title: str = "A") -> tuple[str, ...]:
    rows = (("Title", "Owner"), (title, owner))
    return import_file(desk, written(folder, {"Micro-credentials": rows})).notes


def owner_of(desk: Desk, title: str = "A") -> str | None:
    with desk.reading() as connection:
        (found,) = queries.many(connection, Listing, title=title)
        person = queries.person(connection, "tama.p")
    return "tama.p" if person and found.owner == person.ref else found.owner


@pytest.mark.parametrize(
    "said", ["tama.p", "TAMA.P", "Tāma Parata-Wilson", "tama  parata-wilson", "Tama Parata Wilson"]
)
def test_a_person_is_found_by_short_name_and_by_name(desk: Desk, tmp_path: Path, said: str) -> None:
    taken(desk, tmp_path, said)
    assert owner_of(desk) == "tama.p"


def test_two_of_one_name_are_told_by_their_short_names(desk: Desk, tmp_path: Path) -> None:
    known.add_person(desk, "tama2", "Tama Parata-Wilson", None, None)
    with pytest.raises(Refused) as refused:
        taken(desk, tmp_path, "Tama Parata-Wilson")
    (reason,) = refused.value.reasons
    assert "several people are called Tama Parata-Wilson: tama.p and tama2" in reason.message


def test_nobody_is_found_by_part_of_a_name_or_once_erased(desk: Desk, tmp_path: Path) -> None:
    for said in ("Tama", "Parata-Wilson"):
        with pytest.raises(Refused, match="to mend"):
            taken(desk, tmp_path, said)
    erasing.erase(desk, "tama.p", "asked to go")
    with pytest.raises(Refused) as refused:
        taken(desk, tmp_path, "Tama Parata-Wilson")
    assert "people add tama-parata-wilson --name 'Tama Parata-Wilson'" in str(
        refused.value.reasons[0].mend
    )


def test_another_owner_is_told_by_short_name(desk: Desk, tmp_path: Path) -> None:
    taken(desk, tmp_path, "tama.p")
    (note, *_) = taken(desk, tmp_path, "ANA")
    assert note.endswith("has tama.p, the sheet ANA: nothing was changed")
