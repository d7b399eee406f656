"""The codes of reasons against an import, and against taking one back."""

from __future__ import annotations

IMPORTS: tuple[tuple[str, str, str], ...] = (
    ("IMPORT-CELL", "A cell of a spreadsheet can't be taken as it is", "mend the cell it names"),
    (
        "IMPORT-HEADING",
        "A column or a sheet is not known, or is missing",
        "use one of our headings (mcapproval import template --into FILE), or name yours in a map "
        "(--map)",
    ),
    (
        "IMPORT-COHORT",
        "A cohort can't have been so: its counts, its days, or words that tell of a person",
        "mend its row",
    ),
    (
        "IMPORT-LEARNER",
        "A cell has what looks like a learner's or telephone number, or an e-mail address",
        "take it out: of learners only counts are kept",
    ),
    ("IMPORT-FILE", "A document can't be taken in", "mend it, or take it out of the folder"),
    ("IMPORT-UNDONE", "The import was taken back already", "import the file again"),
    (
        "IMPORT-TOUCHED",
        "Somebody worked with what an import made",
        "let it stand, and mend what is wrong case by case",
    ),
)
