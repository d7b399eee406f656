"""A spreadsheet and the shell have people by name: two of one name are told apart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.actions.importing_sheets import Rows, bodied, written
from tests.simulated import START

from mcapproval.actions.desk import Desk, as_person, sit_down
from mcapproval.actions.importing.taking import import_file
from mcapproval.actions.people import erasing, known
from mcapproval.actions.reviewing.actions import actions
from mcapproval.actions.reviewing.due import Asked, due
from mcapproval.actions.reviewing.feeding import calendar
from mcapproval.actions.reviewing.owners import assign, reassign
from mcapproval.errors import AskedWrongly, Refused, Unknown
from mcapproval.store import queries
from mcapproval.store.rows.folded import Listing

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


SAID = ["TAMA.P", "Tāma Parata-Wilson", "tama parata wilson"]
BY_OWNER: dict[str, Callable[[Desk, str], object]] = {
    "review due": lambda desk, said: due(
        desk.records.where, None, desk.today, Asked(within=400, owner=said)
    ),
    "report actions": lambda desk, said: actions(desk, said, False, False),
    "review calendar": calendar,
    "review assign --to": lambda desk, said: assign(desk, ["MC-0001"], said),
    "review assign --from": lambda desk, said: reassign(desk, said, None),
}


@pytest.mark.parametrize("command", BY_OWNER)
def test_an_owner_at_the_shell_is_found_as_in_a_sheet(
    desk: Desk, tmp_path: Path, command: str
) -> None:
    rows: Rows = (
        ("Title", "Owner", "Approved on", "Last review on", "Last review decision", "Open actions"),
        ("A", "tama.p", *(START - timedelta(400), START - timedelta(20)), "continue", "Ask them"),
    )
    import_file(desk, written(tmp_path, {"Micro-credentials": rows}))
    ask = BY_OWNER[command]
    assert ask(desk, "tama.p") != ask(desk, "ana")
    for said in SAID:
        assert ask(desk, said) == ask(desk, "tama.p")
    with pytest.raises(Unknown, match=r"person Tama$"):
        ask(desk, "Tama")
    known.add_person(desk, "tama2", "Tama Parata-Wilson", None, None)
    both = "several people are called TAMA PARATA-WILSON: tama.p and tama2"
    with pytest.raises(AskedWrongly, match=both) as refused:
        ask(desk, "TAMA PARATA-WILSON")
    assert refused.value.hint == "give the short name of the one who is meant"


def test_who_acts_is_known_by_short_name_alone(desk: Desk) -> None:
    with pytest.raises(Unknown, match="no person Tāma Parata-Wilson"):
        as_person(desk, "Tāma Parata-Wilson")
