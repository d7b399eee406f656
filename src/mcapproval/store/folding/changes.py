"""What can happen to a table: the small language in which the fold speaks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic_core import to_json

from mcapproval.store.events import Event

Row = dict[str, Any]
Tables = dict[str, dict[tuple[Any, ...], Row]]


class Add(NamedTuple):
    """A new row."""

    table: str
    values: Mapping[str, Any]


class Set(NamedTuple):
    """New values in the row with this key."""

    table: str
    key: Mapping[str, Any]
    values: Mapping[str, Any]


class Put(NamedTuple):
    """A row with this key and these values, whether it was there or not."""

    table: str
    key: Mapping[str, Any]
    values: Mapping[str, Any]


class Drop(NamedTuple):
    """No row with this key any more: the journal still says that there was one."""

    table: str
    key: Mapping[str, Any]


Change = Add | Set | Put | Drop


def series_of(ref: str) -> tuple[str, int]:
    """The series and number of a reference: `APP-2026-0003` is number 3 of `APP-2026`."""
    series, _, number = ref.rpartition("-")
    return series, int(number)


def packed(value: Any) -> str:
    """A list or mapping of a row of the journal, as it was read, as the text of a column: canonical
    JSON again, for its texts are NFC and its keys in order.
    """
    return "{}" if value == {} else "[]" if value == [] else to_json(value).decode()


def numbered(event: Event) -> Change:
    series, number = series_of(event.ref)
    return Put("counter", {"series": series}, {"value": number})
