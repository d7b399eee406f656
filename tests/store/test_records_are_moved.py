"""All that records hold in another place: piece by piece, every hash checked, and gone on with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sqlalchemy import Connection, select
from tests.actions.walking import at
from tests.conftest import Places
from tests.simulated import peopled
from tests.store.attacking import JOURNAL, read_rows
from tests.store.conftest import Lived
from tests.store.empty import empty

from mcapproval.actions import setup
from mcapproval.actions.audit import audit
from mcapproval.actions.copies import moving
from mcapproval.actions.copies.moving import Moved, move_records
from mcapproval.actions.desk import Desk, sit_down
from mcapproval.actions.people import erasing, known
from mcapproval.canonical import digest
from mcapproval.errors import AskedWrongly, Busy, NotWhole, OtherRecords, Refused
from mcapproval.store import engine as engines
from mcapproval.store import keep, queries
from mcapproval.store.clauses import table
from mcapproval.store.copying.filling import Filling, begin
from mcapproval.store.records import open_records
from mcapproval.store.rows.folded import FOLDED, Journal
from mcapproval.store.rows.kept import Content, FilePiece, FileRow, TextRow

DAY = date(2027, 9, 1)
TABLES: tuple[type[NamedTuple], ...] = (Journal, *FOLDED, Content, TextRow, FileRow, FilePiece)


def everything(connection: Connection) -> dict[str, list[str]]:
    """Every row of every table but those that are made again at any time."""
    return {
        target.name: sorted(map(repr, connection.execute(select(target))))
        for target in (table(each) for each in TABLES)
    }


def admin(where: str) -> Desk:
    return sit_down(where, "admin", DAY)


def moved(where: str, target: str) -> Moved:
    return move_records(admin(where), target, lambda what, done, of: None)


def test_everything_is_in_the_new_place_from_either_engine_to_either(
    lived: Lived, records_url: str
) -> None:
    done = moved(lived.where, records_url)
    with lived.records.reading() as old, open_records(records_url).reading() as new:
        assert everything(new) == everything(old)
        assert done.head == queries.head(old) == queries.head(new)
    assert (done.held.rows, done.later) == (len(lived.heads), 0)
    assert all((done.held.contents, done.held.texts, done.held.files))
    assert audit(admin(records_url)).whole


def test_it_is_not_opened_before_it_is_whole_and_goes_on_where_it_was_stopped(
    lived: Lived, records_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped before each piece in turn, until there is none left before which to stop."""
    monkeypatch.setattr(moving, "ROWS", 40)
    monkeypatch.setattr(moving, "CONTENTS", 15)
    put: list[str] = []
    stopped = 0

    def stops(name: str) -> Any:
        piece = getattr(Filling, name)

        def put_one(filling: Filling, *given: Any) -> Any:
            if len(put) > 4:
                raise KeyboardInterrupt
            put.append(name)
            return piece(filling, *given)

        return put_one

    for name in ("put_journal", "put_contents", "put_texts", "put_file", "finish"):
        monkeypatch.setattr(Filling, name, stops(name))
    while True:
        put.clear()
        try:
            moved(lived.where, records_url)
            break
        except KeyboardInterrupt:
            stopped += 1
            with pytest.raises(OtherRecords, match="not whole yet") as refused:
                open_records(records_url)
            assert "such as move-records FROM TO" in refused.value.hint
    assert stopped > 3
    with lived.records.reading() as old, open_records(records_url).reading() as new:
        assert everything(new) == everything(old)


def test_what_was_erased_since_it_was_stopped_is_nowhere_in_the_new_place(
    files: Places, records_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = _peopled(files)
    ref = known.add_person(desk, "zed", "Zuckerbrot Zwei", None, None)
    with monkeypatch.context() as patched:
        patched.setattr(Filling, "finish", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            moved(desk.records.where, records_url)
    erasing.erase(desk, ref, "They asked for it")
    known.add_person(desk, "zed", "Another Zed", None, None)
    moved(desk.records.where, records_url)
    with open_records(records_url).reading() as new, desk.reading() as old:
        assert everything(new) == everything(old)
        bodies = [bytes(body) for body in new.execute(select(keep.TEXT.c.body)).scalars()]
    assert not any(b"Zuckerbrot" in body for body in bodies)
    assert any(b"Another Zed" in body for body in bodies)


def _interrupted(filling: Filling, wanted: object) -> None:
    raise KeyboardInterrupt


def _peopled(files: Places) -> Desk:
    return admin(files.copy("peopled", peopled))


def test_what_was_written_since_is_brought_over_when_it_is_given_again(
    files: Places, records_url: str
) -> None:
    desk = _peopled(files)
    moved(desk.records.where, records_url)
    known.add_person(desk, "zed", "Zed Zuckerbrot", None, None)
    done = moved(desk.records.where, records_url)
    with open_records(records_url).reading() as new, desk.reading() as old:
        assert everything(new) == everything(old)
        assert queries.head(new) == done.head


def test_what_others_write_meanwhile_is_brought_over_or_told(
    files: Places, records_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = _peopled(files)
    others = iter(range(100))
    finish = Filling.finish

    def written(filling: Filling, *given: Any) -> Any:
        known.add_person(desk, f"z{next(others)}", "Zed Zuckerbrot", None, None)
        return finish(filling, *given)

    monkeypatch.setattr(Filling, "finish", written)
    done = moved(desk.records.where, records_url)
    assert done.later == 1
    with monkeypatch.context() as patched:
        patched.setattr(moving, "_copy", _with_one_more(desk))
        assert moved(desk.records.where, records_url).head[0] > done.head[0] + 1


def _with_one_more(desk: Desk) -> Any:
    """Somebody else writes once, while it is copied."""
    copy, said = moving._copy, iter(["y1"])

    def copied(*given: Any) -> None:
        copy(*given)
        for name in said:
            known.add_person(desk, name, "Zed Zuckerbrot", None, None)

    return copied


def test_records_of_others_and_longer_ones_are_left_as_they_are(
    files: Places, records_url: str
) -> None:
    desk = _peopled(files)
    where = desk.records.where
    setup.init(records_url, "somebody", name="Some Body", simulated=True, day=DAY)
    with open_records(records_url).reading() as there:
        before = everything(there)
    with pytest.raises(Refused, match="other records"):
        moved(where, records_url)
    with open_records(records_url).reading() as there:
        assert everything(there) == before
    longer = files.empty()
    moved(where, longer)
    known.add_person(admin(longer), "zed", "Zed Zuckerbrot", None, None)
    with pytest.raises(Refused, match="other records"):
        moved(where, longer)
    assert audit(admin(longer)).whole


def test_tables_of_another_program_are_left_as_they_are(files: Places, records_url: str) -> None:
    desk = _peopled(files)
    with engines.connect(empty(records_url), ours=False).connect() as connection:
        connection.exec_driver_sql("CREATE TABLE addresses (name VARCHAR)")
        connection.commit()
    file = Path(records_url)
    before = None if engines.is_url(records_url) else file.read_bytes()
    with pytest.raises(Refused, match="tables of another program"):
        moved(desk.records.where, records_url)
    assert before is None or (file.read_bytes(), list(file.parent.iterdir())) == (before, [file])


def test_a_place_is_not_moved_to_itself_by_whatever_name(places: Places, tmp_path: Path) -> None:
    where = places.copy("peopled", peopled)
    other = tmp_path / "linked.db"
    if engines.is_url(where):
        named = where.replace("postgresql://", "postgresql+psycopg://")
    else:
        other.symlink_to(where)
        named = str(other)
    with pytest.raises(AskedWrongly, match="the same records"):
        moved(where, named)
    assert audit(admin(where)).whole


def test_only_an_administrator_moves_them(files: Places, tmp_path: Path) -> None:
    desk = _peopled(files)
    target = tmp_path / "new.db"
    with pytest.raises(Refused, match="administrator"):
        move_records(at(desk, "mele", "2027-09-01"), str(target), lambda *told: None)
    with pytest.raises(AskedWrongly, match="who you are"):
        move_records(sit_down(desk.records.where, None, DAY), str(target), lambda *told: None)
    assert not target.exists()


def test_records_that_are_damaged_are_not_opened_in_the_new_place(
    lived_file: Lived, files: Places, records_url: str
) -> None:
    with lived_file.records.reading() as connection:
        rows = read_rows(connection)
        name = connection.execute(select(keep.CONTENT.c.hash)).scalars().first()
    assert name
    filling = begin(records_url, lambda number: None)
    filling.put_journal([(row["payload"], row["hash"]) for row in rows])
    head = (rows[-1]["seq"], rows[-1]["hash"])
    with pytest.raises(NotWhole, match="gone without a word"):
        filling.finish(head)
    with pytest.raises(OtherRecords, match="not whole yet"):
        open_records(records_url)
    with pytest.raises(NotWhole, match="another row"):
        filling.finish((head[0] + 1, head[1]))


def test_every_piece_is_held_to_its_hash_and_may_be_put_twice(
    lived_file: Lived, records_url: str
) -> None:
    with lived_file.records.reading() as connection:
        rows = [(row["payload"], row["hash"]) for row in read_rows(connection)]
        texts = [row._asdict() for row in connection.execute(select(keep.TEXT))]
        contents = {r.hash: bytes(r.body) for r in connection.execute(select(keep.CONTENT))}
        name = str(connection.execute(select(keep.FILE.c.sha256)).scalars().first())
        parts = list(keep.file_pieces(connection, name))
    filling = begin(records_url, lambda number: None)
    for _ in range(2):
        filling.put_journal(rows[:10])
        filling.put_contents(contents)
        filling.put_texts(texts)
        filling.put_file(name, parts)
    assert filling.head() == (10, rows[9][1])
    assert filling.lacking("content", contents) == []
    first = next(iter(contents))
    spoilt: list[tuple[Callable[[], None], str]] = [
        (partial(filling.put_journal, rows[11:]), "does not follow row 10"),
        (
            partial(filling.put_journal, [(rows[10][0] + b" ", rows[10][1])]),
            "row 10 .* has not its hash",
        ),
        (partial(filling.put_journal, [(b"{}", digest(b"{}"))]), "can't be read"),
        (partial(filling.put_contents, {first: b"{}"}), "is not what its hash says"),
        (partial(filling.put_texts, [texts[0] | {"body": b"{}"}]), "is not what its hash says"),
        (partial(filling.put_file, "0" * 64, parts), "is not what its hash says"),
    ]
    for put, said in spoilt:
        with pytest.raises(NotWhole, match=said):
            put()
    assert (filling.head()[0], filling.count("file")) == (10, 1)


def test_what_another_command_ended_is_not_filled_any_more(files: Places, records_url: str) -> None:
    desk = _peopled(files)
    with desk.reading() as connection:
        filling = begin(records_url, lambda number: None)
        moved(desk.records.where, records_url)
        assert connection.execute(select(JOURNAL.c.seq)).first()
    with pytest.raises(Refused, match=r"another command filled .* and made it whole") as refused:
        filling.put_contents({})
    assert "nothing is left to do here" in refused.value.hint


def test_where_another_command_gave_up_that_is_told(databases: Places) -> None:
    where = databases.empty()
    one, other = (begin(where, lambda number: None) for _ in range(2))
    assert one.give_up()
    with pytest.raises(Refused, match="another command gave up filling"):
        other.put_contents({})


def test_while_another_command_fills_a_place_that_is_told(
    files: Places, records_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = _peopled(files)
    begin(records_url, lambda number: None)
    monkeypatch.setattr(engines, "PATIENCE", 1)
    with (
        engines.writing(engines.connect(records_url)),
        pytest.raises(Busy, match=r"another command writes in .*: it fills it") as busy,
    ):
        moved(desk.records.where, records_url)
    assert "give the same command again" in busy.value.hint
