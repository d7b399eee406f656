"""Beginning many re-evaluations in one run, together where they are alike (`alike.py`).

Whatever is not as plain goes the way of a single one (`opening.py`), with the same result.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from sqlalchemy import Connection, select

from mcapproval.actions.cases.moves import Said, move
from mcapproval.actions.desk import Desk, effective_day
from mcapproval.actions.lookup import case_row
from mcapproval.actions.people.roles import actor
from mcapproval.actions.reviewing.alike import TOGETHER, Judging, apart, read
from mcapproval.actions.reviewing.due import Asked, refs_due
from mcapproval.actions.reviewing.opening import BEGUN, waiting
from mcapproval.batches import batched
from mcapproval.errors import Reason, Refused, Unknown
from mcapproval.store.batch import RowOf, add_all
from mcapproval.store.clauses import table
from mcapproval.store.conflict import Conflict
from mcapproval.store.rows.folded import Case

BEGIN = "begin"
DONE, THERE, REFUSED = "begun", "there", "refused"


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of one: begun now, there already, or refused. `ref` is empty where none waits."""

    ref: str
    listing: str
    title: str
    how: str
    reasons: tuple[Reason, ...] = ()


def open_due(desk: Desk, asked: Asked, effective: date | None = None) -> tuple[Opened, ...]:
    """Begin all that are due, as `review due` lists them."""
    refs = refs_due(desk.records.where, desk.person, desk.today, asked)
    return _opened(desk, refs, effective)


def open_named(
    desk: Desk, listings: Sequence[str], effective: date | None = None
) -> tuple[Opened, ...]:
    """Begin the one that waits of each micro-credential."""
    lines: dict[str, Opened | None] = {}
    with desk.reading() as connection:
        for name in dict.fromkeys(listings):
            try:
                lines[waiting(connection, name).ref] = None
            except Unknown as fault:
                reason = Reason("NONE-WAITS", fault.message, fault.hint, "you")
                lines[name] = Opened("", name, "", REFUSED, (reason,))
    found = _opened(desk, [ref for ref, line in lines.items() if line is None], effective)
    return (*found, *(line for line in lines.values() if line))


def _opened(desk: Desk, refs: Sequence[str], effective: date | None) -> tuple[Opened, ...]:
    desk.who()
    day = effective_day(desk, effective)
    parts = list(batched(refs, TOGETHER))
    with desk.reading() as connection:
        there = {ref for part in parts for ref in _begun(connection, part)}
    found: list[Opened] = []
    with desk.kept_open() as kept:
        for part in parts:
            lines, singly = _together(kept, part, day, there)
            lines |= {ref: _singly(kept, lines[ref], effective) for ref in singly}
            found += lines.values()
    return tuple(found)


def _begun(connection: Connection, refs: Sequence[str]) -> Iterable[str]:
    case = table(Case)
    statement = select(case.c.ref).where(case.c.ref.in_(refs), case.c.state == BEGUN)
    return connection.execute(statement).scalars()


def _together(
    desk: Desk, refs: Sequence[str], day: date, there: Set[str]
) -> tuple[dict[str, Opened], list[str]]:
    """What came of each, and those that are to be begun for themselves; `there` are those that were
    begun when these were read.
    """
    rows: list[RowOf] = []
    singly: list[str] = []
    lines: dict[str, Opened] = {}
    try:
        with desk.writing() as writer:
            who = partial(actor, writer.connection, desk)
            judging = Judging(writer, desk, BEGIN, day, who)
            for_themselves = apart(writer.connection, refs)
            for row in read(writer.connection, refs):
                lines[row.ref] = Opened(row.ref, row.listing, row.title, DONE)
                if row.state == BEGUN:
                    lines[row.ref] = _there(lines[row.ref], there)
                    continue
                one = None if row.ref in for_themselves else judging.alike(row)
                if one is None:
                    singly.append(row.ref)
                else:
                    rows.append(one.row(row, day))
            add_all(writer, "moved", day, rows)
    except Conflict:
        singly += [row.ref for row in rows]
    return lines, singly


def _there(line: Opened, there: Set[str]) -> Opened:
    """Begun before; that somebody did it while this ran is told."""
    if line.ref in there:
        return replace(line, how=THERE)
    reason = Reason(
        "MOVED-ON",
        f"somebody else began {line.ref} just now",
        f"see by whom, and on which day: mcapproval history {line.ref}",
        "you",
    )
    return replace(line, how=THERE, reasons=(reason,))


def _singly(desk: Desk, line: Opened, effective: date | None) -> Opened:
    try:
        move(desk, line.ref, BEGIN, Said(), effective)
    except Refused as refusal:
        with desk.reading() as connection:
            if case_row(connection, line.ref).state == BEGUN:
                return _there(line, frozenset())
        told = refusal.reasons or [Reason("MOVED-ON", refusal.message, refusal.hint, "you")]
        return replace(line, how=REFUSED, reasons=tuple(told))
    return line
