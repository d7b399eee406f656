"""PostgreSQL knows how many rows it has, as soon as many were written: it plans by that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select
from tests.actions.importing_sheets import written
from tests.conftest import Places
from tests.simulated import START, peopled

from mcapproval.actions import setup
from mcapproval.actions.copies.moving import move_records
from mcapproval.actions.copies.restoring import restore
from mcapproval.actions.desk import sit_down
from mcapproval.actions.importing.taking import import_file
from mcapproval.progress import unheard
from mcapproval.store import engine as engines
from mcapproval.store.clauses import table
from mcapproval.store.rows.places import ROWS

KNOWN = "SELECT relname, reltuples FROM pg_class WHERE relkind = 'r'"


def by_a_move(source: str, target: str) -> None:
    move_records(sit_down(source, "admin", START), target, lambda what, done, of: None)


def by_a_restoring(source: str, target: str) -> None:
    sure = {"sure": True, "only_look": False}
    restore(target, Path(source), "admin", START, told=unheard, **sure)


def by_an_upgrade(source: str, target: str) -> None:
    unknown(source, target)
    setup.upgrade(target)


def by_an_import(source: str, target: str) -> None:
    unknown(source, target)
    listed = (("Title", "Approved on", "Providers"), ("Frost", "11/02/2024", "Otago Polytechnic"))
    sheet = written(Path(source).parent, {"Micro-credentials": listed})
    import_file(sit_down(target, "admin", START), sheet, add_organisations=True)


def unknown(source: str, target: str) -> None:
    by_a_move(source, target)
    with engines.writing(engines.connect(target)) as connection:
        connection.exec_driver_sql("UPDATE pg_class SET reltuples = -1 WHERE relkind = 'r'")


@pytest.mark.parametrize("filled", [by_a_move, by_a_restoring, by_an_upgrade, by_an_import])
def test_postgresql_knows_how_many_rows_were_written(
    files: Places, databases: Places, filled: Callable[[str, str], None]
) -> None:
    """Without this, VACUUM that passes while they are written says that there are none."""
    target = databases.empty()
    filled(files.made("peopled", peopled), target)
    with engines.reading(engines.connect(target)) as connection:
        known = {row.relname: row.reltuples for row in connection.exec_driver_sql(KNOWN)}
        there = {
            name: connection.execute(select(func.count()).select_from(table(row))).scalar()
            for name, row in ROWS.items()
        }
    assert there["journal"]
    assert {name: known[name] for name in there} == there
