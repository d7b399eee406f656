"""Where a draft answers a clause: the headings of the form, the ids of what is listed, annexes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from mcapproval.documents.answers import listed, organisation, words
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.enclosures import absent_annex, annex_number
from mcapproval.documents.places import place_in_words

SAID = {"yes", "no", "none", "supported", "declined", "awaited", "not-required"}
"""Answers so short that they are printed with their place."""

NAMED_BY = ("id", "provider", "organisation")
"""The keys by which a row of a list is named, the first that it has."""


def answered(dossier: Dossier, paths: Iterable[str]) -> tuple[str, ...]:
    """The places among the paths that hold something, as the form's headings. An empty list is
    told only where nothing else is.
    """
    found = {path: values for path in paths if (values := _values(dossier, path))}
    full = [path for path, values in found.items() if values != [[]]]
    return tuple(_told(dossier, path) for path in full or found)


def joined(places: Iterable[str]) -> str:
    """Places in one line, the heading that they share said once."""
    former, told = "", []
    for place in places:
        head, colon, tail = place.partition(": ")
        plain = tail if colon and (head == former or tail.startswith(f"{head} ")) else place
        told.append(plain)
        former = head
    return "; ".join(told)


def headings(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(place_in_words(path) for path in paths)


def _values(dossier: Dossier, path: str) -> list[Any]:
    """What stands at a path, in each row of a list where it has a `*`; a list may be empty."""
    head, star, rest = path.partition("/*")
    if not star:
        found = dossier.draft.get(path)
        return [] if found in (None, "", {}) else [found]
    return [
        value for row, _ in dossier.draft.rows(head) for value in _values(dossier, f"{row}{rest}")
    ]


def _told(dossier: Dossier, path: str) -> str:
    heading = place_in_words(path)
    values = _values(dossier, path)
    value = values[0]
    if value == []:
        return f"{heading}: there are none"
    if isinstance(value, str) and value in SAID:
        return f"{heading}: {words(value)}"
    rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
    names = listed(runs(_name(dossier, row) for row in rows))
    annexes = _annexes(dossier, rows or [v for v in values if isinstance(v, dict)])
    return " ".join(part for part in (heading, names, annexes) if part)


def _name(dossier: Dossier, row: dict[str, Any]) -> str:
    key = next((key for key in NAMED_BY if isinstance(row.get(key), str)), "")
    if not key:
        return ""
    return str(row[key]) if key == "id" else organisation(dossier, row[key])


def _annexes(dossier: Dossier, rows: list[dict[str, Any]]) -> str:
    told = annexes_cited(dossier, (row.get(key) for row in rows for key in ("file", "agreement")))
    return f"({told})" if told else ""


def annexes_cited(dossier: Dossier, paths: Iterable[Any]) -> str:
    """`annexes 1-3 and 7; annex 6, held by us as confidential`: which annexes the files are that a
    draft names, those last whose files are not in the pack; empty where it names none.
    """
    numbers = {number for path in paths if (number := annex_number(dossier, path))}
    kinds: dict[str, list[int]] = {"": []}
    for number in sorted(numbers):
        kinds.setdefault(absent_annex(dossier, number), []).append(number)
    return "; ".join(
        f"annex{'es' if len(alike) > 1 else ''} {listed(runs(map(str, alike)))}"
        f"{f', {absent}' if absent else ''}"
        for absent, alike in kinds.items()
        if alike
    )


def runs(names: Iterable[str]) -> Iterator[str]:
    """`N1, N2, N3, N5` as `N1-N3, N5`: numbered names that follow one another, from three on."""
    parts = [_numbered(name) for name in names if name]
    for _, group in groupby(enumerate(parts), key=lambda at: (at[1][0], at[1][1] - at[0])):
        run = [name for _, (_, _, name) in group]
        yield from (f"{run[0]}-{run[-1]}",) if len(run) > 2 else run


def _numbered(name: str) -> tuple[str, int, str]:
    """A name with the letters and the number that it is made of; any other stands alone."""
    found = re.fullmatch(r"([A-Za-z]*)([0-9]{1,6})", name)
    return (found[1], int(found[2]), name) if found else (name, 0, name)
