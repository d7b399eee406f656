"""Records that an earlier mcapproval wrote are brought up to this one, their journal untouched.

`earlier/` has, by the number of its tables, what each earlier program wrote: a whole life, as its
`lived.py` had it, dumped by sqlite3. They are never made anew.
"""

from __future__ import annotations

import gzip
import io
import signal
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData, inspect
from sqlalchemy.schema import CreateIndex, CreateTable
from tests.conftest import Places
from tests.store.empty import empty

from mcapproval.actions import setup
from mcapproval.actions.audit import audit
from mcapproval.actions.copies.restoring import restore
from mcapproval.actions.desk import sit_down
from mcapproval.actions.due.outbox import outbox_page
from mcapproval.actions.due.ticking import tick
from mcapproval.actions.due.waiting import of_everybody
from mcapproval.actions.looking import history, show_case
from mcapproval.errors import OlderRecords, Refused
from mcapproval.progress import unheard
from mcapproval.store import engine as engines
from mcapproval.store.copying import upgrading
from mcapproval.store.copying.upgrading import bring_up
from mcapproval.store.records import open_records
from mcapproval.store.schema import HEAD
from mcapproval.store.tables.all import METADATA
from mcapproval.store.triggers import there
from mcapproval.store.verifying.verdict import Head
from mcapproval.store.verifying.verify import verify

DUMPS = sorted((Path(__file__).parent / "earlier").glob("*.sql.gz"))


@pytest.fixture(params=DUMPS, ids=lambda dump: f"tables {dump.name[:4]}")
def dump(request: pytest.FixtureRequest) -> Path:
    """What one of the earlier programs wrote."""
    found: Path = request.param
    return found


def number(dump: Path) -> str:
    return dump.name[:4]


def written(where: str, dump: Path = DUMPS[-1]) -> None:
    """Records as an earlier program left them: its tables, its triggers, its rows."""
    with engines.writing(engines.connect(empty(where))) as connection:
        _tables_of(connection, number(dump))
        made = MetaData()
        made.reflect(connection)
        with sqlite3.connect(":memory:") as dumped:
            dumped.row_factory = sqlite3.Row
            dumped.executescript(gzip.decompress(dump.read_bytes()).decode())
            for table in made.sorted_tables:
                if table.name != "alembic_version":
                    rows = [dict(row) for row in dumped.execute(f'SELECT * FROM "{table.name}"')]
                    booleans = [c.name for c in table.columns if str(c.type) == "BOOLEAN"]
                    for row in rows:
                        row.update({name: bool(row[name]) for name in booleans})
                    if rows:
                        connection.execute(table.insert(), rows)
        dumped.close()


def _tables_of(connection: Connection, number: str) -> None:
    config = Config(stdout=io.StringIO())
    config.set_main_option("script_location", "mcapproval.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    config.attributes["metadata"] = METADATA
    command.upgrade(config, number)


def journal(where: str) -> list[tuple[int, str, str, bytes]]:
    with engines.reading(engines.connect(where)) as connection:
        rows = connection.exec_driver_sql("SELECT seq, ref, hash, payload FROM journal")
        return sorted((r.seq, r.ref, r.hash, bytes(r.payload)) for r in rows)


def test_every_earlier_program_left_some() -> None:
    assert [number(dump) for dump in DUMPS] == [f"{n:04}" for n in range(1, int(HEAD))]


def test_what_an_earlier_program_made_has_the_tables_that_its_migrations_make(
    records_url: str, dump: Path
) -> None:
    """A migration that was published is changed by nobody: another one is written."""
    with sqlite3.connect(":memory:") as dumped:
        dumped.executescript(gzip.decompress(dump.read_bytes()).decode())
        columns = "SELECT m.name, p.name FROM sqlite_master m, pragma_table_info(m.name) p"
        theirs = set(dumped.execute(f"{columns} WHERE m.type = 'table'"))
        indexes = {name for (name,) in dumped.execute(INDEXES)}
    dumped.close()
    with engines.writing(engines.connect(empty(records_url))) as connection:
        _tables_of(connection, number(dump))
        looked = inspect(connection)
        tables = looked.get_table_names()
        assert theirs == {(t, c["name"]) for t in tables for c in looked.get_columns(t)}
        made = [i for t in tables for i in looked.get_indexes(t)]
        assert indexes == {i["name"] for i in made if "duplicates_constraint" not in i}


INDEXES = "SELECT name FROM sqlite_master WHERE type = 'index' AND name NOT LIKE 'sqlite_%'"


def test_what_became_older_while_it_was_looked_at_is_copied_before_it_is_upgraded(
    files: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody put an old backup in its place, just then."""
    place, backup = files.empty(), tmp_path / "backup.db"

    def late(where: str) -> None:
        Path(where).unlink()
        written(where)

    setup.init(place, "admin")
    monkeypatch.setattr(upgrading, "open_records", late)
    assert bring_up(place, backup) == number(DUMPS[-1])
    with pytest.raises(OlderRecords):
        open_records(str(backup))


def test_they_are_refused_until_they_are_upgraded(records_url: str, dump: Path) -> None:
    written(records_url, dump)
    with pytest.raises(OlderRecords, match="older mcapproval") as refused:
        open_records(records_url)
    assert "makes a backup of it first, with: mcapproval init --upgrade" in refused.value.hint


def test_an_upgrade_leaves_the_journal_as_it_was_and_everything_verifies(
    records_url: str, dump: Path
) -> None:
    written(records_url, dump)
    before = journal(records_url)
    assert bring_up(records_url, None) == number(dump)
    assert journal(records_url) == before
    with engines.reading(engines.connect(records_url)) as connection:
        verdict = verify(connection, Head(before[-1][0], before[-1][2]))
        assert verdict.whole, verdict.faults
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
    assert bring_up(records_url, None) is None


def test_what_they_say_can_be_read_and_they_go_on(records_url: str, dump: Path) -> None:
    written(records_url, dump)
    bring_up(records_url, None)
    desk = sit_down(records_url, "admin", date(2027, 9, 1))
    assert show_case(desk, "APP-2026-0001")["state"] == "approved"
    assert history(desk, "APP-2026-0001")[0].act == "opened in Enquiry"
    assert [case.ref for case in of_everybody(desk).rows]
    before = len(outbox_page(desk).rows)
    told = tick(desk).notices
    assert len(outbox_page(desk).rows) == before + len(told)
    assert audit(desk).whole


def test_going_back_is_restoring_the_backup_that_the_upgrade_made(
    records_url: str, dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its tables, its indexes, its triggers and its rows are there again, on the engine it was on,
    and can be upgraded again.
    """
    monkeypatch.chdir(tmp_path)
    written(records_url, dump)
    before = as_they_stand(records_url)
    done = setup.upgrade(records_url)
    assert f"upgraded from tables {number(dump)} to {HEAD}" in done.said
    assert as_they_stand(records_url) != before
    assert done.backup
    back = restore(
        records_url, done.backup, "admin", None, sure=False, only_look=False, told=unheard
    )
    assert (back.older, back.version) == (True, number(dump))
    assert as_they_stand(records_url) == before
    with pytest.raises(OlderRecords):
        open_records(records_url)
    setup.upgrade(records_url)  # the backup is there already, and is the same
    assert open_records(records_url)


def as_they_stand(where: str) -> dict[str, object]:
    """Every table with its columns, keys and indexes, every trigger, and every row."""
    with engines.reading(engines.connect(where)) as connection:
        tables = MetaData()
        tables.reflect(connection)
        return {"triggers": there(connection)} | {
            table.name: (
                str(CreateTable(table).compile(connection)),
                sorted(str(CreateIndex(index).compile(connection)) for index in table.indexes),
                sorted(map(repr, connection.execute(table.select()))),
            )
            for table in tables.sorted_tables
        }


def test_a_copy_that_is_there_already_is_not_written_over(tmp_path: Path) -> None:
    place = tmp_path / "records.db"
    written(str(place))
    copy = Path(f"{place}.before-upgrade")
    copy.write_text("the copy of last year", "utf-8")
    with pytest.raises(Refused, match="there already"):
        setup.upgrade(str(place))
    assert copy.read_text("utf-8") == "the copy of last year"
    with pytest.raises(OlderRecords):
        open_records(str(place))


@pytest.mark.parametrize("step", ["upgrade", "rebuild"])
def test_an_upgrade_that_is_cut_short_leaves_them_as_they_were(
    records_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    written(records_url)
    before = as_they_stand(records_url)
    backup = tmp_path / "kept.db"
    at_last = getattr(upgrading, step)

    def fails(connection: Connection) -> None:
        at_last(connection)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(upgrading, step, fails)
        with pytest.raises(KeyboardInterrupt):
            bring_up(records_url, backup)
    assert as_they_stand(records_url) == before
    with pytest.raises(OlderRecords):
        open_records(records_url)
    kept = backup.read_bytes()
    assert bring_up(records_url, backup) == number(DUMPS[-1])
    assert backup.read_bytes() == kept


KILLED = """
import os, signal, sys
from pathlib import Path
from mcapproval.store.copying import upgrading
rebuild = upgrading.rebuild
def killed(connection):
    rebuild(connection)
    os.kill(os.getpid(), signal.SIGKILL)
upgrading.rebuild = killed
upgrading.bring_up(sys.argv[1], Path(sys.argv[2]))
"""


def test_an_upgrade_that_is_killed_leaves_them_as_they_were(
    records_url: str, tmp_path: Path
) -> None:
    written(records_url)
    before = as_they_stand(records_url)
    words = [sys.executable, "-c", KILLED, records_url, str(tmp_path / "kept.db")]
    assert subprocess.run(words, check=False).returncode == -signal.SIGKILL
    assert as_they_stand(records_url) == before
    assert bring_up(records_url, tmp_path / "kept.db") == number(DUMPS[-1])
