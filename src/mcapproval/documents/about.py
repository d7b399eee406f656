"""A paper with what every paper has from its facts: the day, the house, whether it is simulated."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from mcapproval.documents.cleaning import clean
from mcapproval.documents.content import Block, Document
from mcapproval.documents.house import House


class About(Protocol):
    """Facts that papers are made of, whatever they are about."""

    @property
    def as_at(self) -> date: ...

    @property
    def simulated(self) -> bool: ...

    @property
    def house(self) -> House: ...


def paper_about(
    facts: About,
    *,
    title: str,
    subtitle: str,
    kind: str,
    number: str,
    blocks: Iterable[Block],
    as_at: date | None = None,
    lying: bool = False,
) -> Document:
    """`as_at` is its day where that is not the day of the facts; a `lying` page is wider
    than high."""
    return Document(
        title=title,
        subtitle=subtitle,
        kind=kind,
        number=number,
        as_at=as_at or facts.as_at,
        simulated=facts.simulated,
        house=facts.house,
        blocks=tuple(blocks),
        lying=lying,
    )


def called(document: Document) -> str:
    """What a window, a list of files or a screen reader calls the file of a paper: what sort of
    paper it is, and its title; for one of blanks only, what else it is known by.

    Papers of one case have the same title, and a window shows the beginning of a long name.
    """
    names = (" ".join(clean(name).split()) for name in (document.kind, document.title))
    return ": ".join(filter(None, dict.fromkeys(names))) or document.number or "Paper"
