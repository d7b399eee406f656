"""A new draft with a line of help above each key, for somebody who has read nothing else."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from mcapproval.draft.help import NO_WORDS, Own, told
from mcapproval.draft.schema_parts import resolved
from mcapproval.errors import Unknown
from mcapproval.shipped import schema

WIDTH = 96
"""Columns of a comment."""

_PARTS = {
    "enquiry": "HOW IT BEGAN",
    "work_began": "A. DETAILS THAT ARE LISTED",
    "learning_outcomes": "B. WHAT NZQA APPROVES: outcomes, need, requirements, review",
    "accreditation": "C. ACCREDITATION, one entry for each provider that delivers",
    "change": "D. THE CHANGE",
}
ONLY_FOR = {
    "of": ("accreditation", "change"),
    "change": ("change",),
    "accreditation": ("listing-approval-and-accreditation", "accreditation"),
}
_HEAD = """\
# A draft of an application for a micro-credential.
#
# Fill in what you know, in any order; leave the rest empty, half a draft is a draft. Save it as
# UTF-8, and look at any time what is still missing, and which clause asks for it:
#
#     mcapproval check FILE
#
# How to write: a space after each colon; two spaces for each level, never a tab; a text that has
# a colon, a # or a [ in it goes in "quotes"; for a long text write >- after the colon and the text
# on the lines below, indented by two spaces; a day is 2026-04-03, year-month-day.
# A line that begins with # is a note to you. Where an example is several lines, take their #
# away and put your own words in. A text that your provider keeps once is named in the place of
# the words, with its version: "see: rpl@3" (mcapproval text list).
# Clauses are those of NZQA's listing rules in the numbering of 2022, and of its approval criteria.
"""


NOTHING: Mapping[str, str] = MappingProxyType({})

OF_ENQUIRY = ("format", "route", "kind", "of", "title", "enquiry", "people", "organisations")
"""The keys of an enquiry, in the order in which a telephone call gives them."""


def new_draft(
    route: str,
    kind: str,
    own: Own = NO_WORDS,
    *,
    enquiry: bool = False,
    standing: Mapping[str, str] = NOTHING,
) -> str:
    """The text of a draft to fill in; `own` are a provider's words for its questions, and
    `standing` what it says already, by question: `see: rpl@3`.

    Of an `enquiry` only what the first telephone call says. Raises Unknown for a route or kind that
    there isn't.
    """
    contract = schema("application")
    parts = contract["properties"]
    wanted = {key: parts[key] for key in OF_ENQUIRY} if enquiry else parts
    given = {"format": "application/1", "route": route, "kind": kind, "title": '"Working title"'}
    for key in ("route", "kind"):
        choices = contract["properties"][key]["enum"]
        if given[key] not in choices:
            raise Unknown(f"there is no {key} `{given[key]}`", f"give one of {', '.join(choices)}")
    given |= {path: f'"{said}"' for path, said in standing.items() if path not in given}
    lines = [_HEAD.rstrip()]
    for key, part in wanted.items():
        if kind not in ONLY_FOR.get(key, (kind,)):
            continue
        if key in _PARTS:
            lines += ["", "# " + "=" * (WIDTH - 2), f"# {_PARTS[key]}"]
        lines += ["", *_lines(key, part, contract, (), given, own)]
    return "\n".join(lines) + "\n"


def _lines(
    key: str,
    part: Mapping[str, Any],
    contract: Mapping[str, Any],
    above: tuple[str, ...],
    given: Mapping[str, str],
    own: Own,
) -> Iterator[str]:
    """The lines of one key: its help, itself, and below it its own keys or a many-lined example.

    A weak answer stands before the good one, so that the good one is what the eye keeps.
    """
    path, indent = (*above, key), "  " * len(above)
    said = given.get(".".join(path), "")
    hint, whole = told(".".join(path), own), resolved(part, contract)
    example = json.dumps(hint["good"], ensure_ascii=False) if "good" in hint else ""
    example = example or hint.get("example", "")
    many = "\n" in example
    yield from _comment(_words(hint, part, whole), indent)
    if "weak" in hint and not said:
        yield from _comment(f"Too thin: {_one_line(hint['weak'])}", indent)
    for inner in whole.get("items", {}).get("properties", {}):
        weak = told(".".join((*path, inner)), own).get("weak")
        if weak:
            yield from _comment(f"Too thin as {inner}: {_one_line(weak)}", indent)
    if example and not many and not said:
        yield from _comment(f"For example: {example}", indent)
    yield f"{indent}{key}: {said}".rstrip()
    if many:
        yield from (f"#{indent}  {line}" for line in example.strip("\n").splitlines())
    elif whole.get("type") == "object":
        for inner, of_inner in whole.get("properties", {}).items():
            yield from _lines(inner, of_inner, contract, path, given, own)


def _words(hint: Mapping[str, Any], part: Mapping[str, Any], whole: Mapping[str, Any]) -> str:
    """What a key wants; what the schema says of every person or file gives way to our own words."""
    shared = "$ref" in part
    title = "" if shared and "ask" in hint else f"{part.get('title') or whole.get('title', '')}."
    said = [title, part.get("description", ""), hint.get("ask", "")]
    if whole.get("enum"):
        said.append(f"One of: {', '.join(whole['enum'])}.")
    if hint.get("clause"):
        said.append(f"({_cited(hint['clause'])})")
    return " ".join(text.replace("`", "").strip() for text in said if text)


def _one_line(answer: str) -> str:
    return " ".join(answer.split())


def _cited(clause: str) -> str:
    return f"{clause}, 2022 numbering" if clause.startswith("rule") else clause


def _comment(text: str, indent: str) -> Iterator[str]:
    lead = f"{indent}# "
    yield from textwrap.wrap(
        text,
        WIDTH,
        initial_indent=lead,
        subsequent_indent=lead,
        break_long_words=False,
        break_on_hyphens=False,
    )
