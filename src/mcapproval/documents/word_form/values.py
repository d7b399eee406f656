"""What stands in a field, to and from the value that a draft has.

A text is written as it is wherever it can be read back so. Else (a space at its end, `none` as the
whole of a list's item, the words of an empty field) it is written in quotes, as JSON has them; only
what needs quotes is read without them, so each text is written in one way and read back the same.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from mcapproval.documents.word_form.choices import chosen, in_words
from mcapproval.documents.word_form.plan import Field, Kind
from mcapproval.draft.dates import day_in, month_in
from mcapproval.draft.model import Place
from mcapproval.draft.nodes import Listing, Node, Scalar
from mcapproval.draft.source import FORBIDDEN
from mcapproval.sheets.cells import Cell
from mcapproval.sheets.no_answer import says_none, says_nothing

EMPTY: dict[Kind, str] = {
    "text": "Write here",
    "number": "A number",
    "choice": "Choose one",
    "day": "A day, such as 2026-04-03",
    "month": "A month, such as 2026-07",
    "words": "One on each line",
}
"""What stands in an empty field, by its kind."""

SHORT: dict[Kind, str] = {
    "text": "Write",
    "number": "…",
    "choice": "Choose",
    "day": "Day",
    "month": "Month",
    "words": "One a line",
}
"""The same in the cell of a table, where there is less room."""

_WORDS_OWN = (
    "Click or tap here to enter text.",
    "Click here to enter text.",
    "Choose an item.",
    "Click or tap to enter a date.",
    "Enter any content that you want to repeat, including other content controls.",
)
"""What Word itself puts into a field from which somebody deleted everything."""

UNWRITTEN = frozenset((*EMPTY.values(), *SHORT.values(), *_WORDS_OWN))
NONE = ("none", "None", "NONE", "[]", "nil", "n/a")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"', re.S)
_BULLET = re.compile(r"(?:[-•*‣◦▪–]|\d{1,2}[.)])\s+")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


def said(text: str) -> str:
    """What somebody wrote in a field: empty where only the words of an empty field stand there."""
    text = unicodedata.normalize("NFC", text).strip()
    return "" if text in UNWRITTEN else text


def text_of(raw: str) -> str:
    """The text that a field says."""
    bare = _unquoted(raw)
    return bare if bare is not None and _as_said(bare) != bare else raw


def written(field: Field, value: Any) -> str:
    """A value of a draft as it stands in its field."""
    if isinstance(value, list):
        return "\n".join(_item(_said(field, str(item))) for item in value) or "none"
    if field.kind in ("text", "day", "month"):
        return quoted(str(value))
    return _said(field, str(value))


def _said(field: Field, value: str) -> str:
    return in_words(field.path, value) if value in field.choices else value


def texts_of(columns: Iterable[Field], entry: Mapping[str, Any]) -> dict[str, str]:
    """What stands in the columns of an entry, by column; nothing of those without a value."""
    values = ((column, value_at(entry, column.key, ())) for column in columns)
    return {column.key: written(column, value) for column, value in values if value is not None}


def value_at(data: Any, path: str, above: tuple[str, ...]) -> Any:
    """The value at a path, in an entry of the list at `above`; None for none."""
    for step in path.split(".")[len(above) :]:
        data = data.get(step) if isinstance(data, Mapping) else None
    return data


def quoted(text: str) -> str:
    """A text as it is, or in quotes where it would not be read back as it is."""
    return text if _as_said(text) == text else _in_quotes(text)


def _as_said(text: str) -> str | None:
    """What would be read where a text stood in a field just so; None for what can't stand there."""
    if "\r" in text or FORBIDDEN.search(text) or not text:
        return None
    plain = said(text)
    bare = _unquoted(plain)
    return plain if bare is None or _as_said(bare) == bare else bare


def _unquoted(raw: str) -> str | None:
    if not _QUOTED.fullmatch(raw):
        return None
    try:
        found = json.loads(raw)
    except ValueError:
        return None
    return found if isinstance(found, str) else None


def _in_quotes(text: str) -> str:
    shown = json.dumps(text, ensure_ascii=False)
    return FORBIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", shown)


def _item(text: str) -> str:
    if _items_of(text, "texts") == [text]:
        return text
    return _in_quotes(text)


def _items_of(raw: str, items: str) -> list[str]:
    """The items of a list: one on each line; on a single line also between semicolons, and ids and
    choices between commas too."""
    raw = said(raw)
    if not raw or raw in NONE:
        return []
    lines = [line.strip() for line in raw.split("\n") if line.strip()]
    found: list[str] = []
    for line in lines:
        if (bare := _unquoted(line)) is not None and _needs_quotes(bare):
            found.append(bare)
            continue
        line = _BULLET.sub("", line, count=1)
        parts = [line]
        if items in ("ids", "choices"):
            parts = re.split(r"[;,\s]+" if items == "ids" else r"[;,]", line)
        elif len(lines) == 1:
            parts = line.split(";")
        found += [part.strip() for part in parts if part.strip()]
    return found


def _needs_quotes(text: str) -> bool:
    return _as_said(text) != text or _items_of(text, "texts") != [text]


def node(field: Field, raw: str, place: Place) -> Node:
    """What the form says in a field, for the schema to decide of: as a file's reader would give it.

    A day is read as people here write days; what can't be read stays as it was written.
    """
    raw = said(raw)
    if not raw:
        return Scalar("", True, place)
    if field.kind == "words":
        items = _items_of(raw, field.items)
        meant = [chosen(field.path, field.choices, item) for item in items]
        return Listing(tuple(Scalar(item, False, place) for item in meant), place)
    if field.kind == "choice":
        return Scalar(chosen(field.path, field.choices, raw), False, place)
    if field.kind == "number":
        raw = _count(field, raw)
        return Scalar(raw, bool(_NUMBER.fullmatch(raw)), place)
    text = text_of(raw)
    if field.kind == "day":
        text = day_in(text) or text
    elif field.kind == "month":
        text = month_in(text) or day_in(text) or text
    return Scalar(text, False, place)


def _count(field: Field, raw: str) -> str:
    """A number as it is meant. Of a count that may be not known, `nil` is zero, and `n/a`, `-` or
    `tbc` is not known: as an import reads them.
    """
    said = chosen(field.path, field.choices, raw)
    if not field.choices or said in field.choices:
        return said
    if says_none(said):
        return "0"
    return field.choices[0] if says_nothing(Cell("", said)) else said
