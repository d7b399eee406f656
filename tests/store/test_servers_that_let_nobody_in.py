"""What a server says to whom it does not let in, and what can be done: each cause has its own."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from tests.conftest import Places

from mcapproval.errors import OtherRecords
from mcapproval.store.addresses import to_keep
from mcapproval.store.copying.filling import begin
from mcapproval.store.records import make, open_records
from mcapproval.store.server import SECONDS, how_to_connect, url_of

ROLE = "kept_out"


@pytest.fixture(scope="module")
def guarded(postgresql: str) -> Iterator[str]:
    """The server, which asks one user alone for a password, `right`."""
    with psycopg.connect(postgresql, autocommit=True) as owner:
        owner.execute(f"CREATE ROLE {ROLE} LOGIN PASSWORD 'right'")
        rules = Path(owner.execute("SHOW hba_file").fetchone()[0])  # type: ignore[index]
        before = rules.read_text("utf-8")
        rules.write_text(f"local all {ROLE} scram-sha-256\n{before}", "utf-8")
        _loaded(postgresql)
        yield postgresql
        rules.write_text(before, "utf-8")
        _loaded(postgresql)
        owner.execute(f"DROP ROLE {ROLE}")


def _loaded(address: str) -> None:
    """Have the rules read, and wait until they are."""
    asked = "SELECT pg_conf_load_time()"
    with psycopg.connect(address, autocommit=True) as owner:
        before = owner.execute(asked).fetchone()
        owner.execute("SELECT pg_reload_conf()")
    while True:
        with psycopg.connect(address) as anew:
            if anew.execute(asked).fetchone() != before:
                return


def by(address: str, user: str, database: str = "postgres") -> str:
    return address.replace("//postgres:@/postgres?", f"//{user}@/{database}?")


@pytest.mark.parametrize(
    ("user", "database", "hint"),
    [
        (f"{ROLE}:wrong", "postgres", "read from ~/.pgpass or PGPASSWORD"),
        (ROLE, "postgres", "read from ~/.pgpass or PGPASSWORD"),
        ("unheard_of", "postgres", "the name of the user, which stands before the @"),
        (f"{ROLE}:right", "nowhere", "the end of the address; if it is not there yet"),
    ],
)
def test_who_is_not_let_in_is_told_what_to_mend(
    guarded: str, user: str, database: str, hint: str
) -> None:
    with pytest.raises(OtherRecords, match="can't be opened") as told:
        open_records(by(guarded, user, database))
    assert hint in told.value.hint
    assert "wrong" not in f"{told.value.message} {told.value.hint}"


def test_who_may_make_no_tables_is_told_for_what_to_ask(guarded: str, databases: Places) -> None:
    empty = databases.empty().replace("//postgres:@", f"//{ROLE}:right@")
    with pytest.raises(OtherRecords, match="not open to this user") as told:
        make(empty)
    assert f"ask for GRANT CREATE ON SCHEMA public TO {ROLE}" in told.value.hint


def test_who_may_not_read_the_tables_is_told_whom_to_ask(guarded: str, databases: Places) -> None:
    place = databases.empty()
    make(place)
    with pytest.raises(OtherRecords, match="not open to this user") as told:
        open_records(place.replace("//postgres:@", f"//{ROLE}:right@"))
    assert "whoever owns their tables" in told.value.hint


def test_where_no_server_answers_the_address_is_doubted() -> None:
    with pytest.raises(OtherRecords) as told:
        open_records("postgresql://ana@127.0.0.1:1/records?connect_timeout=2")
    assert told.value.hint == "check the address, and that the server runs"


def test_a_server_that_takes_calls_and_says_nothing_is_not_waited_for_without_end() -> None:
    silent = socket.create_server(("127.0.0.1", 0))
    with closing(silent), pytest.raises(OtherRecords, match="timeout expired"):
        open_records(f"postgresql://ana@127.0.0.1:{silent.getsockname()[1]}/r?connect_timeout=2")


@pytest.mark.parametrize(
    ("asked", "said", "waits"),
    [("", None, SECONDS), ("?connect_timeout=90", None, None), ("", "90", None)],
)
def test_how_long_a_server_is_waited_for_is_ours_unless_somebody_says_it(
    monkeypatch: pytest.MonkeyPatch, asked: str, said: str | None, waits: int | None
) -> None:
    if said:
        monkeypatch.setenv("PGCONNECT_TIMEOUT", said)
    else:
        monkeypatch.delenv("PGCONNECT_TIMEOUT", raising=False)
    assert how_to_connect(url_of(f"postgresql://ana@h/d{asked}")).get("connect_timeout") == waits


@pytest.mark.parametrize(
    "host", ["{folder}:5432", "127.0.0.1:1,{folder}", "127.0.0.1:1,{folder}:5432"]
)
def test_addresses_of_a_socket_and_of_several_servers_are_taken_as_psql_takes_them(
    databases: Places, host: str
) -> None:
    place = databases.empty()
    make(place)
    name, _, folder = place.partition("/postgres:@")[2].partition("?host=")
    there = host.format(folder=folder.replace("/", "%2F"))
    open_records(f"postgresql://postgres@{there}{name}")


@pytest.mark.parametrize("hosts", ["h1:s3,h2", "a@b,h2"])
def test_several_servers_that_are_not_written_as_such_are_refused(hosts: str) -> None:
    with pytest.raises(OtherRecords, match="is not written as an address"):
        open_records(f"postgresql://ana:s3same@{hosts}/records")


def test_what_is_no_file_sends_nobody_to_a_server(tmp_path: Path) -> None:
    with pytest.raises(OtherRecords, match="can't be opened") as told:
        begin(str(tmp_path), lambda number: None)
    assert "server" not in told.value.hint
    assert "check that it is a file" in told.value.hint


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("records.db", "records.db"),
        ("postgresql://ana@h/d", "postgresql://ana@h/d"),
        ("postgresql://ana:s3@h:1/d?host=b", "postgresql://ana@h:1/d?host=b"),
        ("postgresql://ana@h/d?password=s3", "postgresql://ana@h/d"),
        ("postgresql://ana@h/d?password=s3&host=b", "postgresql://ana@h/d?host=b"),
        ("postgresql://ana@h/d?host=b&passwordd=s3", "postgresql://ana@h/d?host=b"),
        ("postgresql://ana@h/d?host=b&sslpassword=s3", "postgresql://ana@h/d?host=b"),
    ],
)
def test_an_address_that_is_written_down_has_no_password(typed: str, kept: str) -> None:
    assert to_keep(typed) == kept
