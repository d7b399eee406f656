"""What is asked of the database, by sqlalchemy or by the driver itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from sqlalchemy import Connection, Engine, event

from mcapproval.store import asking


class Noting:
    """A connection of the driver that notes each statement before it is sent."""

    def __init__(self, driver: Any, found: list[str]) -> None:
        self._driver, self._found = driver, found

    def execute(self, sql: str, values: Any = ()) -> Any:
        self._found.append(sql)
        return self._driver.execute(sql, values)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._driver, name)


@contextmanager
def noted() -> Iterator[list[str]]:
    """Every statement, in its order."""
    found: list[str] = []
    driver = asking.driver

    def note(_1: object, _2: object, statement: str, *_: object) -> None:
        found.append(statement)

    def noting(connection: Connection) -> Noting:
        return Noting(driver(connection), found)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        with patch.object(asking, "driver", noting):
            yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def asked(act: Callable[[], object]) -> int:
    """How many questions an act puts to the database."""
    with noted() as found:
        act()
    return len(found)
