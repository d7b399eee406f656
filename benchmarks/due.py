"""The first page of what is due, of 1,000,000 micro-credentials and of a tenth, beside its query.

The tables are filled straight: each micro-credential has one re-evaluation, which waits, due one
after the other over the year. `due.py 100000` tries fewer.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from measure import QUICK, keep, medians, show
from year_records import TODAY

from mcapproval.actions import setup
from mcapproval.actions.cases.definitions import keep as keep_workflow
from mcapproval.actions.reviewing.due import Asked, due
from mcapproval.store.due import Wanted, statement

NUMBER = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
SIZES = (NUMBER // 10, NUMBER)
PAGE, DAYS, ROUNDS = 25, 180, 60

COUNTED = "WITH RECURSIVE n(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM n WHERE k + 1 < :size) "
LISTINGS = (
    "INSERT INTO listing(ref, application, title, level, credits, number, number_version) "
    "SELECT printf('MC-%07d', k), 'APP-2016-0001', 'Whakaako ' || k, 5, 20, 90000 + k, 1 FROM n"
)
CASES = (
    "INSERT INTO case_record(ref, track, definition, definition_hash, state, version, provider, "
    "opened_by, opened_on, entered_on, last_on, last_row, came_from, left, overridden) "
    "SELECT printf(:name, k), :track, :track, :workflow, :state, 1, 'tp', 'system', '2016-01-01', "
    "'2016-01-01', '2016-01-01', 1, '{}', '{}', 0 FROM n"
)
REVIEWS = (
    "INSERT INTO review(ref, listing, form, due_on, covers, waits) "
    "SELECT printf('REV-2026-%07d', k), printf('MC-%07d', k), 'yearly check', "
    "date(:today, (k % 365 - 10) || ' days'), date(:today, (k % 365 - 10) || ' days'), 1 FROM n"
)


def filled(folder: Path, size: int) -> str:
    desk = setup.init(str(folder / f"{size}.db"), "admin", simulated=True, provider="tp", day=TODAY)
    with desk.writing() as writer:
        workflows = {name: keep_workflow(writer, name) for name in ("listing", "review")}
    with closing(sqlite3.connect(desk.records.where)) as raw, raw:
        raw.execute("PRAGMA synchronous=OFF")
        told = {"size": size, "today": TODAY.isoformat()}
        raw.execute(COUNTED + LISTINGS, told)
        for track, name, state in (
            ("listing", "MC-%07d", "current"),
            ("review", "REV-2026-%07d", "scheduled"),
        ):
            case = {"name": name, "track": track, "workflow": workflows[track], "state": state}
            raw.execute(COUNTED + CASES, told | case)
        raw.execute(COUNTED + REVIEWS, told)
        raw.execute("ANALYZE")
    return desk.records.where


def alone(where: str) -> Callable[[], object]:
    sql, values = statement(Wanted("1900-01-01", str(TODAY + timedelta(DAYS))), PAGE)

    def ask() -> object:
        with closing(sqlite3.connect(where)) as raw:
            return raw.execute(sql, values).fetchall()

    return ask


def ours(where: str) -> Callable[[], object]:
    return lambda: due(where, None, TODAY, Asked(DAYS, first=PAGE))


with tempfile.TemporaryDirectory(dir=QUICK) as name:
    places = {size: filled(Path(name), size) for size in SIZES}
    for size, where in places.items():
        found = medians({"the query alone": alone(where), "mcapproval": ours(where)}, ROUNDS)
        show(f"What is due, first page of {PAGE}, of {size} micro-credentials", found)
    note = "" if NUMBER == 1_000_000 else f"at {NUMBER}"
    keep("due-page", [("mcapproval", *found.values())], note)
    both = medians({str(size): ours(where) for size, where in places.items()}, ROUNDS)
    show("The same page, by how much is stored", both)
    keep("due-sizes", [("mcapproval", *both.values())], note)
