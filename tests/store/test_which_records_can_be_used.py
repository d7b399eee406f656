"""New, older, newer, foreign and missing records; migrations; how the database is held."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from tests.conftest import Places
from tests.simulated import peopled
from tests.store.attacking import read_rows, undone
from tests.store.conftest import Lived

from mcapproval.actions import audit, setup
from mcapproval.actions.desk import Desk, sit_down
from mcapproval.clock import StoppedClock
from mcapproval.errors import OtherRecords, Refused
from mcapproval.store import engine as engines
from mcapproval.store import migrations
from mcapproval.store.records import make, open_records
from mcapproval.store.schema import HEAD, revision, stamp, upgrade
from mcapproval.store.tables.all import METADATA
from mcapproval.store.verifying.verify import verify


def test_new_records_have_exactly_the_tables_that_the_program_knows(records_url: str) -> None:
    make(records_url)
    with engines.reading(engines.connect(records_url)) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
        assert revision(connection) == HEAD


def test_a_table_that_the_migrations_forgot_would_be_seen(lived: Lived) -> None:
    with undone(lived.where) as connection:
        connection.exec_driver_sql("ALTER TABLE listing DROP COLUMN reporting_code")
        connection.exec_driver_sql("DROP TABLE link")
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = {change[0] for change in compare_metadata(context, METADATA)}
        assert found == {"add_table", "add_index", "add_column"}


def test_the_revision_that_is_written_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", "mcapproval.store:migrations")
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_no_migration_after_the_first_touches_the_journal() -> None:
    folder = Path(str(migrations.__file__)).parent / "versions"
    versions = sorted(path for path in folder.glob("[0-9]*.py"))
    assert versions[0].name == "0001_first_tables.py"
    for later in versions[1:]:
        assert "journal" not in later.read_text("utf-8"), later.name


JOURNAL = {
    "seq": (False, 1),
    "ref": (False, 0),
    "ref_seq": (False, 0),
    "prev": (False, 0),
    "hash": (False, 0),
    "payload": (False, 0),
}
"""By column: whether it may be empty, and its place in the key. This never changes."""


def test_the_journal_has_the_columns_and_the_keys_that_it_always_had(lived: Lived) -> None:
    with lived.records.reading() as connection:
        looked = inspect(connection)
        key = looked.get_pk_constraint("journal")["constrained_columns"]
        assert {
            column["name"]: (column["nullable"], int(column["name"] in key))
            for column in looked.get_columns("journal")
        } == JOURNAL
        unique = {tuple(c["column_names"]) for c in looked.get_unique_constraints("journal")}
        assert unique == {("prev",), ("ref", "ref_seq")}


def test_upgrading_records_of_today_changes_nothing(lived: Lived) -> None:
    with undone(lived.where) as connection:
        before = read_rows(connection)
        upgrade(connection)
        assert read_rows(connection) == before
        assert verify(connection, lived.heads[-1]).whole


def test_upgrading_says_that_there_is_nothing_to_do(lived: Lived) -> None:
    assert "were made anew" in setup.upgrade(lived.where).said


# --- records that can't be used ---------------------------------------------------------------


def stamped(connection: Connection, number: str) -> None:
    connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{number}'")
    connection.commit()


@pytest.mark.parametrize(
    ("number", "said", "hint"),
    [("0000", "older mcapproval", "init --upgrade"), ("9999", "newer mcapproval", "use a newer")],
)
def test_records_of_another_version_are_refused_with_what_to_do(
    records_url: str, number: str, said: str, hint: str
) -> None:
    make(records_url)
    with engines.connect(records_url).connect() as connection:
        stamped(connection, number)
    with pytest.raises(OtherRecords) as trouble:
        open_records(records_url)
    assert said in trouble.value.message
    assert number in trouble.value.message
    assert hint in trouble.value.hint
    assert trouble.value.exit_code == 2


def test_a_database_without_records_is_told_from_ours(records_url: str) -> None:
    if not engines.is_url(records_url):
        with sqlite3.connect(records_url) as raw:
            raw.execute("CREATE TABLE addresses (name)")
        raw.close()
    with pytest.raises(OtherRecords, match="holds no records of mcapproval"):
        open_records(records_url)


def test_an_empty_place_is_told_with_how_to_make_records_there(
    places: Places,
) -> None:
    place = places.empty()
    if not engines.is_url(place):
        Path(place).touch()
    with pytest.raises(OtherRecords, match="is empty and holds no records of mcapproval yet") as t:
        open_records(place)
    assert t.value.hint.startswith("make records there with: mcapproval init")
    assert "such as move-records FROM TO was stopped" in t.value.hint
    assert "mcapproval move-records" not in t.value.hint  # the options of `list` are not its own


def test_a_foreign_database_is_left_byte_for_byte(tmp_path: Path) -> None:
    place = tmp_path / "addresses.db"
    with sqlite3.connect(place) as raw:
        raw.execute("CREATE TABLE addresses (name)")
    raw.close()
    before = place.read_bytes()
    with pytest.raises(OtherRecords):
        open_records(str(place))
    assert place.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["addresses.db"]


def test_a_file_that_is_no_database_is_told_and_left(tmp_path: Path) -> None:
    place = tmp_path / "letter.db"
    place.write_text("Kia ora, this is a letter and no database at all. " * 40, "utf-8")
    before = place.read_bytes()
    with pytest.raises(OtherRecords, match="is not a database of records"):
        open_records(str(place))
    assert place.read_bytes() == before


@pytest.mark.parametrize("name", ["nothing.db", "no/such/folder/records.db"])
def test_a_place_without_a_file_is_told_with_how_to_make_records(tmp_path: Path, name: str) -> None:
    with pytest.raises(OtherRecords) as trouble:
        open_records(str(tmp_path / name))
    assert "there are no records at" in trouble.value.message
    assert "init" in trouble.value.hint
    assert not (tmp_path / "nothing.db").exists()


def test_a_folder_is_told_to_be_none_and_not_to_be_made_into_records(tmp_path: Path) -> None:
    with pytest.raises(OtherRecords, match="is a folder and no file of records") as trouble:
        open_records(str(tmp_path))
    assert str(tmp_path / "records.db") in trouble.value.hint
    assert "init" not in trouble.value.hint


@pytest.mark.parametrize("name", ["records.db", "odd ?#%41 &mode=ro é.db"])
def test_a_file_that_is_gone_for_a_moment_is_told_and_no_other_made_in_its_place(
    tmp_path: Path, name: str
) -> None:
    place, elsewhere = tmp_path / name, tmp_path / "elsewhere.db"
    make(str(place))
    opened = open_records(str(place))
    place.rename(elsewhere)
    with pytest.raises(OtherRecords, match="there are no records at"), opened.reading():
        pass
    assert not place.exists()
    elsewhere.rename(place)
    with opened.reading() as connection:
        assert revision(connection) == HEAD
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_what_was_open_when_the_records_were_upgraded_writes_nothing_more(places: Places) -> None:
    where = places.copy("peopled", peopled)
    desk = sit_down(where, "admin", date(2026, 3, 1))
    with desk.kept_open() as kept:
        journal = _rows_of_the_journal(where)
        with engines.writing(engines.connect(where)) as connection:
            stamp(connection, "9999")
        for begin in (desk.writing, kept.writing, desk.trying):
            with pytest.raises(OtherRecords, match="a newer mcapproval"), begin():
                pytest.fail("it may write")
    assert _rows_of_the_journal(where) == journal


def _rows_of_the_journal(where: str) -> list[Any]:
    with engines.reading(engines.connect(where)) as connection:
        return list(connection.exec_driver_sql("SELECT seq, hash FROM journal ORDER BY seq"))


def test_records_that_were_begun_and_never_made_are_told(records_url: str) -> None:
    make(records_url)
    desk = sit_down(records_url, None, date(2026, 3, 1))
    with pytest.raises(Exception, match="never made"):
        setup.show_policy(desk, None)


def test_another_kind_of_database_is_not_supported_and_its_password_not_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for begin in (open_records, make):
        with pytest.raises(OtherRecords, match="records at mysql:// are not supported") as trouble:
            begin("mysql://somebody:sesame@host/records")
        assert "sesame" not in trouble.value.message
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_does_not_answer_is_told_without_the_password() -> None:
    with pytest.raises(OtherRecords) as trouble:
        open_records("postgresql://somebody:sesame@127.0.0.1:1/records?connect_timeout=2")
    told = f"{trouble.value.message} {trouble.value.hint}"
    assert "127.0.0.1:1/records" in told
    assert "sesame" not in told


def test_an_unknown_database_of_a_server_is_told(postgresql: str) -> None:
    with pytest.raises(OtherRecords, match="can't be opened"):
        open_records(postgresql.replace("/postgres?", "/nowhere?"))


def test_records_are_never_made_over_records(lived: Lived) -> None:
    with pytest.raises(Refused):
        make(lived.where)
    with lived.records.reading() as connection:
        assert verify(connection, lived.heads[-1]).whole


def test_records_are_never_made_over_another_file(tmp_path: Path) -> None:
    place = tmp_path / "letter.txt"
    place.write_text("Kia ora", "utf-8")
    with pytest.raises(Refused, match="is there already"):
        make(str(place))
    assert place.read_text("utf-8") == "Kia ora"


@pytest.mark.parametrize("name", ["moodle_user", "journal", "alembic_version"])
def test_records_are_never_made_beside_the_tables_of_another_program(
    databases: Places, name: str
) -> None:
    place = databases.empty()
    with engines.writing(engines.connect(place)) as connection:
        connection.exec_driver_sql(f"CREATE TABLE {name} (version_num VARCHAR(32))")
    with pytest.raises(Refused, match="holds tables of another program"):
        make(place)
    databases.tidy()


def test_records_are_made_in_a_new_folder_and_under_any_name(tmp_path: Path) -> None:
    where = str(tmp_path / "ngā tuhinga 100%" / "what? #1 & 2.db")
    assert audit.audit(peopled(where)).whole
    assert Path(where).is_file()


# --- how the database is held -----------------------------------------------------------------


def test_sqlite_waits_for_the_disk_and_overwrites_what_is_removed(tmp_path: Path) -> None:
    where = str(tmp_path / "records.db")
    make(where)
    with engines.reading(engines.connect(where)) as connection:
        held = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
        }
        waits = connection.exec_driver_sql("PRAGMA busy_timeout").scalar()
    assert held == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1}
    assert isinstance(waits, int)
    assert waits >= 5_000


def test_everything_is_in_one_file_when_nobody_works(tmp_path: Path) -> None:
    where = tmp_path / "records.db"
    peopled(str(where))
    assert [path.name for path in tmp_path.iterdir()] == ["records.db"]


def test_a_reader_sees_one_moment_whatever_others_write(desk: Desk) -> None:
    with desk.reading() as connection:
        before = verify(connection)
        setup.add_organisation(desk, "new", "New One", "other", None)
        assert verify(connection) == before
    assert audit.audit(desk).rows == before.rows + 1


def test_a_clock_of_ones_own_writes_in_simulated_records_only(records_url: str) -> None:
    clock = StoppedClock(date(2026, 2, 1))
    made = setup.init(records_url, "admin", provider="otago-polytechnic", clock=clock)
    later = made.on(date(2026, 3, 1))
    with pytest.raises(Refused, match="only in simulated records"):
        setup.add_organisation(later, "new", "New One", "other", None)
    setup.add_organisation(made, "new", "New One", "other", None)
    assert audit.audit(later).whole


def test_simulated_records_alone_are_made_on_another_day(records_url: str) -> None:
    with pytest.raises(Refused, match="only in simulated records"):
        setup.init(records_url, "admin", day=date(2026, 2, 1))
    with pytest.raises(OtherRecords):
        open_records(records_url)
