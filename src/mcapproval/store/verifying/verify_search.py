"""Do the tables that things are found by say what a rebuilding would make?

None of it is in the journal: what is wrong here is made anew, and nothing of the records is lost.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import partial

from sqlalchemy import Connection, TableClause, func, select

from mcapproval.batches import batched
from mcapproval.store.clauses import table
from mcapproval.store.events import Event
from mcapproval.store.finding.search import days_of, facts_of, notes_in, notes_of, titles_of
from mcapproval.store.finding.search_index import CASE, TERM, TEXT, Found
from mcapproval.store.finding.search_words import words
from mcapproval.store.keep import texts
from mcapproval.store.rows.folded import Case
from mcapproval.store.verifying.readable import readable
from mcapproval.store.verifying.verdict import Fault

MEND = "make it anew with: mcapproval init --upgrade"

SOME = 200
"""Cases that are looked at at a time."""

Texts = dict[str, list[tuple[str, str, list[str]]]]
"""By case the part, the source and the words of each of its texts, in order."""

Ordered = dict[str, tuple[str, str | None]]
"""By case the title and the day by which it is put in order."""


class Notes:
    """What people wrote with the rows that were read so far, by case."""

    def __init__(self) -> None:
        self._by_case: dict[str, dict[str, None]] = {}

    def add(self, event: Event) -> None:
        for name in notes_in(event):
            self._by_case.setdefault(event.ref, {})[name] = None

    def of(self, refs: Iterable[str]) -> dict[str, list[str]]:
        """By commitment the cases, of these, where it stands."""
        found: dict[str, list[str]] = {}
        for ref in refs:
            for name in self._by_case.get(ref, ()):
                found.setdefault(name, []).append(ref)
        return found


def search_faults(
    connection: Connection, notes: Notes, broken: Container[str] = ()
) -> Iterator[Fault]:
    """The first case that is found by something else than it says. To be asked where the tables,
    the contents and the texts, of which these are made, are whole.
    """
    if not any(each.name in broken for each in (CASE, TERM, TEXT)):
        yield from readable(connection, "what is searched", partial(_faults, connection, notes))


def _faults(connection: Connection, notes: Notes) -> Iterator[Fault]:
    refs = sorted(connection.execute(select(table(Case).c.ref)).scalars())
    of_texts = of_cases = 0
    for some in batched(refs, SOME):
        said, stored = _said(connection, some, notes), _stored(connection, some)
        told, there = _ordered(connection, some), _there(connection, some)
        for ref in some:
            if (said.get(ref), told.get(ref)) != (stored.get(ref), there.get(ref)):
                yield Fault(None, f"{ref} is not found by the words that stand in it: {MEND}")
                return
        of_texts += sum(map(len, stored.values()))
        of_cases += len(there)
    counted = (_count(connection, TEXT), _count(connection, CASE))
    if (of_texts, of_cases) != counted or _stray(connection):
        yield Fault(None, f"words are kept for searching that stand in no case: {MEND}")


def _said(connection: Connection, refs: Sequence[str], notes: Notes) -> Texts:
    """What should be there."""
    return _by_case(
        (ref, each.part, each.source, said)
        for each in _found(connection, refs, notes)
        if (said := sorted(set(words(each.said))))
        for ref in each.refs
    )


def _found(connection: Connection, refs: Sequence[str], notes: Notes) -> Iterator[Found]:
    yield from facts_of(connection, refs)
    of = notes.of(refs)
    yield from notes_of(of, texts(connection, set(of)))


def _stored(connection: Connection, refs: Sequence[str]) -> Texts:
    """What is there."""
    chosen = TEXT.c.ref.in_(refs)
    terms: dict[int, list[str]] = {}
    numbers = select(TEXT.c.text).where(chosen)
    asked = select(TERM.c.text, TERM.c.term).where(TERM.c.text.in_(numbers))
    for number, term in connection.execute(asked).all():
        terms.setdefault(number, []).append(term)
    of_texts = select(*TEXT.c["ref", "part", "source", "text"]).where(chosen)
    rows = connection.execute(of_texts).all()
    return _by_case((ref, part, source, sorted(terms.get(n, ()))) for ref, part, source, n in rows)


def _by_case(rows: Iterable[tuple[str, str, str | None, list[str]]]) -> Texts:
    found: Texts = {}
    for ref, part, source, said in rows:
        found.setdefault(ref, []).append((part, source or "", said))
    for each in found.values():
        each.sort()
    return found


def _ordered(connection: Connection, refs: Sequence[str]) -> Ordered:
    days = dict(days_of(connection, refs))
    titles = titles_of(connection, refs, alone=True)
    return {ref: (title, days.get(ref)) for ref, title in titles.items()}


def _there(connection: Connection, refs: Sequence[str]) -> Ordered:
    asked = select(CASE.c.ref, CASE.c.title, CASE.c.since).where(CASE.c.ref.in_(refs))
    return {ref: (title, since) for ref, title, since in connection.execute(asked)}


def _count(connection: Connection, target: TableClause) -> int:
    return int(connection.execute(select(func.count()).select_from(target)).scalar() or 0)


def _stray(connection: Connection) -> bool:
    """Whether there are words of a text that is not there."""
    text_there = select(TEXT.c.text).where(TEXT.c.text == TERM.c.text).exists()
    asked = select(TERM.c.text).where(~text_there).limit(1)
    return connection.execute(asked).first() is not None
