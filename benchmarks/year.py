"""A quality team's year at size: what is due, opening many, and what shows all of the records.

Each micro-credential has ten years of re-evaluations, of which the last waits (`year_records.py`).
`year.py 100000` tries that many micro-credentials as well.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

from measure import medians, process, show
from openpyxl import Workbook
from year_records import TODAY, Row, made

from mcapproval.actions.desk import Desk, as_person, sit_down
from mcapproval.actions.reviewing.bulk_opening import open_due
from mcapproval.actions.reviewing.due import Asked, due
from mcapproval.actions.reviewing.feeding import calendar
from mcapproval.actions.reviewing.grid_paper import grid_paper
from mcapproval.actions.reviewing.gridding import grid_bytes
from mcapproval.actions.reviewing.self_review import drafted
from mcapproval.actions.reviewing.trends import trends
from mcapproval.actions.reviewing.year import year
from mcapproval.reports.due import DuePage
from mcapproval.store.due import Wanted, statement

PAGE = 25
PAYLOAD = 520
"""Bytes that a row of the journal has beside its reference and the hash before it."""
OPENED = 1000
SIZES = (1_000, 10_000, *(int(word) for word in sys.argv[1:]))


def raw_page(where: str) -> Callable[[], object]:
    sql, values = statement(Wanted("1900-01-01", str(TODAY + timedelta(180))), PAGE)

    def asked() -> object:
        with closing(sqlite3.connect(where)) as raw:
            return raw.execute(sql, values).fetchall()

    return asked


def our_page(where: str, first: int = PAGE) -> Callable[[], DuePage]:
    return lambda: due(where, None, TODAY, Asked(180, first=first))


def opening(desk: Desk, rounds: int = 5) -> dict[str, float]:
    """Seconds to open so many, on a fresh copy each time: sqlite3 with the rows at hand, and us."""
    times: dict[str, list[float]] = {"sqlite3, the same rows": [], "mcapproval": []}
    for _ in range(rounds):
        for name, run in zip(times, (_raw_opening, _our_opening), strict=True):
            copy = f"{desk.records.where}.copy"
            shutil.copyfile(desk.records.where, copy)
            for beside in ("-wal", "-shm"):
                Path(copy + beside).unlink(missing_ok=True)
            times[name].append(run(copy))
    return {name: statistics.median(found) for name, found in times.items()}


def _our_opening(where: str) -> float:
    desk = as_person(sit_down(where, None, TODAY), "mele")
    begun = time.perf_counter()
    lines = open_due(desk, Asked(within=365, first=OPENED))
    taken = time.perf_counter() - begun
    assert [line.how for line in lines] == ["begun"] * OPENED
    return taken


def _raw_opening(where: str) -> float:
    """What opening writes, and the hash of each row of the journal; nothing is asked or judged.
    Both end with the connection closed, by which SQLite brings the file up to date."""
    raw = sqlite3.connect(where, isolation_level=None)
    with closing(raw):
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("PRAGMA synchronous=FULL")
        raw.execute("PRAGMA secure_delete=ON")
        chosen = "SELECT ref FROM review WHERE waits ORDER BY due_on, ref LIMIT ?"
        begun = time.perf_counter()
        raw.execute("BEGIN IMMEDIATE")
        refs = [ref for (ref,) in raw.execute(chosen, (OPENED,))]
        last, head = raw.execute("SELECT max(seq), hash FROM journal").fetchone()
        raw.executemany(
            "UPDATE case_record SET state = 'in-progress', version = 2, last_row = ?, last_on = ?, "
            "entered_on = ?, came_from = '{}', due_on = due_on, left = '{}' "
            "WHERE ref = ? AND version = 1",
            ((last + n, str(TODAY), str(TODAY), ref) for n, ref in enumerate(refs, 1)),
        )
        raw.executemany("UPDATE review SET waits = 1 WHERE ref = ?", ((ref,) for ref in refs))
        raw.execute("UPDATE counter SET value = ? WHERE series = 'journal'", (last + OPENED,))
        raw.executemany("INSERT INTO journal VALUES (?, ?, 2, ?, ?, ?)", _journal(refs, last, head))
        raw.execute("COMMIT")
    return time.perf_counter() - begun


def _journal(refs: list[str], last: int, prev: str) -> Iterator[Row]:
    for n, ref in enumerate(refs, 1):
        payload = (ref + prev).encode() + b"x" * PAYLOAD
        head = hashlib.sha256(payload).hexdigest()
        yield last + n, ref, prev, head, payload
        prev = head


def whole(desk: Desk) -> dict[str, tuple[Callable[[], object], Callable[[], object]]]:
    """What shows all of the records, each with what must at least be done for it."""
    where = desk.records.where
    first, last = date(TODAY.year, 1, 1), date(TODAY.year, 12, 31)
    return {
        "review calendar": (lambda: _raw_journal(where), lambda: calendar(desk)),
        "review grid, the sheet": (lambda: _raw_sheet(where), lambda: grid_bytes(desk)),
        "review grid, the paper": (
            lambda: _raw_answers(where, first, last),
            lambda: grid_paper(desk, TODAY.year, None, shared=False),
        ),
        "review self-review": (
            lambda: _raw_answers(where, first - timedelta(365), last - timedelta(365)),
            lambda: drafted(desk, "tp", TODAY.year - 1),
        ),
        "report reviews": (
            lambda: _raw_answers(where, date(TODAY.year - 4, 1, 1), last),
            lambda: trends(desk, 5),
        ),
        "report year": (lambda: _raw_year(where), lambda: year(desk, first, last)),
    }


def _raw(where: str, sql: str, *values: object) -> list[Row]:
    with closing(sqlite3.connect(where)) as raw:
        return raw.execute(sql, values).fetchall()


def _raw_journal(where: str) -> int:
    """The rows of the journal that a calendar is made from, read as JSON."""
    told = "coalesce(review.waits, 1) OR case_record.last_on >= ?"
    joined = "journal JOIN case_record USING (ref) LEFT JOIN review USING (ref)"
    since = str(TODAY - timedelta(365))
    return _parsed(_raw(where, f"SELECT payload FROM {joined} WHERE {told}", since))


def _parsed(rows: list[Row]) -> int:
    """How many there are; the first of each is JSON, and none of it is held."""
    return sum(json.loads(row[0]) is not None for row in rows if row[0])


def _raw_year(where: str) -> int:
    named = f'"effective_on":"{TODAY.year}-'.encode()
    found = _raw(where, "SELECT payload FROM journal WHERE instr(payload, ?)", named)
    return _parsed(found)


def _raw_answers(where: str, first: date, last: date) -> int:
    """The re-evaluations due in a period with their micro-credentials, their answers as JSON."""
    found = _raw(
        where,
        "SELECT k.body, r.*, l.*, c.* FROM review r JOIN listing l ON l.ref = r.listing "
        "JOIN case_record c ON c.ref = r.ref LEFT JOIN content k ON k.hash = r.answers "
        "WHERE r.due_on BETWEEN ? AND ? ORDER BY r.due_on, r.ref",
        str(first),
        str(last),
    )
    return _parsed(found)


def _raw_sheet(where: str) -> bytes:
    """The same cells by openpyxl, write-only: no widths, choices, locks or colours."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    rows = _raw(
        where,
        "SELECT r.ref, r.listing, l.title, r.due_on, c.state FROM review r JOIN listing l "
        "ON l.ref = r.listing JOIN case_record c ON c.ref = r.ref WHERE r.waits ORDER BY r.due_on",
    )
    for row in rows:
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


with tempfile.TemporaryDirectory() as name:
    folder = Path(name)
    desks = {size: made(folder, size) for size in SIZES}
    for size, desk in desks.items():
        where = desk.records.where
        show(
            f"What is due, first page of {PAGE}, of {size} micro-credentials, in process",
            medians({"the query alone": raw_page(where), "mcapproval": our_page(where)}, 50),
        )
        shell = ("-m", "mcapproval", "review", "due", "--records", where, "--today", str(TODAY))
        show(
            f"The same from the shell, of {size}",
            medians({"python -c pass": process("-c", "pass"), "review due": process(*shell)}, 15),
        )
    where = desks[SIZES[-1]].records.where
    for size, desk in desks.items():
        for what, (floor, ours) in whole(desk).items():
            show(f"`{what}` of {size}", medians({"the floor": floor, "mcapproval": ours}, 3))
    shown = {f"{rows} rows": our_page(where, rows) for rows in (25, 100, 400)}
    for size, desk in desks.items():
        show(f"Opening {min(OPENED, size)} that are due, of {size}", opening(desk))
    show(f"Of {SIZES[-1]}, by what is shown", medians(shown, 20))
