"""A quality team's year at size: what is due, from the shell and in process, and opening many.

The tables are filled straight from here, with ten years of re-evaluations for each
micro-credential of which the last waits; no journal says so, which nothing measured here reads.
`year.py 100000` tries that many micro-credentials as well.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from measure import medians, show

from mcapproval.actions import setup
from mcapproval.actions.cases.definitions import keep
from mcapproval.actions.desk import Desk, as_person, sit_down
from mcapproval.actions.people import known
from mcapproval.actions.reviewing.bulk_opening import open_due
from mcapproval.actions.reviewing.due import Asked, due
from mcapproval.reports.due import Page
from mcapproval.store.due import Wanted, statement

TODAY = date(2026, 6, 1)
YEARS = 10
PAGE = 25
PAYLOAD = 520
"""Bytes that a row of the journal has beside its reference and the hash before it."""
OPENED = 1000
SIZES = (1_000, 10_000, *(int(word) for word in sys.argv[1:]))

Row = tuple[object, ...]


def made(folder: Path, size: int) -> Desk:
    """Records with so many micro-credentials, due one after the other over the year to come."""
    desk = setup.init(str(folder / f"{size}.db"), "admin", simulated=True, provider="tp", day=TODAY)
    known.add_person(desk, "mele", "Mele", None, None)
    known.grant(desk, "mele", "quality-adviser")
    with desk.writing() as writer:
        workflow = keep(writer, "review")
        writer.keeps["content"].clear()
    with closing(sqlite3.connect(desk.records.where)) as raw, raw:
        raw.executemany(
            "INSERT INTO listing(ref, application, title, level, credits, number, number_version) "
            "VALUES (?, 'APP-2016-0001', ?, 5, 20, ?, 1)",
            ((f"MC-{n:06}", f"Whakaako {n}", str(90_000 + n)) for n in range(size)),
        )
        columns = (
            "ref, track, definition, definition_hash, state, version, provider, opened_by, "
            "opened_on, entered_on, last_on, last_row, came_from, due_on, left, overridden"
        )
        raw.executemany(
            f"INSERT INTO case_record({columns}) VALUES ({', '.join('?' * 16)})",
            _cases(size, workflow),
        )
        raw.executemany(
            "INSERT INTO review(ref, listing, form, due_on, covers, decision, decided_on, waits) "
            "VALUES (?, ?, 'yearly check', ?, ?, ?, ?, ?)",
            _reviews(size),
        )
    return as_person(desk, "mele")


def _each(size: int) -> Iterator[tuple[str, str, str, bool]]:
    for n in range(size):
        for year in range(YEARS):
            waits = year == YEARS - 1
            first = TODAY + timedelta(days=n % 365 - 10)
            on = first - timedelta(days=365 * (YEARS - 1 - year))
            yield f"REV-{on.year}-{n:06}{year}", f"MC-{n:06}", on.isoformat(), waits


def _cases(size: int, workflow: str) -> Iterator[Row]:
    for ref, _, on, waits in _each(size):
        days = ("2016-01-01", "2016-01-01", "2016-01-01")
        state = "scheduled" if waits else "reported"
        case = (ref, "review", "review", workflow, state, 1, "tp", "system")
        yield *case, *days, 1, "{}", on, "{}", False


def _reviews(size: int) -> Iterator[Row]:
    for ref, listing, on, waits in _each(size):
        decided = (None, None) if waits else ("continue", on)
        yield ref, listing, on, on, *decided, waits


def raw_page(where: str) -> Callable[[], object]:
    sql, values = statement(Wanted("1900-01-01", str(TODAY + timedelta(180))), PAGE)

    def asked() -> object:
        with closing(sqlite3.connect(where)) as raw:
            return raw.execute(sql, values).fetchall()

    return asked


def our_page(where: str, first: int = PAGE) -> Callable[[], Page]:
    return lambda: due(where, None, TODAY, Asked(180, first=first))


def process(*arguments: str) -> Callable[[], object]:
    command = [sys.executable, *arguments]
    return lambda: subprocess.run(command, check=True, capture_output=True)


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
    shown = {f"{rows} rows": our_page(where, rows) for rows in (25, 100, 400)}
    for size, desk in desks.items():
        show(f"Opening {min(OPENED, size)} that are due, of {size}", opening(desk))
    show(f"Of {SIZES[-1]}, by what is shown", medians(shown, 20))
