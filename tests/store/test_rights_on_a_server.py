"""One user owns the tables of a server, others work in them or look: as docs/records.md says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from tests.conftest import Places
from tests.simulated import peopled
from tests.store.test_earlier_records_are_upgraded import written

from mcapproval.actions import audit, setup
from mcapproval.actions.copies.backing_up import back_up
from mcapproval.actions.copies.restoring import Restored, restore
from mcapproval.actions.desk import Desk, sit_down
from mcapproval.actions.people import erasing, known
from mcapproval.errors import OnlyRead, OtherRecords, Unmet
from mcapproval.progress import unheard
from mcapproval.store.as_at import as_of

DAY = date(2027, 9, 1)
DOCS = Path(__file__).resolve().parents[2] / "docs" / "records.md"
USERS = ("records_owner", "ana", "bi")
ROLES = (*USERS, "records_writers", "records_readers")

ACL = """
SELECT relname::text, relowner::regrole::text, array(SELECT unnest(relacl)::text ORDER BY 1)
FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
UNION ALL
SELECT attrelid::regclass || '.' || attname, '', attacl::text[] FROM pg_attribute
WHERE attacl IS NOT NULL AND attrelid::regclass::text IN ('listing', 'item')
UNION ALL
SELECT proname::text, proowner::regrole::text, NULL FROM pg_proc
WHERE pronamespace = 'public'::regnamespace
ORDER BY 1
"""


def statements() -> list[str]:
    """What docs/records.md gives to whoever administers the server."""
    (block,) = re.findall(r"```sql\n(.+?)```", DOCS.read_text("utf-8"), re.DOTALL)
    return [each.strip() for each in re.sub(r"--.*", "", block).split(";") if each.strip()]


@dataclass(frozen=True)
class Server:
    """A database of which `records_owner` owns the tables, `ana` writes in them, `bi` looks."""

    place: str

    def by(self, user: str) -> str:
        return self.place.replace("//postgres:@", f"//{user}@")

    def desk(self, user: str) -> Desk:
        return sit_down(self.by(user), "admin", DAY)

    def say(self, *statements: str) -> None:
        with psycopg.connect(self.place, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def rights(self) -> list[Any]:
        with psycopg.connect(self.place) as connection:
            return connection.execute(ACL).fetchall()


@pytest.fixture
def server(databases: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.chdir(tmp_path)
    made = Server(databases.empty())
    name = made.place.partition("?")[0].rpartition("/")[2]
    try:
        for statement in statements():
            if statement.startswith("CREATE DATABASE"):
                made.say(f"ALTER DATABASE {name} OWNER TO records_owner")
            else:
                made.say(statement.replace("DATABASE records ", f"DATABASE {name} "))
        yield made
    finally:
        databases.tidy()
        with psycopg.connect(databases.empty(), autocommit=True) as owner:
            for role in ROLES:
                owner.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(role)))
        databases.tidy()


@pytest.fixture
def shared(server: Server) -> Server:
    """The same with records in it, made by the owner of the tables."""
    peopled(server.by("records_owner"))
    return server


def put_back(where: str, backup: Path) -> Restored:
    return restore(where, backup, "admin", DAY, sure=True, only_look=False, told=unheard)


def test_writers_write_readers_read_and_each_sees_earlier_days(shared: Server) -> None:
    known.add_person(shared.desk("ana"), "new", "New One", None, None)
    reader = shared.desk("bi")
    assert audit.audit(reader).whole
    with pytest.raises(OnlyRead, match="not open to this user for that") as told:
        known.add_person(reader, "other", "Other One", None, None)
    assert "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES" in told.value.hint
    assert told.value.hint.endswith("TO bi")
    for user in USERS:
        with shared.desk(user).reading() as connection, as_of(connection, "2026-01-01") as row:
            assert row == 0


@pytest.mark.parametrize("user", ["records_owner", "postgres"])
def test_rights_are_the_same_after_a_backup_is_put_back(shared: Server, user: str) -> None:
    shared.say(
        "REVOKE UPDATE, DELETE ON journal FROM records_writers",
        "REVOKE ALL ON personal_text FROM records_readers",
        "GRANT SELECT (ref, title) ON listing TO PUBLIC",
        "GRANT INSERT ON item TO bi WITH GRANT OPTION",
    )
    before = shared.rights()
    backup = back_up(shared.desk("records_owner"), Path("backup.db"), unheard).place
    done = put_back(shared.by(user), backup)
    assert done.rights == ()
    assert shared.rights() == before
    known.add_person(shared.desk("ana"), "new", "New One", None, None)


def test_rights_that_cannot_be_given_again_are_told_by_what_gives_them(shared: Server) -> None:
    backup = back_up(shared.desk("records_owner"), Path("backup.db"), unheard).place
    shared.say(
        "CREATE TABLE journal_of_others (x int)",
        "ALTER TABLE journal OWNER TO ana",
        "GRANT records_owner TO ana",
        "GRANT CREATE ON SCHEMA public TO ana",
        "REVOKE CREATE ON SCHEMA public FROM pg_database_owner",
    )
    before = shared.rights()
    done = put_back(shared.by("ana"), backup)
    assert "ALTER TABLE case_record OWNER TO records_owner" in done.rights
    assert not [each for each in done.rights if "journal_of_others" in each]
    shared.say(*done.rights, "ALTER TABLE journal OWNER TO ana")
    assert [row[:2] for row in shared.rights()] == [row[:2] for row in before]


def test_an_upgrade_tells_the_rights_that_its_new_tables_lack(server: Server) -> None:
    server.say(
        "ALTER DEFAULT PRIVILEGES FOR ROLE records_owner IN SCHEMA public "
        "REVOKE ALL ON TABLES FROM records_writers, records_readers"
    )
    owner = server.by("records_owner")
    written(owner)
    server.say("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ana")
    done = setup.upgrade(owner)
    (lacking,) = done.rights
    assert re.fullmatch(r"GRANT SELECT, INSERT, UPDATE, DELETE ON .*search_term.* TO ana", lacking)
    server.say(lacking)
    assert setup.upgrade(owner).rights == ()


def test_tables_that_an_upgrade_by_another_user_makes_go_to_the_owner(shared: Server) -> None:
    shared.say("ALTER TABLE meeting OWNER TO postgres")
    assert setup.upgrade(shared.by("postgres")).rights == (
        "ALTER TABLE meeting OWNER TO records_owner",
    )


def test_an_earlier_day_says_which_right_it_takes(shared: Server) -> None:
    shared.say("ALTER ROLE bi SET default_transaction_read_only = on")
    name = shared.place.partition("?")[0].rpartition("/")[2]
    for said in ("a standby, or a session that may only read", f"TEMPORARY ON DATABASE {name}"):
        with (
            pytest.raises(OnlyRead, match="can't be shown as of an earlier day") as told,
            shared.desk("bi").reading() as connection,
            as_of(connection, "2026-01-01"),
        ):
            pass
        assert said in told.value.hint
        assert "folder" not in told.value.hint
        shared.say(
            "ALTER ROLE bi RESET default_transaction_read_only",
            f"REVOKE TEMPORARY ON DATABASE {name} FROM records_readers",
        )


def test_what_only_the_owner_of_the_tables_may_do_is_told(shared: Server) -> None:
    backup = back_up(shared.desk("records_owner"), Path("backup.db"), unheard).place
    with pytest.raises(OnlyRead, match="must be owner") as told:
        put_back(shared.by("ana"), backup)
    assert "only the user who owns the tables" in told.value.hint
    shared.say("UPDATE alembic_version SET version_num = '0005'")
    with pytest.raises(OtherRecords, match="permission denied for schema") as refused:
        setup.upgrade(shared.by("ana"))
    assert "only the user who owns them may upgrade" in refused.value.hint


def test_an_erasure_by_who_does_not_own_the_tables_says_that_bytes_may_remain(
    shared: Server,
) -> None:
    with pytest.raises(Unmet, match="only the user of the server who owns the tables") as told:
        erasing.erase(shared.desk("ana"), "bo", "He asked for it")
    assert "address of that user" in told.value.hint
    assert "room" not in told.value.hint
