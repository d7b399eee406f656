"""The words of texts as rows: put, and taken away with what they are from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Dialect, TableClause, delete, func, select

from mcapproval.batches import batched
from mcapproval.store.asking import Spoken, asked, done, done_for_all, spoken
from mcapproval.store.clauses import inserting, pieces, table
from mcapproval.store.finding.search_words import words
from mcapproval.store.rows.kept import SearchCase, SearchTerm, SearchText

TEXT, TERM, CASE = table(SearchText), table(SearchTerm), table(SearchCase)


class Found(NamedTuple):
    """A text to be found in `part` of each case of `refs`; `source` as the table has it."""

    refs: tuple[str, ...]
    part: str
    said: str
    source: str | None = None


def put(connection: Connection, texts: Iterable[Found]) -> None:
    """Put texts in; one without a word is left out."""
    number = asked(connection, _last(connection.dialect), {})[0][0] or 0
    places, terms = [], []
    for each in texts:
        said = set(words(each.said))
        if not said:
            continue
        number += 1
        told = {"text": number, "part": each.part, "source": each.source}
        places += [{**told, "ref": ref} for ref in each.refs]
        terms += [{"term": term, "text": number} for term in sorted(said)]
    if places:
        _put(connection, TEXT, places)
        _put(connection, TERM, terms)


@lru_cache(maxsize=16)
def _last(dialect: Dialect) -> Spoken:
    return spoken(dialect, select(func.max(TEXT.c.text)))


def _put(connection: Connection, target: TableClause, rows: Sequence[Mapping[str, Any]]) -> None:
    statement = inserting(connection.dialect, target, tuple(rows[0]))
    if len(rows) == 1:
        done(connection, statement, rows[0])
    else:
        done_for_all(connection, statement, rows)


def forget(connection: Connection, sources: Collection[str]) -> None:
    """Take away every word of these contents and personal texts."""
    for piece in pieces(sources):
        _drop(connection, TEXT.c.source.in_(piece))


def drop(connection: Connection, ref: str, parts: Collection[str] = ()) -> None:
    """Take away the words of a case, all or those of some parts."""
    of_case = TEXT.c.ref == ref
    _drop(connection, of_case & TEXT.c.part.in_(parts) if parts else of_case)


def _drop(connection: Connection, where: ColumnElement[bool]) -> None:
    """A text that stands in other cases too keeps its words."""
    gone = list(connection.execute(select(TEXT.c.text).where(where).distinct()).scalars())
    if not gone:
        return
    connection.execute(delete(TEXT).where(where))
    there = select(TEXT.c.text)
    for these in batched(gone, 1000):
        words_of = delete(TERM).where(TERM.c.text.in_(these))
        connection.execute(words_of.where(TERM.c.text.not_in(there.where(TEXT.c.text.in_(these)))))


def empty(connection: Connection) -> None:
    for each in (TERM, TEXT, CASE):
        connection.execute(delete(each))
