"""Records that an earlier mcapproval wrote are brought up to this one, their journal untouched.

`earlier/0001.sql.gz` is what the program of the first tables wrote: a whole life, as `lived.py` has
it, dumped by sqlite3. It is never made anew.
"""

from __future__ import annotations

import gzip
import io
import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData

from mcapproval.actions import setup
from mcapproval.actions.desk import sit_down
from mcapproval.actions.looking import history, show_case
from mcapproval.errors import OlderRecords, Refused
from mcapproval.store import engine as engines
from mcapproval.store.records import bring_up, open_records
from mcapproval.store.schema import HEAD
from mcapproval.store.tables import Base
from mcapproval.store.verify import verify

DUMP = Path(__file__).parent / "earlier" / "0001.sql.gz"


def written(where: str) -> None:
    """Records as the first program left them: its tables, its triggers, its rows."""
    with engines.writing(engines.connect(where)) as connection:
        _tables_of(connection, "0001")
        there = MetaData()
        there.reflect(connection)
        with sqlite3.connect(":memory:") as dumped:
            dumped.row_factory = sqlite3.Row
            dumped.executescript(gzip.decompress(DUMP.read_bytes()).decode())
            for table in there.sorted_tables:
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
    config.attributes["metadata"] = Base.metadata
    command.upgrade(config, number)


def journal(where: str) -> list[tuple[int, str, str, bytes]]:
    with engines.reading(engines.connect(where)) as connection:
        rows = connection.exec_driver_sql("SELECT seq, ref, hash, payload FROM journal")
        return sorted((r.seq, r.ref, r.hash, bytes(r.payload)) for r in rows)


def test_they_are_refused_until_they_are_upgraded(records_url: str) -> None:
    written(records_url)
    with pytest.raises(OlderRecords, match="older mcapproval") as refused:
        open_records(records_url)
    assert "init --upgrade" in refused.value.hint


def test_an_upgrade_leaves_the_journal_as_it_was_and_everything_verifies(records_url: str) -> None:
    written(records_url)
    before = journal(records_url)
    assert bring_up(records_url, None) == "0001"
    assert journal(records_url) == before
    with engines.reading(engines.connect(records_url)) as connection:
        verdict = verify(connection, (before[-1][0], before[-1][2]))
        assert verdict.whole, verdict.faults
    assert bring_up(records_url, None) is None


def test_what_they_say_can_be_read_and_they_go_on(records_url: str) -> None:
    written(records_url)
    bring_up(records_url, None)
    desk = sit_down(records_url, None, None)
    assert show_case(desk, "APP-2026-0001")["state"] == "approved"
    assert history(desk, "APP-2026-0001")[0].act == "opened in Enquiry"


def test_the_file_as_it_was_is_kept_beside_and_going_back_is_putting_it_in_place(
    tmp_path: Path,
) -> None:
    place = tmp_path / "records.db"
    written(str(place))
    before = journal(str(place))
    assert f"upgraded from tables 0001 to {HEAD}" in setup.upgrade(str(place))
    copy = Path(f"{place}.before-upgrade")
    assert journal(str(copy)) == before
    copy.replace(place)
    with pytest.raises(OlderRecords):
        open_records(str(place))
    setup.upgrade(str(place))
    assert open_records(str(place))


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


def test_an_upgrade_that_is_cut_short_leaves_them_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "records.db"
    written(str(place))
    before = journal(str(place))
    from mcapproval.store import records

    def fails(connection: Connection) -> None:
        _tables_of(connection, "head")
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(records, "upgrade", fails)
        with pytest.raises(KeyboardInterrupt):
            bring_up(str(place), None)
    assert journal(str(place)) == before
    with pytest.raises(OlderRecords):
        open_records(str(place))
    assert bring_up(str(place), None) == "0001"
