"""`rules list` and `rules clauses`: what is in force on a day, narrowed as people ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from mcapproval.cli import seat
from mcapproval.cli.again import whole
from mcapproval.cli.say import counted, formats, put_table, roomy
from mcapproval.clock import spoken
from mcapproval.findings import SPOKEN, Severity
from mcapproval.rules.rule import About, Track
from mcapproval.rules.texts import CRITERIA

if TYPE_CHECKING:
    from mcapproval.actions.rulebook.listing import Wanted
    from mcapproval.reports.table import Table

F = TypeVar("F", bound=Callable[..., Any])


class Slug(click.ParamType[str]):
    """The slug of a rule text; read late, so that help need not load the texts."""

    name = "slug"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from mcapproval.actions.rulebook.listing import text_slugs

        if value not in text_slugs():
            self.fail(f"{value!r} is no rule text; there are {', '.join(text_slugs())}", param, ctx)
        return str(value)


def _narrowed(command: F) -> F:
    """The filters that rules and clauses share."""
    for option in (
        click.option("--text", type=Slug(), metavar="TEXT", help="Of one rule text, such as size."),
        click.option(
            "--criterion", type=click.Choice(list(CRITERIA)), metavar="SLUG", help=_criteria()
        ),
        click.option(
            "--severity", type=click.Choice([s.value for s in Severity]), help="Of this weight."
        ),
        click.option(
            "--asked-by",
            type=click.Choice(["rule", "policy"]),
            help="Asked by a rule of the law, or by our policy.",
        ),
        click.option("--on", "on", type=seat.DAY, metavar="DAY", help="The law of that day."),
    ):
        command = option(command)
    return command


def _criteria() -> str:
    return f"One of {', '.join(CRITERIA)}."


@click.command(
    help="""The rules in force on a day, with the clause that each one checks.

\b
Examples:
  mcapproval rules list
  mcapproval rules list --on 2020-07-15 --csv
  mcapproval rules list --asked-by policy --severity warning
  mcapproval rules list --criterion requirements --track application

Filters can be combined. A rule that several clauses ask for is listed once, with the first of them
that fits.
"""
)
@_narrowed
@click.option("--track", type=click.Choice(get_args(Track)), help="Of one track.")
@click.option("--about", type=click.Choice(get_args(About)), help="What is examined.")
@formats
@seat.seat
def list_command(
    on: date | None,
    asked_by: Any,
    severity: str | None,
    criterion: str | None,
    text: str | None,
    track: Any,
    about: Any,
    as_json: bool,
    as_csv: bool,
) -> None:
    from mcapproval.actions.rulebook.listing import Wanted, rules_in_force, title
    from mcapproval.documents.rule_book.wording import legend
    from mcapproval.reports.table import Column, Table

    day = on or seat.today()
    wanted = Wanted(
        asked_by, Severity(severity) if severity else None, criterion, text, track, about
    )
    found = rules_in_force(day, wanted)
    rows = tuple(
        {
            "code": rule.code,
            "title": title(rule, clause, day),
            "track": rule.track,
            "about": rule.about,
            "told": f"{title(rule, clause, day)} ({clause.id})",
            **_of_clause(clause),
        }
        for rule, clause in found
    )
    explain = whole(("rules", "explain", "CODE"), seat.given())
    note = f"{_counted(len(rows), 'rule', wanted, day)}. Explain one: {explain}"
    note += legend(clause for _, clause in found)

    def laid_out(beside: str, criteria: str) -> Table:
        columns = (
            Column("code", "Code", whole=True),
            Column("severity", "Severity", only="data"),
            Column("spoken", "Weight", only="text"),
            Column("asked_by", "Asked by", only="data"),
            Column("who", "Asked by", only="text"),
            Column("title", "Rule", only=beside),
            Column("clause", "Clause", only=beside),
            Column("mark", "Sure", only="text"),
            Column("in_force_from", "From"),
            Column("criterion", "Criterion", only=criteria),
            Column("track", "Track", only=criteria),
            Column("about", "About", only="data"),
            Column("confidence", "Confidence", only="data"),
            *([Column("told", "", below=True, only="text")] if beside else []),
        )
        return Table(columns, rows, _none("rule", wanted, day), note)

    ways = (laid_out("", ""), laid_out("", "data"), laid_out("data", "data"))
    put_table(roomy(*ways), as_json, as_csv)


@click.command(
    help="""The clauses in force on a day, in the order of their texts.

\b
Examples:
  mcapproval rules clauses --text lor-2022
  mcapproval rules clauses --judged --criterion need-and-acceptability

With --judged only those that no code can check: the list of whoever reviews an application. They
have no weight, so that --severity leaves them out.
"""
)
@_narrowed
@click.option("--judged", is_flag=True, help="Only what people judge in an application.")
@formats
@seat.seat
def clauses_command(
    on: date | None,
    asked_by: Any,
    severity: str | None,
    criterion: str | None,
    text: str | None,
    judged: bool,
    as_json: bool,
    as_csv: bool,
) -> None:
    from mcapproval.actions.rulebook.listing import Wanted, clauses_in_force
    from mcapproval.documents.rule_book.wording import legend
    from mcapproval.reports.table import Column, Table

    day = on or seat.today()
    wanted = Wanted(asked_by, Severity(severity) if severity else None, criterion, text)
    found = clauses_in_force(day, wanted, judged)
    rows = tuple(
        {
            "citation": clause.citation,
            "asks": clause.asks,
            "checked_by": clause.checked_by,
            "looked_at": clause.checked_by or "by people",
            "told": f"{clause.asks} ({', '.join(filter(None, (of['who'], of['spoken'])))})",
            "judged_because": clause.judged_because,
            "until": clause.until.isoformat() if clause.until else None,
            "source": clause.source,
            **of,
        }
        for clause, of in ((clause, _of_clause(clause)) for clause in found)
    )
    note = f"{_counted(len(rows), 'clause', wanted, day)}.{legend(found)}"
    none = _none("clause", wanted, day)
    if judged and severity:
        none += " What people judge has no weight: leave --severity out."

    def laid_out(in_line: bool) -> Table:
        columns = (
            Column("in_force_from", "From"),
            Column("clause", "Clause", whole=True),
            Column("mark", "Sure", only="text"),
            Column("citation", "Citation", only="data"),
            Column("asks", "", below=True, only="" if in_line else "data"),
            *([] if in_line else [Column("told", "", below=True, only="text")]),
            Column("checked_by", "Checked by", only="data"),
            Column("looked_at", "Checked by", only="text", whole=True),
            Column("judged_because", "judged by people because", below=True),
            Column("severity", "Severity", only="data"),
            Column("asked_by", "Asked by", only="data"),
            *([Column("spoken", "Weight", only="text")] if in_line else []),
            *([Column("who", "Asked by", only="text")] if in_line else []),
            Column("until", "Until", only="data"),
            Column("criterion", "Criterion", only="data"),
            Column("confidence", "Confidence", only="data"),
            Column("source", "Source", only="data"),
        )
        return Table(columns, rows, none, note)

    put_table(roomy(laid_out(True), laid_out(False)), as_json, as_csv)


def _of_clause(clause: Any) -> dict[str, str | None]:
    """What rows of both tables say of a clause."""
    from mcapproval.documents.rule_book.wording import MARKS, who_asks

    return {
        "clause": clause.id,
        "severity": clause.severity.value if clause.checked_by else None,
        "spoken": SPOKEN[clause.severity] if clause.checked_by else "",
        "asked_by": clause.asked_by,
        "who": who_asks(clause),
        "in_force_from": clause.since.isoformat(),
        "criterion": clause.criterion,
        "confidence": clause.confidence,
        "mark": MARKS.get(clause.confidence, ""),
    }


def _counted(number: int, what: str, wanted: Wanted, day: date) -> str:
    return f"{counted(number, what)} on {spoken(day)}{_filters(wanted)}"


def _none(what: str, wanted: Wanted, day: date) -> str:
    return f"No {what} is in force on {spoken(day)}{_filters(wanted)}."


def _filters(wanted: Wanted) -> str:
    """What the list was narrowed to, as it was asked."""
    asked = [
        f"--{name.replace('_', '-')} {value}"
        for name in ("asked_by", "severity", "criterion", "text", "track", "about")
        if (value := getattr(wanted, name))
    ]
    return f" for {' '.join(asked)}" if asked else ""
