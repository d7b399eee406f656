"""An empty workbook for an import: its headings, a row that shows how, and what each means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mcapproval.actions.importing.facts import DECISIONS, KINDS, MODES, RULE_SET, STATUS
from mcapproval.actions.importing.headings import STEP, Column, SheetKind, sheets
from mcapproval.sheets.cells import Value
from mcapproval.sheets.writing import SheetOut, workbook_bytes
from mcapproval.workflow.definition import load

WORDS: Mapping[str, Mapping[str, str]] = {
    "status": STATUS,
    "rule_set": RULE_SET,
    "last_review_decision": DECISIONS,
    "mode": MODES,
    "kind": KINDS,
}
STEPS = ("submitted", "academic-approval")
"""The steps that the template has columns for; there may be one for each."""

NOTES = (
    "Rows whose title begins with Example: are left out.",
    "A cell may be empty where nothing is known: it is counted as not known, and asked for later.",
    "Words such as n/a, -, tbc and ? are read as an empty cell; none is too, and of counts 0.",
    "No formulas: paste values only. Days as 2023-04-03 or 3/04/2023 (3 April 2023).",
    "Never a learner's name or number.",
)


def template() -> bytes:
    """The workbook, the same bytes every time."""
    return workbook_bytes([*map(_sheet, sheets().values()), _meaning()])


def sheet_out(kind: SheetKind, rows: Sequence[Sequence[Value]], steps: Sequence[str]) -> SheetOut:
    """A sheet of an import with our headings, and words to choose from; also for an export."""
    columns = shown(kind, steps)
    choices = {
        at: tuple(first_words(WORDS[column.name]))
        for at, column in enumerate(columns)
        if column.name in WORDS
    }
    head = tuple(column.heads[0] for column in columns)
    return SheetOut(kind.titles[0], head, rows, choices=choices)


def shown(kind: SheetKind, steps: Sequence[str]) -> list[Column]:
    """The columns of a sheet, of those for steps only some."""
    wanted = {f"{STEP}{step}" for step in steps}
    return [
        column
        for column in kind.columns
        if not column.name.startswith(STEP) or column.name in wanted
    ]


def _sheet(kind: SheetKind) -> SheetOut:
    example = [column.example or None for column in shown(kind, STEPS)]
    return sheet_out(kind, [example], STEPS)


def first_words(words: Mapping[str, str]) -> Iterator[str]:
    """For each meaning the first way to write it."""
    seen = set()
    for word, meaning in words.items():
        if meaning not in seen:
            seen.add(meaning)
            yield word


def _meaning() -> SheetOut:
    """What each column means, and which may stay empty; it is no sheet that is read."""
    rows: list[tuple[Value, ...]] = []
    for kind in sheets().values():
        rows.append((kind.titles[0], "", kind.says, ""))
        for column in shown(kind, ()):
            may = "no" if column.needed else "yes"
            others = ", ".join(column.heads[1:])
            rows.append((kind.titles[0], column.heads[0], column.says, may, others))
    labels = ", ".join(state.label for state in load("nzqa-application").states.values())
    rows.append(("Applications", "a step", f"The day on which it was entered: {labels}", "yes", ""))
    head = ("Sheet", "Column", "What it says", "May be empty", "Also read as")
    return SheetOut("What it means", head, rows, widths=(20, 26, 60, 14, 60), notes=NOTES)
