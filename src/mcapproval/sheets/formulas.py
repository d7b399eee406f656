"""What a spreadsheet would take for a formula, and how it is kept from doing so.

A text that begins with `=`, `+`, `-`, `@` (blanks before it aside, full-width forms too), a tab or
a carriage return can be run by the program that opens it, on the machine of whoever opens it
(CWE-1236). So none goes out unmarked, and none that comes in is believed.
"""

from __future__ import annotations

import re

_RISKY = re.compile(r"'*(?:[\t\r]|\s*[=+\-@＝＋－＠])")
_MARKED = re.compile(r"''*(?:[\t\r]|\s*[=+\-@＝＋－＠])")
_FORMULA = re.compile(r"[\t\r]|\s*[=＝]")
_SIGNED = re.compile(r"\s*[+\-@＋－＠](.*)", re.DOTALL)
_HARMLESS = re.compile(r"[^|!=(\[＝（]*|\s*[0-9$.,()\s\-–]*", re.DOTALL)
_PLACE = re.compile(r"\s*\$?[A-Z]{1,3}\$?[0-9]{1,7}(?![\w ])", re.IGNORECASE)


def is_formula(text: str) -> bool:
    """Whether a text could be run.

    `=` first always could. After `+`, `-` or `@` it is words (`@Work`, `- North campus`) or a
    number (`-5`, `+64 (0)4 123`) where nothing calls or points: no `(`, `[`, `|`, `!` or `=`, and
    no place of a sheet (`A1`) stands first.
    """
    if _FORMULA.match(text):
        return True
    signed = _SIGNED.fullmatch(text)
    return bool(signed and (not _HARMLESS.fullmatch(signed[1]) or _PLACE.match(signed[1])))


def must_be_marked(text: str) -> bool:
    """Whether a text goes out with a mark: it could be run, or its own first `'` would be taken for
    our mark. Numbers written as text are marked as well: going out, nothing is left to judgement.
    """
    return bool(_RISKY.match(text))


def marked(text: str) -> str:
    return f"'{text}" if must_be_marked(text) else text


def unmarked(text: str) -> str | None:
    """The text behind our mark; None where it has none."""
    return text[1:] if _MARKED.match(text) else None
