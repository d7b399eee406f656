"""Records in odd places: folders that can't be written, foreign databases, others in the way."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest
from tests.simulated import peopled
from tests.store.empty import empty

from mcapproval.actions import audit, setup
from mcapproval.actions.copies.backing_up import back_up
from mcapproval.actions.desk import Desk, sit_down
from mcapproval.actions.people import erasing, known
from mcapproval.errors import AskedWrongly, Busy, NotWhole, OtherRecords, Refused, Unmet
from mcapproval.progress import unheard
from mcapproval.store import engine as engines
from mcapproval.store import plain_file, shaking
from mcapproval.store.beside import beside
from mcapproval.store.schema import HEAD

DAY = date(2026, 3, 1)
NOBODY = 65534


@contextmanager
def somebody_else(user: int = NOBODY) -> Iterator[None]:
    """Root may write anywhere: what is tried here is tried as a user who may not."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(user)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def closed() -> Iterator[Path]:
    """Records in a folder where nobody may write; it is not pytest's, which is closed to others."""
    folder = Path(tempfile.mkdtemp(prefix="mcapproval-closed-"))
    place = folder / "ngā tuhinga 100% #1?.db"
    try:
        audit.audit(peopled(str(place)))
        place.chmod(0o444)
        folder.chmod(0o555)
        yield place
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_records_in_a_folder_that_is_closed_are_read_and_verified(closed: Path) -> None:
    with somebody_else():
        desk = sit_down(str(closed), "admin", DAY)
        assert audit.audit(desk).whole
        with desk.kept_open() as kept:
            assert known.list_people(desk) == known.list_people(kept)
    assert [path.name for path in closed.parent.iterdir()] == [closed.name]


def test_what_can_only_be_read_is_not_written_and_says_so(closed: Path) -> None:
    with somebody_else():
        desk = sit_down(str(closed), "admin", DAY)
        with pytest.raises(OtherRecords, match="can only be read"):
            setup.add_organisation(desk, "new", "New One", "other", None)


def test_what_a_reader_left_beside_a_file_does_not_hold_back_its_owner(closed: Path) -> None:
    closed.parent.chmod(0o777)
    if os.geteuid() == 0:
        os.chown(closed, NOBODY, -1)
    with somebody_else():
        desk = sit_down(str(closed), "admin", DAY)
        closed.chmod(0o600)
        beside = Path(f"{closed}-shm")
        assert stat.S_IMODE(beside.stat().st_mode) == 0o444
        setup.add_organisation(desk, "new", "New One", "other", None)
    assert [path.name for path in closed.parent.iterdir()] == [closed.name]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root is several people")
def test_what_another_reader_left_beside_a_file_is_named(closed: Path) -> None:
    closed.parent.chmod(0o777)
    os.chown(closed, NOBODY, -1)
    with somebody_else(NOBODY - 1):
        known.list_people(sit_down(str(closed), "admin", DAY))
    closed.chmod(0o600)
    with somebody_else():
        desk = sit_down(str(closed), "admin", DAY)
        with pytest.raises(OtherRecords, match="can only be read") as told:
            setup.add_organisation(desk, "new", "New One", "other", None)
    assert told.value.hint.startswith(f"remove {closed}-wal and {closed}-shm, left by somebody")


def test_a_backup_that_cannot_be_written_names_its_folder_and_how_to_name_another(
    closed: Path,
) -> None:
    with somebody_else():
        desk = sit_down(str(closed), "admin", DAY)
        with pytest.raises(AskedWrongly, match=r"b\.db can't be written in .+: Permis") as told:
            back_up(desk, closed.with_name("b.db"), unheard)
    assert str(closed.parent) in told.value.message
    assert "--into" in told.value.hint


def test_what_is_kept_of_a_server_and_cannot_be_written_sends_to_another_folder(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(closed.parent)
    kept = setup.copy_beside("postgresql://ana@h/records", "before-restore")
    refused = pytest.raises(AskedWrongly, match=r"^records\.before-restore can't be written in ")
    with somebody_else(), refused as told, beside(kept):
        pass
    assert "give the command in another" in told.value.hint


def test_a_copy_of_another_journal_mode_is_read_where_nobody_may_write(closed: Path) -> None:
    closed.parent.chmod(0o755)
    copy = closed.with_name("copy.db")
    with sqlite3.connect(closed) as raw:
        raw.execute("VACUUM INTO ?", (str(copy),))
    raw.close()
    copy.chmod(0o444)
    closed.parent.chmod(0o555)
    with somebody_else():
        assert audit.audit(sit_down(str(copy), None, DAY)).whole


def test_a_copy_whose_last_rows_lie_beside_it_is_not_taken_for_whole(closed: Path) -> None:
    closed.parent.chmod(0o755)
    Path(f"{closed}-wal").write_bytes(b"rows that are not in the file yet")
    Path(f"{closed}-wal").chmod(0o444)
    closed.parent.chmod(0o555)
    with somebody_else(), pytest.raises(OtherRecords, match="can't be opened"):
        sit_down(str(closed), None, DAY)


def test_a_foreign_database_that_counts_its_versions_as_we_do_is_told(records_url: str) -> None:
    with engines.writing(engines.connect(empty(records_url))) as connection:
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{HEAD}')")
        connection.exec_driver_sql("CREATE TABLE journal (entry INTEGER)")
    with pytest.raises(OtherRecords, match="holds no records of mcapproval"):
        sit_down(records_url, None, DAY)


def test_damage_met_while_working_leads_to_a_verification(desk: Desk) -> None:
    with engines.writing(engines.connect(desk.records.where)) as connection:
        connection.exec_driver_sql("DROP TABLE organisation")
    with pytest.raises(NotWhole) as trouble:
        setup.add_organisation(desk, "new", "New One", "other", None)
    assert "audit verify" in trouble.value.hint
    assert not audit.audit(desk).whole


def test_records_in_which_others_write_are_told_with_what_to_do_and_are_no_fault_of_ours(
    file_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "PATIENCE", 1)
    with (
        engines.writing(engines.connect(file_desk.records.where)),
        pytest.raises(Busy, match="others write in the records") as trouble,
    ):
        setup.add_organisation(file_desk, "new", "New One", "other", None)
    assert trouble.value.exit_code == 1
    assert "try again" in trouble.value.hint
    setup.add_organisation(file_desk, "new", "New One", "other", None)


def test_a_file_that_another_program_has_for_itself_alone_is_not_read_behind_its_back(
    file_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "PATIENCE", 1)
    monkeypatch.setattr(plain_file, "PATIENCE", 0)
    where = file_desk.records.where
    with closing(sqlite3.connect(where, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Busy, match="others write in the records"):
            sit_down(where, None, DAY)


# --- shaking out ------------------------------------------------------------------------------


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shaking, "PATIENCE", 1)


@pytest.mark.usefixtures("impatient")
def test_an_erasure_that_a_reader_holds_back_says_so_and_is_done_when_asked_again(
    desk: Desk,
) -> None:
    with desk.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM personal_text")
        with pytest.raises(Unmet, match="bytes of it may remain") as trouble:
            erasing.erase(desk, "bo", "He asked for it")
        assert "another program" in trouble.value.message
        with pytest.raises(Unmet, match="bytes of it may remain"):
            erasing.erase(desk, _erased(desk), "He asked for it")
    with pytest.raises(Refused, match="already") as done:
        erasing.erase(desk, _erased(desk), "He asked for it")
    assert "no byte" in done.value.hint
    assert audit.audit(desk).whole


def _erased(desk: Desk) -> str:
    return next(line.ref for line in known.list_people(desk) if line.name == "(erased)")


def test_not_a_byte_is_left_once_it_is_asked_again(
    file_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shaking, "PATIENCE", 1)
    (name,) = (line.name for line in known.list_people(file_desk) if line.handle == "bo")
    place = Path(file_desk.records.where)
    with file_desk.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM personal_text")
        with pytest.raises(Unmet):
            erasing.erase(file_desk, "bo", "He asked for it")
        assert name.encode() in place.read_bytes()
    with pytest.raises(Refused):
        erasing.erase(file_desk, _erased(file_desk), "He asked for it")
    assert all(name.encode() not in path.read_bytes() for path in place.parent.iterdir())


def test_a_disk_that_is_full_is_told_as_for_any_file_and_nothing_is_half_done(
    file_desk: Desk,
) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(OtherRecords, match="can't be written") as trouble:
            setup.add_organisation(file_desk, "new", "New One", "other", "x" * 200_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert trouble.value.exit_code == 2
    assert "nothing was half done" in trouble.value.hint
    assert audit.audit(file_desk).whole


def test_a_disk_without_room_is_told_and_the_rest_done_later(file_desk: Desk) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(Unmet, match="could not be rewritten") as trouble:
            file_desk.records.shake_out()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "room" in trouble.value.hint
    file_desk.records.shake_out()
    assert audit.audit(file_desk).whole
