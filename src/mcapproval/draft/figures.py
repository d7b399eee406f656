"""A text where a whole number belongs: which number it means there, and how one is written.

A number is offered only where it is sure what it counts: `5 months` are not 5 weeks, and to take
the 5 over would make the draft wrong without anybody being told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from mcapproval.draft.help import told
from mcapproval.draft.words import folded, named, shown

_NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100}
_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")
_AS_WHOLE = re.compile(r"([+-]?[0-9]{1,9})\.0*")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[, _][0-9]{3})+")
_UNIT_AFTER = re.compile(r"([0-9]{1,9})\s*([A-Za-z$%][A-Za-z$% ]*)")
_UNIT_BEFORE = re.compile(r"([A-Za-z]+ |\$)\s*([0-9]{1,9})")
_SHORT = {
    **{"h": "hour", "hr": "hour", "wk": "week", "yr": "year", "cr": "credit"},
    **{"$": "dollar", "nzd": "dollar", "%": "cent", "percent": "cent"},
}
_JOINS = {"a", "per", "each", "in"}
"""What a unit has between its words, as in `hours a week`."""


def no_number(part: Mapping[str, Any], text: str, path: Sequence[str | int]) -> tuple[str, str]:
    """Why a text is no whole number, and what to write; `part` is what the schema says there."""
    name, said = named(path), f"`{shown(text)}`"
    if re.fullmatch("[+-]?[0-9]{10,}", text):
        return f"{name} is too large a number: {said}", "write a whole number of at most 9 digits"
    if re.fullmatch("[+-]?[0-9]+", text):
        said, mend = f"{said} in quotes", f"write {int(text)} without quotes"
    else:
        meant = _meant(text.strip(), _counted(part, path))
        mend = f"write {meant}" if meant is not None else _as_in_the_help(path)
    return f"{name} must be a whole number; {said} is not one", mend


def _meant(text: str, units: str) -> int | None:
    """The whole number that a text most probably means where `units` are counted, or None."""
    word = text.casefold()
    if word in _NUMBERS:
        return _NUMBERS.index(word)
    if word in _TENS:
        return _TENS[word]
    if found := _AS_WHOLE.fullmatch(text):
        return int(found[1])
    if _THOUSANDS.fullmatch(text):
        return int(re.sub(r"[, _]", "", text))
    if _WHOLE.fullmatch(text):
        return int(text)
    if found := _UNIT_AFTER.fullmatch(text):
        return int(found[1]) if _is_unit(found[2], units) else None
    if found := _UNIT_BEFORE.fullmatch(text):
        return int(found[2]) if _is_unit(found[1], units) else None
    return None


def _counted(part: Mapping[str, Any], path: Sequence[str | int]) -> str:
    """What a field counts, in the words of its key and of its title."""
    key = str(path[-1]).replace("_", " ") if path else ""
    return f"{key}, {part.get('title', '')}"


def _is_unit(written: str, units: str) -> bool:
    """Whether a unit is the field's own: `hours` are those of `hours a week`, `weeks` are not."""
    first, *others = _words(written)
    counted = [word for phrase in units.split(",") for word in _words(phrase.partition(" a ")[0])]
    return first in counted and {*others} <= {*_words(units), *_JOINS}


def _words(text: str) -> list[str]:
    """The words of a text in small letters, each as it is said of one and written out."""
    found = (
        w if w == "a" else w.removesuffix("s") for w in re.findall(r"[a-z]+|[$%]", folded(text))
    )
    return [_SHORT.get(word, word) for word in found]


def _as_in_the_help(path: Sequence[str | int]) -> str:
    """How the help writes this field, or one of its name at the top of a draft."""
    keys = [step for step in path if isinstance(step, str)]
    examples = (told(question).get("example") for question in (".".join(keys), *keys[-1:]))
    example = next((each for each in examples if each), None)
    return f"write a whole number, such as {example}" if example else "write a whole number"
