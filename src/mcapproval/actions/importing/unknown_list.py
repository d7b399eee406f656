"""What we do not know yet, column by column of an export, and of which: for a team to work down."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from mcapproval.actions.deliveries.standing import reported
from mcapproval.actions.desk import Desk
from mcapproval.actions.importing.export_rows import Row, credentials, named
from mcapproval.actions.importing.export_under_way import cohorts
from mcapproval.actions.importing.filling import as_they_came
from mcapproval.actions.importing.headings import sheets
from mcapproval.actions.importing.unknown import EXPIRING, ended_lately
from mcapproval.actions.reporting.slices import counted_off, not_there
from mcapproval.clock import add_months
from mcapproval.reports import places
from mcapproval.reports.paging import Page, Slice
from mcapproval.reports.table import Cell
from mcapproval.reports.unknown import Missing, NotKnown, each_one
from mcapproval.store import queries
from mcapproval.store.rows.folded import Delivery
from mcapproval.workflow.vocabulary import LISTING_ENDS

LISTED, HELD = "micro-credentials", "cohorts"
NO_GAP = (
    *("ours", "title", "status", "rule_set", "last_review_decision"),
    *("accredited_on", "open_actions", "of", "cohort", "client", "last_enrolled_on"),
)
"""Columns that are never empty, follow from others, or say nothing where they are."""

MAY_BE_NONE = (
    *("title_te_reo", "partner", "embedded_in", "unit", "site", "reported"),
    *("completed_after_resubmission", "moderated"),
)
"""Columns that may be empty because there is none: it can't be told from not being known."""

BROUGHT = (
    *("number", "version", "reporting_code", "level", "credits", "nzsced", "approved_on"),
    *("review_period", "nzqa_review_on", "owner", "title_te_reo"),
)
"""Columns that an import fills where they are empty."""

WITH_IT = ("sites", "partner", "embedded_in", "fee", "providers")
"""Columns that it fills too where the application is as imports brought it."""

REPORTED = "reported_on"
"""Asked for where completions of the last year are not known to be reported."""

ONCE = "only with the import that enters it"
"""Of the day of NZQA's listing, which an application for a change does not give again, and of the
part of the provider, in which its case stands: neither a later import nor `import correct` takes
them."""

HOW = {
    "listed_on": ONCE,
    "unit": ONCE,
    "providers": "an application for accreditation",
    "last_review_on": "the next re-evaluation answers it",
    "owner": "mcapproval review assign",
    "teach_out": "mcapproval move MC-... extend-teach-out",
    "cohorts": "mcapproval delivery add",
}
FILL = "mcapproval export, fill it in, mcapproval import"
CHANGE = "mcapproval delivery update"
NO_WAY = "the next version of its application"
YEAR = 12


def unknown(desk: Desk) -> list[NotKnown]:
    """Over all micro-credentials that are not at their end: columns of which something is missing,
    in the order of the sheets.
    """
    with desk.reading() as connection:
        names = named(connection)
        listed = [
            row for row in credentials(connection, names) if row["status"] not in LISTING_ENDS
        ]
        of = {str(row["ours"]): row for row in listed}
        came = as_they_came(connection)
        held = [row for row in cohorts(connection, names) if row["listing"] in of]
        rows = queries.many(connection, Delivery, cancelled=False)
        said = {row.ref: reported(row) for row in ended_lately(rows, desk.today)}
        lately = [{**row, REPORTED: said[str(row["ref"])]} for row in held if row["ref"] in said]
    found = [
        _column(LISTED, column, _asked(listed, column, desk.today), came)
        for column in asked_for(LISTED)
    ]
    ran = {row["listing"] for row in held}
    none = tuple(_missing(row) for row in listed if row["ours"] not in ran)
    found.append(any_cohort(len(none), len(listed), none))
    for column in asked_for(HELD):
        found.append(_column(HELD, column, lately if column == REPORTED else held))
    return [each for each in found if each.missing]


def asked_for(sheet: str) -> list[str]:
    return [
        column.name
        for column in sheets()[sheet].columns
        if column.name not in NO_GAP and not (sheet == HELD and column.name == "title")
    ]


def gaps(found: Sequence[NotKnown], asked: Slice) -> Page[Gap]:
    """A line for each of which something is not known, a page at a time: what is filled in
    meanwhile takes no other from the next page. Unknown for a column that there is not."""
    rows = each_one(found)
    ref, values = places.read(asked.after or "0", BY)
    if values is None:
        return counted_off(rows, asked, told=_place)
    held = ((HELD, name) for name in ("cohort", *asked_for(HELD)))
    order: list[object] = [*((LISTED, name) for name in asked_for(LISTED)), *held]
    if values not in order:
        raise not_there(str(asked.after))
    begins = order.index(values), ref
    passed = ((order.index((r["sheet"], r["column"])), str(r["ref"])) <= begins for r in rows)
    return counted_off(rows, asked, sum(passed), _place)


Gap = Mapping[str, Cell]
BY = {"the sheet": places.word, "the column": places.word}
"""What the lines are in the order of, before the reference."""


def _place(row: Gap) -> str:
    return places.written(str(row["ref"]), str(row["sheet"]), str(row["column"]))


def _asked(rows: Iterable[Row], column: str, today: date) -> list[Row]:
    """Those of which it is asked: a first re-evaluation is due after a year, and only one that is
    expiring has a last day for learners.
    """
    if column == "teach_out":
        return [row for row in rows if row["status"] == EXPIRING]
    if column != "last_review_on":
        return list(rows)
    return [
        row
        for row in rows
        if not isinstance(row["approved_on"], date) or add_months(row["approved_on"], YEAR) <= today
    ]


def _column(sheet: str, column: str, rows: Sequence[Row], came: Collection[str] = ()) -> NotKnown:
    missing = tuple(_missing(row) for row in rows if row.get(column) is None)
    brought = {each.ref in came for each in missing}
    return not_known(sheet, column, len(missing), len(rows), brought, missing)


def not_known(
    sheet: str,
    column: str,
    count: int,
    of: int,
    came: Collection[bool],
    missing: tuple[Missing, ...] = (),
) -> NotKnown:
    """A column of which some are not known; `came` has whether imports brought those, or not."""
    label = next(each.heads[0] for each in sheets()[sheet].columns if each.name == column)
    how = CHANGE if sheet == HELD else HOW.get(column, FILL if column in BROUGHT else NO_WAY)
    if sheet == LISTED and column in WITH_IT:
        how = _filled_or(how, came)
    return NotKnown(sheet, column, label, missing, of, column in MAY_BE_NONE, how, count)


def any_cohort(count: int, of: int, missing: tuple[Missing, ...] = ()) -> NotKnown:
    """Micro-credentials that never ran."""
    return NotKnown(HELD, "cohort", "Any cohort", missing, of, True, HOW["cohorts"], count)


def _filled_or(how: str, came: Collection[bool]) -> str:
    """How what is missing gets known: by another import where it came so, and nobody applied for a
    change of it since.
    """
    if True not in came:
        return how
    return FILL if False not in came else f"{FILL}; else {how}"


def _missing(row: Row) -> Missing:
    cohort = f": {row['cohort']}" if "cohort" in row else ""
    return Missing(str(row.get("ref") or row["ours"]), f"{row['title']}{cohort}")
