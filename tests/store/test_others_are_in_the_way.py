"""Others hold the records, or the server goes: each write says so in a sentence, and soon."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Connection
from tests.actions.importing_sheets import written as sheets
from tests.actions.walking import TO_BOARD, TO_DRAFTING, go, opened, walk
from tests.simulated import peopled
from tests.store.test_earlier_records_are_upgraded import DUMPS, journal, number, written

from mcapproval.actions import audit, setup
from mcapproval.actions.desk import Desk, sit_down
from mcapproval.actions.due.ticking import tick
from mcapproval.actions.importing.taking import import_file
from mcapproval.actions.people import erasing, known
from mcapproval.errors import Busy, OtherRecords, Unmet
from mcapproval.store import engine as engines
from mcapproval.store import shaking, transactions
from mcapproval.store.asking import sent
from mcapproval.store.copying import upgrading
from mcapproval.store.copying.upgrading import bring_up
from mcapproval.store.records import open_records
from mcapproval.store.schema import VERSIONS

if TYPE_CHECKING:
    from tests.conftest import Places

LATER = date(2026, 9, 1)
LISTED = (("Title", "Level", "Credits", "Approved on"), ("Whakaako", 5, 20, "11/02/2023"))


@pytest.fixture
def servers(databases: Places) -> Iterator[Places]:
    """Places in PostgreSQL, for what SQLite can't do or be set to."""
    yield databases
    databases.tidy()


@pytest.fixture
def before_board(desk: Desk, sample: Path) -> str:
    ref = opened(desk, sample)
    walk(desk, ref, (*TO_DRAFTING, *TO_BOARD))
    return ref


@pytest.fixture
def acts(desk: Desk, before_board: str, tmp_path: Path) -> dict[str, Callable[[], object]]:
    """One of each sort: a row, a move, many rows and what is due."""
    sheet = sheets(tmp_path, {"Micro-credentials": LISTED})
    return {
        "row": partial(setup.add_organisation, desk, "new", "New One", "other", None),
        "tick": partial(tick, desk.on(LATER)),
        "import": partial(import_file, desk, sheet),
        "move": partial(go, desk, before_board, "hemi", LATER, "hold", reason="A partner"),
    }


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch, acts: dict[str, Callable[[], object]]) -> None:
    assert acts
    monkeypatch.setattr(engines, "PATIENCE", 1)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("name", ["row", "tick", "import", "move"])
def test_what_cannot_be_written_while_others_write_is_refused_whole_and_done_after(
    desk: Desk, acts: dict[str, Callable[[], object]], name: str
) -> None:
    before = audit.audit(desk)
    with engines.writing(engines.connect(desk.records.where)):
        with pytest.raises(Busy, match="others write in the records") as trouble:
            acts[name]()
        assert audit.audit(desk) == before, "who only reads waits for nobody"
    assert trouble.value.exit_code == 1
    assert "try again" in trouble.value.hint
    acts[name]()
    after = audit.audit(desk)
    assert after.rows > before.rows
    assert after.whole


def test_records_are_not_made_in_a_database_in_which_others_write(
    servers: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = servers.empty()
    monkeypatch.setattr(engines, "PATIENCE", 1)
    with engines.writing(engines.connect(place)), pytest.raises(Busy):
        setup.init(place, "admin")
    with pytest.raises(OtherRecords, match="holds no records"):
        open_records(place)
    monkeypatch.undo()
    assert audit.audit(setup.init(place, "admin")).whole


@pytest.mark.parametrize("held", ["by a writer", "by a reader"])
def test_an_upgrade_waits_no_longer_than_another_write_and_leaves_all_as_it_was(
    servers: Places, monkeypatch: pytest.MonkeyPatch, held: str
) -> None:
    """A reader holds back what alters the tables: without a bound all others would wait as well."""
    place = servers.empty()
    written(place)
    before = journal(place)
    holding = engines.writing if held == "by a writer" else engines.reading
    monkeypatch.setattr(engines, "PATIENCE", 1)
    with holding(engines.connect(place)) as connection:
        connection.exec_driver_sql("SELECT count(*) FROM case_record, review, item")
        with pytest.raises(Busy):
            bring_up(place, None)
    monkeypatch.undo()
    assert journal(place) == before
    assert bring_up(place, None) == number(DUMPS[-1])


def test_an_upgrade_that_somebody_else_made_meanwhile_is_not_made_again(
    servers: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = servers.empty()
    written(place)
    opening = open_records
    faster: list[str] = []

    def overtaken(where: str) -> object:
        try:
            return opening(where)
        finally:
            if not faster:
                faster.append("somebody else")
                assert bring_up(where, None)

    monkeypatch.setattr(upgrading, "open_records", overtaken)
    assert bring_up(place, None) is None


SLOW_TO_SEE = "ALTER DATABASE \"{}\" SET default_transaction_isolation = 'repeatable read'"


def test_a_write_sees_what_was_written_while_it_waited_whatever_the_database_is_set_to(
    servers: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = servers.copy("administered", partial(setup.init, handle="admin"))
    desk = sit_down(place, "admin", None)
    with engines.writing(engines.connect(place)) as connection:
        name = connection.exec_driver_sql("SELECT current_database()").scalar_one()
        connection.exec_driver_sql(SLOW_TO_SEE.format(name))

    def overtaken(connection: Connection, sql: str, values: object = ()) -> object:
        begin, _, lock = sql.partition(";")
        if not lock:
            return sent(connection, sql, values)
        sent(connection, f"{begin}; SELECT 1", None)
        monkeypatch.setattr(transactions, "sent", sent)
        setup.add_organisation(desk, "first", "The First", "other", None)
        return sent(connection, lock, None)

    monkeypatch.setattr(transactions, "sent", overtaken)
    setup.add_organisation(desk, "second", "The Second", "other", None)
    assert [each.key for each in setup.list_organisations(desk)] == ["first", "second"]
    assert audit.audit(desk).whole


BROKEN = {
    "ended by who looks after it": "SELECT pg_terminate_backend(pg_backend_pid())",
    "taking longer than it may": "SET LOCAL statement_timeout = 1; SELECT pg_sleep(60)",
    "overtaken": "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$",
    "in each other's way": "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40P01'; END $$",
}


@pytest.mark.parametrize("how", BROKEN)
def test_what_a_server_breaks_off_is_told_and_nothing_of_it_is_kept(
    servers: Places, how: str
) -> None:
    place = servers.copy("administered", partial(setup.init, handle="admin"))
    desk = sit_down(place, "admin", None)
    before = audit.audit(desk)

    def act() -> None:
        with desk.writing() as writer:
            data = {"key": "new", "name": "New One", "type": "other", "moe_number": None}
            writer.add("organisation:new", "organisation-entered", desk.today, data)
            writer.connection.exec_driver_sql(BROKEN[how])

    with pytest.raises(Unmet) as trouble:
        act()
    assert trouble.value.exit_code == 1
    assert "again" in trouble.value.hint
    assert audit.audit(desk) == before


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ("in each other's way", "another program is using them"),
        ("ended by who looks after it", "terminating connection"),
    ],
)
def test_what_hinders_an_erasure_is_told(
    servers: Places, monkeypatch: pytest.MonkeyPatch, how: str, why: str
) -> None:
    place = servers.copy("administered", partial(setup.init, handle="admin"))
    monkeypatch.setattr(shaking, "OTHERS", BROKEN[how])
    with pytest.raises(Unmet, match="bytes of it may remain") as trouble:
        open_records(place).shake_out()
    assert why in trouble.value.message
    monkeypatch.undo()
    open_records(place).shake_out()


def test_tables_of_others_are_not_rewritten_when_somebody_is_erased(
    servers: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = servers.copy("administered", partial(setup.init, handle="admin"))
    with engines.writing(engines.connect(place)) as connection:
        connection.exec_driver_sql("CREATE TABLE lunch (what VARCHAR)")
    before = _files(place)
    monkeypatch.setattr(shaking, "PATIENCE", 1)
    with engines.writing(engines.connect(place)) as theirs:
        theirs.exec_driver_sql("LOCK TABLE lunch IN ACCESS SHARE MODE")
        open_records(place).shake_out()
    after = _files(place)
    assert {name for name in before if before[name] == after[name]} == {"lunch", VERSIONS}


def _files(place: str) -> dict[str, int]:
    """The file of each table: a new one where it was rewritten."""
    asked = (
        "SELECT relname, relfilenode FROM pg_class WHERE relkind = 'r' AND relname !~ '^(pg|sql)_'"
    )
    with engines.reading(engines.connect(place)) as connection:
        return {row.relname: row.relfilenode for row in connection.exec_driver_sql(asked)}


def test_no_file_of_a_database_has_the_name_of_who_was_erased_even_where_it_was_sampled(
    servers: Places,
) -> None:
    """PostgreSQL keeps some values of every column, to guess by how many rows a question finds."""
    place = servers.copy("peopled", peopled)
    desk = sit_down(place, "admin", None)
    known.add_person(desk, "zed", "Zed Zuckerbrot", None, None)
    with engines.writing(engines.connect(place)) as connection:
        connection.exec_driver_sql("ANALYZE")
    assert _having(place, b"Zuckerbrot") == 2, "the table, and what was sampled of it"
    erasing.erase(desk, "zed", "She asked for it")
    assert _having(place, b"Zuckerbrot") == 0


def _having(place: str, word: bytes) -> int:
    """In how many files of the database a word stands, once they are written."""
    with engines.connect(place).connect() as plain:
        connection = plain.execution_options(isolation_level="AUTOCOMMIT")
        connection.exec_driver_sql("CHECKPOINT")
        asked = "SELECT current_setting('data_directory'), pg_relation_filepath('journal')"
        folder, journal = connection.exec_driver_sql(asked).one()
    return sum(word in file.read_bytes() for file in (Path(folder) / journal).parent.iterdir())


def test_a_server_that_went_away_while_one_worked_is_told(servers: Places) -> None:
    place = servers.copy("administered", partial(setup.init, handle="admin"))
    desk = sit_down(place, "admin", None)
    servers.tidy()
    for act in (
        lambda: setup.list_organisations(desk),
        lambda: setup.add_organisation(desk, "new", "New One", "other", None),
    ):
        with pytest.raises(Unmet, match="broke off") as trouble:
            act()
        assert "see that the server runs" in trouble.value.hint


def test_a_server_whose_disk_is_full_is_not_taken_for_one_that_went_away(servers: Places) -> None:
    place = servers.copy("administered", partial(setup.init, handle="admin"))
    desk, full = sit_down(place, "admin", None), "could not extend file: No space left on device"
    raising = f"DO $$ BEGIN RAISE '{full}' USING ERRCODE = 'disk_full'; END $$"
    told = pytest.raises(OtherRecords, match=f"can't be written: {full}")
    with told as trouble, desk.writing() as writer:
        writer.connection.exec_driver_sql(raising)
    assert "make room on the disk" in trouble.value.hint
    assert setup.list_organisations(desk) is not None, "the server is there"
