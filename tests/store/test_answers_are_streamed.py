"""What is read through is never held in memory as a whole, on either engine."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest
from sqlalchemy import column, insert, select, text
from tests.conftest import Places
from tests.simulated import peopled

from mcapproval.canonical import digest
from mcapproval.store import engine as engines
from mcapproval.store import keep
from mcapproval.store.asking import spoken, streamed

MB = 1024 * 1024

MANY = text(
    "WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < 200000)"
    " SELECT n, substr(said, 1, 1000) AS said FROM many, (SELECT CAST(:said AS TEXT) AS said) AS s"
).columns(column("n"), column("said"))


def held() -> int:
    """Bytes that this process has in memory."""
    pages = Path("/proc/self/statm").read_text("ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="asks Linux what is held")
def test_a_long_answer_is_never_held_whole(places: Places) -> None:
    """It would be 200 MB."""
    with engines.reading(engines.connect(places.copy("peopled", peopled))) as connection:
        question = spoken(connection.dialect, select(MANY.subquery()))
        before = held()
        rows = streamed(connection, question, {"said": "x" * 1000})
        assert [n for n, _ in islice(rows, 1000)] == list(range(1, 1001))
        assert held() - before < 20 * MB
        del rows
        again = islice(streamed(connection, question, {"said": "y"}), 2)
        assert [*map(tuple, again)] == [(1, "y"), (2, "y")]
        del again


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="asks Linux what is held")
def test_to_verify_what_is_kept_holds_little_of_it(places: Places) -> None:
    """A hundred megabytes of contents, and a file of forty."""
    where = places.copy("peopled", peopled)
    with engines.writing(engines.connect(where)) as connection:
        before = peak(where)
        for number in range(100):
            bodies = [b"%d-%d" % (number, each) * 2000 for each in range(100)]
            connection.execute(
                insert(keep.CONTENT), [{"hash": digest(b), "body": b} for b in bodies]
            )
        keep.keep_file(connection, b"mcapproval" * 4 * MB)
    assert peak(where) - before < 50 * MB


def peak(where: str) -> int:
    """Bytes that a program has in memory at most, which looks at what is kept."""
    told = subprocess.run([sys.executable, "-c", LOOKS, where], capture_output=True, check=True)
    return int(told.stdout) * 1024


LOOKS = """
import resource, sys
from mcapproval.store import engine as engines
from mcapproval.store.verifying.verify_kept import Kept, kept_faults
with engines.reading(engines.connect(sys.argv[1])) as connection:
    assert not list(kept_faults(connection, Kept()))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
