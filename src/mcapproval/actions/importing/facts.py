"""What the rows of an import say, read cell by cell: a cell that can't be taken is a fault."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from mcapproval.actions.importing.faults import Row
from mcapproval.actions.importing.lines import line, number
from mcapproval.sheets import values
from mcapproval.sheets.cells import Cell

CREDIT = ("cr", "crs", "credit", "credits", "whiwhinga")
YEAR = ("year", "years", "yr", "yrs", "y")

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
COUNTS = (
    *("enrolled", "withdrawn", "still_active", "completed"),
    *("completed_after_resubmission", "moderated", "reported"),
)
COHORT_DAYS = ("starts", "ends", "last_enrolled_on", "completed_on", "reported_on")
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
    past = _past(row, today)
    approved_on = past("approved_on")
    listed = {
        "title": row.read("title", line) or "",
        "title_te_reo": row.read("title_te_reo", line),
        "level": row.read("level", values.level),
        "credits": row.read("credits", lambda cell: values.whole(cell, CREDIT)),
        "nzsced": _digits(row, "nzsced", 6),
        "number": row.read("number", number),
        "number_version": row.read("version", lambda cell: values.whole(_unsigned(cell))),
        "reporting_code": _digits(row, "reporting_code", 4),
        "approved_on": approved_on,
        "review_years": row.read("review_period", lambda cell: values.whole(cell, YEAR)),
        "nzqa_review_on": _day(row, "nzqa_review_on"),
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
        _day(row, "teach_out"),
        row.read("owner", line),
        row.read("unit", line),
        row.read("applicant", line),
        row.read("partner", values.names) or (),
        row.read("providers", values.names) or (),
        row.read("sites", values.names) or (),
        row.read("embedded_in", values.names) or (),
        _dollars(row),
        past("last_review_on"),
        row.read("last_review_decision", lambda cell: values.choice(cell, DECISIONS)),
    )


@dataclass(frozen=True, slots=True)
class Cohort:
    """A row of cohorts: `facts` as a delivery has them."""

    row: Row
    of: str | None
    title: str | None
    provider: str | None
    client: str | None
    facts: Mapping[str, object]


def cohort(row: Row) -> Cohort:
    facts: dict[str, object] = {
        "cohort": row.read("cohort", line) or "",
        "site": row.read("site", line),
        "mode": row.read("mode", lambda cell: values.choice(cell, MODES)),
    }
    facts |= {name: _day(row, name) for name in COHORT_DAYS}
    facts |= {name: _count(row, name) for name in COUNTS}
    fee = row.read("fee", values.money)
    if fee is not None:
        facts["fees"] = [{"for": "learner", "cents": fee, "gst": "included"}]
    return Cohort(
        row,
        row.read("of", number),
        row.read("title", line),
        row.read("provider", line),
        row.read("client", line),
        {name: value for name, value in facts.items() if value is not None},
    )


@dataclass(frozen=True, slots=True)
class Action:
    """An open action of a micro-credential."""

    row: Row
    of: str | None
    title: str | None
    says: str
    owner: str | None
    due: str | None


def action(row: Row) -> Action:
    return Action(
        row,
        row.read("of", number),
        row.read("title", line),
        row.read("action", values.text) or "",
        row.read("owner", line),
        _day(row, "due"),
    )


def _past(row: Row, today: date) -> Callable[[str], str | None]:
    def past(column: str) -> str | None:
        day = row.read(column, values.day)
        if day and day > today:
            said = f"{day.isoformat()} has not come yet"
            row.wrong(column, said, "write the day on which it happened, or leave it empty")
            return None
        return day.isoformat() if day else None

    return past


def _day(row: Row, column: str) -> str | None:
    day = row.read(column, values.day)
    return day.isoformat() if day else None


def _count(row: Row, column: str) -> int | None:
    """Not known is an answer, and is kept as an empty cell is: not as zero."""
    found = row.read(column, lambda cell: values.whole(cell, unknown=True))
    return found if isinstance(found, int) else None


def _dollars(row: Row) -> int | None:
    """A fee in cents; a draft keeps whole dollars, and none of it is dropped in silence."""
    cents = row.read("fee", values.money)
    if cents is not None and cents % 100:
        row.wrong("fee", "it has cents, and is kept in whole dollars", "write whole dollars")
    return cents


def _digits(row: Row, column: str, many: int) -> str | None:
    """A code of digits, with the noughts in front that a spreadsheet takes away."""
    said = row.read(column, values.text)
    if said is None:
        return None
    code = said.replace(" ", "")
    if code.isdecimal() and len(code) <= many and code.isascii():
        return code.zfill(many)
    row.wrong(column, f"`{said[:40]}` is no code of {many} digits", f"write its {many} digits")
    return None


def _unsigned(cell: Cell) -> Cell:
    """A version with or without its v: `v2`."""
    if isinstance(cell.value, str):
        return Cell(cell.address, cell.value.strip().lstrip("vV"), cell.formula)
    return cell
