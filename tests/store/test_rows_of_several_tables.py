"""Rows of several tables that come by one question are those that each table gives alone."""

from __future__ import annotations

from typing import Any, NamedTuple

from tests.store.conftest import Lived

from mcapproval.store import queries
from mcapproval.store.clauses import table
from mcapproval.store.rows.folded import FOLDED, Case, Journal
from mcapproval.store.rows.kept import Content, FileRow, FindingCache, TextRow
from mcapproval.store.several import Wanted, several

MODELS: tuple[type[NamedTuple], ...] = (*FOLDED, Journal, Content, TextRow, FileRow, FindingCache)


def said(rows: list[Any]) -> list[dict[str, Any]]:
    return [row._asdict() for row in rows]


def test_each_table_gives_what_it_gives_alone(lived: Lived) -> None:
    with lived.records.reading() as connection:
        wanted = []
        for model in MODELS:
            columns = [column.name for column in table(model).columns]
            for row in queries.many(connection, model)[:2]:
                keys = {name: getattr(row, name) for name in columns}
                told = {name: v for name, v in keys.items() if v is not None and len(f"{v}") < 70}
                wanted += [Wanted(model, {name: v}) for name, v in told.items()]
        wanted.insert(5, Wanted(Case, {"ref": "none"}))
        found: list[list[Any]] = []
        for start in range(0, len(wanted), 10):
            found += several(connection, *wanted[start : start + 10])
        assert max(map(len, found)) > 5
        for each, rows in zip(wanted, found, strict=True):
            assert said(rows) == said(queries.many(connection, each.model, **each.key)), each
