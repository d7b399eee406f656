"""Ctrl-C in the midst of a question to a server: it is told as nothing else, and nothing is left.

The driver then takes no other command, not even the one that undoes what was done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial

import pytest
from sqlalchemy import Connection, Engine
from tests.conftest import Places
from tests.simulated import peopled

from mcapproval.store import engine as engines
from mcapproval.store.asking import driver
from mcapproval.store.verifying.readable import readable
from mcapproval.store.verifying.verdict import Fault

Transaction = Callable[[Engine], AbstractContextManager[Connection]]


def stopped(connection: Connection) -> None:
    driver(connection).pgconn.send_query(b"SELECT 1")
    raise KeyboardInterrupt


def look(connection: Connection) -> Iterator[Fault]:
    stopped(connection)
    yield Fault(None, "never")


@pytest.mark.parametrize("begun", [engines.reading, engines.writing])
@pytest.mark.parametrize("kept", [False, True])
def test_a_transaction_ends_with_ctrl_c_and_not_with_what_the_driver_makes_of_it(
    databases: Places, begun: Transaction, kept: bool
) -> None:
    engine = engines.connect(databases.made("peopled", peopled), kept=kept)
    with pytest.raises(KeyboardInterrupt), begun(engine) as connection:
        stopped(connection)
    with begun(engine) as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar() == 1
    engines.close(engine)


def test_a_look_that_was_stopped_finds_no_fault_in_the_records(databases: Places) -> None:
    engine = engines.connect(databases.made("peopled", peopled))
    with pytest.raises(KeyboardInterrupt), engines.reading(engine) as connection:
        readable(connection, "the journal", partial(look, connection))
