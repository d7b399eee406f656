"""The sheets of an import and their columns, as `headings.toml` beside this module has them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from mcapproval.draft.source import read_file
from mcapproval.errors import AskedWrongly, Unreadable
from mcapproval.shipped import in_room
from mcapproval.workflow.definition import load
from mcapproval.workflow.routes import routes

NEAR = 0.75
"""How much of two headings is the same where one may be meant by the other; of 1."""

STEP = "step:"
"""Begins the names of columns that have the day on which a step was entered."""


Bound = int | date | str | None


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a column can't say and what it seldom says; the head of the file of headings tells."""

    least: Bound = None
    most: Bound = None
    because: str = ""
    mend: str = ""
    seldom_below: Bound = None
    seldom_above: Bound = None
    seldom_because: str = ""
    years_ahead: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """`heads` are the headings that are taken for it, ours first."""

    name: str
    heads: tuple[str, ...]
    says: str
    needed: bool = False
    example: str | int | date = ""
    none_is_zero: bool = False
    as_written: bool = False
    bounds: Bounds = Bounds()


@dataclass(frozen=True, slots=True)
class SheetKind:
    """`titles` are what the sheet may be called, ours first."""

    name: str
    titles: tuple[str, ...]
    says: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Own:
    """A house's own headings, as `--map` gives them: by column, and those to leave out. `others`
    may stand in a sheet of somebody else's, and say nothing to us.
    """

    heads: Mapping[str, Sequence[str]] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()
    others: bool = False


@cache
def sheets() -> Mapping[str, SheetKind]:
    """Every sheet by its name, in the file's order."""
    table = tomllib.loads(in_room("actions", "importing/headings.toml").read_text("utf-8"))
    found = {row["name"]: sheet_kind(row) for row in table["sheet"]}
    running = found["applications"]
    steps = (Column(f"{STEP}{state}", heads, "") for state, heads in _steps().items())
    found["applications"] = SheetKind(
        running.name, running.titles, running.says, (*running.columns, *steps)
    )
    return found


def loose(heading: str) -> str:
    """A heading without what makes no difference: case, blanks, marks, macrons."""
    plain = unicodedata.normalize("NFD", heading.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[\W_]+", " ", letters).split())


def kind_of(title: str) -> SheetKind | None:
    """The sheet that a title names."""
    named = {loose(each): kind for kind in sheets().values() for each in kind.titles}
    return named.get(loose(title))


def column_of(kind: SheetKind, heading: str, own: Own) -> str | None:
    """The column that a heading is taken for; a house's own headings go before ours."""
    wanted = loose(heading)
    for name, heads in own.heads.items():
        if wanted in map(loose, heads) and any(column.name == name for column in kind.columns):
            return name
    return next(
        (column.name for column in kind.columns for head in column.heads if loose(head) == wanted),
        None,
    )


def nearest(kind: SheetKind, heading: str) -> str:
    """The headings of ours that a heading may mean, in words; empty where none is near."""
    ours = {loose(head): column for column in kind.columns for head in column.heads}
    near = get_close_matches(loose(heading), ours, n=2, cutoff=NEAR)
    return " or ".join(dict.fromkeys(ours[head].heads[0] for head in near))


def read_map(file: Path) -> Own:
    """A house's own headings: `credits = "Kredits"` or a list of them, and `ignore = [...]`."""
    try:
        table = tomllib.loads(read_file(file).decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as fault:
        hint = 'write lines such as: credits = "Kredits"'
        raise Unreadable(f"the map can't be read: {fault}", hint, source=str(file)) from fault
    except ValueError as fault:
        said = "the map has a number or day that can't be"
        hint = 'headings are words in quotes: credits = "Kredits"'
        raise Unreadable(said, hint, source=str(file)) from fault
    known = {column.name for kind in sheets().values() for column in kind.columns}
    ignored = table.pop("ignore", [])
    heads = {name: [said] if isinstance(said, str) else said for name, said in table.items()}
    unknown = sorted(heads.keys() - known)
    if unknown:
        near = get_close_matches(unknown[0], known, n=3) or sorted(known)
        raise AskedWrongly(
            f"{file.name}: there is no column {unknown[0]}", f"there are: {', '.join(near)}"
        )
    if not _words(ignored) or not all(_words(said) for said in heads.values()):
        raise AskedWrongly(
            f"{file.name}: headings are words in quotes, or lists of them",
            'write lines such as: credits = "Kredits" and ignore = ["Notes"]',
        )
    return Own(heads, frozenset(map(loose, ignored)))


def _words(said: object) -> bool:
    return isinstance(said, list) and all(isinstance(each, str) for each in said)


def sheet_kind(row: Mapping[str, object]) -> SheetKind:
    """A sheet as a file of headings has it."""
    columns = row["column"]
    assert isinstance(columns, list)
    return SheetKind(
        str(row["name"]), _texts(row["titles"]), str(row["says"]), tuple(map(_column, columns))
    )


def _column(row: Mapping[str, object]) -> Column:
    example = row.get("example", "")
    assert isinstance(example, str | int | date)
    needed = bool(row.get("needed"))
    bounds: Mapping[str, Any] = {
        each.name: row[each.name] for each in fields(Bounds) if each.name in row
    }
    return Column(
        str(row["name"]),
        _texts(row["heads"]),
        str(row["says"]),
        needed,
        example,
        bool(row.get("none_is_zero")),
        bool(row.get("as_written")),
        Bounds(**bounds),
    )


def _texts(given: object) -> tuple[str, ...]:
    assert isinstance(given, Iterable)
    return tuple(map(str, given))


@cache
def definitions() -> tuple[str, ...]:
    """The workflows of applications."""
    return tuple(dict.fromkeys(route.definition for route in routes().values()))


def _steps() -> dict[str, tuple[str, ...]]:
    """Headings of the days on which a step was entered: as it is called, with and without `on`."""
    steps: dict[str, list[str]] = {}
    for name in definitions():
        for state in load(name).states.values():
            heads = steps.setdefault(state.name, [])
            for said in (state.label, state.name.replace("-", " ")):
                heads += [head for head in (said, f"{said} on") if head not in heads]
    steps["outcome-received"] += ["Received", "Received on", "Outcome"]
    steps["submitted"] += ["Date submitted"]
    return {state: tuple(heads) for state, heads in steps.items()}
