"""The chain alone: is each row of the journal there, and as it was written? A look for every day.

The tables and what is kept by hash are not looked at; where anything is wrong with a row, all is.
"""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from mcapproval.batches import batched
from mcapproval.store.asking import ROWS, spoken, streamed
from mcapproval.store.clauses import as_it_stands, table
from mcapproval.store.events import GENESIS, NOT_OURS
from mcapproval.store.rows.folded import Journal
from mcapproval.store.verifying.verdict import Head, Verdict
from mcapproval.store.verifying.verify import verify

PREV = b'"prev":"'
"""The last of these in a row's bytes is its own: behind it stand when it was recorded, its case and
its numbers, and no text can hold it, for its marks."""

LAST = b',"ref":"%b","ref_seq":%d,"seq":%d}'
"""How a row's bytes end: its case, its number there, its own."""


def verify_chain(connection: Connection, against: Head | None = None) -> Verdict:
    """Whether each row has its hash, names the row before it, has its own number and is filed under
    its own case; `against` is a head kept outside.
    """
    try:
        with connection.begin_nested():
            rows, head, held = _walked(connection, against)
    except (SQLAlchemyError, *NOT_OURS):
        rows, head, held = 0, GENESIS, False
    return Verdict(rows, head, ()) if rows and held else verify(connection, against)


def _walked(connection: Connection, against: Head | None) -> tuple[int, str, bool]:
    """How many rows there are, the last's hash, and whether all are as they should be."""
    journal = table(Journal)
    question = spoken(
        connection.dialect, select(*map(as_it_stands, journal.columns)).order_by(journal.c.seq)
    )
    rows, head, held = 0, GENESIS, against is None
    for piece in batched(streamed(connection, question, {}), ROWS):
        numbers, refs, ref_numbers, prevs, hashes, payloads = zip(*piece, strict=True)
        before = [head, *hashes[:-1]]
        if (
            [*hashes] != [sha256(payload).hexdigest() for payload in payloads]
            or [*numbers] != [*range(rows + 1, rows + 1 + len(piece))]
            or [*prevs] != before
            or not all(map(_tells, payloads, before, refs, ref_numbers, numbers))
        ):
            return rows, head, False
        held = held or (against is not None and against[:2] in zip(numbers, hashes, strict=True))
        rows, head = numbers[-1], hashes[-1]
    return rows, head, held


def _tells(payload: bytes, before: str, ref: str, ref_seq: int, seq: int) -> bool:
    """Whether a row's bytes name the hash before it, its case and its numbers."""
    at = payload.rfind(PREV) + len(PREV)
    return payload.startswith(before.encode(), at) and payload.endswith(
        LAST % (ref.encode(), ref_seq, seq)
    )
