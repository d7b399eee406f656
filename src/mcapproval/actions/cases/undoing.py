"""Taking back the last move of a case: recorded as such, nothing of the journal is removed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.numbers_given import numbers_back
from mcapproval.actions.cases.refusing import journal_refusal
from mcapproval.actions.cases.standing.imported import taken_back
from mcapproval.actions.desk import Desk, settled
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import case_row
from mcapproval.actions.people.known import names
from mcapproval.actions.people.roles import is_there
from mcapproval.clock import nz_day, read_stamp
from mcapproval.errors import Reason, Refused
from mcapproval.store import queries
from mcapproval.store.events import Event
from mcapproval.store.folding.taking_back import put_back
from mcapproval.store.keep import Text
from mcapproval.store.rows.folded import Case
from mcapproval.workflow.model import BackFrom, Definition

STILL = ("refused", "seen", "sealed", "noticed", "overtaken")
"""Acts that change nothing: a move before them is the last one all the same."""


@dataclass(frozen=True, slots=True)
class Undone:
    """A move that was taken back: from and to in people's words."""

    ref: str
    move: str
    was: str
    now: str
    row: int


@dataclass(frozen=True, slots=True)
class _Last:
    """The last thing that happened to a case, and what has hung on it since."""

    case: Case
    events: list[Event]
    event: Event
    hanging: list[Event]


def undo(desk: Desk, ref: str, note: str | None = None) -> Undone:
    """Take back the last move. Refused with every reason, which is a row of the journal too."""
    return settled(ref, lambda: _undo(desk, ref, note))


def _undo(desk: Desk, ref: str, note: str | None) -> Undone:
    with desk.reading() as connection:
        last = _last(connection, ref)
        case, event = last.case, last.event
        reasons = list(_against(connection, desk, last))
        backs = put_back(last.events, event.seq, desk.today.isoformat()) if not reasons else []
        reasons += numbers_back(connection, backs)
        definition = definition_of(connection, case)
    if reasons:
        what = event.data["move"] if event.act == "moved" else "the last move"
        refusal = Refused(f"{what} of {case.ref} can't be taken back", reasons)
        journal_refusal(desk, case, "undo", refusal)
        raise refusal
    to = event.data["from"]
    whom = event.by.acts_for if event.by.person == desk.who() else None
    with desk.writing(whom) as writer:
        data = {
            "row": event.seq,
            "move": event.data["move"],
            "from": case.state,
            "to": to,
            "puts_back": backs,
            "note": writer.text(Text(note.strip(), desk.salt())) if note else None,
        }
        row = writer.add(case.ref, "undone", desk.today, data, seen=case.version)
    label = definition.label
    return Undone(case.ref, event.data["move"], label(case.state), label(to), row.seq)


def _last(connection: Connection, ref: str) -> _Last:
    case = case_row(connection, ref)
    gone = taken_back(connection)
    events = [row for row in queries.events(connection, case.ref) if not gone(row.seq)]
    last = next(event for event in reversed(events) if event.act not in STILL)
    after = queries.events(connection, after=last.seq)
    hanging = [each for each in after if each.cause == last.seq and each.act not in STILL]
    return _Last(case, events, last, hanging)


def _against(connection: Connection, desk: Desk, last: _Last) -> Iterator[Reason]:
    """Every reason against taking back what happened last."""
    case, event = last.case, last.event
    back = _way_back(definition_of(connection, case), case, last.events)
    if event.act != "moved":
        yield _no_move(case, event, last.events, back)
        return
    who = names(connection, {event.by.person, *filter(None, [event.by.acts_for])})
    made_by = " for ".join(who.get(ref, ref) for ref in (event.by.person, event.by.acts_for) if ref)
    mine = desk.who() in (event.by.person, event.by.acts_for) and is_there(connection, desk.who())
    if event.by.person == "system":
        said = f"{event.data['move']} was made by mcapproval, because of row {event.cause}"
        mend = f"what brought it about can't be taken back by itself: {back}"
        yield Reason("UNDO-NOT-YOURS", said, mend, "whoever may")
    elif not mine:
        said = f"{event.data['move']} was made by {made_by}; only they take it back"
        mend = f"ask them; or {back}"
        yield Reason("UNDO-NOT-YOURS", said, mend, made_by)
    hours = policy_for(connection, case.provider, desk.today).undo_hours
    made_at = read_stamp(event.recorded_at)
    if desk.now > made_at + timedelta(hours=hours):
        yield _too_late(made_at, hours, back)
    if last.hanging:
        hangs = ", ".join(f"{each.ref} (row {each.seq})" for each in last.hanging)
        said = f"other cases hang on it: {hangs}"
        listed = {each.ref for each in last.hanging if each.data.get("track") == "listing"}
        slip = "".join(
            f"; a slip in NZQA's number, version, code, day or period is put right: "
            f"mcapproval import correct {ref} --set COLUMN=VALUE --note WHY"
            for ref in sorted(listed)
        )
        yield Reason("UNDO-HANGS", said, f"{back}{slip}", "whoever may")


def _way_back(definition: Definition, case: Case, events: list[Event]) -> str:
    """The moves that lead to where the last move came from, and that there is none."""
    moved = [event.data["from"] for event in queries.holding(events) if event.act == "moved"]
    came = json.loads(case.came_from)
    names = [
        move.name
        for move in definition.out_of(case.state)
        if moved
        and move.by != ("system",)
        and moved[-1] != case.state
        and moved[-1] in definition.targets(move, case.state)
        and (not isinstance(move.target, BackFrom) or came.get(move.target.move) == moved[-1])
    ]
    if names:
        return f"choose a move back instead, {' or '.join(names)}: mcapproval next {case.ref}"
    here = definition.label(case.state)
    said = f"it stands, for no move leads back from '{here}'"
    others = list(_earlier(definition, case.state))
    if others:
        said = f"it stands, for no move leads from '{here}' to where it was; {'; '.join(others)}"
    return f"{said}; what is possible now: mcapproval next {case.ref}"


def _earlier(definition: Definition, source: str) -> Iterator[str]:
    """The moves of people that lead to what the definition has earlier, each with where to."""
    order = list(definition.states)
    for move in definition.out_of(source):
        to = [t for t in definition.targets(move, source) if order.index(t) < order.index(source)]
        if to and move.by != ("system",) and not isinstance(move.target, BackFrom):
            labels = [definition.label(state) for state in to]
            yield f"{move.name} leads to {' or '.join(labels)}"


def _no_move(case: Case, event: Event, events: list[Event], back: str) -> Reason:
    """What came last was no move: it hangs on the one before, or took it back."""
    if event.act == "undone":
        said = f"the last move was taken back already, in row {event.seq}"
        return Reason("UNDO-TWICE", said, f"make the move again: mcapproval next {case.ref}", "you")
    if not any(each.act == "moved" for each in events):
        said = f"no move of {case.ref} was made yet"
        return Reason("UNDO-NOTHING", said, f"see: mcapproval next {case.ref}", "you")
    before = next(e.seq for e in reversed(events) if e.act in ("moved", "undone"))
    since = [e for e in events if e.seq > before and e.act not in STILL]
    rows = ", ".join(f"row {e.seq} ({e.act.replace('-', ' ')})" for e in since)
    return Reason("UNDO-HANGS", f"more has happened since the last move: {rows}", back, "whoever")


def _too_late(made_at: datetime, hours: int, back: str) -> Reason:
    said = (
        f"it was recorded on {nz_day(made_at).isoformat()}, more than {hours} hours ago: "
        "a move is taken back within that time (approval.undo_hours of our policy)"
    )
    return Reason("UNDO-TOO-LATE", said, back, "whoever may")
