"""Lists that are saved: a line each in mcapproval-lists.toml, as they are typed."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from mcapproval.cli import seat
from mcapproval.cli.again import whole
from mcapproval.cli.saved_lists import read, remove, replace, source_for
from mcapproval.cli.say import next_step, put_table, talk
from mcapproval.errors import AskedWrongly, Unknown, Unreadable
from mcapproval.reports.table import Column, Table


def put_lists(as_json: bool, as_csv: bool) -> None:
    columns = (Column("name", "Name", whole=True), Column("asks", "Asks"))
    rows = tuple({"name": name, "asks": asks} for name, asks in read(source_for()).items())
    empty = "No lists are saved. Save one with: mcapproval list --track review --save reviews"
    put_table(Table(columns, rows, empty), as_json, as_csv)


def save(name: str, words: Sequence[str]) -> None:
    """Keep what is asked under a name; what had it before is told."""
    if not words:
        raise AskedWrongly(
            "there is nothing to save: every case is asked for",
            "say which, as in: mcapproval list --track review --overdue --save late",
        )
    place = source_for()
    before = replace(place, name, shlex.join(words))
    instead = f", instead of: {before}" if before not in (None, shlex.join(words)) else ""
    talk(f"saved as {name} in {place.name}{instead}")


def forget(name: str) -> None:
    place = source_for()
    _known(place, name)
    asks = remove(place, name)
    talk(f"forgotten: {name}, which asked for: {asks}")
    next_step("list", "--lists")


def joined(ctx: click.Context, name: str, asked: Mapping[str, Any]) -> dict[str, Any]:
    """What a saved list asks, with the options that are given now in place of its own, and the
    words of both. Unreadable where it asks for what there is not."""
    place = source_for()
    words = _known(place, name)
    try:
        own = ctx.command.make_context("list", shlex.split(words), resilient_parsing=False)
    except (click.ClickException, ValueError) as fault:
        said = fault.format_message() if isinstance(fault, click.ClickException) else str(fault)
        raise Unreadable(
            f"the list {name} can't be asked: {said}",
            f"put its line right, or forget it with: {whole(('list', '--forget', name), {})}",
            source=str(place),
        ) from None
    given = ctx.get_parameter_source
    default = click.core.ParameterSource.DEFAULT
    found = {key: own.params[key] for key in asked if given(key) is default}
    return {**found, "words": (*own.params["words"], *asked["words"])}


def _known(place: Path, name: str) -> str:
    lists = read(place)
    if name not in lists:
        seat.given().pop("person", None)
        raise Unknown(f"there is no list {name}", "see those there are: mcapproval list --lists")
    return lists[name]
