"""Records with a whole life in them, made once for each engine and worker."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.store.lived import live

from mcapproval.store import engine as engines
from mcapproval.store.records import Records, open_records
from mcapproval.store.verifying.verdict import Head

if TYPE_CHECKING:
    from tests.conftest import Places


HERE = Path(__file__).parent
ON_BOTH = ("test_nothing_is_lost_between_writers", "test_others_are_in_the_way")
"""Modules that `make test` tries on PostgreSQL as well; `make test-all` tries every one on both."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        asks = "postgresql" in item.name or "lived_database" in getattr(item, "fixturenames", ())
        if asks and item.path.parent == HERE and item.path.stem not in ON_BOTH:
            item.add_marker(pytest.mark.slow)


@dataclass(frozen=True)
class Lived:
    """Where the records are, and every row's (number, hash) as they were at the end."""

    where: str
    heads: tuple[Head, ...]

    @property
    def records(self) -> Records:
        return open_records(self.where)


def _lived(places: Places, folder: Path) -> Lived:
    where = places.made("lived", partial(live, folder=folder))
    with engines.reading(engines.connect(where)) as connection:
        rows = connection.exec_driver_sql("SELECT seq, hash FROM journal ORDER BY seq")
        return Lived(where, tuple(Head(row.seq, row.hash) for row in rows))


@pytest.fixture(scope="session")
def lived_file(files: Places, tmp_path_factory: pytest.TempPathFactory) -> Lived:
    return _lived(files, tmp_path_factory.mktemp("lived"))


@pytest.fixture(scope="session")
def lived_database(databases: Places, tmp_path_factory: pytest.TempPathFactory) -> Lived:
    return _lived(databases, tmp_path_factory.mktemp("lived"))


@pytest.fixture(params=["sqlite", "postgresql"])
def lived(request: pytest.FixtureRequest) -> Lived:
    """Shared by tests: read it, or write in a transaction that is rolled back."""
    kind = "lived_file" if request.param == "sqlite" else "lived_database"
    found: Lived = request.getfixturevalue(kind)
    return found
