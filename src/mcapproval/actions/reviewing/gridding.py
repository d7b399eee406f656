"""The grid of all re-evaluations that wait, out to a spreadsheet and in again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from sqlalchemy import Connection

from mcapproval.actions.cases.moves import Said, move
from mcapproval.actions.desk import Desk
from mcapproval.actions.lookup import known_provider
from mcapproval.actions.people import matching
from mcapproval.actions.people.roles import handles
from mcapproval.actions.reviewing.answering import Given, put_in
from mcapproval.actions.reviewing.collecting.faults import CellFault
from mcapproval.actions.reviewing.grid_read import Changed, changes_in
from mcapproval.actions.reviewing.grid_sheet import (
    EDITED,
    NOBODY,
    Line,
    answer_at,
    sheet_of,
    with_answers,
)
from mcapproval.actions.reviewing.grid_shown import as_then
from mcapproval.actions.reviewing.opening import BEGUN
from mcapproval.actions.reviewing.owners import SET, assign
from mcapproval.draft.content import from_content
from mcapproval.errors import Reason, Refused
from mcapproval.sheets.reading import read_workbook
from mcapproval.sheets.writing import workbook_bytes
from mcapproval.store import queries
from mcapproval.store.events import Event
from mcapproval.store.inside import Inside
from mcapproval.store.keep import content
from mcapproval.store.rows.folded import Case, Listing, Person, Review


@dataclass(frozen=True, slots=True)
class Applied:
    """A row of the sheet with what became of it: `reasons` where it could not be done, or not all;
    `done` has what was, by what it is.
    """

    changed: Changed
    done: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


def grid_bytes(desk: Desk, provider: str | None = None) -> tuple[int, bytes]:
    """How many wait, and the workbook of them."""
    with desk.reading() as connection:
        known_provider(connection, provider)
        lines = _lines(connection, provider)
        row, _ = queries.head(connection)
    return len(lines), workbook_bytes([sheet_of(list(lines.values()), row)])


def grid_changes(
    desk: Desk, data: bytes, name: str
) -> tuple[tuple[Changed, ...], tuple[CellFault, ...]]:
    """What a file would change, and all that is wrong with it; nothing is kept."""
    book = read_workbook(data, name)
    with desk.reading() as connection:
        lines = _lines(connection, None)
        refs = {person.ref for person in queries.many(connection, Person, erased_on=None)}
        called = handles(connection, refs)
        by_name = matching.by_name(connection).items()
        people = {said: one for said, who in by_name if len(who) == 1 for one in who.values()}
        people |= {name: name for name in called.values()} | called
        last, _ = queries.head(connection)
        return changes_in(
            book, lines, people, partial(_since, connection, last), partial(as_then, connection)
        )


def apply(desk: Desk, changes: tuple[Changed, ...]) -> Iterator[Applied]:
    """Do what a file changes, each re-evaluation for itself."""
    return (_applied(desk, changed) for changed in changes)


def tried(desk: Desk, changes: tuple[Changed, ...]) -> Iterator[Applied]:
    """What would become of each, by doing it and keeping nothing; between two others can write."""
    return (_tried(desk, changed) for changed in changes)


def _tried(desk: Desk, changed: Changed) -> Applied:
    with desk.trying() as writer:
        inside = replace(desk, records=Inside(desk.records.where, writer.connection))
        return _applied(inside, changed)


def _since(connection: Connection, last: int, line: Line, row: int) -> str:
    """What others changed of what a line has after a row of the journal, in words."""
    if row > last:
        return f"row {row} is none of these records, which have {last}: it is of others"
    events = [
        *(event for event in queries.events(connection, line.ref, after=row) if _changes(event)),
        *(
            event
            for event in queries.events(connection, line.listing, after=row)
            if event.act == "owner-set"
        ),
    ]
    if not events:
        return ""
    event = max(events, key=lambda event: event.seq)
    return f"{event.ref} was changed on {event.effective_on} (row {event.seq}), after this was read"


def _changes(event: Event) -> bool:
    """Whether it changes what stands in a line: reminders and refusals don't, nor other moves."""
    if event.act == "moved":
        return [event.data["from"], event.data["to"]].count(BEGUN) == 1
    return event.act in ("answered", "owner-set", "undone", "migrated")


def _lines(connection: Connection, provider: str | None) -> dict[str, Line]:
    reviews = queries.many(connection, Review, waits=True)
    cases = {c.ref: c for c in queries.among(connection, Case, "ref", {r.ref for r in reviews})}
    titles = {row.ref: row for row in queries.many(connection, Listing)}
    owners = {r.ref: r.owner or titles[r.listing].owner for r in reviews}
    called = handles(connection, {owner for owner in owners.values() if owner})
    found = {}
    for review in sorted(reviews, key=lambda review: (review.due_on, review.ref)):
        case = cases[review.ref]
        if provider not in (None, case.provider):
            continue
        answers = (content(connection, review.answers) if review.answers else None) or {}
        now = {key: answer_at(answers, key) for key in EDITED if key.startswith("/")}
        now["owner"] = called.get(owners[review.ref] or "", "")
        now["begin"] = "yes" if case.state == BEGUN else ""
        title = titles[review.listing].title
        found[review.ref] = Line(
            *(review.ref, review.listing, title, review.due_on, case.state, case.version), now
        )
    return found


def _applied(desk: Desk, changed: Changed) -> Applied:
    """Each act knows the version that the one before it left, so that nobody comes in between."""
    done: list[str] = []
    reasons: list[Reason] = []
    seen = changed.seen
    if "owner" in changed.changes:
        to = changed.changes["owner"][1]
        (line,) = assign(desk, [changed.ref], None if to == NOBODY else to, seen)
        reasons += line.reasons
        done += [] if line.reasons else ["owner"]
        if line.how == SET:
            seen += 1
    try:
        if "begin" in changed.changes:
            move(desk, changed.ref, "begin", Said(), seen=seen)
            done.append("begin")
            seen += 1
        if changed.answers:
            put_in(desk, changed.ref, lambda connection: _given(connection, changed), seen=seen)
            done += changed.answers
    except Refused as refusal:
        reasons += refusal.reasons or [Reason("REFUSED", refusal.message, refusal.hint, "")]
    return Applied(changed, tuple(done), tuple(reasons))


def _given(connection: Connection, changed: Changed) -> Given:
    (review,) = queries.many(connection, Review, ref=changed.ref)
    before = content(connection, review.answers) if review.answers else None
    answers = with_answers(before or {}, changed.answers)
    return Given(from_content(answers))
