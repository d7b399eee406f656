"""The cases in the records, as they are asked for: a page at a time, in an order that holds.

Asked many times a day from the shell, it loads nothing that only writing needs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from mcapproval.actions.finding.asking import Asked, keys, wanted
from mcapproval.errors import OurFault, Unknown
from mcapproval.store import case_list as kept
from mcapproval.store.case_list import CaseRow, Wanted
from mcapproval.store.looking import Ask, looking

NAMED = ("title", "reo", "number")
"""The parts of a case by which `list` finds it: what it is called."""


class CaseLine(NamedTuple):
    """A case as listed. `number` is NZQA's, where there is one; `since` is None where nobody knows
    it: it was imported so.
    """

    ref: str
    track: str
    number: str
    title: str
    state: str
    label: str
    since: str | None
    provider: str


class Page(NamedTuple):
    """`found` are all of which these are some, not counted beyond `counted`."""

    rows: tuple[CaseLine, ...]
    found: int
    counted: int = kept.MANY
    more: bool = False


EVERY = Asked()


def list_cases(where: str, person: str | None, today: date, asked: Asked = EVERY) -> Page:
    """The page of cases. Unknown where the records know no such person, provider, role or case."""
    with looking(where) as ask:
        sought = wanted(where, ask, person, today, asked, NAMED)
        return paged(ask, sought, asked)


def paged(ask: Ask, sought: Wanted, asked: Asked) -> Page:
    """The page of what is sought, in the order that is asked for."""
    most = kept.ALL if asked.first is None else asked.first
    rows = kept.page(ask, sought, keys(asked.sort), most, asked.after)
    if rows is None:
        raise Unknown(f"there is no case {asked.after}", "give the last one of the page before")
    full = len(rows) >= most
    found = kept.count(ask, sought) if full or asked.after is not None else len(rows)
    labels = _labels(ask, {row.definition for row in rows})
    lines = tuple(_line(row, labels) for row in rows)
    return Page(lines, found, more=full and _more(ask, sought, asked, rows, found))


def _more(ask: Ask, sought: Wanted, asked: Asked, rows: list[CaseRow], found: int) -> bool:
    """Whether any comes after the last of a full page."""
    if asked.after is None:
        return found > len(rows)
    return bool(kept.page(ask, sought, keys(asked.sort), 1, rows[-1].ref))


def _line(row: CaseRow, labels: dict[str, dict[str, str]]) -> CaseLine:
    return CaseLine(
        row.ref,
        row.track,
        row.number,
        row.title,
        row.state,
        labels[row.definition].get(row.state, row.state),
        row.since or None,
        row.provider,
    )


def _labels(ask: Ask, definitions: Iterable[str]) -> dict[str, dict[str, str]]:
    """By definition what its states are called; no more of it is read than that."""
    import tomllib

    found: dict[str, dict[str, str]] = {}
    for name in sorted(definitions):
        bodies = ask("SELECT body FROM content WHERE hash = :name", {"name": name})
        if not bodies:
            raise OurFault(f"the workflow {name[:12]} of a case is not in the records")
        states: dict[str, Any] = tomllib.loads(json.loads(bytes(bodies[0][0]))["workflow"])[
            "states"
        ]
        found[name] = {key: state.get("label", _spoken(key)) for key, state in states.items()}
    return found


def _spoken(name: str) -> str:
    """What a state is called that has no label: as `workflow/build.py` calls it."""
    return name.replace("-", " ").capitalize()
