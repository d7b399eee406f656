"""Checking a journal of some thousand rows, beside a cursor that only hashes them."""

from __future__ import annotations

import hashlib
import tempfile
from datetime import date
from pathlib import Path

from measure import medians, show
from sqlalchemy import select

from mcapproval.actions import setup
from mcapproval.actions.people import known
from mcapproval.store.tables import Journal, table
from mcapproval.store.verify import verify

ROWS = 2000

with tempfile.TemporaryDirectory() as folder:
    desk = setup.init(str(Path(folder) / "r.db"), "admin", simulated=True, day=date(2026, 6, 1))
    with desk.writing() as writer:
        for number in range(ROWS):
            facts = {"name": f"person {number}"}
            known.enter(writer, desk, facts, None)

    def hashing() -> None:
        with desk.reading() as connection:
            for row in connection.execute(select(table(Journal).c.payload)):
                hashlib.sha256(row.payload).hexdigest()

    def whole() -> None:
        with desk.reading() as connection:
            assert verify(connection).whole

    show(
        f"Verifying {ROWS} rows",
        medians({"cursor and SHA-256": hashing, "audit verify, all of it": whole}, rounds=5),
    )
