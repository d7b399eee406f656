"""Where a draft answers a clause: the headings of the form, the ids of what is listed, annexes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from mcapproval.documents.answers import listed, organisation, words
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.enclosures import annex_number
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
    found = {
        number
        for row in rows
        for key in ("file", "agreement")
        if (number := annex_number(dossier, row.get(key)))
    }
    told = list(runs(str(number) for number in sorted(found)))
    many = "es" if len(found) > 1 else ""
    return f"(annex{many} {listed(told)})" if told else ""


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
