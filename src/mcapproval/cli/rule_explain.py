"""`rules explain`: a rule in whole sentences, with its values over time and two drafts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from textwrap import fill, indent
from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.finding_text import unsure
from mcapproval.cli.say import as_json_option, put, put_json
from mcapproval.findings import SPOKEN, Finding

if TYPE_CHECKING:
    from mcapproval.actions.rulebook.other_codes import OtherCode
    from mcapproval.documents.rule_book.facts import Example, Explained, OverTime
    from mcapproval.reports.table import Table
    from mcapproval.rules.texts import Clause

WIDTH = 100


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
    put(fill(found.why, WIDTH))
    put()
    put(fill(f"What to do: {found.mend}", WIDTH, break_on_hyphens=False))


def _parts(found: Explained, day: date, asked: bool) -> Iterator[str]:
    from mcapproval.clock import spoken

    yield f"{found.code}  {found.title}"
    if not found.in_force:
        yield f"Not in force on {spoken(day)}."
    elif asked:
        yield f"As it stands on {spoken(day)}."
    yield fill(found.why, WIDTH)
    yield from (_clause(clause, day) for clause in found.clauses)
    yield from (
        _over_time(list(values)) for _, values in groupby(found.values, key=lambda v: v.file)
    )
    from mcapproval.documents.rule_book.wording import SUBJECT

    for example, outcome in ((found.fails, "fails"), (found.passes, "passes")):
        if example:
            yield _example(example, f"{SUBJECT[found.about]} that {outcome}")
    if found.mends:
        yield "How to mend it\n" + "\n".join(_item(mend) for mend in found.mends)
    if found.also:
        yield "What else it finds\n" + "\n".join(map(_found, found.also))
    yield "It reads\n" + "\n".join(
        _hanging("  ", f"{read.words}  ({read.path})") for read in found.reads
    )
    if found.waived_by:
        who = " or ".join(found.waived_by)
        yield fill(f"A {who} may waive what must be fixed or be waived, with a reason.", WIDTH)


def _clause(clause: Clause, day: date) -> str:
    from mcapproval.documents.rule_book.wording import period, sentence, who_asks

    asks = fill(sentence(clause.asks), WIDTH, initial_indent="  ", subsequent_indent="  ")
    held = "" if clause.in_force(day) else ("; no longer" if clause.since <= day else "; not yet")
    return "\n".join(
        (
            f"{clause.citation}  ({who_asks(clause)}, {SPOKEN[clause.severity]})",
            asks,
            _hanging(
                "  in force ",
                f"{period(clause.since, clause.until)}{held}{unsure(clause.confidence)}",
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
    if max(map(wide, table.splitlines())) > WIDTH:
        table = text(_dated(rows, below=True), WIDTH)
    heading = fill(f"{values[0].title} ({values[0].unit})", WIDTH)
    days = (day for value in values for dated in value.dated for day in (dated.since, dated.until))
    return f"{heading}\n{table.rstrip()}{legend_of_days(days)}"


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
    lines = [_hanging("", f"{heading}{day}: {example.sentence}")]
    if example.left_out:
        lines.append(_hanging("  left out: ", "; ".join(example.left_out)))
    lines += [f"  in our policy: {line}" for line in example.policy]
    if example.written:
        lines += ["", indent(example.written, "    ")]
    if example.findings:
        lines.append("")
    lines += map(_found, example.findings)
    return "\n".join(lines)


def _found(found: Finding) -> str:
    told = _hanging(f"  {SPOKEN[found.severity]}: ", found.message)
    return f"{told}\n{_hanging('  what to do: ', found.mend)}"


def _item(text: str) -> str:
    return _hanging("  - ", text)


def _hanging(label: str, text: str) -> str:
    return fill(
        label + text,
        WIDTH,
        subsequent_indent="    ",
        break_on_hyphens=False,
        break_long_words=False,
    )
