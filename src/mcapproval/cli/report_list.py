"""`report list`: which reports there are, what each answers, and how it can be asked."""

from __future__ import annotations

from collections.abc import Iterator

import click

from mcapproval.cli import seat
from mcapproval.cli.say import formats, put_table

FORMS = {"--json": "JSON", "--csv": "CSV", "--pdf": "PDF", "--as-at": "as at a day"}
"""Options that nearly every report has, with what they stand for."""

EVERYWHERE = ("--as", "--today", "--records", "--help")


@click.command(
    name="list",
    help="""The reports there are, what each answers, and what it can be asked for.

\b
Examples:
  mcapproval report list
  mcapproval report list --json

All are printed as text too. What the options of one mean: mcapproval report portfolio --help
The keys of its JSON: schemas/output-report-portfolio.schema.json, which comes with the program.
""",
)
@formats
@seat.seat
@click.pass_context
def report_list(context: click.Context, as_json: bool, as_csv: bool) -> None:
    from mcapproval.reports.catalogue import REPORTS
    from mcapproval.reports.table import Column, Table

    group = context.parent.command if context.parent else None
    assert isinstance(group, click.Group)
    columns = (
        Column("name", "Report", whole=True),
        Column("answers", "What it answers"),
        Column("asked_for", "", only="data"),
        Column("forms", "", only="data"),
        Column("with", "with", only="text", below=True),
    )
    rows = []
    for name, answers in REPORTS.items():
        command = group.commands[name]
        given = list(_options(command))
        asked_for = [words for words in given if words.split()[0] not in FORMS]
        forms = [said for option, said in FORMS.items() if option in {w.split()[0] for w in given}]
        rows.append(
            {
                "name": name,
                "answers": answers,
                "asked_for": ", ".join(asked_for),
                "forms": ", ".join(forms),
                "with": ", ".join(asked_for),
            }
        )
    note = "Each is printed as text, JSON or CSV, drawn as PDF, and told as at an earlier day."
    put_table(Table(columns, tuple(rows), "There is no report.", note), as_json, as_csv)


def _options(command: click.Command) -> Iterator[str]:
    """What a command takes, as its help writes it, without what every command takes."""
    context = click.Context(command)
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            yield parameter.make_metavar(context)
        elif isinstance(parameter, click.Option) and parameter.opts[0] not in EVERYWHERE:
            long = next(option for option in parameter.opts if option.startswith("--"))
            yield long if parameter.is_flag else f"{long} {parameter.make_metavar(context)}"
