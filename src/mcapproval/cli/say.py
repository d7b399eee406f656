"""How results and troubles are put: data on stdout, talk on stderr, nothing a terminal obeys.

Every text goes through `put` or `talk`, every JSON through `json_text`: what people wrote may hold
escapes, and a terminal would do as they say.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from textwrap import fill
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mcapproval.cli import seat
from mcapproval.cli.again import WRITTEN, completed, whole
from mcapproval.cli.cutting import cut
from mcapproval.cli.speaking import say, say_beside
from mcapproval.cli.stopping import heed
from mcapproval.errors import Reason, Refused, Trouble

if TYPE_CHECKING:
    from mcapproval.reports.table import Table

F = TypeVar("F", bound=Callable[..., Any])
FORM = "mcapproval.form"
COMMANDLINE = click.core.ParameterSource.COMMANDLINE

READ, LEAST = 100, 32
"""Columns of a line of text: no more than can be read with ease, no fewer than hold some words."""

KEPT = "\xa0"
"""A blank at which no line ends."""

OBEYED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What JSON lets stand as it is and a terminal obeys: written as an escape, it is the same text."""


def formats(
    command: F, as_json: str = "JSON, for programs.", as_csv: str = "CSV, for spreadsheets."
) -> F:
    """Add --json and --csv, of which one can be asked for; the words are their help."""
    for form, said in (("csv", as_csv), ("json", as_json)):
        add = click.option(f"--{form}", f"as_{form}", is_flag=True, callback=one_form, help=said)
        command = add(command)
    return command


def one_form(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """Refuses a second form: it would be printed and the first forgotten without a word."""
    if value and param.name and ctx.get_parameter_source(param.name) is COMMANDLINE:
        form = value if isinstance(value, str) else param.opts[0].removeprefix("--")
        words = f"{param.opts[0]} {value}" if isinstance(value, str) else param.opts[0]
        former, was = ctx.meta.setdefault(FORM, (form, words))
        if former != form:
            raise click.UsageError(f"{was} and {words} ask for two forms; only one is printed", ctx)
    return value


def as_json_option(command: F) -> F:
    return click.option("--json", "as_json", is_flag=True, help="JSON, for programs.")(command)


def put(text: str = "") -> None:
    """A result for people."""
    from mcapproval.reports.table import harmless

    say(harmless(text))


def put_lines(text: str) -> None:
    """Several lines for people, each ended already."""
    from mcapproval.reports.table import harmless

    say(harmless(text), nl=False)


def talk(message: str) -> None:
    """What is said beside the result."""
    from mcapproval.reports.table import harmless

    say_beside(harmless(message))


def next_step(*words: str) -> None:
    """What to do next, as a command that can be copied."""
    talk(f"next: {whole(words, seat.given())}")


def json_text(value: Any) -> str:
    written = json.dumps(value, ensure_ascii=False, indent=1)
    return OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def put_json(value: Any) -> None:
    put_data(json_text(value) + "\n")


def put_data(text: str) -> None:
    """JSON or CSV, in which nothing is obeyed already."""
    say(text, nl=False)


def put_table(table: Table, as_json: bool, as_csv: bool) -> None:
    """A table for people, or its rows for programs."""
    from mcapproval.reports.table import comma_separated, plain, text

    if as_json:
        put_json(plain(table))
    elif as_csv:
        put_data(comma_separated(table))
    else:
        told = (
            replace(table, note=each_wrapped(table.note))
            if table.rows
            else replace(table, empty=each_wrapped(table.empty))
        )
        put_lines(text(told, columns() if sys.stdout.isatty() else None, room()))


def roomy(*tables: Table) -> Table:
    """Of ways to lay out the same rows, the first that has room; the last is for every width."""
    from mcapproval.reports.table import text, wide

    def has_room(table: Table) -> bool:
        lines = text(replace(table, note=""), None, room()).splitlines()
        return max(map(wide, lines)) <= columns()

    return next((table for table in tables[:-1] if has_room(table)), tables[-1])


def columns() -> int:
    """Columns of the terminal, or those that COLUMNS says; READ for a file or a pipe."""
    if sys.stdout.isatty() or "COLUMNS" in os.environ:
        from shutil import get_terminal_size

        return get_terminal_size((READ, 24)).columns
    return READ


def room() -> int:
    """Columns for sentences: a longer line than READ is hard to read on any terminal."""
    return max(LEAST, min(columns(), READ))


def wrapped(said: str, before: str = "", after: str = "    ") -> str:
    """A sentence in lines that fit, `before` in front of the first and `after` of the others. A
    command in it stays on one line, to be copied; so does a word, such as a path or an address."""
    kept = WRITTEN.sub(lambda found: found[0].replace(" ", KEPT), said)
    lines = fill(
        before + kept,
        room(),
        subsequent_indent=after,
        break_on_hyphens=False,
        break_long_words=False,
    )
    return lines.replace(KEPT, " ")


def each_wrapped(text: str) -> str:
    """Every line wrapped; of several, what goes on in the next one is set in."""
    after = "  " if "\n" in text else ""
    return "\n".join(wrapped(line, after=after) for line in text.split("\n"))


def one_line(said: str) -> str:
    """A sentence that repeats an author's words, on one line: a line end in them begins nothing."""
    return " ".join(said.split())


def counted(number: int, one: str, many: str = "") -> str:
    """`1 case`, `2 cases`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def trouble(error: Trouble, given: dict[str, Any], typed: Sequence[str] = ()) -> None:
    """One sentence, the reasons where there are several, and what can be done now.

    `typed` are the words of the command line, of which the long ones are said again in short.
    """
    word = "refused" if isinstance(error, Refused) else "error"
    talk(cut(f"{word}: {error}", typed))
    if isinstance(error, Refused):
        for line in reason_lines(error.reasons, "  because: "):
            talk(cut(completed(line, given, others=True), typed))
    if error.hint:
        talk(cut(f"hint: {completed(error.hint, given)}", typed))


def our_fault(fault: Exception, at: str = "") -> None:
    """A fault of this program, and at what it happened where that is known."""
    first = (str(fault).splitlines() or [""])[0]
    where = f" at {at}" if at else ""
    talk(f"error: a fault of this program{where}: {type(fault).__name__}: {first}")
    talk(
        "hint: nothing is half done, but look whether it was done at all; then set "
        "MCAPPROVAL_DEBUG=1, try again, and report the text"
    )


def reason_lines(reasons: Iterable[Reason], before: str) -> Iterable[str]:
    """Each reason with its code, and below it what would meet it and who can do that."""
    for reason in reasons:
        yield f"{before}{one_line(reason.message)}  [{reason.code}]"
        if reason.mend:
            who = f"{reason.who}: " if reason.who else ""
            yield f"{' ' * len(before)}{who}{one_line(reason.mend)}"


EVERY_SECONDS = 0.2


class Progress:
    """How far it is, on one line of a terminal; nothing where stderr is none. Ctrl-C ends it."""

    def __init__(self, done: str = "examined") -> None:
        self._done = done
        self._shown, self._next = False, 0.0
        self._there = sys.stderr.isatty()

    def tell(self, done: int, of: int) -> None:
        heed()
        if self._there and (now := time.monotonic()) >= self._next:
            say_beside(f"\r{done} of {of} {self._done}", nl=False)
            self._shown, self._next = True, now + EVERY_SECONDS

    def clear(self) -> None:
        if self._shown:
            say_beside("\r" + " " * 40 + "\r", nl=False)
            self._shown = False
