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
from measure import QUICK, as_the_command, keep, show
from sqlalchemy import select

from mcapproval.actions.desk import Desk
from mcapproval.store.clauses import table
from mcapproval.store.rows.folded import Case, Journal

MIDDLE = date(2024, 7, 1)
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


as_the_command()
with tempfile.TemporaryDirectory(dir=QUICK) as folder:
    desk = told_again(Path(folder), ROWS)
    begun = time.perf_counter()
    rows = reading(desk)
    read = time.perf_counter() - begun
    cases = counted(desk)
    found = {f"reading {rows} rows as JSON": read}
    for day in (TODAY, MIDDLE):
        begun = time.perf_counter()
        shown = counted(desk.back_to(day))
        found[f"as at {day}, {shown} of {cases} cases"] = time.perf_counter() - begun
    show(f"As at a day, over {rows} rows of the journal", found)
    ours = [(name, read, seconds) for name, seconds in list(found.items())[1:]]
    keep("as-at", ours, "" if ROWS == 1_000_000 else f"over {rows}")
