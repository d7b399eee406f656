"""The chain alone: is each row of the journal there, and as it was written? A look for every day.

The tables and what is kept by hash are not looked at; where anything is wrong with a row, all is.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from mcapproval.batches import batched
from mcapproval.store.asking import ROWS, spoken, streamed
from mcapproval.store.clauses import as_it_stands, table
from mcapproval.store.events import GENESIS
from mcapproval.store.rows.folded import Journal
from mcapproval.store.verifying.readable import NOT_OURS
from mcapproval.store.verifying.verdict import Verdict
from mcapproval.store.verifying.verify import verify

PREV = b'"prev":"'
"""The last of these in a row's bytes is its own: behind it stand when it was recorded, its case and
its numbers, and no text can hold it, for its marks."""


def verify_chain(connection: Connection, against: tuple[int, str] | None = None) -> Verdict:
    """Whether each row has its hash, names the row before it and has its own number; `against` is a
    head kept outside: (row number, hash).
    """
    try:
        with connection.begin_nested():
            rows, head, held = _walked(connection, against)
    except (SQLAlchemyError, *NOT_OURS):
        rows, head, held = 0, GENESIS, False
    return Verdict(rows, head, ()) if rows and held else verify(connection, against)


def _walked(connection: Connection, against: tuple[int, str] | None) -> tuple[int, str, bool]:
    """How many rows there are, the last's hash, and whether all are as they should be."""
    journal = table(Journal).c
    columns = map(as_it_stands, (journal.seq, journal.hash, journal.payload))
    question = spoken(connection.dialect, select(*columns).order_by(journal.seq))
    rows, head, held = 0, GENESIS, against is None
    for piece in batched(streamed(connection, question, {}), ROWS):
        numbers, hashes, payloads = zip(*piece, strict=True)
        due = range(rows + 1, rows + 1 + len(piece))
        if (
            [*hashes] != [sha256(payload).hexdigest() for payload in payloads]
            or [*numbers] != [*due]
            or not _linked(payloads, [head, *hashes], due)
        ):
            return rows, head, False
        held = held or (against is not None and against in zip(numbers, hashes, strict=True))
        rows, head = due[-1], hashes[-1]
    return rows, head, held


def _linked(payloads: Iterable[bytes], before: Iterable[str], due: Iterable[int]) -> bool:
    """Whether each row names the hash before it and its own number."""
    behind = len(PREV)
    return all(
        payload.startswith(prev.encode(), payload.rfind(PREV) + behind)
        and payload.endswith(b',"seq":%d}' % number)
        for payload, prev, number in zip(payloads, before, due, strict=False)
    )
