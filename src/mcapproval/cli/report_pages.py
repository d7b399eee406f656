"""Long reports come a page at a time to people, and whole to programs and on paper."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mcapproval.cli import seat
from mcapproval.cli.page import AFTER, PAGE, rows_asked
from mcapproval.cli.report_options import Shown
from mcapproval.cli.say import COMMANDLINE, next_step
from mcapproval.errors import AskedWrongly

if TYPE_CHECKING:
    from mcapproval.reports.paging import Page

F = TypeVar("F", bound=Callable[..., Any])

NOT_AGAIN = ("after", "every", "as_json", "as_csv", "pdf")
"""Options that the command for the next page does not repeat as they were given."""


def pages(key: str, what: str = "row", then: str = "") -> Callable[[F], F]:
    """Add --first, --after and --all; the command gets them as `asked`, a Slice.

    It stands below `report_options`, of which it takes whether all is wanted. `key` is how what a
    page begins after is written, such as MC-0001, and `then` what says its place besides, where the
    order is by something that changes.
    """

    def decorate(command: F) -> F:
        after_this = f"The page after this {what}"
        place = f"; {key}@{then} says where it stood then, and holds if it moved" if then else ""

        @wraps(command)
        def sliced(
            *given: Any,
            shown: Shown,
            first: int | None,
            after: str | None,
            every: bool,
            **rest: Any,
        ) -> Any:
            from mcapproval.reports.paging import Slice

            many = rows_asked(first, every, shown.whole)
            return command(*given, shown=shown, asked=Slice(many, after), **rest)

        for option in (
            click.option("--all", "every", is_flag=True, help="All of them, not a page."),
            click.option("--after", type=AFTER, metavar=key, help=f"{after_this}{place}."),
            click.option(
                "--first",
                type=click.IntRange(1, 10_000),
                metavar="N",
                help=f"So many of them.  [default: {PAGE}; all with --json, --csv and --pdf]",
            ),
        ):
            sliced = option(sliced)
        return sliced  # type: ignore[return-value]

    return decorate


def no_pages(why: str, instead: str = "") -> None:
    """AskedWrongly where a page is asked for of what is shown at once; `instead` gives it one."""
    for option in ("first", "after"):
        if is_given(option):
            raise AskedWrongly(why, " or ".join(filter(None, (instead, f"leave --{option} out"))))


def all_are_counted() -> None:
    """AskedWrongly where a page of sums is asked for."""
    no_pages("--by counts them all, and has no pages")


def is_given(name: str) -> bool:
    """Whether an option was typed, and is not as it always is."""
    return click.get_current_context().get_parameter_source(name) is COMMANDLINE


def tell_next(shown: Shown, page: Page[Any], *of: str) -> None:
    """The command for the next page, where there is one; `of` are options that say of what it is a
    page, where several are shown at once.
    """
    if page.last is not None and shown.pdf is None:
        next_step(*_again(of), *of, "--after", page.last, *as_form(shown.as_json, shown.as_csv))


def as_form(as_json: bool, as_csv: bool) -> tuple[str, ...]:
    """The option by which a list was asked for as JSON or CSV."""
    return ("--json",) if as_json else ("--csv",) if as_csv else ()


def by_option(*keys: str, says: str, usual: tuple[str, ...] = ()) -> Callable[[F], F]:
    """Add --by, which counts by one of the `keys`."""
    return click.option(
        "--by",
        type=click.Choice(keys),
        multiple=True,
        default=usual,
        show_default=bool(usual),
        callback=_one,
        help=says,
    )


def _one(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> str | None:
    """Refuses a second word: it would be taken and the first forgotten without a word."""
    words = [*dict.fromkeys(value)]
    if len(words) > 1:
        said = " and ".join(f"{param.opts[0]} {word}" for word in words)
        raise click.UsageError(f"{said} count in two ways; ask for one", ctx)
    return words[0] if words else None


def _again(other: Collection[str]) -> Iterator[str]:
    """The report with the options that it was asked with, but for those said otherwise."""
    context = click.get_current_context()
    yield from filter(None, (context.parent and context.parent.info_name, context.info_name))
    for parameter in context.command.params:
        name = parameter.name or ""
        given = context.get_parameter_source(name) is COMMANDLINE
        if not given or name in NOT_AGAIN or not parameter.expose_value:
            continue
        if parameter.opts[0] in other:
            continue
        value = context.params[name]
        if isinstance(parameter, click.Argument):
            yield str(value)
        elif parameter.is_flag:  # type: ignore[attr-defined]
            yield parameter.opts[0]
        else:
            for each in value if isinstance(value, tuple) else (value,):
                days = parameter.type.name == "days"
                yield from (parameter.opts[0], f"{each}d" if days else str(each))
    if (day := seat.asked("as_at")) is not None:
        yield from ("--as-at", day.isoformat())
