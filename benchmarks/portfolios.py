"""Records with so many applications: the tables of the demo's three lives, copied again and again.

The tables alone are filled, with references, titles and row numbers of their own. Of the journal
there are the rows that an agenda looks up, unchained; of an application its last version. What is
kept by hash is kept once, for all. A million take 16 GB.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from mcapproval.actions.demo.stories import run_demo
from mcapproval.actions.desk import sit_down
from mcapproval.actions.due.ticking import tick
from mcapproval.actions.people import known

TODAY = date(2027, 9, 1)
STEP, ROWS = 10, 1000
"""References of each kind, and rows of a journal, that a copy may take."""

LOOKED_UP = (
    "SELECT * FROM journal WHERE seq IN (SELECT seq FROM approval WHERE how = 'delegated') "
    "OR ref IN (SELECT ref FROM meeting) AND ref_seq = 1"
)
LAST_VERSIONS = (
    "SELECT * FROM content_version v WHERE number = "
    "(SELECT max(number) FROM content_version o WHERE o.ref = v.ref)"
)
REFS = {"ref", "of_ref", "application", "listing", "from_ref", "to_ref", "meeting"}
TABLES = (
    *("case_record", "application", "content_version", "listing", "accreditation", "review"),
    *("result", "item", "approval", "waiver", "override", "attempt", "step", "notice", "link"),
    *("meeting", "delivery", "search_case"),
)


def copied(folder: Path, applications: int) -> Path:
    """The place of records with at least so many applications."""
    where = run_demo(folder / "demo", lambda _: None).records
    desk = sit_down(str(where), "admin", TODAY)
    tick(desk)
    known.add_person(desk, "mele", "Mele", None, None)
    with closing(sqlite3.connect(where)) as raw, raw:
        raw.execute("PRAGMA synchronous=OFF")
        _one_of_each(raw)
        (there,) = raw.execute("SELECT count(*) FROM application").fetchone()
        raw.execute("CREATE TEMP TABLE copy(k INTEGER PRIMARY KEY)")
        raw.execute(
            "WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < ?) "
            "INSERT INTO copy SELECT k FROM n",
            (-(-applications // there) - 1,),
        )
        raw.execute("DROP TRIGGER journal_no_replace")  # it would look each row up three times
        _copy(raw, "journal", LOOKED_UP)
        for name in TABLES:
            chosen = LAST_VERSIONS if name == "content_version" else f"SELECT * FROM {name}"
            _copy(raw, name, chosen)
    with closing(sqlite3.connect(where)) as raw:
        raw.execute("ANALYZE")
    return where


def _one_of_each(raw: sqlite3.Connection) -> None:
    """What the stories have none of: a move past conditions, a cohort."""
    raw.execute(
        "INSERT INTO override SELECT seq, ref, move, reasons, by, on_day, "
        "(SELECT commitment FROM personal_text LIMIT 1) FROM attempt LIMIT 1"
    )
    raw.execute(
        "INSERT INTO delivery(ref, listing, provider, cohort, version, last_on, starts, ends, "
        "cancelled, days, fees, figures, enrolled, completed) SELECT 'DEL-0001', l.ref, c.provider,"
        " 'A', 1, '2027-03-01', '2027-03-01', '2027-05-01', 0, '{}', '[]', '{}', 12, 9 "
        "FROM listing l JOIN case_record c ON c.ref = l.ref LIMIT 1"
    )


def _copy(raw: sqlite3.Connection, name: str, rows: str) -> None:
    columns = [row[1] for row in raw.execute(f"PRAGMA table_info({name})")]
    values = ", ".join(_value(column) for column in columns)
    raw.execute(
        f"INSERT INTO {name}({', '.join(columns)}) SELECT {values} FROM copy CROSS JOIN ({rows}) t"
    )


def _value(column: str) -> str:
    if column in REFS:
        number = f"CAST(substr(t.{column}, -4) AS INTEGER) + k * {STEP}"
        return f"substr(t.{column}, 1, length(t.{column}) - 4) || printf('%07d', {number})"
    if column == "seq":
        return f"t.seq + k * {ROWS}"
    numbered = column in ("title", "prev", "hash")
    return f"t.{column} || ' ' || k" if numbered else f"t.{column}"
