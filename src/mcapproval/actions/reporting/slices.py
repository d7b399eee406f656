"""A page of a report: how many are looked for, how many there are, where the next page begins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection

from mcapproval.batches import batched
from mcapproval.errors import AskedWrongly, Unknown
from mcapproval.reports import places
from mcapproval.reports.paging import Page, Slice
from mcapproval.reports.places import Kind, Place
from mcapproval.store import queries
from mcapproval.store.counting import MANY
from mcapproval.store.reported import paging

Found = TypeVar("Found")
Row = TypeVar("Row")
Numbered = TypeVar("Numbered", bound=NamedTuple)

TOGETHER = 500
"""Rows of which what belongs to them is looked up at once."""


def after_ref(connection: Connection, asked: Slice, *models: type[NamedTuple]) -> str | None:
    """The reference that a page begins after, which one of some tables has; None for the first."""
    ref = asked.after
    if ref is None or any(queries.one(connection, model, ref=ref) for model in models):
        return ref
    raise not_there(ref)


def after_place(
    asked: Slice, by: Mapping[str, Kind], now: Callable[[str], tuple[Any, ...] | None]
) -> Place | None:
    """The place that a page begins after, of a list in the order of what `by` names; None for the
    first. Where only its key is said, `now` gives its place; Unknown where there is none."""
    if asked.after is None:
        return None
    place = places.read(asked.after, by)
    if place.values is not None:
        return place
    values = now(place.ref)
    if values is None:
        raise not_there(place.ref)
    return place._replace(values=values)


def after_row(
    connection: Connection, asked: Slice, model: type[Numbered], **key: Any
) -> int | None:
    """The row of the journal that a page begins after, which a table has; None for the first."""
    if asked.after is None:
        return None
    seq = number(asked.after)
    if queries.one(connection, model, seq=seq, **key) is None:
        raise not_there(asked.after)
    return seq


def numbered(
    connection: Connection,
    model: type[Numbered],
    asked: Slice,
    told: Callable[[Sequence[Numbered]], Iterable[Row]],
    until: str | None = None,
    **key: Any,
) -> Page[Row]:
    """The page of a table of which each row has the number of one of the journal as its `seq`."""
    after = after_row(connection, asked, model, **key)
    return page_of(
        paging.by_number(connection, model, asked.one_more, after, until, **key),
        asked,
        told,
        lambda: paging.how_many(connection, model, until, **key),
        lambda row: str(row.seq),  # type: ignore[attr-defined]
    )


def counted_off(
    rows: Sequence[Row],
    asked: Slice,
    start: int | None = None,
    told: Callable[[Row], str] | None = None,
) -> Page[Row]:
    """The page of rows that are all at hand; it begins after so many of them, where no `start` is
    known. `told` says the place of a row, after which the next page begins."""
    if start is None:
        start = number(asked.after or "0")
        if asked.after is not None and start >= len(rows):
            raise not_there(asked.after)
    shown = tuple(rows[start:] if asked.first is None else rows[start : start + asked.first])
    end = start + len(shown)
    if end >= len(rows):
        return Page(shown, len(rows))
    return Page(shown, len(rows), last=told(shown[-1]) if told else str(end))


def number(after: str) -> int:
    """What a page begins after, where that is a number. AskedWrongly where it is none."""
    if not is_number(after):
        raise AskedWrongly(
            f"--after takes the number of a row here, and {after!r} is none",
            "take it from the command that the page before told you",
        )
    return int(after)


def is_number(said: str) -> bool:
    """Whether it is a whole number that a database takes."""
    return said.isascii() and said.isdigit() and len(said) < 10


def not_there(after: str) -> Unknown:
    return Unknown(f"no page begins after {after}", "give the last one of the page before")


def page_of(
    found: Sequence[Found],
    asked: Slice,
    told: Callable[[Sequence[Found]], Iterable[Row]],
    counted: Callable[[], int | None],
    key: Callable[[Found], str],
) -> Page[Row]:
    """The page of what was found with one more than was asked for, `told` in words piece by piece.

    `counted` says how many there are, MANY + 1 where there are more, None where that would take too
    long; it is asked only where that is not known yet.
    """
    kept = found[: asked.first]
    rows = tuple(row for piece in batched(kept, TOGETHER) for row in told(piece))
    if asked.after is None and len(kept) == len(found):
        return Page(rows, len(rows))
    last = key(kept[-1]) if len(found) > len(kept) else None
    return Page(rows, counted(), MANY, last)


def uncounted() -> None:
    """Where to count them would be to look at all of them."""
