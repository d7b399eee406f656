"""Small helps for sentences: what a value is called, what was probably meant."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

MANY = 100
MEANT = re.compile(r"did you mean `([^`]+)`\?")

SAID_FOR = {
    "industry skills board": "isb",
    "skills board": "isb",
    "workforce development council": "wdc",
    "private training establishment": "pte",
    "private training enterprise": "pte",
    "government training establishment": "gte",
    "institute of technology": "polytechnic",
    "institute of technology and polytechnic": "polytechnic",
    "itp": "polytechnic",
    "kura": "school",
    "whare wananga": "wananga",
    "te wananga": "wananga",
    "ministry": "government",
    "government department": "government",
    "company": "employer",
    "business": "employer",
    "association": "industry-body",
    "industry association": "industry-body",
    "professional association": "professional-body",
    "hapu": "iwi",
    "runanga": "iwi",
}
"""Types of bodies by other names that people write, folded and without hyphens."""


def shown(text: str) -> str:
    """A value short enough to stand in a sentence, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"


def named(path: Sequence[str | int]) -> str:
    """What to call the value at a path: its key, or which entry of which list."""
    if not path:
        return "the draft"
    last = path[-1]
    if isinstance(last, str):
        return last
    holder = path[-2] if len(path) > 1 else "the list"
    return f"entry {last + 1} of {holder}"


def folded(text: str) -> str:
    """For comparing: no case, no macrons, no other marks, single spaces."""
    marked = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(c for c in marked if not unicodedata.combining(c))
    return " ".join(bare.split())


def like(one: str, other: str) -> bool:
    return bool(one.strip()) and folded(one) == folded(other)


def key_like(key: str, known: Iterable[str]) -> str | None:
    """The known key that a misspelt one most probably means; none is sought among very many."""
    known = list(known)
    if len(known) > MANY:
        return None
    plain = {re.sub("[^a-z0-9]", "", folded(k)): k for k in known}
    wanted = re.sub("[^a-z0-9]", "", folded(key))
    near = difflib.get_close_matches(wanted[:80], plain, n=1, cutoff=0.7)
    return plain[near[0]] if near else None


def choices(name: str, value: str, known: Sequence[str]) -> tuple[str, str]:
    """Why a value is none of the choices, and which was meant."""
    near = _said_for(value, known) or key_like(value, known)
    listed = ", ".join(known)
    message = f"{name} is one of {listed}; `{shown(value)}` is none of them"
    return message, f"did you mean `{near}`?" if near else f"write one of {listed}"


def _said_for(value: str, known: Sequence[str]) -> str | None:
    """The choice that is known by a longer or another name, where the name is sure."""
    meant = SAID_FOR.get(" ".join(re.findall("[a-z0-9]+", folded(value)[:80])))
    return meant if meant in known else None


def slug(text: str, example: str) -> str | None:
    """A text in the manner of an id or key such as `LO1` or `otago-polytechnic`, if it can be."""
    number = re.search("[1-9][0-9]*", text)
    head = re.match(r"(person-|LO|[NPHA])1$", example)
    if head:
        return f"{head[1]}{number[0]}" if number and len(number[0]) < 4 else None
    if not re.fullmatch("[a-z-]+", example):
        return None
    parts = re.findall("[a-z0-9]+", folded(text)[:80])
    while parts and parts[0][0].isdigit():
        parts.pop(0)
    return "-".join(parts) or None


def belongs_under(key: str, contract: Mapping[str, Any]) -> str | None:
    """Where in a schema a key has its home: the names of the groups around it, from the top."""
    return next(_homes(key, contract, ()), None)


def _homes(key: str, part: Mapping[str, Any], above: tuple[str, ...]) -> Iterator[str]:
    for name, inner in part.get("properties", {}).items():
        if name == key and above:
            yield ": ".join(above)
        yield from _homes(key, inner, (*above, name))
    if isinstance(part.get("items"), Mapping):
        yield from _homes(key, part["items"], above)
