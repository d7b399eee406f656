"""Backups made while others write, and put back: verified first, all of it or nothing."""

from __future__ import annotations

import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, select
from tests.actions.walking import copied, opened
from tests.conftest import Places
from tests.simulated import SAMPLES, peopled
from tests.store.empty import empty
from tests.store.test_earlier_records_are_upgraded import as_they_stand, written

from mcapproval.actions import setup
from mcapproval.actions.audit import audit
from mcapproval.actions.copies import restoring
from mcapproval.actions.copies.backing_up import back_up
from mcapproval.actions.copies.restoring import Restored, restore
from mcapproval.actions.desk import Desk, sit_down
from mcapproval.actions.people import erasing, known
from mcapproval.errors import AskedWrongly, Busy, NotWhole, OlderRecords, OtherRecords, Refused
from mcapproval.progress import unheard
from mcapproval.rules.book_hash import book_hash
from mcapproval.store import engine as engines
from mcapproval.store import queries
from mcapproval.store.beside import beside, move_in
from mcapproval.store.clauses import key_of, table
from mcapproval.store.copying import putting_back as copying_back
from mcapproval.store.copying import whole_tables as copying_tables
from mcapproval.store.copying.filling import begin
from mcapproval.store.rows.kept import Content, FileRow, TextRow
from mcapproval.store.schema import HEAD
from mcapproval.store.verifying.verify import verify

DAY = date(2027, 9, 1)


@pytest.fixture
def desk(places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The administrator's desk on either engine; the folder in which one works is empty."""
    monkeypatch.chdir(tmp_path)
    return admin(places.copy("peopled", peopled))


def admin(where: str) -> Desk:
    return sit_down(where, "admin", DAY)


def backup(desk: Desk, into: str = "backup.db") -> Path:
    return back_up(desk, Path(into), unheard).place


def put_back(where: str, file: Path, *, sure: bool = False, only_look: bool = False) -> Restored:
    return restore(where, file, "admin", DAY, sure=sure, only_look=only_look, told=unheard)


def added(desk: Desk, handle: str) -> str:
    return known.add_person(desk, handle, "Zed Zuckerbrot", None, None)


# --- a backup ---------------------------------------------------------------------------------


def test_a_backup_has_every_table_as_it_stands(desk: Desk) -> None:
    made = admin(str(backup(desk)))
    assert audit(made).whole
    with made.reading() as copy, desk.reading() as connection:
        assert queries.head(copy) == queries.head(connection)
        for model in (TextRow, Content, FileRow):
            asked = select(table(model)).order_by(*key_of(model))
            old = connection.execute(asked).all()
            assert copy.execute(asked).all() == old


def test_each_backup_that_is_made_while_others_write_is_whole(
    desk: Desk, places: Places, tmp_path: Path
) -> None:
    """Each is what the records were at one instant, and nobody who writes is refused."""
    stop, failed = threading.Event(), list[BaseException]()

    def writes() -> None:
        try:
            other = admin(desk.records.where)
            for number in range(500):
                if stop.is_set():
                    return
                added(other, f"z{number}")
        except BaseException as fault:
            failed.append(fault)

    writer = threading.Thread(target=writes)
    writer.start()
    try:
        made = [back_up(desk, tmp_path / f"{number}.db", unheard) for number in range(4)]
    finally:
        stop.set()
        writer.join()
    assert failed == []
    rows = [each.head[0] for each in made]
    assert rows == sorted(rows)
    assert len(set(rows)) > 1, "nobody wrote meanwhile"
    with desk.reading() as connection:
        assert all(queries.journal_row(connection, each.head[0]) == each.head for each in made)
    assert audit(desk).whole


def test_a_backup_is_as_closed_as_the_records_are(desk: Desk, tmp_path: Path) -> None:
    where = desk.records.where
    if not engines.is_url(where):
        Path(where).chmod(0o640)
    made = backup(desk)
    mode = 0o600 if engines.is_url(where) else 0o640
    assert stat.S_IMODE(made.stat().st_mode) == mode
    assert [file.name for file in tmp_path.iterdir()] == ["backup.db"], "nothing is left beside"


@pytest.mark.parametrize(("kept", "used"), [(0o400, 0o600), (0o440, 0o640)])
def test_records_from_a_backup_that_nobody_writes_are_their_owners_to_write(
    file_desk: Desk, tmp_path: Path, kept: int, used: int
) -> None:
    made, place = back_up(file_desk, tmp_path / "b.db", unheard).place, tmp_path / "put-back.db"
    made.chmod(kept)
    restore(str(place), made, "admin", DAY, sure=False, only_look=False, told=unheard)
    assert stat.S_IMODE(place.stat().st_mode) == used
    assert stat.S_IMODE(made.stat().st_mode) == kept


def test_a_backup_is_named_by_its_instant_and_stands_beside_the_records(desk: Desk) -> None:
    made = back_up(desk, None, unheard).place
    where = desk.records.where
    assert made.parent == (Path() if engines.is_url(where) else Path(where).parent)
    assert made.name == "records-2027-09-01-090000.db"
    with pytest.raises(Refused, match="there already"):
        back_up(desk, None, unheard)


def test_nothing_is_written_over_and_nothing_is_left_of_a_backup_that_is_not_made(
    desk: Desk, tmp_path: Path
) -> None:
    there = tmp_path / "there.db"
    there.write_text("a letter", "utf-8")
    with pytest.raises(Refused, match="there already"):
        backup(desk, "there.db")
    with pytest.raises(AskedWrongly, match="no folder"):
        backup(desk, "nowhere/new.db")
    with beside(there) as fresh, pytest.raises(Refused, match="there already"):
        move_in(fresh, there)
    assert there.read_text("utf-8") == "a letter"
    assert [file.name for file in tmp_path.iterdir()] == ["there.db"]


def test_only_an_administrator_makes_one_or_puts_one_back(desk: Desk) -> None:
    where = desk.records.where
    made = backup(desk)
    with pytest.raises(Refused, match="administrator"):
        back_up(sit_down(where, "mele", DAY), Path("another.db"), unheard)
    for person, said in (("mele", "administrator"), (None, "who you are")):
        with pytest.raises((Refused, AskedWrongly), match=said):
            restore(where, made, person, DAY, sure=True, only_look=False, told=unheard)


def test_a_backup_of_damaged_records_is_refused(desk: Desk, tmp_path: Path) -> None:
    with engines.writing(engines.connect(desk.records.where)) as connection:
        connection.exec_driver_sql("UPDATE person SET organisation = 'others'")
    with pytest.raises(NotWhole, match="is not whole: person PER-0001"):
        backup(desk)
    assert not list(tmp_path.iterdir())


# --- put back ---------------------------------------------------------------------------------


def test_a_backup_goes_into_an_empty_place_of_either_engine(
    desk: Desk, files: Places, databases: Places
) -> None:
    made = backup(desk)
    with sqlite3.connect(made) as raw:
        raw.execute("PRAGMA journal_mode=DELETE")  # as other tools leave it
    raw.close()
    before = made.read_bytes()
    for where in (files.empty(), databases.empty()):
        done = put_back(where, made)
        assert (done.was, done.before, done.older) == (None, None, False)
        assert audit(admin(where)).whole
        with admin(where).reading() as connection:
            assert queries.head(connection) == done.head
    assert made.read_bytes() == before
    assert list(made.parent.iterdir()) == [made]


def test_what_came_after_the_backup_is_named_and_lost_only_when_that_is_meant(
    desk: Desk, tmp_path: Path
) -> None:
    where = desk.records.where
    made = backup(desk)
    erased = added(desk, "zed")
    erasing.erase(desk, erased, "They asked for it")
    before = as_they_stand(where)
    with pytest.raises(Refused, match="would lose") as refused:
        put_back(where, made)
    with desk.reading() as connection:
        last = queries.head(connection)[0]
    assert f"rows {last - 1} to {last} " in refused.value.reasons[0].message
    looked = put_back(where, made, only_look=True)
    assert not looked.done
    assert looked.was
    assert (looked.was.lost, looked.was.erased) == (2, (erased,))
    assert as_they_stand(where) == before
    done = put_back(where, made, sure=True)
    with desk.reading() as connection:
        assert queries.head(connection) == done.head == looked.head
        assert verify(connection).whole
    assert done.before
    assert put_back(where, done.before).was
    assert as_they_stand(where) == before


def test_who_was_erased_since_a_row_is_asked_of_the_rows_after_it_alone(
    files: Places, tmp_path: Path
) -> None:
    """A long journal is not read from its beginning; nor is what is damaged in it met."""
    desk = admin(files.copy("peopled", peopled))
    erasing.erase(desk, added(desk, "yan"), "They asked for it")
    with desk.reading() as connection:
        since = queries.head(connection)[0]
    erased = added(desk, "zed")
    erasing.erase(desk, erased, "They asked for it")
    with sqlite3.connect(desk.records.where) as raw:
        raw.execute("DROP TRIGGER journal_no_update")
        raw.execute("UPDATE journal SET payload = x'00' WHERE seq = ?", (since,))
    raw.close()
    with desk.reading() as connection:
        (row,) = queries.erasures_after(connection, since)
        assert (row.seq, row.ref) == (since + 2, erased)


def test_where_nothing_is_lost_nobody_is_asked(desk: Desk) -> None:
    done = put_back(desk.records.where, backup(desk))
    assert done.done
    assert done.was
    assert (done.was.lost, done.was.erased) == (0, ())


def test_other_records_are_not_replaced_unasked(desk: Desk, places: Places) -> None:
    where = places.empty()
    setup.init(where, "admin", name="Some Body", simulated=True, day=DAY)
    made = backup(desk)
    with pytest.raises(Refused) as refused:
        put_back(where, made)
    assert "other records" in refused.value.reasons[0].message
    assert put_back(where, made, sure=True).done


def test_a_backup_that_is_not_whole_replaces_nothing(desk: Desk, tmp_path: Path) -> None:
    where = desk.records.where
    made = backup(desk)
    with sqlite3.connect(made) as raw:
        raw.execute("UPDATE content SET body = x'7b7d'")
        raw.execute("UPDATE personal_text SET body = x'7b7d'")
    raw.close()
    added(desk, "zed")
    before = as_they_stand(where)
    with pytest.raises(NotWhole, match=r"backup\.db is not whole"):
        put_back(where, made, sure=True)
    letter = tmp_path / "letter.db"
    letter.write_text("Kia ora " * 200, "utf-8")
    for wrong in (letter, tmp_path / "nowhere.db", tmp_path, Path("postgresql://u:secret@h/d")):
        with pytest.raises((NotWhole, AskedWrongly)) as refused:
            put_back(where, wrong, sure=True)
        assert "secret" not in refused.value.message
    assert as_they_stand(where) == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["backup.db", "letter.db"]


FORGED = "INSERT INTO finding_cache SELECT content, ?, 'none', '2027-09-01', '[]' FROM application"


def test_findings_that_no_check_finds_are_not_backed_up_and_not_put_back(
    files: Places, tmp_path: Path
) -> None:
    """By what is kept a move is made, and no hash in the journal binds it."""
    desk = admin(files.copy("peopled", peopled))
    draft = SAMPLES / "community-led-development-facilitation" / "draft.yaml"
    opened(desk, copied(draft, tmp_path))
    made = back_up(desk, tmp_path / "backup.db", unheard).place
    for place in (Path(desk.records.where), made):
        with sqlite3.connect(place) as raw:
            raw.execute(FORGED, [book_hash()])
        raw.close()
    with pytest.raises(NotWhole, match="not what a check finds"):
        back_up(desk, tmp_path / "another.db", unheard)
    with pytest.raises(NotWhole, match="not what a check finds"):
        put_back(desk.records.where, made, sure=True)


def test_a_backup_of_a_newer_program_or_of_a_copy_that_was_not_finished_is_refused(
    desk: Desk, files: Places, tmp_path: Path
) -> None:
    newer, unfinished = backup(desk), files.empty()
    begin(unfinished, lambda number: None)
    with sqlite3.connect(newer) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    before = as_they_stand(desk.records.where)
    for wrong, said in ((newer, "newer mcapproval"), (Path(unfinished), "not whole yet")):
        with pytest.raises(OtherRecords, match=said):
            put_back(desk.records.where, wrong, sure=True)
    assert as_they_stand(desk.records.where) == before


def test_nothing_is_put_back_while_others_have_the_records_open(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = desk.records.where
    made = backup(desk)
    before = as_they_stand(where)
    monkeypatch.setattr(engines, "PATIENCE", 1)
    for holding in (engines.reading, engines.writing):
        with holding(engines.connect(where)) as connection:
            connection.exec_driver_sql("SELECT count(*) FROM case_record, journal, person")
            with pytest.raises(Busy):
                put_back(where, made, sure=True)
    monkeypatch.undo()
    assert as_they_stand(where) == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["backup.db"]


def test_while_connections_are_kept_a_file_is_not_put_back_and_a_database_is_between_two_acts(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = desk.records.where
    made = backup(desk)
    monkeypatch.setattr(engines, "PATIENCE", 1)
    with desk.kept_open() as kept:
        added(kept, "zed")
        if engines.is_url(where):
            put_back(where, made, sure=True)
        else:
            with pytest.raises(Busy, match="others write"):
                put_back(where, made, sure=True)
        added(kept, "yan")
    monkeypatch.undo()
    there = [person.handle for person in known.list_people(desk)]
    assert ("zed" in there, there[-1]) == (not engines.is_url(where), "yan")
    assert audit(desk).whole


def test_what_was_written_since_it_was_looked_at_is_not_lost(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = desk.records.where
    made = backup(desk)
    for name in ("put_in_file", "put_in_database"):
        put = getattr(restoring, name)

        def late(*given: Any, put: Any = put) -> None:
            added(desk, "zed")
            put(*given)

        monkeypatch.setattr(restoring, name, late)
    with pytest.raises(Busy, match="while this looked"):
        put_back(where, made)
    assert [person.handle for person in known.list_people(desk)][-1] == "zed"


def test_records_that_are_made_in_an_empty_place_meanwhile_are_not_lost(
    desk: Desk, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, where = backup(desk), places.empty()
    allowed = restoring._allowed

    def late(*given: Any) -> None:
        setup.init(where, "zoe", simulated=True, day=DAY)
        allowed(*given)

    monkeypatch.setattr(restoring, "_allowed", late)
    with pytest.raises(Busy, match="while this looked"):
        put_back(where, made)
    with sit_down(where, "zoe", DAY).reading() as connection:
        assert verify(connection).whole


def test_an_empty_file_is_an_empty_place(desk: Desk, files: Places) -> None:
    made, where = backup(desk), files.empty()
    Path(where).touch()
    assert put_back(where, made).done
    assert audit(admin(where)).whole


def test_what_is_put_back_is_there_wholly_or_not_at_all(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Interrupted at the last step, and killed in it."""
    where = desk.records.where
    made = backup(desk)
    added(desk, "zed")
    before = as_they_stand(where)
    with monkeypatch.context() as patched:
        for name in ("drop_tables", "copy_tables"):
            patched.setattr(copying_back, name, _interrupted)
        patched.setattr(engines, "copy_pages", _second_time(engines.copy_pages))
        with pytest.raises(KeyboardInterrupt):
            put_back(where, made, sure=True)
    assert as_they_stand(where) == before
    assert [file.name for file in tmp_path.iterdir()] == ["backup.db"]
    words = [sys.executable, "-c", KILLED, where, str(made)]
    assert subprocess.run(words, check=False).returncode == -signal.SIGKILL
    assert as_they_stand(where) == before
    assert put_back(where, made, sure=True).done


def test_what_a_killed_backup_left_is_removed_by_the_next_once_nobody_uses_it(
    desk: Desk, tmp_path: Path
) -> None:
    """Everybody's names are in it."""
    where = desk.records.where
    words = [sys.executable, "-c", KILLED_COPY, where, str(tmp_path / "first.db")]
    assert subprocess.run(words, check=False).returncode == -signal.SIGKILL
    (left,) = [file.name for file in tmp_path.iterdir()]
    theirs = tmp_path / ".first.db.0a1b2c3d"
    theirs.write_text("another program's", "utf-8")
    with beside(tmp_path / "second.db") as used:
        assert not (tmp_path / left).exists()
        used.write_text("in use", "utf-8")
        backup(desk, "third.db")
        assert used.read_text("utf-8") == "in use"
    assert {file.name for file in tmp_path.iterdir()} == {"third.db", theirs.name}


KILLED_COPY = """
import os, signal, sys
from datetime import date
from pathlib import Path
from mcapproval.actions.copies import backing_up
from mcapproval.actions.desk import sit_down
def killed(*given):
    os.kill(os.getpid(), signal.SIGKILL)
backing_up.as_found = killed
desk = sit_down(sys.argv[1], "admin", date(2027, 9, 1))
backing_up.back_up(desk, Path(sys.argv[2]), lambda *_: None)
"""

KILLED = """
import os, signal, sys
from pathlib import Path
from mcapproval.actions.copies.restoring import restore
from mcapproval.store.copying import putting_back as copying_back
from mcapproval.store import engine as engines
def killed(*given):
    os.kill(os.getpid(), signal.SIGKILL)
def half(source, target):
    done.append(target)
    if len(done) < 3:
        return pages(source, target)
    target.execute("BEGIN")
    target.execute("DELETE FROM case_record")
    target.execute("PRAGMA cache_spill=1")
    killed()
pages, done = engines.copy_pages, []
engines.copy_pages = half
copying_back.verify = killed
where, backup = sys.argv[1], Path(sys.argv[2])
restore(where, backup, "admin", None, sure=True, only_look=False, told=lambda *_: None)
"""


def _interrupted(*given: object) -> None:
    raise KeyboardInterrupt


def _second_time(copied: Any) -> Any:
    """To keep what is there goes well; to put the backup there does not."""
    calls: list[object] = []

    def copy(*given: Any) -> None:
        calls.append(given)
        if len(calls) == 3:
            raise KeyboardInterrupt
        copied(*given)

    return copy


def test_what_was_replaced_stays_when_it_is_interrupted_after_the_last_page(
    files: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite copies all pages at once, and only then hears of Ctrl-C."""
    desk = admin(files.copy("peopled", peopled))
    where = desk.records.where
    made = back_up(desk, tmp_path / "backup.db", unheard).place
    added(desk, "zed")
    before = as_they_stand(where)
    pages, calls = engines.copy_pages, list[object]()

    def late(*given: Any) -> None:
        pages(*given)
        calls.append(given)
        if len(calls) == 3:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(engines, "copy_pages", late)
        with pytest.raises(KeyboardInterrupt):
            put_back(where, made, sure=True)
    assert as_they_stand(where) != before
    assert audit(admin(where)).whole
    kept = Path(f"{where}.before-restore")
    assert put_back(where, kept, sure=True).done
    assert as_they_stand(where) == before


def test_a_file_that_is_no_database_any_more_is_set_aside(
    files: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = admin(files.copy("peopled", peopled))
    made = back_up(desk, tmp_path / "backup.db", unheard).place
    place = Path(desk.records.where)
    place.write_bytes(b"spoilt " * 1000)
    with pytest.raises(Refused) as refused:
        put_back(str(place), made)
    assert "can't be read" in refused.value.reasons[0].message
    done = put_back(str(place), made, sure=True)
    assert done.before
    assert done.before.read_bytes() == b"spoilt " * 1000
    assert audit(admin(str(place))).whole


def test_what_was_kept_before_is_not_written_over_by_what_is_kept_now(
    files: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else took the name, between the look for a free one and its use."""
    desk = admin(files.copy("peopled", peopled))
    made = back_up(desk, tmp_path / "backup.db", unheard).place
    place = Path(desk.records.where)
    place.write_bytes(b"spoilt " * 1000)
    taken = Path(f"{place}.before-restore")
    put = copying_back.put_for_file

    def late(fresh: Path, there: Path, before: Path) -> None:
        before.write_text("another's", "utf-8")
        Path(f"{there}-wal").write_bytes(b"log")
        put(fresh, there, before)

    monkeypatch.setattr(restoring, "put_for_file", late)
    with pytest.raises(Refused, match="there already"):
        put_back(str(place), made, sure=True)
    assert taken.read_text("utf-8") == "another's"
    assert place.read_bytes() == b"spoilt " * 1000
    assert Path(f"{place}-wal").read_bytes() == b"log"


def test_what_is_put_into_a_database_and_is_not_whole_is_told_in_a_sentence(
    databases: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    desk = admin(databases.copy("peopled", peopled))
    made = backup(desk)
    before = as_they_stand(desk.records.where)
    copy = copying_tables.copy_tables

    def spoilt(source: Any, target: Any, told: Any) -> None:
        copy(source, target, told)
        target.exec_driver_sql("UPDATE person SET organisation = 'others' WHERE ref = 'PER-0001'")

    monkeypatch.setattr(copying_back, "copy_tables", spoilt)
    with pytest.raises(NotWhole) as refused:
        put_back(desk.records.where, made)
    assert "is not whole: person PER-0001: organisation is 'others'" in refused.value.message
    assert refused.value.hint
    monkeypatch.undo()
    assert as_they_stand(desk.records.where) == before


def test_a_database_of_another_program_is_not_touched(
    desk: Desk, places: Places, tmp_path: Path
) -> None:
    made, where = backup(desk), places.empty()
    with engines.connect(empty(where), ours=False).connect() as connection:
        connection.exec_driver_sql("CREATE TABLE addresses (name VARCHAR)")
        connection.commit()
    with pytest.raises((Refused, OtherRecords), match=r"another program|holds no records"):
        put_back(where, made, sure=True)
    with engines.connect(where, ours=False).connect() as connection:
        assert inspect(connection).get_table_names() == ["addresses"]


def test_tables_that_others_have_beside_ours_stay_as_they_are_when_a_backup_comes_in(
    databases: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    desk = admin(databases.copy("peopled", peopled))
    with engines.writing(engines.connect(desk.records.where)) as connection:
        connection.exec_driver_sql("CREATE TABLE lunch (what VARCHAR)")
        connection.exec_driver_sql("INSERT INTO lunch VALUES ('soup')")
    made = backup(desk)
    added(desk, "zed")
    assert put_back(desk.records.where, made, sure=True).done
    assert audit(desk).whole
    with desk.reading() as connection:
        there = connection.exec_driver_sql("SELECT what FROM lunch").scalars().all()
    assert there == ["soup"]


def test_every_table_of_ours_is_dropped_before_a_backup_comes_in(databases: Places) -> None:
    """By a program that has loaded nothing else, too."""
    where = databases.copy("peopled", peopled)
    subprocess.run([sys.executable, "-c", DROPS, where], check=True)
    with engines.connect(where).connect() as connection:
        assert inspect(connection).get_table_names() == []


DROPS = """
import sys
from mcapproval.store import engine as engines
from mcapproval.store.copying.whole_tables import drop_tables
with engines.writing(engines.connect(sys.argv[1])) as connection:
    drop_tables(connection)
"""


def test_a_view_that_others_made_upon_the_tables_holds_it_back_in_a_sentence(
    databases: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    desk = admin(databases.copy("peopled", peopled))
    made = backup(desk)
    with engines.writing(engines.connect(desk.records.where)) as connection:
        connection.exec_driver_sql("CREATE VIEW theirs AS SELECT ref FROM person")
    with pytest.raises(Refused, match="leans on these tables"):
        put_back(desk.records.where, made)
    assert audit(desk).whole
    assert list(tmp_path.iterdir()) == [tmp_path / "backup.db"]


def test_an_older_backup_replaces_records_of_today_and_is_upgraded_then(
    desk: Desk, files: Places
) -> None:
    where, older = desk.records.where, files.empty()
    written(older)
    done = put_back(where, Path(older), sure=True)
    assert done.older
    assert done.version < HEAD
    with pytest.raises(OlderRecords):
        admin(where)
    setup.upgrade(where)
    assert audit(admin(where)).whole
