"""One row of the journal as a value, and its bytes.

The bytes are canonical JSON of format 1 and carry the row's own number and the hash of the row
before, so that hashing the bytes alone proves order as well as content.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pydantic_core import from_json

from mcapproval.canonical import canonical, digest
from mcapproval.errors import NotWhole

FORMAT = 1
GENESIS = "0" * 64
"""What the first row names as the hash before it."""


NOT_OURS = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)
"""What values raise that this program never wrote: too deep, too big, of another type."""


class Author(NamedTuple):
    """Who is answerable for a row: a person by reference (or "system"), for whom, by which way."""

    person: str
    channel: str
    acts_for: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {"person": self.person, "for": self.acts_for, "channel": self.channel}


class Event(NamedTuple):
    """`ref_seq` counts the rows of one case (or person, organisation, the records) from 1.

    `recorded_at` is the instant in UTC, `effective_on` the New Zealand day on which it happened.
    `cause` is the number of the row that made this one happen, where there is one.
    """

    seq: int
    prev: str
    ref: str
    ref_seq: int
    act: str
    recorded_at: str
    effective_on: str
    by: Author
    cause: int | None
    data: Mapping[str, Any]

    def as_json(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "seq": self.seq,
            "prev": self.prev,
            "ref": self.ref,
            "ref_seq": self.ref_seq,
            "act": self.act,
            "recorded_at": self.recorded_at,
            "effective_on": self.effective_on,
            "by": self.by.as_json(),
            "cause": self.cause,
            "data": self.data,
        }

    def payload(self) -> bytes:
        return canonical(self.as_json())


def read_event(payload: bytes) -> Event:
    """The event of stored bytes; ValueError or KeyError where they are no row of ours."""
    try:
        raw = from_json(payload)
    except ValueError:
        raw = json.loads(payload)  # takes what is deeper, and names a fault as it always did
    if raw["format"] != FORMAT:
        raise ValueError(f"format {raw['format']}")
    by = raw["by"]
    return Event(
        raw["seq"],
        raw["prev"],
        raw["ref"],
        raw["ref_seq"],
        raw["act"],
        raw["recorded_at"],
        raw["effective_on"],
        Author(by["person"], by["channel"], by["for"]),
        raw["cause"],
        raw["data"],
    )


def read_rows(rows: Iterable[tuple[int, bytes]]) -> Iterator[Event]:
    """The events of rows of the journal, each its number and its bytes. NotWhole at one that can't
    be read.
    """
    for seq, payload in rows:
        try:
            yield read_event(payload)
        except (ValueError, KeyError, TypeError, RecursionError) as fault:
            raise NotWhole(
                f"row {seq} of the journal can't be read: it was changed after it was written",
                "see what else is wrong with: mcapproval audit verify",
            ) from fault


def told_by(rows: Iterable[Event], what: str) -> Event:
    """The first of these rows. NotWhole where there is none: in a generator `next` alone would end
    as a fault of ours."""
    for row in rows:
        return row
    raise NotWhole(f"the journal has no row that tells {what}", "see: mcapproval audit verify")


def row_hash(payload: bytes) -> str:
    return digest(payload)
