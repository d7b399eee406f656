"""One reader for each type of answer: a shell word or a value from a file to plain JSON."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from mcapproval.draft.source import FORBIDDEN
from mcapproval.errors import AskedWrongly
from mcapproval.sheets.days import typed_day
from mcapproval.workflow.vocabulary import RESULT_WORDS, RESULTS


class Wrong(AskedWrongly):
    """An answer that can't be taken; the text goes on from the ask's name."""


class Answered(NamedTuple):
    """A result, granted or declined, and the day of it."""

    result: str
    on: str


@dataclass(frozen=True, slots=True)
class Context:
    """What reading leans on: the words to choose from, the files attached, the move's day.

    `told` are those of the words that somebody who gave none of them is told. `answered` are the
    results that were recorded before, each with its day.
    """

    words: tuple[str, ...] = ()
    files: Mapping[str, Any] = field(default_factory=dict)
    on: date | None = None
    results: tuple[str, ...] = RESULTS
    told: tuple[str, ...] = ()
    answered: Mapping[str, Answered] = field(default_factory=dict)


Reader = Callable[[Any, Context], Any]

CODE = re.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9./:_-]{0,39}")
"""A short reference: a digit in it and no white space, so that it is no person's name."""
KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def visible(value: str) -> bool:
    """Whether anything of a text can be seen: marks of direction and joiners are nothing."""
    return any(not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc") for c in value)


def readable(value: str, what: str) -> str:
    """What somebody typed; AskedWrongly where it has a character that a terminal would obey, or
    that turns the order of reading around. `what` names it: `the title`.
    """
    odd = FORBIDDEN.search(value)
    if odd:
        raise AskedWrongly(
            f"{what} holds a character that can't be seen, U+{ord(odd[0]):04X}", "type it afresh"
        )
    return value


def text(value: Any, context: Context) -> str:
    if not isinstance(value, str) or not visible(value):
        raise Wrong("is a text, not empty")
    return value.strip()


def plain(value: Any) -> str:
    """A shell word, or what a file gave in its place."""
    if isinstance(value, bool) or not isinstance(value, str | int | date):
        raise Wrong("takes one value")
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def day(value: Any, context: Context) -> str:
    """As people type a day wherever one is asked for: `2028-06-15`, `15/6/2028`, `15 June 2028`."""
    try:
        return typed_day(plain(value)).isoformat()
    except ValueError as fault:
        raise Wrong(f"is a day: {fault}") from None


def code(value: Any, context: Context) -> str:
    word = plain(value)
    if not CODE.fullmatch(word):
        raise Wrong(
            "is a short reference: letters, digits and . / : _ - only, at least one digit, "
            f"at most 40; `{word}` is none"
        )
    return word


def whole(value: Any, context: Context) -> int:
    word = plain(value)
    if not re.fullmatch(r"[1-9]\d{0,3}", word):
        raise Wrong(f"is a whole number from 1; `{word}` is none")
    return int(word)


def four_digits(value: Any, context: Context) -> str:
    word = plain(value)
    if not re.fullmatch(r"\d{4}", word, re.ASCII):
        raise Wrong(f"has four digits; `{word}` has not")
    return word


def key(value: Any, context: Context) -> str:
    word = plain(value)
    if not KEY.fullmatch(word):
        raise Wrong(f"is a role or an organisation's key such as `quality-manager`, not `{word}`")
    return word


def keys(value: Any, context: Context) -> list[str]:
    """Keys with commas between them, or one after another, each once."""
    given = value if isinstance(value, list | tuple) else [value]
    words = [word for one in given for word in plain(one).split(",")]
    return list(dict.fromkeys(key(word, context) for word in words))


def choice(value: Any, context: Context) -> str:
    word = plain(value)
    if word not in context.words:
        raise Wrong(
            f"is one of {', '.join(context.told or context.words)}; `{word}` is none of them"
        )
    return word


def file(value: Any, context: Context) -> Any:
    word = plain(value)
    if word not in context.files:
        raise Wrong(f"names a file given with --attach; `{word}` is none of them")
    return context.files[word]


def results(value: Any, context: Context) -> dict[str, dict[str, str]]:
    """`listing:granted:2026-05-01,approval:declined`, or a table; a missing day is the move's, or
    that on which the same was answered before.
    """
    rows = _result_rows(value)
    found: dict[str, dict[str, str]] = {}
    for name, row in rows:
        if name not in context.results:
            raise Wrong(f"takes {', '.join(context.results)} here, not `{name}`")
        if name in found:
            raise Wrong(f"has `{name}` twice")
        word = plain(row.get("result", ""))
        if word not in RESULT_WORDS or not row.keys() <= {"result", "on"}:
            raise Wrong(f"says {' or '.join(RESULT_WORDS)} of {name}, with a day `on`")
        found[name] = {"result": word}
        before = context.answered.get(name)
        same = before.on if before and before.result == word else context.on
        on = row.get("on", same)
        if on is not None:
            found[name]["on"] = within(f"says of {name}:", "on", day, on, context)
    if not found:
        raise Wrong("is like listing:granted,approval:granted")
    return found


def _result_rows(value: Any) -> list[tuple[str, Mapping[str, Any]]]:
    if isinstance(value, Mapping):
        return [(str(n), r if isinstance(r, Mapping) else {"result": r}) for n, r in value.items()]
    if not isinstance(value, str):
        raise Wrong("is like listing:granted,approval:granted")
    rows: list[tuple[str, Mapping[str, Any]]] = []
    for part in filter(None, (p.strip() for p in value.split(","))):
        name, _, rest = part.partition(":")
        word, _, on = rest.partition(":")
        rows.append((name.strip(), {"result": word, "on": on} if on else {"result": word}))
    return rows


def within(where: str, name: str, reader: Reader, value: Any, context: Context) -> Any:
    """A part of an answer. Wrong says which part of what it is."""
    try:
        return reader(value, context)
    except Wrong as wrong:
        raise Wrong(f"{where} `{name}` {wrong}") from None


READERS: Mapping[str, Reader] = {
    "text": text,
    "file": file,
    "day": day,
    "code": code,
    "whole": whole,
    "four-digits": four_digits,
    "results": results,
    "key": key,
    "keys": keys,
    "choice": choice,
    "state": choice,
}
