"""Keys as people are told them: organisations by their name, states and kinds in words.

JSON and CSV keep the keys: they are for programs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from mcapproval.reports.chart import Chart
from mcapproval.reports.table import Cell, Column, Table
from mcapproval.workflow.labels import label_of

Names = Mapping[str, str]
"""The names of organisations by their keys."""

ORGANISATION, OWNER, STATE, KIND = "organisation", "owner", "state", "kind"
"""What a key may name: an owner is an organisation or a role. Of organisations a cell may have
several, with ", " between them."""

SAYS: Mapping[str, Callable[[str, Names], str]] = {
    ORGANISATION: lambda key, names: ", ".join(names.get(k, k) for k in key.split(", ")),
    OWNER: lambda key, names: names.get(key, in_words(key)),
    STATE: lambda key, names: label_of(key, {}),
    KIND: lambda key, names: in_words(key),
}


SAID = {"listing-approval-and-accreditation": "listing, approval and accreditation"}
"""Keys that hyphens alone do not tell."""


KEYS = {"provider": ORGANISATION, "body": KIND, "status": STATE, "state": STATE}
"""What the options of reports that take a key name by it."""


def in_words(key: str) -> str:
    """`continue-with-actions` as it is said."""
    return SAID.get(key) or key.replace("-", " ")


def organisations(table: Table) -> set[str]:
    """The keys of organisations that people would be told."""
    keys = [c.key for c in _told(table) if c.names in (ORGANISATION, OWNER)]
    cells = (str(row.get(key) or "") for row in table.rows for key in keys)
    return {key for cell in {*cells} for key in cell.split(", ") if key}


def worded(table: Table, names: Names) -> Table:
    """The table for people: of what nothing in `names` has a name, the key stays."""
    says = {c.key: SAYS[c.names] for c in _told(table) if c.names}
    if not says:
        return table
    return replace(table, rows=tuple(_row(row, says, names) for row in table.rows))


def _told(table: Table) -> list[Column]:
    return [column for column in table.columns if column.only != "data"]


def _row(
    row: Mapping[str, Cell], says: Mapping[str, Callable[[str, Names], str]], names: Names
) -> Mapping[str, Cell]:
    said = {key: say(str(row[key]), names) for key, say in says.items() if row.get(key)}
    return {**row, **said}


def worded_chart(chart: Chart, names: Names) -> Chart:
    """Bars under the names of organisations where they stood under their keys."""
    bars = tuple((SAYS[ORGANISATION](label, names), number) for label, number in chart.bars)
    return replace(chart, bars=bars)
