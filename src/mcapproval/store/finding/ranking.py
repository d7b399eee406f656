"""How well texts answer some words, by the text search of the engine that keeps the records.

SQLite ranks by bm25 in an index in memory, PostgreSQL by its full text search over rows that are
handed to it; neither writes to the records. What people wrote reaches an engine as bare words, each
in quotes: nothing in it can be taken for a query.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from sqlalchemy import Connection, text

from mcapproval.errors import OtherRecords


def ranked(
    connection: Connection, words: Sequence[str], rows: Sequence[tuple[str, str]]
) -> dict[str, float]:
    """By key the rank of each text that has any of the words; higher is better.

    `words` and the texts of `rows` (key and text) are folded, letters and digits only.
    """
    if connection.dialect.name == "postgresql":
        return _by_postgresql(connection, words, rows)
    return _by_sqlite(words, rows)


def _by_sqlite(words: Sequence[str], rows: Sequence[tuple[str, str]]) -> dict[str, float]:
    index = sqlite3.connect(":memory:")
    try:
        index.execute(
            "CREATE VIRTUAL TABLE near USING fts5(key UNINDEXED, said, "
            "tokenize = 'unicode61 remove_diacritics 2')"
        )
        index.executemany("INSERT INTO near VALUES (?, ?)", rows)
        found = index.execute(
            "SELECT key, -bm25(near) FROM near WHERE near MATCH ?",
            (" OR ".join(f'"{word}"' for word in words),),
        )
        return dict(found.fetchall())
    except sqlite3.OperationalError as fault:
        if "no such module" not in str(fault):
            raise
        raise OtherRecords(
            "this Python's SQLite has no full text search (FTS5)",
            "use a Python from python.org or of your system, or records in PostgreSQL",
        ) from fault
    finally:
        index.close()


def _by_postgresql(
    connection: Connection, words: Sequence[str], rows: Sequence[tuple[str, str]]
) -> dict[str, float]:
    found = connection.execute(
        text(
            "SELECT near.key, ts_rank(to_tsvector('simple', near.said), asked.query) AS rank "
            "FROM unnest(CAST(:keys AS text[]), CAST(:said AS text[])) AS near(key, said), "
            "to_tsquery('simple', :words) AS asked(query)"
        ),
        {
            "keys": [key for key, _ in rows],
            "said": [said for _, said in rows],
            "words": " | ".join(f"'{word}'" for word in words),
        },
    )
    return {row.key: float(row.rank) for row in found}
