"""One move through the actions, beside sqlite3 making the same reads, writes and hash.

Both write with synchronous=NORMAL here: what is compared is code, not this machine's disk.
"""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
from datetime import date
from pathlib import Path

from measure import medians, show
from sqlalchemy import event

from mcapproval.actions import setup
from mcapproval.actions.cases import moves
from mcapproval.actions.cases.moves import Said
from mcapproval.actions.desk import as_person
from mcapproval.actions.drafts import applications
from mcapproval.actions.people import known

DRAFT = Path(__file__).parents[1] / "samples/good/community-led-development-facilitation/draft.yaml"
PAYLOAD = b'{"act":"moved","by":{"person":"PER-0002"}}' * 18
"""Bytes: about what a move's journal row holds."""


def floor(folder: Path) -> object:
    connection = sqlite3.connect(folder / "floor.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("CREATE TABLE kase(ref TEXT PRIMARY KEY, state TEXT, version INT)")
    connection.execute("CREATE TABLE counter(series TEXT PRIMARY KEY, value INT)")
    connection.execute("CREATE TABLE journal(seq INTEGER PRIMARY KEY, hash TEXT, payload BLOB)")
    connection.execute("CREATE TABLE content(hash TEXT PRIMARY KEY, body BLOB)")
    connection.execute("INSERT INTO kase VALUES('APP-2026-0001', 'drafting', 0)")
    connection.execute("INSERT INTO counter VALUES('journal', 0)")
    connection.execute("INSERT INTO content VALUES('c', ?)", (DRAFT.read_bytes()[:8192],))

    def move() -> None:
        state, version = connection.execute("SELECT state, version FROM kase").fetchone()
        connection.execute("SELECT body FROM content WHERE hash = 'c'").fetchone()
        connection.execute("BEGIN IMMEDIATE")
        digest = hashlib.sha256(PAYLOAD + str(version).encode()).hexdigest()
        connection.execute("UPDATE counter SET value = ?", (version + 1,))
        connection.execute(
            "UPDATE kase SET state = ?, version = ? WHERE version = ?",
            (state, version + 1, version),
        )
        connection.execute("INSERT INTO journal VALUES(?, ?, ?)", (version + 1, digest, PAYLOAD))
        connection.execute("COMMIT")

    return move


def ours(folder: Path) -> object:
    desk = setup.init(str(folder / "records.db"), "admin", simulated=True, day=date(2026, 6, 1))
    engine = desk.records._engine
    event.listen(engine, "connect", lambda c, _: c.execute("PRAGMA synchronous=NORMAL").close())
    known.add_person(desk, "ana", "Ana", None, None)
    known.grant(desk, "ana", "author")
    ana = as_person(desk, "ana")
    opened = applications.open_application(ana, DRAFT)
    steps = iter(("hold", "resume") * 10_000)
    moves.move(ana, opened.ref, "show-need", Said())

    def move() -> None:
        name = next(steps)
        moves.move(ana, opened.ref, name, Said({"reason": "a pause"} if name == "hold" else {}))

    return move


with tempfile.TemporaryDirectory() as folder:
    show(
        "One move, SQLite, synchronous NORMAL",
        medians(
            {"sqlite3, the same statements": floor(Path(folder)), "mcapproval": ours(Path(folder))},  # type: ignore[dict-item]
            rounds=200,
        ),
    )
