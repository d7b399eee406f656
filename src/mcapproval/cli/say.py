"""How results and troubles are put: data on stdout, talk on stderr."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mcapproval.errors import Refused, Trouble, Unreadable

if TYPE_CHECKING:
    from mcapproval.reports.table import Table

F = TypeVar("F", bound=Callable[..., Any])


def formats(command: F) -> F:
    """Add --json and --csv."""
    command = click.option("--csv", "as_csv", is_flag=True, help="CSV, for spreadsheets.")(command)
    return click.option("--json", "as_json", is_flag=True, help="JSON, for programs.")(command)


def as_json_option(command: F) -> F:
    return click.option("--json", "as_json", is_flag=True, help="JSON, for programs.")(command)


def put_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def put_table(table: Table, as_json: bool, as_csv: bool) -> None:
    """A table for people, or its rows for programs."""
    from mcapproval.reports.table import comma_separated, plain, text

    if as_json:
        put_json(plain(table))
    elif as_csv:
        click.echo(comma_separated(table), nl=False)
    else:
        width = shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 160
        click.echo(text(table, width), nl=False)


def talk(message: str) -> None:
    click.echo(message, err=True)


def trouble(error: Trouble) -> None:
    """One sentence, the reasons where there are several, and what can be done now."""
    where = ""
    if isinstance(error, Unreadable) and error.source:
        where = f"{error.source}:"
        if error.line:
            where += f"{error.line}:{error.column or 1}:"
        where += " "
    word = "refused" if isinstance(error, Refused) else "error"
    talk(f"{word}: {where}{error.message}")
    if isinstance(error, Refused):
        for reason in error.reasons:
            talk(f"  because: {reason.message}  [{reason.code}]")
            if reason.mend:
                talk(
                    f"           {reason.who}: {reason.mend}"
                    if reason.who
                    else f"           {reason.mend}"
                )
    if error.hint:
        talk(f"hint: {error.hint}")
