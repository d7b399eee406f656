"""Two micro-credentials of one provider with one title and two of NZQA's numbers: told, and taken.

A later version keeps its number, so that the one is seldom right beside the other.
"""

from __future__ import annotations

from collections.abc import Iterable

from mcapproval.actions.importing.facts import Credential
from mcapproval.actions.importing.faults import Kind
from mcapproval.actions.importing.headings import loose
from mcapproval.actions.importing.known import Known

LOOK = "look whether both are there, or one number is wrong"


def titles_twice(new: Iterable[tuple[Credential, str]], known: Known) -> None:
    """A note on each row that is new, with whose it is, whose title another has already."""
    first: dict[tuple[str, str], Credential] = {}
    for row, provider in new:
        title = loose(row.title)
        if not row.number or not title:
            continue
        for there in known.by_title.get(title, ()):
            if there.number and known.cases[there.ref].provider == provider:
                _note(row, f"{there.ref} ({there.number})")
        other = first.setdefault((provider, title), row)
        if other is not row:
            _note(row, f"row {other.row.line} ({other.number})")


def _note(row: Credential, other: str) -> None:
    said = f"{other} has the same title as this one ({row.number}): {LOOK}"
    row.row.note("title", said, Kind.SELDOM)
