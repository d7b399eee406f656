"""Every table of a report on a terminal of 80 columns: days, numbers and references are whole."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

import pytest

from mcapproval import reports
from mcapproval.reports.table import Cell, Column, Table, text, wide

LONG = "He whakaputanga hou mō te tiaki i ngā wai o Te Waipounamu: ngā tikanga me ngā pūkenga"


def laid_out() -> Iterator[tuple[str, tuple[Column, ...]]]:
    for module in iter_modules(reports.__path__):
        for name, value in vars(import_module(f"mcapproval.reports.{module.name}")).items():
            if isinstance(value, tuple) and value and all(isinstance(c, Column) for c in value):
                yield f"{module.name}.{name}", value


TABLES = dict(laid_out())


@pytest.mark.parametrize("name", TABLES)
def test_at_80_columns_nothing_is_cut_that_says_nothing_then(name: str) -> None:
    columns = [c for c in TABLES[name] if c.only != "data"]
    row: dict[str, Cell] = {c.key: LONG for c in columns}
    row |= {c.key: "REV-2027-0016" for c in columns if c.whole}
    row |= {c.key: "2027-09-01" for c in columns if c.day}
    row |= {c.key: 12_345 for c in columns if c.right}
    shown = text(Table(TABLES[name], (row,), ""), 80)
    assert max(map(wide, shown.splitlines())) <= 80
    whole = [str(row[c.key]) for c in columns if not c.may_be_cut]
    assert [shown.count(said) for said in whole] == [whole.count(said) for said in whole]
