"""`rules explain`: a rule in whole sentences, with its values over time and two drafts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from textwrap import indent
from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.finding_text import unsure
from mcapproval.cli.say import as_json_option, each_wrapped, put, put_json, room, wrapped
from mcapproval.findings import SPOKEN, Finding

if TYPE_CHECKING:
    from mcapproval.actions.rulebook.other_codes import OtherCode
    from mcapproval.documents.rule_book.facts import Example, Explained, OverTime
    from mcapproval.reports.table import Table
    from mcapproval.rules.texts import Clause


@click.command(
    help="""A rule: what is asked and why, since when, its clauses and values, a draft that fails
and one that passes, and how to mend it.

\b
Examples:
  mcapproval rules explain CRED-MIN-5
  mcapproval rules explain REV-PERIOD --on 2022-06-01
  mcapproval rules explain FORM-KEY
"""
)
@click.argument("code")
@click.option("--on", "on", type=seat.DAY, metavar="DAY", help="As it stood on that day.")
@as_json_option
@seat.seat
def explain_command(code: str, on: date | None, as_json: bool) -> None:
    from mcapproval.actions.rulebook.explaining import explained
    from mcapproval.actions.rulebook.other_codes import OtherCode
    from mcapproval.actions.rulebook.plain import plain

    day = on or seat.today()
    found = explained(code, day)
    if as_json:
        put_json(plain(found, day))
    elif isinstance(found, OtherCode):
        _other(found)
    else:
        put("\n\n".join(_parts(found, day, asked=on is not None)))


def _other(found: OtherCode) -> None:
    put(f"{found.code}  {found.title}\n")
    put(wrapped(found.why, after=""))
    put()
    put(wrapped(found.mend, "What to do: ", ""))


def _parts(found: Explained, day: date, asked: bool) -> Iterator[str]:
    from mcapproval.clock import spoken

    yield f"{found.code}  {found.title}"
    if not found.in_force:
        yield f"Not in force on {spoken(day)}."
    elif asked:
        yield f"As it stands on {spoken(day)}."
    yield wrapped(found.why, after="")
    yield from (_clause(clause, day) for clause in found.clauses)
    yield from (
        _over_time(list(values)) for _, values in groupby(found.values, key=lambda v: v.file)
    )
    from mcapproval.documents.rule_book.wording import SUBJECT

    for example, outcome in ((found.fails, "fails"), (found.passes, "passes")):
        if example:
            yield _example(example, f"{SUBJECT[found.about]} that {outcome}")
    if found.mends:
        yield "How to mend it\n" + "\n".join(wrapped(mend, "  - ") for mend in found.mends)
    if found.also:
        yield "What else it finds\n" + "\n".join(map(_found, found.also))
    yield "It reads\n" + "\n".join(
        wrapped(f"{read.words}  ({read.path})", "  ") for read in found.reads
    )
    if found.waived_by:
        who = " or ".join(found.waived_by)
        said = f"A {who} may waive what must be fixed or be waived, with a reason."
        yield wrapped(said, after="")


def _clause(clause: Clause, day: date) -> str:
    from mcapproval.documents.rule_book.wording import period, who_asks
    from mcapproval.policy.model import capital

    held = "" if clause.in_force(day) else ("; no longer" if clause.since <= day else "; not yet")
    return "\n".join(
        (
            f"{clause.citation}  ({who_asks(clause)}, {SPOKEN[clause.severity]})",
            wrapped(capital(clause.asks), "  ", "  "),
            wrapped(
                f"{period(clause.since, clause.until)}{held}{unsure(clause.confidence)}",
                "  in force ",
            ),
            f"  {clause.source}",
        )
    )


def _over_time(values: list[OverTime]) -> str:
    from mcapproval.documents.rule_book.wording import legend_of_days, said
    from mcapproval.reports.table import text, wide

    rows = tuple(
        {
            "name": value.name.replace("_", " "),
            "from": dated.since.isoformat(),
            "until": dated.until.isoformat() if dated.until else "",
            "is": said(dated.value),
            "clause": dated.clause,
        }
        for value in values
        for dated in value.dated
    )
    table = text(_dated(rows, below=False), None)
    if max(map(wide, table.splitlines())) > room():
        table = text(_dated(rows, below=True), room())
    heading = wrapped(f"{values[0].title} ({values[0].unit})", after="")
    days = (day for value in values for dated in value.dated for day in (dated.since, dated.until))
    return f"{heading}\n{table.rstrip()}{each_wrapped(legend_of_days(days))}"


def _dated(rows: tuple[dict[str, str], ...], below: bool) -> Table:
    """A line for each value and period; `below` puts what it is under it, where it may be long."""
    from mcapproval.reports.table import Column, Table

    columns = (
        Column("name", "Value"),
        Column("from", "From"),
        Column("until", "Until"),
        Column("is", "is" if below else "Is", below=below),
        Column("clause", "Clause"),
    )
    return Table(columns, rows, "")


def _example(example: Example, heading: str) -> str:
    from mcapproval.clock import spoken

    day = f", on {spoken(example.day)}" if example.day else ""
    lines = [wrapped(f"{heading}{day}: {example.sentence}")]
    if example.left_out:
        lines.append(wrapped("; ".join(example.left_out), "  left out: "))
    lines += [f"  in our policy: {line}" for line in example.policy]
    if example.written:
        lines += ["", indent(example.written, "    ")]
    if example.findings:
        lines.append("")
    lines += map(_found, example.findings)
    return "\n".join(lines)


def _found(found: Finding) -> str:
    told = wrapped(found.message, f"  {SPOKEN[found.severity]}: ")
    return f"{told}\n{wrapped(found.mend, '  what to do: ')}"
