"""What is read and what is kept is said twice, in `store/rows` and `store/tables`: alike."""

from __future__ import annotations

import subprocess
import sys
from typing import NamedTuple

import pytest
from sqlalchemy import Integer

from mcapproval.store.clauses import KINDS, table
from mcapproval.store.rows.places import PLACES
from mcapproval.store.tables.all import TABLES


def test_each_table_keeps_one_kind_of_row() -> None:
    assert sorted(place.table for place in PLACES.values()) == sorted(TABLES)


@pytest.mark.parametrize("model", PLACES, ids=lambda model: PLACES[model].table)
def test_a_row_has_the_columns_of_its_table_in_their_order(model: type[NamedTuple]) -> None:
    kept = TABLES[PLACES[model].table]
    assert model._fields == tuple(kept.columns.keys())
    assert PLACES[model].key == tuple(column.name for column in kept.primary_key.columns)
    for column in kept.columns:
        said = model.__annotations__[column.name]
        kind = getattr(column.type, "impl_instance", column.type)  # sqlmodel wraps texts
        assert isinstance(kind, KINDS[said]), column
        assert column.nullable == (said in (str | None, int | None)), column


def test_a_statement_knows_a_number_from_a_text() -> None:
    columns = table(next(model for model in PLACES if PLACES[model].table == "application")).c
    assert isinstance(columns.number.type, Integer)
    assert not isinstance(columns.title.type, Integer)


def test_reading_loads_no_table() -> None:
    """They take longer to load than most commands take to answer."""
    asked = "import sys, mcapproval.actions.desk; print('sqlmodel' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout == "False\n"
