"""The options by which cases are found, and the same as they are written again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import click

from mcapproval.cli import seat
from mcapproval.cli.page import AFTER, PAGE, rows_asked
from mcapproval.clock import FIRST_YEAR, LAST_YEAR
from mcapproval.workflow.tracks import TRACKS

F = TypeVar("F", bound=Callable[..., Any])

YEAR = click.IntRange(FIRST_YEAR, LAST_YEAR)


class Credits(click.ParamType[tuple[int, int]]):
    """A number of credits such as 5, or from one to another, such as 5-20."""

    name = "credits"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[int, int]:
        if isinstance(value, tuple):
            return value
        found = re.fullmatch(r"([0-9]{1,4})(?:-([0-9]{1,4}))?", value)
        if not found or int(found[2] or found[1]) < int(found[1]):
            self.fail(f"{value!r} is no number of credits; write 5, or 5-20", param, ctx)
        return int(found[1]), int(found[2] or found[1])


class Sort(click.ParamType[str]):
    """Names of what is sorted by, one or several with commas between them."""

    name = "sort"


def _several(name: str, metavar: str, help: str, **more: Any) -> Any:
    return click.option(f"--{name}", multiple=True, metavar=metavar, help=help, **more)


def which(command: F) -> F:
    """Add the options that say which cases are wanted, and in what order."""
    options = (
        click.argument("words", nargs=-1, metavar="[WORDS]..."),
        _several("track", "TRACK", "Of this track.", type=click.Choice(TRACKS)),
        _several("state", "STATE", 'In this state, such as drafting or "Being evaluated".'),
        _several("provider", "KEY", "Of this provider."),
        _several("unit", "UNIT", "Of this school or faculty."),
        _several("kind", "KIND", "Applications of this kind, such as change."),
        _several("route", "ROUTE", "Applications by this route."),
        _several("level", "N", "Micro-credentials of this level.", type=click.IntRange(1, 10)),
        click.option("--credits", type=Credits(), metavar="A-B", help="Of so many credits."),
        _several("opened", "YEAR", "Opened in this year, such as 2026.", type=YEAR),
        _several("submitted", "YEAR", "Applications submitted in it, the last time.", type=YEAR),
        click.option(
            "--owner",
            metavar="PERSON",
            help="Theirs; `me` for whoever asks, `none` for what nobody looks after.",
        ),
        click.option("--since", type=seat.DAY, metavar="DAY", help="In their state from this day."),
        click.option("--until", type=seat.DAY, metavar="DAY", help="In their state by this day."),
        click.option("--overdue", is_flag=True, help="Past the day on which they are due."),
        click.option(
            "--waits-for",
            metavar="ROLE",
            help="Waiting for this role or outside body, such as nzqa, as `report where` tells.",
        ),
        click.option(
            "--sort",
            multiple=True,
            type=Sort(),
            metavar="KEY",
            help="By ref, track, title, state, since, opened, provider, number, level, credits or "
            "due; -KEY turns it round; several settle what is equal. What is not known comes last.",
        ),
        click.option(
            "--first",
            type=click.IntRange(1, 10_000),
            metavar="N",
            help=f"So many of them.  [default: {PAGE}; all with --json and --csv]",
        ),
        click.option(
            "--after",
            type=AFTER,
            metavar="REF",
            help="The page after this case; REF@PLACE, as the page before tells it, says where it "
            "stood then, and holds if it moved.",
        ),
        click.option("--all", "every", is_flag=True, help="All of them, not a page."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def asked_for(asked: Mapping[str, Any], every: bool, whole: bool) -> dict[str, Any]:
    """What was asked, with each key of the order by itself. `whole` is for programs."""
    first = rows_asked(asked["first"], every, whole)
    sort = tuple(key for told in asked["sort"] for key in told.split(","))
    return {**asked, "sort": sort, "first": first}


def by(wants: Mapping[str, Any]) -> set[str]:
    """By what cases were asked for: as `asked_for` gives it, the order and what was given."""
    keys = {key.removeprefix("-") for key in wants["sort"]}
    named = {name for name in ("opened", "level", "credits") if wants[name]}
    return keys | named | ({"due"} if wants["overdue"] else set())


NAMES = (
    *("track", "state", "provider", "unit", "kind", "route", "level", "credits", "opened"),
    *("submitted", "owner"),
)
MORE = ("since", "until", "overdue", "waits_for", "sort", "first")


def written(asked: Mapping[str, Any]) -> tuple[str, ...]:
    """The words and options as they are typed, but for the page that is looked at."""
    options = [word for name in (*NAMES, *MORE) for word in _written(name, asked.get(name))]
    words = tuple(asked["words"])
    dashes = ("--",) if any(word.startswith("-") for word in words) else ()
    return (*options, *dashes, *words)


def _written(name: str, value: Any) -> Iterator[str]:
    option = f"--{name.replace('_', '-')}"
    if value is None or value is False:
        return
    if value is True:
        yield option
    elif name == "credits":
        yield from (option, "-".join(map(str, dict.fromkeys(value))))
    elif isinstance(value, tuple):
        for each in value:
            yield from (option, str(each))
    else:
        yield from (option, str(value))
