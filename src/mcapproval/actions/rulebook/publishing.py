"""The rule book as pages in a folder: gathered from rules, texts, values and levels."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from mcapproval.actions.own_folder import made_anew
from mcapproval.actions.rulebook.explaining import rule_explained
from mcapproval.actions.rulebook.values_read import over_time
from mcapproval.documents.rule_book.facts import Level, LevelSet, RuleBook, Setting
from mcapproval.documents.rule_book.pages import pages
from mcapproval.policy.model import KEYS, SHIPPED
from mcapproval.rules.book import EVERY_RULE
from mcapproval.rules.book_hash import book_hash
from mcapproval.rules.descriptors import EARLIER, PRESENT, Descriptors, descriptors
from mcapproval.rules.law import Law, values
from mcapproval.rules.texts import texts
from mcapproval.shipped import schema

COMMAND = "rules book"
HIGHEST = 10


def publish(into: Path, day: date) -> int:
    """Write the pages; gives their number. Refused where the folder holds what is not its own."""
    files = pages(rule_book(day))
    with made_anew(into, COMMAND) as fresh:
        for name, data in files.items():
            (fresh / name).write_bytes(data)
    return sum(name.endswith(".html") for name in files)


def rule_book(day: date) -> RuleBook:
    """The book as of a day; NotInForce before 22 August 2018."""
    on = Law(day).day
    return RuleBook(
        day=on,
        digest=book_hash(),
        rules=tuple(rule_explained(rule, on) for rule in EVERY_RULE),
        texts=texts(),
        values=tuple(over_time(key) for key in values()),
        settings=tuple(_settings()),
        levels=tuple(_level_set(descriptors(name)) for name in (PRESENT, EARLIER)),
    )


def _settings() -> Iterator[Setting]:
    """What our policy can settle, section by section, with what ships."""
    shipped, known = SHIPPED.as_json(), schema("policy")["properties"]
    for key in KEYS.values():
        if len(key) == 1:
            continue
        section, name = key
        title = known[section]["properties"][name]["title"]
        yield Setting(f"[{section}] {name}", title, _written(shipped[section][name]))


def _written(value: Any) -> str:
    """A setting as people read it."""
    if isinstance(value, list):
        return " to ".join(map(str, value))
    return "none" if value is None or value == {} else str(value)


def _level_set(found: Descriptors) -> LevelSet:
    rows = tuple(
        Level(level, one.confidence, tuple(one.says.get(d, "") for d in found.dimensions))
        for level, one in sorted(found.levels.items())
    )
    return LevelSet(
        title=found.title,
        since=found.since,
        until=found.until,
        source=found.source,
        dimensions=found.dimensions,
        rows=rows,
        unknown=_unknown(found),
    )


def _unknown(found: Descriptors) -> str:
    """What our copy of a set does not have."""
    said = []
    missing = [level for level in range(1, HIGHEST + 1) if level not in found.levels]
    if missing:
        said.append(f"Of levels {missing[0]} to {missing[-1]} this set could not be read.")
    ours = [level for level, one in sorted(found.levels.items()) if one.confidence == "inferred"]
    if ours:
        said.append(f"Levels {ours[0]} to {ours[-1]} could not be read and are our reading.")
    if any(d not in one.says for one in found.levels.values() for d in found.dimensions):
        said.append('Where "not read" stands, our copy has nothing.')
    return " ".join(said)
