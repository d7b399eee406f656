"""Every letter is kept, whatever the environment says; where it can't be, nothing is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from tests.conftest import Places
from tests.simulated import START, peopled

from mcapproval.actions import setup
from mcapproval.actions.copies.backing_up import back_up
from mcapproval.actions.copies.moving import move_records
from mcapproval.actions.copies.restoring import restore
from mcapproval.actions.desk import Desk, sit_down
from mcapproval.actions.people import known
from mcapproval.errors import OtherRecords
from mcapproval.progress import unheard

NAME = "Hēmi Tāwhai"
OTHERS = ("LATIN1", "SQL_ASCII")


@pytest.fixture(params=OTHERS)
def of_few_letters(request: pytest.FixtureRequest, postgresql: str) -> Iterator[str]:
    """An empty database of another encoding."""
    name = f"kept_as_{request.param.lower()}"
    making = "CREATE DATABASE {} ENCODING {} LOCALE 'C' TEMPLATE template0"
    with psycopg.connect(postgresql, autocommit=True) as owner:
        owner.execute(sql.SQL(making).format(sql.Identifier(name), sql.Literal(request.param)))
        yield postgresql.replace("/postgres?", f"/{name}?")
        owner.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def kept(file_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    back_up(file_desk, Path("backup.db"), unheard)
    return file_desk


ACTS: tuple[Callable[[Desk, str], object], ...] = (
    lambda _, place: setup.init(place, "admin", name=NAME),
    lambda desk, place: move_records(desk, place, lambda *_: None),
    lambda _, place: restore(
        place, Path("backup.db"), "admin", START, sure=True, only_look=True, told=unheard
    ),
)


def test_nothing_is_made_in_a_database_that_has_not_every_letter(
    kept: Desk, of_few_letters: str
) -> None:
    for act in ACTS:
        with pytest.raises(OtherRecords, match=r"keeps text as .+, in which ā") as told:
            act(kept, of_few_letters)
        assert "ENCODING 'UTF8' TEMPLATE template0" in told.value.hint
    with psycopg.connect(of_few_letters) as connection:
        tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        assert connection.execute(tables).fetchone() == (0,)


def test_records_that_are_in_such_a_database_already_are_read_and_not_written(
    kept: Desk, of_few_letters: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        for room in ("transactions", "records"):
            before.setattr(f"mcapproval.store.{room}.every_letter", lambda _: None)
        setup.init(of_few_letters, "admin", name="Ana", simulated=True, day=START)
    desk = sit_down(of_few_letters, "admin", START)
    move_records(desk, "moved.db", lambda *_: None)
    with pytest.raises(OtherRecords, match="keeps text as"):
        known.add_person(desk, "hemi", NAME, None, None)
    if "latin1" in of_few_letters:
        told = pytest.raises(OtherRecords, match="have not every letter")
        with told, desk.reading() as connection:
            connection.exec_driver_sql("SELECT 'ā'")


@pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII", "nonsense"])
def test_what_the_environment_says_of_letters_changes_nothing(
    databases: Places, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    place = databases.copy("peopled", peopled)
    with monkeypatch.context() as said:
        said.setenv("PGCLIENTENCODING", encoding)
        desk = sit_down(place, "admin", START)
        known.add_person(desk, "tawhai", NAME, None, None)
        assert NAME in {line.name for line in known.list_people(desk)}
    databases.tidy()
