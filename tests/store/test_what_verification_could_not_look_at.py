"""A verification that is kept from looking says so, and never that the records are broken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import psycopg
import pytest
from sqlalchemy import Connection, make_url
from tests.simulated import START, peopled

from mcapproval.actions import audit
from mcapproval.actions.desk import Desk, sit_down
from mcapproval.cli.auditing import audit_command
from mcapproval.errors import OtherRecords
from mcapproval.store import asking
from mcapproval.store.verifying import verify_kept

if TYPE_CHECKING:
    from tests.conftest import Places

READER = "reader_of_most"


def asked(where: str, *statements: str) -> None:
    with psycopg.connect(where, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


@pytest.fixture
def place(databases: Places) -> Iterator[str]:
    """Records in PostgreSQL that a second user may read, all but one table."""
    where = databases.copy("peopled", peopled)
    asked(
        where,
        f"CREATE ROLE {READER} LOGIN",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {READER}",
        f"REVOKE SELECT ON step FROM {READER}",
    )
    yield where
    asked(where, f"DROP OWNED BY {READER}", f"DROP ROLE {READER}")
    databases.tidy()


@pytest.fixture
def reader(place: str) -> Desk:
    theirs = make_url(place).set(username=READER).render_as_string(hide_password=False)
    return sit_down(theirs, None, START)


def test_a_right_that_is_missing_is_not_taken_for_tampering(reader: Desk) -> None:
    with pytest.raises(OtherRecords, match="the table step could not be looked at: perm") as told:
        audit.audit(reader)
    assert told.value.exit_code == 2
    assert "nothing was found wrong as far as it looked" in told.value.hint
    assert audit.audit(reader, chain=True).whole


def test_what_is_broken_is_told_also_where_not_all_can_be_looked_at(
    place: str, reader: Desk
) -> None:
    asked(place, "UPDATE grant_of_role SET from_day = 'never'")
    verdict = audit.audit(reader)
    assert [fault.unseen for fault in verdict.faults].count(True) == 1
    assert not verdict.unseen
    assert any("'never' in the tables" in fault.message for fault in verdict.faults)


def test_a_connection_that_is_lost_is_not_taken_for_tampering(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(connection: Connection, *_: object) -> None:
        asking.sent(connection, "SELECT pg_terminate_backend(pg_backend_pid())")

    monkeypatch.setattr(verify_kept, "_texts", lost)
    with pytest.raises(OtherRecords, match="the table personal_text could not be looked at"):
        audit.audit(sit_down(place, None, START))


def test_the_help_says_which_exit_code_means_what() -> None:
    said = audit_command.get_command(None, "verify")  # type: ignore[arg-type]
    assert said is not None
    assert "2 it could not be looked at" in (said.help or "")
