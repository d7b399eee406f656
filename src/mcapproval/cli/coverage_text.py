"""The table of criteria and evidence, as people read it and as programs do."""

from __future__ import annotations

from typing import Any

from mcapproval.documents.answers import words
from mcapproval.reports.table import Column, Table
from mcapproval.rules.coverage import Coverage, Item
from mcapproval.rules.texts import CRITERIA


def _rows(found: Coverage) -> list[tuple[str, str, str, tuple[Item, ...]]]:
    """Sort, key, title and items of each row: criteria, then outcomes where any is named."""
    of_criteria = [("criterion", key, CRITERIA[key], found.serving(key)) for key in found.criteria]
    return of_criteria + [("outcome", key, "", found.speaking(key)) for _, key in found.outcomes]


def matrix(found: Coverage) -> Table:
    """For people the items in words, for programs a column for each item."""
    from mcapproval.documents.word_form.naming import titled

    rows = tuple(
        {
            "row": sort,
            "key": key,
            "called": words(key),
            "title": title,
            "served_by": ", ".join(words(item.id) for item in items) or "nothing yet",
            "gap": "no" if items else "yes",
            **{f"item:{item.id}": "yes" if item in items else "" for item in found.items},
        }
        for sort, key, title, items in _rows(found)
    )
    columns = (
        Column("row", "", only="data"),
        Column("key", "", only="data"),
        Column("called", "Criterion or outcome", only="text"),
        Column("title", "", only="data"),
        Column("served_by", "Evidence", only="text"),
        Column("gap", "", only="data"),
        *(Column(f"item:{item.id}", "", only="data") for item in found.items),
    )
    gaps = sum(1 for row in rows if row["gap"] == "yes")
    note = (
        "Each has evidence."
        if not gaps
        else f'{gaps} without. Write its name under "{titled("need.evidence.criteria")}" or '
        f'"{titled("need.evidence.outcomes")}" of an item.'
    )
    return Table(columns, rows, "The draft does not say what kind of application it is.", note)


def as_json(found: Coverage) -> dict[str, Any]:
    return {
        "rows": [
            {
                "row": sort,
                "key": key,
                "title": title,
                "served_by": [item.id for item in items],
                "gap": not items,
            }
            for sort, key, title, items in _rows(found)
        ],
        "items": [
            {
                "id": item.id,
                "path": item.path,
                "what": item.what,
                "serves": list(item.serves),
                "outcomes": list(item.outcomes),
            }
            for item in found.items
        ],
    }
