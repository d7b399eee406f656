"""Checking records, beside a cursor that reads their rows and hashes them.

The chain alone is held to reading the journal's rows and hashing each. All of it is held to that,
to reading each row as JSON, to reading every table and to hashing what is kept: without these
nothing can be said of the tables, the contents and the files. `verify.py 100000` tries as many.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import sys
import tempfile
from contextlib import closing
from functools import partial
from pathlib import Path

from journals import told_again
from measure import QUICK, as_the_command, medians, show

from mcapproval.actions.desk import Desk
from mcapproval.store import engine as engines
from mcapproval.store.clauses import table
from mcapproval.store.rows.folded import FOLDED
from mcapproval.store.rows.kept import Content, FilePiece, TextRow
from mcapproval.store.triggers import missing, statements
from mcapproval.store.verifying.verify import verify
from mcapproval.store.verifying.verify_chain import verify_chain


def rows_hashed(raw: sqlite3.Connection) -> None:
    for *_, payload in raw.execute("SELECT * FROM journal ORDER BY seq"):
        hashlib.sha256(payload).hexdigest()


def all_read(raw: sqlite3.Connection) -> None:
    for *_, payload in raw.execute("SELECT * FROM journal ORDER BY seq"):
        hashlib.sha256(payload).hexdigest()
        json.loads(payload)
    for model in FOLDED:
        raw.execute(f"SELECT * FROM {table(model)}").fetchall()
    for model in (Content, TextRow, FilePiece):
        for (body,) in raw.execute(f"SELECT body FROM {table(model)}"):
            hashlib.sha256(body).hexdigest()


def chain(desk: Desk) -> None:
    with desk.reading() as connection:
        assert verify_chain(connection).whole


def everything(desk: Desk) -> None:
    with desk.reading() as connection:
        assert verify(connection).whole


def main(rows: int) -> None:
    as_the_command()
    with tempfile.TemporaryDirectory(dir=QUICK) as folder:
        desk = told_again(Path(folder), rows)
        with engines.writing(engines.connect(desk.records.where)) as connection:
            gone = missing(connection)  # away while it was written
            for statement in statements("sqlite"):
                if any(name in statement for name in gone):
                    connection.exec_driver_sql(statement)
        with closing(sqlite3.connect(desk.records.where)) as raw:
            alone = {
                "cursor and SHA-256": partial(rows_hashed, raw),
                "audit verify --chain": partial(chain, desk),
            }
            show(f"Verifying the chain of {rows} rows", medians(alone, 7), "verify")
            whole = {
                "cursor, SHA-256, JSON, every table, what is kept": partial(all_read, raw),
                "audit verify, all of it": partial(everything, desk),
            }
            show(f"Verifying all that {rows} rows tell", medians(whole, 5), "verify-all")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
