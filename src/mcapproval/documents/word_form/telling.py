"""Findings as somebody reads them who has only the form: by its headings and labels, not its keys.

The rules write their sentences for the keys of a draft (`write the level under level`). Only what
those sentences have where a key stands is put in other words; a word of the language that is a key
too stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from mcapproval.documents.word_form.choices import in_words
from mcapproval.documents.word_form.naming import choices_of, place_of, questions, titled
from mcapproval.draft.help import parts
from mcapproval.draft.pointer import tokens
from mcapproval.findings import Finding

_SAID_HERE = ("FORM-COMMENT", "FORM-OUTSIDE", "FORM-TRACKED", "FORM-TWICE", "FORM-FIELD")
"""Written for a form from the first, and with the author's own words in them."""
_SUBJECT = ("FORM-TYPE", "FORM-CHOICE", "FORM-FORMAT", "FORM-LONG", "FORM-MISSING")
"""Say at first what the value is called."""

_ON_LINE = re.compile(r"on line ([0-9]+)")
_FILE_ROW = re.compile(r"write \{for: ([\w-]+), file: \.\.\.\} under attachments")
_NO_ROWS = re.compile(r"write ([a-z_]+): \[\]")
_ADD = re.compile(r"add (?:the line )?`([a-z_]+):(?: ([^`]+))?`(?: and what it is)?")
_EITHER = re.compile(r"write ([a-z_]+): ([\w-]+) or \1: ([\w-]+)(?: under [a-z_]+)?")
_VALUE = re.compile(r"write (?:under ([a-z_]+) )?([a-z_]+): ([a-z\d-]+(?: or [a-z\d-]+)?)")
_UNDER = re.compile(r"under `?([a-z_]+(?:(?:, |: |/)[a-z_]+)*)(?::?`)?")
_LONG_KEY = re.compile(r"`?\b([a-z]+(?:_[a-z]+)+)\b`?(?: hours\b)?")
_QUOTED = re.compile(r"`([^`]*)`")
_TYPE = "organisations.type"
_PUT = (
    ("write its path from there: ", "write its name, after its folder if it has one there: "),
    ("take the line out", "take its name out"),
)


def told_of_form(spots: Sequence[str], found: Finding) -> Finding:
    """A finding with heading and field in the place of its line: `spots` says what each line stands
    for; and in the words of the form."""
    message = found.message
    if found.code == "FORM-REFERENCE":
        message = _ON_LINE.sub(lambda line: f"in {spots[int(line[1]) - 1]}", message)
    return for_word(replace(placed(spots, found), message=message))


def placed(spots: Sequence[str], found: Finding) -> Finding:
    """A finding with heading and field in the place of its line."""
    if found.line is None:
        return found
    return replace(found, line=None, column=None, place=spots[found.line - 1])


def told_of_case(found: Finding) -> Finding:
    """A finding on what the records hold of a draft, which may have come in as a form or a text."""
    return replace(for_word(found), place=place_of(found.path) or None)


def for_word(found: Finding) -> Finding:
    """A finding of a form with headings and labels in its words; its path stays as it is."""
    if found.code in _SAID_HERE:
        return found
    here = tuple(step for step in tokens(found.path) if not step.isdigit())
    here = () if found.code == "FORM-REFERENCE" else here  # it names where the whole list stands
    of = _path(here[-1:], here) if found.code == "FORM-CHOICE" else ""
    message = _spoken(_labelled(found.message, here, _names_first(found)), of)
    return replace(found, message=message, mend=_spoken(_labelled(found.mend, here, False), of))


def _names_first(found: Finding) -> bool:
    return found.asked_by == "form" and found.code in _SUBJECT


def _labelled(sentence: str, here: tuple[str, ...], subject: bool) -> str:
    said, command, rest = sentence.partition("mcapproval ")
    if subject and here:
        said = re.sub(
            rf"^(entry \d+ of )?{re.escape(here[-1])}\b",
            lambda match: f"{match[1] or ''}{_label(here[-1:], here) or here[-1]}",
            said,
        )
    said = _FILE_ROW.sub(r'name it under "Attachments", as \1', said)
    said = _NO_ROWS.sub(lambda m: f"write none in the first row of {_label((m[1],), here)}", said)
    said = _ADD.sub(lambda m: _added(m, here), said)
    said = _EITHER.sub(r"write \1: \2 or \3", said)
    said = _VALUE.sub(lambda m: _valued(m, here), said)
    said = _UNDER.sub(lambda m: _under(m, here), said)
    said = _LONG_KEY.sub(lambda m: _label((m[1],), here) or m[0], said)
    said = _QUOTED.sub(r'"\1"', said)
    for ours, theirs in _PUT:
        said = said.replace(ours, theirs)
    return f"{said}{command}{rest}"


def _spoken(sentence: str, of: str) -> str:
    """Each answer of a list in words, those of the question `of` of one word too; in a command they
    stay as they are typed."""
    said, command, rest = sentence.partition("mcapproval ")
    said = _choices(of).sub(lambda m: _as_one(in_words(of or _TYPE, m[0])), said)
    return f"{said}{command}{rest}"


def _added(match: re.Match[str], here: tuple[str, ...]) -> str:
    label = _label((match[1],), here)
    return f"write {match[2]} under {label}" if match[2] else f"fill in {label}"


def _valued(match: re.Match[str], here: tuple[str, ...]) -> str:
    above, key, value = match[1], match[2], match[3]
    keys = (above, key) if above else (key,)
    path, label = _path(keys, here), _label(keys, here)
    if not label:
        return match[0]
    said = " or ".join(in_words(path, each) for each in value.split(" or "))
    return f"write {said} under {label}"


def _under(match: re.Match[str], here: tuple[str, ...]) -> str:
    """The longest run of keys that names one question; what follows a colon may be several more
    that stand within it."""
    above, colon, below = match[1].partition(": ")
    inner = below.split(", ")
    path = _path(tuple(above.split(", ")), here)
    if colon and path and len(inner) > 1:
        names = [titled(f"{path}.{key.replace('/', '.')}") for key in inner]
        said = ", ".join(f'"{name}"' for name in names)
        if all(names):
            return f"under {_label(tuple(above.split(', ')), here)}: {said}"
    steps = re.split(r"(, |: |/)", match[1])
    keys = tuple(steps[::2])
    upto = next((n for n in range(len(keys), 0, -1) if _path(keys[:n], here)), 0)
    if not upto:
        return match[0]
    rest = "".join(steps[2 * upto - 1 :])
    return f"under {_label(keys[:upto], here)}{rest}{':' if match[0].endswith(':') else ''}"


def _label(keys: tuple[str, ...], here: tuple[str, ...]) -> str:
    """What the form calls a question, in quotes: several keys name its heading too."""
    path = _path(keys, here)
    if not path:
        return ""
    home = questions().homes.get(path)
    return f'"{home.words() if home and len(keys) > 1 else titled(path)}"'


def _path(keys: tuple[str, ...], here: tuple[str, ...]) -> str:
    """The question that keys name, as near as may be to where the finding is; empty for none."""
    wanted = ".".join(keys)
    found = [path for path in parts() if path == wanted or path.endswith(f".{wanted}")]
    return max(found, key=lambda path: (_shared(path.split("."), here), -len(path)), default="")


def _shared(steps: list[str], here: tuple[str, ...]) -> int:
    same = [one == other for one, other in zip(steps, here, strict=False)]
    return same.index(False) if False in same else len(same)


def _as_one(choice: str) -> str:
    """An answer with a comma in it, so that it can stand in a list of answers."""
    return f'"{choice}"' if "," in choice else choice


@cache
def _choices(of: str) -> re.Pattern[str]:
    """The answers of lists that are several words, and so have hyphens between them; and every one
    of a question's own."""
    found = {each for path in parts() for each in choices_of(path) if "-" in each or path == of}
    longest = sorted(found, key=lambda choice: (-len(choice), choice))
    return re.compile(rf"(?<![\w./-])(?:{'|'.join(map(re.escape, longest))})(?![\w./-])")
