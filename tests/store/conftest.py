"""Records with a whole life in them, made once for each engine and worker."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from tests.store.lived import live

from mcapproval.store import engine as engines
from mcapproval.store.records import Records, open_records

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Lived:
    """Where the records are, and every row's (number, hash) as they were at the end."""

    where: str
    heads: tuple[tuple[int, str], ...]

    @property
    def records(self) -> Records:
        return open_records(self.where)


@pytest.fixture(scope="session")
def lived_file(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    folder = tmp_path_factory.mktemp("lived")
    return _lived(str(folder / "records.db"), folder)


@pytest.fixture(scope="session")
def lived_database(postgresql: str, tmp_path_factory: pytest.TempPathFactory) -> Lived:
    name = f"lived_{os.getpid()}"
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return _lived(postgresql.replace("/postgres?", f"/{name}?"), tmp_path_factory.mktemp("lived"))


def _lived(where: str, folder: Path) -> Lived:
    live(where, folder)
    with engines.reading(engines.connect(where)) as connection:
        rows = connection.exec_driver_sql("SELECT seq, hash FROM journal ORDER BY seq")
        return Lived(where, tuple((row.seq, row.hash) for row in rows))


@pytest.fixture(params=["sqlite", "postgresql"])
def lived(request: pytest.FixtureRequest) -> Lived:
    """Shared by tests: read it, or write in a transaction that is rolled back."""
    kind = "lived_file" if request.param == "sqlite" else "lived_database"
    found = request.getfixturevalue(kind)
    assert isinstance(found, Lived)
    return found


@pytest.fixture
def lived_copy(lived: Lived, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Lived]:
    """A copy of this test's own."""
    if not engines.is_url(lived.where):
        copy = tmp_path / "copy.db"
        shutil.copyfile(lived.where, copy)
        yield Lived(str(copy), lived.heads)
        return
    server: str = request.getfixturevalue("postgresql")
    name = f"copy_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(f"lived_{os.getpid()}")
            )
        )
        yield Lived(server.replace("/postgres?", f"/{name}?"), lived.heads)
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
