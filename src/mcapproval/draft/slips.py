"""Slips of the pen in a text file that lose a part of an answer, or add to it, and break nothing:
YAML takes what follows a # for a note, and Word's quotes for letters of the answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mcapproval.draft.faults import form_finding
from mcapproval.draft.nodes import Scalar
from mcapproval.draft.pointer import pointer
from mcapproval.draft.words import named, shown
from mcapproval.findings import Finding, Severity

NOTE, QUOTES = SLIPS = ("FORM-NOTE", "FORM-QUOTES")

_PAIRS = {"“": "”", "”": "”", "„": "“", "‘": "’", "’": "’", "«": "»"}
_NARROWED = ("enum", "const", "format", "pattern")
"""A word, a day or an id is whole without what stands beside it."""


def slips(node: Scalar, part: Mapping[str, Any], steps: tuple[str | int, ...]) -> Iterator[Finding]:
    """What is odd about a text that was written without quotes, `part` being what may stand there.
    Both warn: a note, and a title in quotes, may be meant."""
    if not node.plain or part.get("type") != "string" or any(word in part for word in _NARROWED):
        return
    what, path = named(steps), pointer(steps)
    if node.beside:
        yield form_finding(
            NOTE,
            path,
            node.place,
            f"a # ends the answer {what}, and is no part of it: `{shown(node.beside)}`",
            "put the whole answer in quotes where that belongs to it, else write the note on a "
            "line of its own",
            Severity.WARNING,
        )
    if _wrapped(node.text):
        first, last = node.text[0], node.text[-1]
        yield form_finding(
            QUOTES,
            path,
            node.place,
            f"the quotes {first} {last} are taken as letters of the answer {what}",
            f'leave them out, or write straight ones: "{shown(node.text[1:-1])}"',
            Severity.WARNING,
        )


def _wrapped(text: str) -> bool:
    """Whether one pair of quotes stands around the whole of it."""
    last = _PAIRS.get(text[:1])
    inside = text[1:-1]
    return len(text) > 2 and text[-1] == last and not set(inside) & {text[0], last}
