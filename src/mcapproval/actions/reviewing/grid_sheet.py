"""All re-evaluations that wait as one sheet, a row each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mcapproval.actions.reviewing.grid_rows import FITS
from mcapproval.sheets.cells import Value
from mcapproval.sheets.writing import SheetOut

TITLE = "Re-evaluations"
NOBODY = "nobody"
YES_NO = ("yes", "no")
DECISIONS = ("continue", "continue-with-actions", "change", "migrate", "pause", "not-needed")

SHOWN = ("Review", "Ours", "Micro-credential", "Due", "State")


def _fits() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Each answer on fit, and why beside it."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for name in FITS:
        heading = name.replace("_", " ").capitalize()
        found[f"/fit/{name}/answer"] = (heading, YES_NO)
        found[f"/fit/{name}/reason"] = (f"{heading}: why", ())
    return found


EDITED: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "owner": ("Owner", ()),
    "begin": ("Begin", ("yes",)),
    "/need/still_needed": ("Still needed", ("yes", "no", "unsure")),
    **_fits(),
    "/proposal/decision": ("Decision proposed", DECISIONS),
    "/proposal/reasons": ("Reasons", ()),
}
"""What may be changed, by what it is: its heading, and the words to choose from."""

READ_AT = "Read at row"
"""The heading of the journal's last row when the sheet was written."""

HEAD = (*SHOWN, *(heading for heading, _ in EDITED.values()), READ_AT)
NOTES = (
    "Change what stands from the column Owner to the column Reasons; the others only show. An "
    "empty cell changes nothing; nobody in Owner takes an owner of its own away; yes in Begin "
    "begins it.",
    f"Leave {READ_AT} as it is: it says up to which row of the journal this was read. What others "
    "changed after it is told when the sheet comes in, and not undone.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """A re-evaluation as it stands in the records: `now` has what may be changed, by what it is,
    and `version` is its case's.
    """

    ref: str
    listing: str
    title: str
    due_on: str
    state: str
    version: int
    now: Mapping[str, str]


def sheet_of(lines: Sequence[Line], row: int) -> SheetOut:
    """`row` is the last of the journal."""
    rows: list[list[Value]] = [
        [
            *(line.ref, line.listing, line.title, line.due_on, line.state),
            *(line.now.get(key) or None for key in EDITED),
            row,
        ]
        for line in lines
    ]
    before = len(SHOWN)
    choices = {before + n: words for n, (_, words) in enumerate(EDITED.values()) if words}
    return SheetOut(
        TITLE,
        HEAD,
        rows,
        notes=NOTES,
        choices=choices,
        locked=frozenset((*range(before), len(HEAD) - 1)),
    )


def with_answers(answers: Mapping[str, Any], told: Mapping[str, str]) -> dict[str, Any]:
    """Answers of a re-evaluation with some of them put in."""
    found: dict[str, Any] = {"format": "review/1", **answers}
    for path, value in told.items():
        *way, last = path.strip("/").split("/")
        inside = found
        for name in way:
            inside[name] = dict(inside.get(name) or {})
            inside = inside[name]
        inside[last] = value
    return found


def answer_at(answers: Mapping[str, Any], path: str) -> str:
    inside: Any = answers
    for name in path.strip("/").split("/"):
        inside = inside.get(name) if isinstance(inside, Mapping) else None
    return str(inside) if inside is not None else ""
