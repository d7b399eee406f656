"""Which words the records have for what cases are asked by, in the SQL that both engines speak."""

from __future__ import annotations

import json

from mcapproval.store.ask import Ask

IN_USE = (
    "WITH RECURSIVE used(name) AS ("
    "SELECT min(definition_hash) FROM case_record UNION ALL "
    "SELECT (SELECT min(c.definition_hash) FROM case_record c WHERE c.definition_hash > used.name) "
    "FROM used WHERE used.name IS NOT NULL) "
    "SELECT name, (SELECT c.ref FROM case_record c WHERE c.definition_hash = name LIMIT 1) "
    "FROM used WHERE name IS NOT NULL"
)
"""The hash of every definition that some case is pinned to, and such a case: from one name to the
next in the index, for there are few, and they need not be counted."""

_UNITS = "SELECT DISTINCT unit FROM case_record WHERE unit IS NOT NULL ORDER BY unit"


def workflows(ask: Ask) -> list[str]:
    """The TOML of every definition that some case walks."""
    names = [str(name) for name, _ in ask(IN_USE, {})]
    kept = [ask("SELECT body FROM content WHERE hash = :name", {"name": name}) for name in names]
    return [str(json.loads(bytes(rows[0][0]))["workflow"]) for rows in kept if rows]


def is_unit(ask: Ask, word: str) -> bool:
    """Whether a case is of a school or faculty."""
    return bool(ask("SELECT 1 FROM case_record WHERE unit = :word LIMIT 1", {"word": word}))


def units(ask: Ask) -> list[str]:
    return [str(unit) for (unit,) in ask(_UNITS, {})]
