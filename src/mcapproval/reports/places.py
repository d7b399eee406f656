"""Where a page begins, so that it holds: after a reference, with what the list was in the order of.

A case moves while somebody looks at the list, and its place in the list does not: the command for
the next page says both, as in APP-2027-0002@drafting or REV-2027-0003@2027-11-01. Of several values
one stands after another, with colons between them; `-` is for what is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from mcapproval.errors import AskedWrongly

AT, BETWEEN, NOT_KNOWN = "@", ":", "-"

Kind = Callable[[str], Any]
"""Reads one value. ValueError where it is none."""


class Place(NamedTuple):
    """`values` are None where only the reference was given: its place is then looked up."""

    ref: str
    values: tuple[Any, ...] | None = None


def written(ref: str, *values: str | int | None) -> str:
    """A place as the command for the next page says it; the reference alone without values."""
    return f"{ref}{AT}{BETWEEN.join(map(_said, values))}" if values else ref


def read(after: str, by: Mapping[str, Kind]) -> Place:
    """The place that was said of a list in the order of what `by` names, and how each is read.

    AskedWrongly where other values stand there than such a list has.
    """
    ref, at, told = after.partition(AT)
    if not at:
        return Place(ref)
    said = told.split(BETWEEN)
    try:
        values = tuple(_meant(kind, each) for kind, each in zip(by.values(), said, strict=True))
    except ValueError:
        raise AskedWrongly(f"no page of this list begins after {after!r}", _as_it_is(by)) from None
    return Place(ref, values)


def _as_it_is(by: Iterable[str]) -> str:
    order = ", then by ".join(by)
    how = f"it is in the order of {order}" if order else "it is in the order of references"
    return f"{how}: take the command that the page before told you, or give the reference alone"


def word(said: str) -> str:
    return said


def day(said: str) -> str:
    """An ISO day."""
    return date.fromisoformat(said).isoformat()


def number(said: str) -> int:
    """A whole number that a database takes."""
    if not (said.isascii() and said.isdigit() and len(said) < 10):
        raise ValueError(said)
    return int(said)


def _said(value: str | int | None) -> str:
    """A colon within a value, and what would be read as an unknown one, is written as in the
    address of a page."""
    if value is None or value == "":
        return NOT_KNOWN
    told = str(value).replace("%", "%25").replace(BETWEEN, "%3A")
    return "%2D" if told == NOT_KNOWN else told


def _meant(kind: Kind, said: str) -> Any:
    if said == NOT_KNOWN:
        return None
    if not said:
        raise ValueError(said)
    return kind(said.replace("%2D", "-").replace("%3A", BETWEEN).replace("%25", "%"))
