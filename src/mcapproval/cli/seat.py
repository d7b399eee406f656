"""Who sits where: --records, --as and --today, before the subcommand or after it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mcapproval.cli.places import at_home, named
from mcapproval.errors import AskedWrongly, Unknown

if TYPE_CHECKING:
    from mcapproval.actions.desk import Desk

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A day such as 2026-11-21, 21 November 2026 or 21/11/2026."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        from mcapproval.sheets.days import typed_day

        try:
            return typed_day(value)
        except ValueError as fault:
            self.fail(str(fault), param, ctx)


DAY = Day()


class Place(click.Path):
    """A file or folder by its name, as `named` takes it."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(named(os.fsdecode(value)), param, ctx)
        except ValueError as fault:
            self.fail(str(fault), param, ctx)


PLACE = Place(path_type=Path)
NAME = Place()
"""Of a file, or of what is in the records: as it was typed."""


class Ref(click.ParamType[str]):
    """A reference such as APP-2026-0001, in any case; NZQA's number as it is. A blank is none."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not str(value).strip():
            self.fail("it is empty: give a reference", param, ctx)
        from mcapproval.workflow.referred import reference

        return reference(str(value))


class Id(click.ParamType[str]):
    """What a draft calls a piece of evidence or an outcome, N1 or LO1, in any case."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return str(value).strip().upper()


class NameOrRef(Place):
    """A file, or else a reference in any case."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from mcapproval.workflow.referred import reference

        found = super().convert(value, param, ctx)
        return found if os.path.lexists(found) else reference(found)


REF = Ref()
ID = Id()
NAME_OR_REF = NameOrRef()

OURS = "seat_"
"""Begins the names of the three options inside, so that no argument of a command can be taken for
one: `people grant PERSON` must never make that person the one who acts."""


def _remember(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    if value is not None and param.name is not None:
        name = param.name.removeprefix(OURS)
        ctx.find_root().ensure_object(dict)[name] = at_home(value) if name == "records" else value
    return value


def seat(command: F) -> F:
    """Add the three options; what stands after the subcommand wins over what stands before it."""
    for option in (
        click.option(
            "--today",
            OURS + "today",
            type=DAY,
            metavar="DAY",
            expose_value=False,
            callback=_remember,
            help="Another day as today; writes only in simulated records.",
        ),
        click.option(
            "--as",
            OURS + "person",
            metavar="PERSON",
            expose_value=False,
            callback=_remember,
            help="Who you are (or MCAPPROVAL_AS). At the shell this is trusted.",
        ),
        click.option(
            "--records",
            OURS + "records",
            metavar="PLACE",
            expose_value=False,
            callback=_remember,
            help="The records: a file or a postgresql:// address (or MCAPPROVAL_RECORDS).",
        ),
    ):
        command = option(command)
    return command


def standing_in(command: F) -> F:
    """Add --for: in whose place somebody acts who stands in for several."""
    return click.option(
        "--for",
        OURS + "acts_for",
        metavar="PERSON",
        expose_value=False,
        callback=_remember,
        help="For whom you act, where you stand in for somebody.",
    )(command)


def back_to_a_day(command: F) -> F:
    """Add --as-at: the records as they stood at the end of an earlier day."""
    return click.option(
        "--as-at",
        OURS + "as_at",
        type=DAY,
        metavar="DAY",
        expose_value=False,
        callback=_remember,
        help="As the records stood at the end of that day.",
    )(command)


def given() -> dict[str, Any]:
    """What was given for the options that say who sits where: records, person, today, acts_for,
    as_at.
    """
    found: dict[str, Any] = click.get_current_context().find_root().ensure_object(dict)
    return found


def asked(name: str) -> Any:
    """What was given for one of those options, None where nothing was."""
    return given().get(name)


def records_place() -> str:
    """The records: --records, else MCAPPROVAL_RECORDS, else mcapproval.toml, else ./records.db."""
    given = _given_place() or _place_in_policy()
    return given or "records.db"


def _given_place() -> str:
    return str(asked("records") or at_home(os.environ.get("MCAPPROVAL_RECORDS") or ""))


def _place_in_policy() -> str:
    from mcapproval.policy.reader import find_policy, read_policy

    found = find_policy(Path.cwd())
    named = read_policy(found).records if found else None
    if not found or not named:
        return ""
    from mcapproval.store.addresses import is_address

    place = found.parent / named
    if is_address(named) or os.path.lexists(place):
        return named if is_address(named) else str(place)
    return str(found.parent / at_home(named))


def records_named(*, in_policy: bool = False) -> bool:
    """Whether somebody said which records: here, in the environment, or in mcapproval.toml where
    that counts."""
    return bool(_given_place() or (in_policy and _place_in_policy()))


def person_named() -> str | None:
    return asked("person") or os.environ.get("MCAPPROVAL_AS") or None


def desk() -> Desk:
    """The records opened for whoever asks."""
    from mcapproval.actions.desk import in_place_of, sit_down

    with person_known():
        found = sit_down(records_place(), person_named(), asked("today"))
    whom = asked("acts_for")
    return in_place_of(found, whom) if whom else found


@contextmanager
def person_known() -> Iterator[None]:
    """A hint that repeats an unknown name leads nowhere."""
    try:
        yield
    except Unknown:
        given().pop("person", None)
        raise


def today() -> date:
    """Today in New Zealand, or the day given."""
    from mcapproval.clock import SystemClock, nz_day

    given: date | None = asked("today")
    return given or nz_day(SystemClock().now())


def ordinary(path: Path) -> None:
    """AskedWrongly for a pipe or a device: reading one could wait without end."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise AskedWrongly(
            f"{path} is no ordinary file but a pipe or a device", "save what it gives as a file"
        )
