"""What the rows of an import say, read cell by cell: a cell that can't be taken is a fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mcapproval.actions.importing.faults import Row
from mcapproval.actions.importing.lines import line, nzqa_number, version_in
from mcapproval.actions.importing.numbers import Cells, credit, version, years
from mcapproval.sheets import values

SHEET = "micro-credentials"
NZSCED, REPORTING = 6, 4
"""Digits of the two codes. A spreadsheet takes one nought away from the first, of a broad field."""

STATUS = {
    "current": "current",
    "listed": "current",
    "active": "current",
    "expiring": "expiring",
    "discontinued": "discontinued",
    "expired": "discontinued",
}
RULE_SET = {
    **dict.fromkeys(("legacy", "pre-2023", "before 2023", "2018"), "legacy"),
    **dict.fromkeys(("2022", "present", "current", "since 2023", "2022 rules"), "2022"),
}
DECISIONS = {
    "continue": "continue",
    "continued": "continue",
    "continue with actions": "continue-with-actions",
    "change": "change",
    "bring under the present rules": "migrate",
    "migrate": "migrate",
    "pause": "pause",
    "paused": "pause",
    "not needed": "not-needed",
    "no longer needed": "not-needed",
}
KINDS = {
    "listing and approval": "listing-and-approval",
    "listing, approval and accreditation": "listing-approval-and-accreditation",
    "accreditation": "accreditation",
    "change": "change",
}
MODES = {
    "online": "online",
    "face-to-face": "face-to-face",
    "in person": "face-to-face",
    "blended": "blended",
    "mixed": "blended",
    "work-based": "work-based",
    "distance": "distance",
}
LISTED = (
    *("title", "title_te_reo", "level", "credits", "nzsced", "number", "number_version"),
    *("reporting_code", "approved_on", "review_years", "nzqa_review_on"),
)
"""Facts of a micro-credential that its listing keeps."""

COLUMN = {"number_version": "version", "review_years": "review_period"}
"""The columns of those that are called otherwise."""


@dataclass(frozen=True, slots=True)
class Credential:
    """A row of micro-credentials. Days are as the journal has them; None is not known."""

    row: Row
    title: str
    ours: str | None
    listed: Mapping[str, str | int | None]
    status: str
    rule_set: str | None
    listed_on: str | None
    accredited_on: str | None
    teach_out: str | None
    owner: str | None
    unit: str | None
    applicant: str | None
    partners: tuple[str, ...]
    providers: tuple[str, ...]
    sites: tuple[str, ...]
    embedded_in: tuple[str, ...]
    fee_cents: int | None
    last_review_on: str | None
    last_review_decision: str | None
    open_actions: tuple[str, ...]

    @property
    def number(self) -> str | None:
        number = self.listed["number"]
        return str(number) if number is not None else None

    @property
    def approved_on(self) -> str | None:
        approved = self.listed["approved_on"]
        return str(approved) if approved is not None else None


def credential(row: Row, today: date) -> Credential:
    """Days that have happened can't be still to come; NZQA's next review may be."""
    cells = Cells(row, SHEET, today)
    past = cells.past
    listed = {
        "title": row.read("title", line) or "",
        "title_te_reo": row.read("title_te_reo", line),
        "level": cells.number("level", values.level),
        "credits": cells.number("credits", credit),
        "nzsced": cells.code("nzsced", NZSCED, NZSCED - 1, named=True),
        "number": row.read("number", nzqa_number),
        "number_version": _version(cells),
        "reporting_code": cells.code("reporting_code", REPORTING),
        "approved_on": past("approved_on"),
        "review_years": cells.number("review_period", years),
        "nzqa_review_on": cells.day("nzqa_review_on"),
    }
    return Credential(
        row,
        str(listed["title"]),
        row.read("ours", line),
        listed,
        row.read("status", lambda cell: values.choice(cell, STATUS)) or "current",
        row.read("rule_set", lambda cell: values.choice(cell, RULE_SET)),
        past("listed_on"),
        past("accredited_on"),
        cells.day("teach_out"),
        row.read("owner", line),
        row.read("unit", line),
        row.read("applicant", line),
        row.read("partner", values.names) or (),
        row.read("providers", values.names) or (),
        row.read("sites", values.names) or (),
        row.read("embedded_in", values.names) or (),
        cells.dollars("fee"),
        past("last_review_on"),
        row.read("last_review_decision", lambda cell: values.choice(cell, DECISIONS)),
        row.read("open_actions", values.names) or (),
    )


def _version(cells: Cells) -> int | None:
    """Of its own column, else as it stands with the number; a fault where they differ."""
    own = cells.number("version", version)
    with_number = version_in(cells.row.cell("number"))
    if own is not None and with_number is not None and own != with_number:
        said = f"it says version {own}, and with the number stands version {with_number}"
        cells.row.wrong("version", said, "mend one of the two")
    return with_number if own is None else own
