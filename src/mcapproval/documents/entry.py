"""A paper by its name: what the lists of a subject's papers hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from mcapproval.documents.content import Document

F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class Entry(Generic[F]):
    """`slug` names the paper, `title` is what lists call it, `make` makes it from its subject's
    facts; `when` says of which it is, and `there_is` that in words: "there is one ...". One that is
    `of_today` speaks of the day on which it is made, every other of the day of the records; one
    that `compares` holds the present version to an earlier one, which can be asked for; one that is
    `as_decided` is of the version before the body that approved it, once it did; one that goes
    `to_others` should have nothing left open, and whoever makes it is told what is.
    """

    slug: str
    title: str
    make: Callable[[F], Document]
    when: Callable[[F], bool] = lambda _: True
    there_is: str = "for every case"
    of_today: bool = False
    compares: bool = False
    as_decided: bool = False
    to_others: bool = False
