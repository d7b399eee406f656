"""A fault that comes of content or text that somebody changed is told as damage of the records.

Who reads a content takes it for what was written. To hold each to its hash before it is read would
cost every question as much as the question; so it is done once, where a question comes to grief.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress

from sqlalchemy import Connection, select
from sqlalchemy.exc import DatabaseError

from mcapproval.errors import NotWhole
from mcapproval.store.addresses import shown
from mcapproval.store.clauses import table
from mcapproval.store.events import NOT_OURS
from mcapproval.store.queries import holding_words
from mcapproval.store.rows.folded import Journal

Look = Callable[[], AbstractContextManager[Connection]]
"""Opens a view of the records."""


@contextmanager
def changed_told(where: str, look: Look) -> Iterator[None]:
    """NotWhole, which names the first content or text that was changed, in place of a fault that
    values raise which this program never wrote. Where all is as it was written the fault is ours,
    and passed on.
    """
    try:
        yield
    except (*NOT_OURS, AssertionError, NotWhole) as fault:
        said = _changed(look) if _may_come_of_it(fault) else None
        if said is None:
            raise
        raise NotWhole(
            f"the records at {shown(where)} are damaged: {said}",
            "see what else is wrong with: mcapproval audit verify",
        ) from fault


def _may_come_of_it(fault: Exception) -> bool:
    """Whether it may come of what is kept; other damage is told already by who found it."""
    return not isinstance(fault, NotWhole) or isinstance(fault.__cause__, DatabaseError)


def _changed(look: Look) -> str | None:
    """None also where it can't be looked."""
    from mcapproval.store.verifying.verify_kept import first_changed  # whole records need it not

    with suppress(DatabaseError, *NOT_OURS), look() as connection:
        found = first_changed(connection)
        if found is not None:
            kind, name = found
            return f"{kind} {name[:16]}{_of(connection, name)} was changed"
    return None


def _of(connection: Connection, name: str) -> str:
    """The case or other thing with which it was first written."""
    journal = table(Journal).c
    asked = select(journal.ref, journal.seq).where(holding_words(connection, name))
    row = connection.execute(asked.order_by(journal.seq).limit(1)).first()
    return f" of {row.ref}, named in row {row.seq}," if row else ""
