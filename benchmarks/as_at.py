"""A report as at an earlier day over a journal of 1,000,000 rows, beside reading its rows.

`as_at.py 100000` tries fewer.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from journals import TODAY, told_again
from sqlalchemy import select

from mcapproval.actions.desk import Desk
from mcapproval.store.tables import Case, Journal, table

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000


def reading(desk: Desk) -> int:
    """Every row of the journal, read as JSON."""
    journal = table(Journal)
    with desk.reading() as connection:
        rows = connection.execute(select(journal.c.payload).order_by(journal.c.seq))
        return sum(json.loads(row.payload)["seq"] > 0 for row in rows)


def counted(desk: Desk) -> int:
    """A count over all cases: what a report adds to looking back is measured elsewhere."""
    with desk.reading() as connection:
        return len(connection.execute(select(table(Case).c.ref)).all())


with tempfile.TemporaryDirectory() as folder:
    desk = told_again(Path(folder), ROWS)
    begun = time.perf_counter()
    rows = reading(desk)
    read = time.perf_counter()
    cases = counted(desk.back_to(TODAY))
    done = time.perf_counter()
    assert cases == counted(desk)
    print(f"\n### As at a day, over {rows} rows of the journal, {cases} cases\n")
    print("| what | time | x floor |\n|---|---:|---:|")
    print(f"| reading the rows as JSON | {read - begun:.1f} s | 1.0 |")
    print(f"| looking back to a day | {done - read:.1f} s | {(done - read) / (read - begun):.1f} |")
    half = counted(desk.back_to(date(2026, 8, 12)))
    told = time.perf_counter() - done
    print(f"| to a day with {half} cases | {told:.1f} s | {told / (read - begun):.1f} |")
