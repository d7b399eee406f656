"""`rules`: the rule book on a day, and any rule explained."""

from __future__ import annotations

from datetime import date
from textwrap import fill
from typing import Any

import click

from mcapproval.cli import seat
from mcapproval.cli.again import whole
from mcapproval.cli.finding_text import unsure
from mcapproval.cli.say import as_json_option, counted, formats, put, put_json, put_table
from mcapproval.findings import SPOKEN

WIDTH = 100
WHO = {"rule": "NZQA rule", "policy": "our policy"}


@seat.seat
@click.group(
    name="rules",
    help="""The rule book, and any rule explained.

\b
Examples:
  mcapproval rules list --on 2020-07-15
  mcapproval rules explain CRED-MIN-5
""",
)
def rules_command() -> None:
    pass


@rules_command.command(
    name="list",
    help="""The rules in force on a day, with the clause that each one checks.

\b
Examples:
  mcapproval rules list
  mcapproval rules list --on 2020-07-15 --csv
""",
)
@click.option("--on", "on", type=seat.DAY, metavar="DAY", help="The law of that day.")
@formats
@seat.seat
def rules_list(on: date | None, as_json: bool, as_csv: bool) -> None:
    from mcapproval.clock import spoken
    from mcapproval.reports.table import Column, Table
    from mcapproval.rules.book import RULES
    from mcapproval.rules.law import Law
    from mcapproval.rules.texts import checking

    day = Law(on or seat.today()).day
    rows = []
    for rule in RULES:
        for clause in checking(rule.code, day)[:1]:
            rows.append(
                {
                    "code": rule.code,
                    "severity": clause.severity.value,
                    "spoken": SPOKEN[clause.severity],
                    "who": WHO[clause.asked_by],
                    "asked_by": clause.asked_by,
                    "title": rule.title,
                    "clause": clause.id,
                    "in_force_from": clause.since.isoformat(),
                }
            )
    columns = (
        Column("code", "Code"),
        Column("severity", "Severity", only="data"),
        Column("spoken", "Weight", only="text"),
        Column("asked_by", "Asked by", only="data"),
        Column("who", "Asked by", only="text"),
        Column("title", "Rule"),
        Column("clause", "Clause"),
        Column("in_force_from", "From"),
    )
    explain = whole(("rules", "explain", "CODE"), seat.given())
    note = f"{counted(len(rows), 'rule')} on {spoken(day)}. Explain one: {explain}"
    put_table(Table(columns, tuple(rows), "No rule is in force.", note), as_json, as_csv)


@rules_command.command(
    name="explain",
    help="""What a rule asks, by which clauses, from when till when, and what it reads.

\b
Example:
  mcapproval rules explain CRED-MIN-5
""",
)
@click.argument("code")
@as_json_option
@seat.seat
def rules_explain(code: str, as_json: bool) -> None:
    from mcapproval.actions.rulebook import explained

    found = explained(code)
    if as_json:
        put_json(found)
        return
    put(f"{found['code']}  {found['title']}\n")
    why: str = found["why"]
    put(fill(why[:1].upper() + why[1:], WIDTH))
    for clause in found["clauses"]:
        _clause(clause)
    put("\nIt reads " + ", ".join(found["reads"]))


def _clause(clause: dict[str, Any]) -> None:
    from mcapproval.clock import spoken

    since = spoken(date.fromisoformat(clause["from"]))
    until = f" until {spoken(date.fromisoformat(clause['until']))}" if clause["until"] else ""
    put(f"\n{clause['citation']}  ({WHO[clause['asked_by']]}, {SPOKEN[clause['severity']]})")
    asks: str = clause["asks"]
    put(fill(asks[:1].upper() + asks[1:], WIDTH, initial_indent="  ", subsequent_indent="  "))
    put(f"  in force from {since}{until}{unsure(clause['confidence'])}")
    put(f"  {clause['source']}")
