"""`rules workload`: the hours of a draft by outcome and kind, and whether they hold together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mcapproval.cli import seat
from mcapproval.cli.check import REFERENCE
from mcapproval.cli.say import as_json_option, one_line, put, put_json, put_table, wrapped

if TYPE_CHECKING:
    from mcapproval.actions.drafts.workload import Studied
    from mcapproval.reports.table import Cell, Table
    from mcapproval.rules.workload import Row
    from mcapproval.rules.workload_study import Pair, Study

HEADINGS = {
    "guided": "Guided",
    "independent": "Independent",
    "practice": "Practice",
    "work_based": "At work",
    "assessment": "Assessment",
    "feedback": "Feedback",
}

UNKNOWN = "?"
CREDITS = "/credits"

NO_STUDY = (
    "No workload study is written. Count what learners do for each outcome and write it under "
    "workload:\n"
    "  - {outcome: LO1, guided: 4, independent: 6, practice: 3, work_based: 12, assessment: 4,\n"
    "     feedback: 1, basis: how the hours were found}"
)
NO_STUDY_IN_FORM = (
    "No workload study is written. Count what learners do for each outcome, and fill in a row for "
    'each under "Workload study": its hours by kind, and how they were found.'
)


@click.command(
    name="workload",
    help="""The hours by outcome and kind, and whether they explain the credits.

\b
Examples:
  mcapproval rules workload my-draft.yaml
  mcapproval rules workload APP-2026-0001 --json
""",
)
@click.argument("what", type=seat.NAME_OR_REF, metavar="FILE|REF")
@click.option("--on", "on", type=seat.DAY, metavar="DAY", help="The law of that day.")
@click.option("--policy", "policy", type=seat.PLACE, metavar="FILE", help="Our policy.")
@as_json_option
@seat.seat
def workload_command(what: str, on: date | None, policy: Path | None, as_json: bool) -> None:
    if REFERENCE.fullmatch(what):
        from mcapproval.actions.drafts.workload_cases import study_case

        found = study_case(seat.desk(), what, on)
    else:
        from mcapproval.actions.drafts.workload import study_file

        today = seat.today()
        found = study_file(Path(what), on or today, policy, today)
    if as_json:
        put_json(_plain(found))
    else:
        _show(found)


def _show(found: Studied) -> None:
    from mcapproval.cli.finding_text import place

    study = found.study
    put(f"{study.title or found.of}: {_claim(found)}\n")
    if study.rows:
        put_table(_matrix(study), as_json=False, as_csv=False)
    else:
        put(wrapped(NO_STUDY_IN_FORM, after="") if found.by_labels else NO_STUDY)
    if study.comparisons:
        put()
        put_table(_compared(found), as_json=False, as_csv=False)
    if study.not_compared:
        put("\n" + wrapped(_not_compared(found), after=""))
    if study.left_out:
        put("\n" + wrapped(_left_out(found), after=""))
    for finding in found.findings:
        put("\n" + wrapped(one_line(finding.message), f"{finding.code}: "))
        where = f", {one_line(finding.place)}" if finding.place else ""
        put(f" --> {place(found.of, finding.line, finding.column)}{where}")
        put(wrapped(one_line(finding.mend), "what to do: "))
    if not found.findings:
        put("\n" + wrapped(_nothing(study), after=""))


def _named(found: Studied, name: str) -> str:
    """What is compared: by its key, which a form does not have."""
    return name.replace("_", " ") if found.by_labels else name


def _not_compared(found: Studied) -> str:
    names = ", ".join(_named(found, name) for name in found.study.not_compared)
    return f"Not compared, since what is needed is not there or can't be used: {names}."


def _left_out(found: Studied) -> str:
    kinds = found.study.left_out.items()
    listed = ", ".join(f"{_named(found, kind)} {number}" for kind, number in kinds)
    hours = _named(found, "learning_hours")
    return f"Left out of every sum, since one can't be used: {hours} ({listed})."


def _nothing(study: Study) -> str:
    if any(line.unless for line in study.comparisons):
        return (
            "Nothing disagrees if learning at work is inside the weekly hours: say so in the "
            "statement under delivery. If it comes beside them, the plan is larger than the "
            "credits."
        )
    if any(not line.agrees for line in study.comparisons):
        return "What differs stands in the table."
    return "Nothing disagrees." if study.comparisons else "There is nothing to compare yet."


def _claim(found: Studied) -> str:
    study = found.study
    if study.needed is None:
        given = "no credits are given" if study.credits is None else f"{study.credits} credits"
        if any(one.path == CREDITS and one.asked_by == "form" for one in found.findings):
            given = "the credits can't be read as a number"
        return f"{given}, nothing to hold the hours against"
    stands = "credit stands" if study.credits == 1 else "credits stand"
    return f"{study.credits} {stands} for {study.needed} hours"


def _matrix(study: Study) -> Table:
    from mcapproval.reports.table import Column, Table

    columns = (
        Column("outcome", "Outcome"),
        *(Column(kind, heading, right=True) for kind, heading in HEADINGS.items()),
        Column("total", "Hours", right=True),
        Column("basis", "found by", below=True),
    )
    sums: dict[str, Cell] = {"outcome": "All", **study.sums, "total": study.total}
    return Table(columns, tuple(map(_shown, (*map(_row, study.rows), sums))), "")


def _row(row: Row) -> dict[str, Cell]:
    """Hours that are not known are None: of a kind that can't be used, and so of the row."""
    hours: dict[str, Cell] = {k: None if k in row.lacks else n for k, n in row.hours.items()}
    total = row.total if row.whole else None
    return {"outcome": row.outcome, **hours, "total": total, "basis": row.basis}


def _shown(cells: dict[str, Cell]) -> dict[str, Cell]:
    return {key: UNKNOWN if cell is None else cell for key, cell in cells.items()}


def _compared(found: Studied) -> Table:
    from mcapproval.reports.table import Column, Table

    columns = (
        Column("what", "Compared"),
        Column("one", "One"),
        Column("one_hours", "Hours", right=True),
        Column("other", "Other"),
        Column("other_hours", "Hours", right=True),
        Column("agree", ""),
        Column("unless", "unless", below=True),
    )
    return Table(columns, tuple(_lines(found)), "")


def _lines(found: Studied) -> Iterator[Mapping[str, Cell]]:
    for line in found.study.comparisons:
        yield {
            "what": line.what,
            "one": _named(found, line.one),
            "one_hours": line.one_hours,
            "other": _named(found, line.other),
            "other_hours": line.other_hours,
            "agree": _verdict(line),
            "unless": line.unless,
        }


def _verdict(line: Pair) -> str:
    """Two counts agree when they are equal; a plan is near enough within the policy's tolerance."""
    if line.unless:
        return "over"
    if line.agrees:
        return "agree" if line.one_hours == line.other_hours else "near enough"
    return "differ"


def _plain(found: Studied) -> dict[str, Any]:
    study = found.study
    return {
        "of": found.of,
        "title": study.title,
        "on": found.on.isoformat(),
        "credits": study.credits if isinstance(study.credits, int | None) else float(study.credits),
        "hours_needed": study.needed,
        "rows": [_row(row) for row in study.rows],
        "sums": {**study.sums, "total": study.total},
        "not_compared": list(study.not_compared),
        "left_out": dict(study.left_out),
        "outcomes": [{"outcome": one.id, "hours": one.hours} for one in study.outcomes],
        "comparisons": [
            {
                "what": line.what,
                "one": line.one,
                "one_hours": line.one_hours,
                "other": line.other,
                "other_hours": line.other_hours,
                "agrees": line.agrees,
                "verdict": _verdict(line),
                "unless": line.unless or None,
            }
            for line in study.comparisons
        ],
        "findings": [finding.as_json() for finding in found.findings],
    }
