"""What a draft asks, question by question: the words that the shell, the commented draft
and the Word form share.

A question is a key of the schema, named by its path with dots; entries of a list and of a group are
passed over, so `learning_outcomes.statement` is the statement of any outcome. The title is the
schema's, the rest is in `help.toml`; a provider's own words for a question win.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from mcapproval.draft.schema_parts import resolved
from mcapproval.shipped import in_room, schema

Own = Mapping[str, Mapping[str, str]]
NO_WORDS: Own = MappingProxyType({})

DRAFT = "application"
"""The schema that a draft has."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `ask` is help in plain words, `clause` where it comes from.

    `good` and `weak` are answers that a quality adviser would accept and send back; both are empty
    where the answer is no prose. `example` is one as a text file has it, of a list an entry.
    """

    path: str
    title: str
    ask: str
    clause: str
    good: str
    weak: str
    example: str = ""


def question(path: str, own: Own = NO_WORDS, of: str = DRAFT) -> Question | None:
    """A question by its path; None where a draft has no such key. `own` are a provider's words.

    Of another schema than that of a draft there are no words beside its own.
    """
    part = parts(of).get(path)
    if part is None:
        return None
    said = told(path, own) if of == DRAFT else {}
    return Question(
        path=path,
        title=_title(path, part),
        ask=str(said.get("ask") or part.get("description", "")),
        clause=str(said.get("clause", "")),
        good=str(said.get("good", "")),
        weak=str(said.get("weak", "")),
        example=str(said.get("example", "")),
    )


def _title(path: str, part: Mapping[str, Any]) -> str:
    """The schema's title; what the schema says of every person or file gives way to the key."""
    if "$ref" in part:
        return path.rpartition(".")[2].replace("_", " ").capitalize()
    return str(part.get("title", ""))


def told(path: str, own: Own = NO_WORDS) -> Mapping[str, Any]:
    """What is said of a question beside the schema's words: a provider's own wins, key by key."""
    found: Any = helps()
    for step in path.split("."):
        found = found.get(step, {}) if isinstance(found, dict) else {}
    return {**(found if isinstance(found, dict) else {}), **own.get(path, {})}


def near(path: str) -> str:
    """The question that a misspelt path most likely means; empty where none is near."""
    close: list[str] = difflib.get_close_matches(path, list(parts()), n=1)
    if close:
        return close[0]
    last = path.rpartition(".")[2]
    return next((known for known in parts() if known.rpartition(".")[2] == last), "")


@cache
def parts(of: str = DRAFT) -> Mapping[str, Mapping[str, Any]]:
    """The schema of every key of a draft by its path, in the schema's order; or of another file's.

    A key with a title of its own has no `$ref` left, whatever it is like in all else.
    """
    contract = schema(of)
    return dict(_parts(contract, contract, ""))


def _parts(
    of: Mapping[str, Any], contract: Mapping[str, Any], above: str
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for key, part in of.get("properties", {}).items():
        path = f"{above}.{key}" if above else key
        whole = {**resolved(part, contract), **part}
        if "title" in part:
            whole.pop("$ref", None)
        yield path, whole
        for inner in (whole, whole.get("items", {}), *whole.get("patternProperties", {}).values()):
            yield from _parts(resolved(inner, contract), contract, path)


@cache
def helps() -> dict[str, Any]:
    """`help.toml`: what each key asks for in plain words, nested as the draft is."""
    return tomllib.loads(in_room("draft", "help.toml").read_text("utf-8"))
