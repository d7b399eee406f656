"""Connections that stay open for many acts: what others write is seen, nothing is left behind."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from tests.actions.walking import at, opened
from tests.conftest import Places
from tests.simulated import START, peopled
from tests.store.moving import DAY

from mcapproval.actions import audit
from mcapproval.actions.cases import moves
from mcapproval.actions.cases.moves import Said
from mcapproval.actions.copies.backing_up import back_up
from mcapproval.actions.copies.restoring import restore
from mcapproval.actions.desk import Desk, sit_down
from mcapproval.errors import Busy, OurFault, Unknown
from mcapproval.progress import unheard
from mcapproval.store import asking, queries, transactions
from mcapproval.store import engine as engines
from mcapproval.store.events import Author


def test_acts_over_kept_connections_and_over_others_see_each_other(
    desk: Desk, sample: Path
) -> None:
    ref = opened(desk, sample)
    with desk.kept_open() as kept:
        moves.move(at(kept, "ana", DAY), ref, "hold", Said({"reason": "a pause"}))
        moves.move(at(desk, "ana", DAY), ref, "resume", Said())
        assert moves.possible(at(kept, "ana", DAY), ref).state == "enquiry"
        moves.move(at(kept, "ana", DAY), ref, "show-need", Said())
    assert moves.possible(at(desk, "ana", DAY), ref).state == "need"
    assert audit.audit(desk).whole


def test_a_file_lies_still_once_they_are_closed(file_desk: Desk, sample: Path) -> None:
    where = file_desk.records.where
    with file_desk.kept_open() as kept:
        opened(kept, sample)
        assert not engines.lies_still(where)
    assert engines.lies_still(where)


def test_what_a_restoring_says_beside_connections_that_are_kept_open(
    desk: Desk, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file is not put back under them; what a server has is, and they see it from then on."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(engines, "PATIENCE", 1)
    where = desk.records.where
    made = back_up(desk, Path("backup.db"), unheard)
    ref = opened(desk, sample)

    def put_back() -> None:
        restore(where, made.place, "admin", DAY, sure=True, only_look=False, told=unheard)

    with desk.kept_open() as kept:
        assert moves.possible(at(kept, "ana", DAY), ref).state == "enquiry"
        if engines.is_url(where):
            put_back()
            with pytest.raises(Unknown, match=ref):
                moves.possible(at(kept, "ana", DAY), ref)
        else:
            with pytest.raises(Busy, match="others"):
                put_back()
            moves.move(at(kept, "ana", DAY), ref, "show-need", Said())
        assert audit.audit(kept).whole
    if not engines.is_url(where):
        put_back()
    with desk.reading() as connection:
        assert queries.head(connection) == made.head


def test_who_only_tried_waits_as_long_as_before_when_they_write(
    file_desk: Desk, sample: Path
) -> None:
    ref = opened(file_desk, sample)
    with file_desk.kept_open() as kept:
        moves.try_move(at(kept, "ana", DAY), ref, "show-need", Said())
        with kept.reading() as connection:
            patience = connection.exec_driver_sql("PRAGMA busy_timeout").scalar()
    assert patience == engines.PATIENCE


def test_whoever_still_holds_the_records_when_they_are_closed_opens_them_anew(
    desk: Desk, sample: Path
) -> None:
    with desk.kept_open() as kept:
        ref = opened(kept, sample)
    moves.move(at(kept, "ana", DAY), ref, "hold", Said({"reason": "a pause"}))
    assert moves.possible(at(desk, "ana", DAY), ref).state == "on-hold"
    assert engines.is_url(desk.records.where) or engines.lies_still(desk.records.where)


def test_what_is_in_use_when_they_are_closed_is_closed_after_it(file_desk: Desk) -> None:
    with file_desk.kept_open() as kept:
        late = kept.reading()
        connection = late.__enter__()
    assert queries.head(connection)
    late.__exit__(None, None, None)
    assert connection.closed


def test_what_is_put_back_while_they_are_closed_is_closed_too(
    file_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One thread puts it back at the moment in which another closes all."""
    open_still = transactions.is_open
    with file_desk.kept_open() as kept:
        engine = kept.records._engine
        connection = transactions.taken(engine)

        def closed_meanwhile(each: Connection) -> bool:
            engines.close(engine)
            return open_still(each)

        monkeypatch.setattr(transactions, "is_open", closed_meanwhile)
        transactions.put_back(engine, connection)
        monkeypatch.undo()
    assert connection.closed


def test_a_server_that_lost_one_has_lost_those_that_are_idle_too(databases: Places) -> None:
    """Else each of them would fail whoever takes it next, long after the server is back."""
    desk = sit_down(databases.copy("peopled", peopled), "admin", START)
    with desk.kept_open() as kept:
        engine = kept.records._engine
        one, other = transactions.taken(engine), transactions.taken(engine)
        transactions.put_back(engine, other)
        with suppress(DBAPIError):
            asking.sent(one, "SELECT pg_terminate_backend(pg_backend_pid())")
        transactions.put_back(engine, one)
        assert (one.closed, other.closed) == (True, True)
        with kept.reading() as connection:
            assert queries.head(connection)
    databases.tidy()


def test_a_write_in_which_a_statement_failed_unheard_is_a_fault_and_not_kept_in_silence(
    databases: Places,
) -> None:
    desk = sit_down(databases.copy("peopled", peopled), "admin", START)
    with (
        pytest.raises(OurFault, match="broken off"),
        desk.records.writing(Author("PER-0001", "shell"), desk.now) as writer,
        suppress(DBAPIError),
    ):
        asking.sent(writer.connection, "SELECT nothing FROM nowhere")
    databases.tidy()
