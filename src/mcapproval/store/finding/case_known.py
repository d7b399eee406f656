"""Which words the records have for what cases are asked by, in the SQL that both engines speak."""

from __future__ import annotations

from mcapproval.store.looking import Ask

_STATES = (
    "SELECT 1 FROM case_record WHERE track IN ('application', 'listing', 'accreditation', "
    "'review') AND state = :word LIMIT 1"
)
_UNITS = "SELECT DISTINCT unit FROM case_record WHERE unit IS NOT NULL ORDER BY unit"


def is_state(ask: Ask, word: str) -> bool:
    """Whether a case is in a state; found by the index of tracks and states."""
    return bool(ask(_STATES, {"word": word}))


def is_unit(ask: Ask, word: str) -> bool:
    """Whether a case is of a school or faculty."""
    return bool(ask("SELECT 1 FROM case_record WHERE unit = :word LIMIT 1", {"word": word}))


def units(ask: Ask) -> list[str]:
    return [str(unit) for (unit,) in ask(_UNITS, {})]
