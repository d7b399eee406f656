"""Where counts are from, in words and as the journal has it.

Whoever writes it may name somebody, so the words stand apart as texts, and the journal has only
their commitments. A person whom the records know stands there by reference.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk
from mcapproval.store import queries
from mcapproval.store.keep import Text, texts
from mcapproval.store.rows.folded import Delivery
from mcapproval.store.writer import Writer

Figures = Mapping[str, Mapping[str, Any]]
"""By the name of a count where it is from: in words, or with `texts` as the journal has it."""

WORDS = ("source", "supplier")


@dataclass(frozen=True, slots=True)
class Source:
    """Where some counts come from: a system or list, the day it was taken out, and who gave it."""

    source: str | None
    extracted_on: str | None
    supplier: str | None


def told(connection: Connection, rows: Iterable[Delivery]) -> Mapping[str, Any]:
    """The texts of where the counts of deliveries are from; an erased one is missing."""
    figures = [figure for row in rows for figure in json.loads(row.figures).values()]
    return texts(connection, {name for each in figures for name in each.get("texts", {}).values()})


def figures_of(
    row: Delivery, told: Mapping[str, Any], erased: str | None = None
) -> dict[str, Source]:
    """Where the counts of a delivery come from, by the name of the count; `erased` stands for what
    was erased.
    """
    return {
        name: Source(figure.get("source"), figure.get("extracted_on"), figure.get("supplier"))
        for name, figure in in_words(json.loads(row.figures), told, erased).items()
    }


def in_words(
    figures: Figures, told: Mapping[str, Any], erased: str | None = None
) -> dict[str, dict[str, Any]]:
    """Figures with their texts in place; what was erased is left out where nothing stands for
    it.
    """
    found = {}
    for name, figure in figures.items():
        said = {key: told.get(text, erased) for key, text in figure.get("texts", {}).items()}
        plain = {key: value for key, value in figure.items() if key != "texts"}
        found[name] = plain | {key: text for key, text in said.items() if text is not None}
    return found


def with_people(connection: Connection, figures: Figures) -> dict[str, dict[str, Any]]:
    """Figures with a supplier whom the records know by reference."""
    found = {}
    for name, figure in figures.items():
        person = queries.person(connection, figure.get("supplier") or "")
        found[name] = {**figure, **({"supplier": person.ref} if person else {})}
    return found


def apart(writer: Writer, desk: Desk, figures: Figures, before: Figures) -> dict[str, Any]:
    """Figures in words as the journal may have them; `before` are those it has, and what is as it
    was keeps its text.
    """
    were = in_words(before, texts(writer.connection, _names(before)))
    kept: dict[str, str] = {}
    found = {}
    for name, figure in figures.items():
        was = before.get(name, {})
        if figure == were.get(name) and not any(_open(writer.connection, was)):
            found[name] = dict(was)
            continue
        words = _open(writer.connection, figure)
        for word in words.values():
            if word not in kept:
                kept[word] = writer.text(Text(word, desk.salt()))
        rest = {key: value for key, value in figure.items() if key not in words}
        found[name] = rest | (
            {"texts": {key: kept[word] for key, word in words.items()}} if words else {}
        )
    return found


def _names(figures: Figures) -> set[str]:
    return {text for figure in figures.values() for text in figure.get("texts", {}).values()}


def _open(connection: Connection, figure: Mapping[str, Any]) -> dict[str, str]:
    """The words that stand in a figure itself, and are no reference to a person."""
    said = {key: str(figure[key]) for key in WORDS if figure.get(key)}
    person = queries.person(connection, said.get("supplier", ""))
    if person is not None and person.ref == said["supplier"]:
        del said["supplier"]
    return said
