"""Records with a journal of so many rows: the demo's three lives, told again and again.

Each life gets references of its own; the rows are hashed and chained as always, and the tables are
what they fold to. What they name by hash is kept once, for all of them.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from mcapproval.actions.demo.stories import run_demo
from mcapproval.actions.desk import Desk, sit_down
from mcapproval.canonical import canonical
from mcapproval.store import engine as engines
from mcapproval.store.folding.rebuilding import rebuild

TODAY = date(2027, 9, 1)
REF = re.compile(r"\b(APP|MC|ACC|REV|MTG|DEL|SELFREV)(-[0-9]{4})?-([0-9]{4})\b")
STEP = 10
"""References of each kind that one telling may take."""


def told_again(folder: Path, rows: int) -> Desk:
    """Records with at least so many rows in their journal, at their administrator's desk."""
    where = run_demo(folder / "demo", lambda _: None).records
    with closing(sqlite3.connect(where)) as raw, raw:
        raw.execute("PRAGMA synchronous=OFF")
        raw.execute("DROP TRIGGER journal_no_replace")  # it would look each row up three times
        raw.executemany("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)", _rows(raw, rows))
    with engines.writing(engines.connect(str(where))) as connection:
        rebuild(connection)
    return sit_down(str(where), "admin", TODAY)


def _rows(raw: sqlite3.Connection, wanted: int) -> Iterator[tuple[Any, ...]]:
    seq, head = raw.execute("SELECT max(seq), hash FROM journal").fetchone()
    lives = [
        json.loads(payload)
        for (payload,) in raw.execute("SELECT payload FROM journal ORDER BY seq").fetchall()
        if REF.match(json.loads(payload)["ref"])
    ]
    telling = 0
    while seq < wanted:
        telling += 1
        for life in lives:
            row = json.loads(REF.sub(partial(_other, telling), json.dumps(life)))
            seq += 1
            row |= {"seq": seq, "prev": head}
            payload = canonical(row)
            head, before = hashlib.sha256(payload).hexdigest(), head
            yield seq, row["ref"], row["ref_seq"], before, head, payload


def _other(telling: int, found: re.Match[str]) -> str:
    return f"{found[1]}{found[2] or ''}-{int(found[3]) + STEP * telling:07}"
