"""A whole move of an application of 8 KB through the actions, its findings known, beside raw
drivers that write the same rows with the same bytes and hash them.

The floors ask nothing first: they know the case, its workflow, who may move it and what its rules
find. Neither move looks into what the application says: ours does not read that. PostgreSQL is a
server that is started for this, over a socket.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import psycopg
from measure import QUICK, keep, medians, show
from server import server
from sqlalchemy import event

from mcapproval.actions import setup
from mcapproval.actions.cases import moves
from mcapproval.actions.cases.moves import Said
from mcapproval.actions.desk import Desk, as_person
from mcapproval.actions.drafts import applications
from mcapproval.actions.people import known
from mcapproval.store.clauses import table
from mcapproval.store.rows.folded import Case

DRAFT = Path(__file__).parents[1] / "samples/good/community-led-development-facilitation"
DAY = date(2026, 6, 1)
REASONS = {"hold": {"reason": "a pause"}, "resume": {}}

Row = tuple[Any, ...]
Run = Callable[..., Any]
Rows = dict[str, list[Row]]

KEYS = {
    "personal_text": "commitment",
    "search_text": "text",
    "search_term": "text",
    "step": "seq",
    "journal": "seq",
    "case_record": "ref",
}
"""What a move writes, beside the number of the journal's last row."""

CASE = table(Case).columns.keys()
SET = ("state", "version", "entered_on", "last_on", "last_row", "came_from")
CLOCK = ("due_on", "remind_on", "escalate_on", '"left"')


def opened(where: str) -> tuple[Desk, str, str]:
    """Records with two applications that ana can hold and resume."""
    desk = setup.init(where, "admin", simulated=True, day=DAY)
    known.add_person(desk, "ana", "Ana", None, None)
    known.grant(desk, "ana", "author")
    ana = as_person(desk, "ana")
    refs = [applications.open_application(ana, DRAFT / "draft.yaml").ref for _ in range(2)]
    for ref in refs:
        ours(ana, ref)()
    return ana, refs[0], refs[1]


def ours(desk: Desk, ref: str) -> Callable[[], None]:
    """Two moves: the one is made with a reason, the other without."""

    def both() -> None:
        for name in REASONS:
            one(desk, ref, name)

    return both


def one(desk: Desk, ref: str, name: str) -> None:
    moves.move(desk, ref, name, Said(REASONS[name]))


def written(run: Run, desk: Desk, ref: str) -> list[Rows]:
    """The rows that our hold and our resume write."""
    found = []
    for move in REASONS:
        before = {name: set(run(f"SELECT * FROM {name}")) for name in KEYS}
        one(desk, ref, move)
        after = {name: run(f"SELECT * FROM {name} ORDER BY {key}") for name, key in KEYS.items()}
        found.append({name: [r for r in after[name] if r not in before[name]] for name in KEYS})
    return found


class Floor:
    """Writes what `written` found again and again, each time as the next rows of the journal."""

    def __init__(self, run: Run, many: Run, mark: str, rows: list[Rows], ref: str) -> None:
        self.run, self.many, self.mark, self.ref = run, many, mark, ref
        self.rows, self.turns = rows, 0
        last = rows[-1]["journal"][0]
        self.seq, self.ref_seq, self.prev = last[0], last[2], last[4]
        self.text = max((row[0] for row in rows[0]["search_text"]), default=0)

    def journal(self, row: Row) -> Row:
        """The next row, with the bytes of one before it but for its numbers and its hashes."""
        bytes_before = bytes(row[5])
        head, _, _ = bytes_before.rpartition(b'"prev":"')
        stamp = bytes_before[bytes_before.rindex(b'"recorded_at"') :].partition(b',"ref"')[0]
        tail = f'"ref":"{self.ref}","ref_seq":{self.ref_seq},"seq":{self.seq}}}'
        payload = b'%b"prev":"%b",%b,%b' % (head, self.prev.encode(), stamp, tail.encode())
        hashed = hashlib.sha256(payload).hexdigest()
        row = (self.seq, self.ref, self.ref_seq, self.prev, hashed, payload)
        self.prev = hashed
        return row

    def two_statements(self) -> None:
        rows = self.next()
        self.case(rows)
        self.put("journal", [self.journal(rows["journal"][0])])

    def all_rows(self) -> None:
        rows = self.next()
        if rows["personal_text"]:
            name = hashlib.sha256(str(self.seq).encode()).hexdigest()
            self.put("personal_text", [(name, *row[1:]) for row in rows["personal_text"]])
        self.run(self.asked("UPDATE counter SET value = ? WHERE series = 'journal'"), (self.seq,))
        self.case(rows)
        self.put("step", [(self.seq, *row[1:]) for row in rows["step"]])
        self.put("journal", [self.journal(rows["journal"][0])])
        if rows["search_text"]:
            self.text += 1
            self.put("search_text", [(self.text, *row[1:]) for row in rows["search_text"]])
            self.put("search_term", [(row[0], self.text) for row in rows["search_term"]])

    def next(self) -> Rows:
        rows, self.turns = self.rows[self.turns % 2], self.turns + 1
        self.seq, self.ref_seq = self.seq + 1, self.ref_seq + 1
        return rows

    def case(self, rows: Rows) -> None:
        row = dict(zip(CASE, rows["case_record"][0], strict=True))
        row |= {"version": self.ref_seq, "last_row": self.seq}
        sets = ", ".join(f"{name} = ?" for name in (*SET, *CLOCK))
        changed = self.run(
            self.asked(f"UPDATE case_record SET {sets} WHERE ref = ? AND version = ?"),
            (*(row[name.strip('"')] for name in (*SET, *CLOCK)), self.ref, self.ref_seq - 1),
        )
        assert changed.rowcount == 1

    def put(self, name: str, rows: list[Row]) -> None:
        marks = ", ".join("?" * len(rows[0]))
        self.many(self.asked(f"INSERT INTO {name} VALUES ({marks})"), rows)

    def asked(self, sql: str) -> str:
        return sql.replace("?", self.mark)


def on_sqlite(folder: Path, synchronous: str) -> None:
    desk, ref, other = opened(str(folder / "records.db"))
    with sqlite3.connect(folder / "records.db") as raw:
        rows = written(lambda sql: raw.execute(sql).fetchall(), desk, ref)
    raw.close()
    shutil.copyfile(folder / "records.db", folder / "floor.db")
    raw = sqlite3.connect(folder / "floor.db", isolation_level=None)
    for pragma in ("journal_mode=WAL", f"synchronous={synchronous}", "foreign_keys=ON"):
        raw.execute(f"PRAGMA {pragma}")
    floor = Floor(raw.execute, raw.executemany, "?", rows, ref)

    def at_once() -> None:
        for _ in REASONS:
            raw.execute("BEGIN IMMEDIATE")
            floor.all_rows()
            raw.execute("COMMIT")

    with desk.kept_open() as kept:
        for each in (desk, kept):
            event.listen(each.records._engine, "connect", setting(synchronous))
        candidates = {
            "sqlite3, the same rows and hash": at_once,
            OURS: ours(kept, ref),
            "mcapproval, opened for each transaction": ours(desk, other),
        }
        found = of_one(candidates)
        found["mcapproval, looking into findings and evidence"] = looking_into(folder, synchronous)
        show(f"One move, SQLite, synchronous {synchronous}", found)
        keep_ours(f"move-{synchronous.lower()}", found)
    raw.close()


def looking_into(folder: Path, synchronous: str) -> float:
    """Seconds of a move that looks into the content, its findings and its evidence: the need of
    one application after another is accepted."""
    desk, *_ = opened(str(folder / "others.db"))
    admin = as_person(desk, "admin")
    known.add_person(admin, "mele", "Mele", None, None)
    known.grant(admin, "mele", "quality-adviser")
    with desk.kept_open() as kept:
        event.listen(kept.records._engine, "connect", setting(synchronous))
        mele, taken = as_person(kept, "mele"), list[float]()
        for _ in range(SOME):
            ref = applications.open_application(kept, DRAFT / "draft.yaml").ref
            moves.move(kept, ref, "show-need", Said())
            begun = time.perf_counter()
            moves.move(mele, ref, "accept-need", Said())
            taken.append(time.perf_counter() - begun)
    return median(taken)


def of_one(candidates: dict[str, Callable[[], None]]) -> dict[str, float]:
    return {name: both / len(REASONS) for name, both in medians(candidates, ROUNDS).items()}


def keep_ours(name: str, found: dict[str, float]) -> None:
    floor, *_ = found.values()
    keep(name, [(OURS, floor, found[OURS])])


def setting(synchronous: str) -> Callable[[Any, Any], None]:
    return lambda raw, _: raw.execute(f"PRAGMA synchronous={synchronous}").close()


def on_postgresql(folder: Path, commit: str) -> None:
    with ExitStack() as open_:
        address = open_.enter_context(server(folder / "server", commit))
        desk, ref, _ = opened(address)
        with psycopg.connect(address, autocommit=True) as raw:
            rows = written(lambda sql: raw.execute(sql).fetchall(), desk, ref)
        one, both = (open_.enter_context(psycopg.connect(_copy(address, n))) for n in "ab")
        two = Floor(one.execute, one.cursor().executemany, "%s", rows, ref)
        every = Floor(both.execute, both.cursor().executemany, "%s", rows, ref)
        kept = open_.enter_context(desk.kept_open())
        candidates = {
            "psycopg, two statements and the hash": _ended(two.two_statements, one.commit),
            "psycopg, the same rows and hash": _ended(every.all_rows, both.commit),
            OURS: ours(kept, ref),
        }
        found = of_one(candidates)
        show(f"One move, PostgreSQL, synchronous_commit {commit}", found)
        keep_ours("move-postgresql-full" if commit == "on" else "move-postgresql", found)


def _ended(write: Callable[[], None], commit: Callable[[], None]) -> Callable[[], None]:
    def at_once() -> None:
        for _ in REASONS:
            write()
            commit()

    return at_once


def _copy(address: str, name: str) -> str:
    """Another database with the same records."""
    with psycopg.connect(address, autocommit=True) as raw:
        raw.execute(f"CREATE DATABASE floor_{name} TEMPLATE postgres")
    return address.replace("/postgres?", f"/floor_{name}?")


ROUNDS = 200
SOME = 50
OURS = "mcapproval, connections kept open"

if __name__ == "__main__":
    for engine, settings in ((on_sqlite, ("NORMAL", "FULL")), (on_postgresql, ("on", "off"))):
        for each in settings:
            with tempfile.TemporaryDirectory(dir=QUICK) as place:
                engine(Path(place), each)
