"""The grid of all re-evaluations that wait, out to a spreadsheet and in again."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from mcapproval.actions.cases.moves import Said, move
from mcapproval.actions.desk import Desk
from mcapproval.actions.lookup import known_provider
from mcapproval.actions.people.roles import handles
from mcapproval.actions.reviewing.answering import Given, put_in
from mcapproval.actions.reviewing.collecting.faults import CellFault
from mcapproval.actions.reviewing.grid_sheet import (
    EDITED,
    NOBODY,
    Changed,
    Line,
    answer_at,
    changes_in,
    sheet_of,
    with_answers,
)
from mcapproval.actions.reviewing.opening import BEGUN
from mcapproval.actions.reviewing.owners import assign
from mcapproval.draft.reader import from_content
from mcapproval.errors import Reason, Refused
from mcapproval.sheets.reading import read_workbook
from mcapproval.sheets.writing import workbook_bytes
from mcapproval.store import queries
from mcapproval.store.keep import content
from mcapproval.store.tables import Case, Listing, Person, Review


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
        if provider is not None:
            known_provider(connection, provider)
        lines = _lines(connection, provider)
    return len(lines), workbook_bytes([sheet_of(list(lines.values()))])


def grid_changes(
    desk: Desk, data: bytes, name: str
) -> tuple[tuple[Changed, ...], tuple[CellFault, ...]]:
    """What a file would change, and all that is wrong with it; nothing is kept."""
    book = read_workbook(data, name)
    with desk.reading() as connection:
        lines = _lines(connection, None)
        refs = {person.ref for person in queries.many(connection, Person, erased_on=None)}
        called = handles(connection, refs)
    people = {name: name for name in called.values()} | called
    return changes_in(book, lines, people)


def apply(desk: Desk, changes: tuple[Changed, ...]) -> tuple[Applied, ...]:
    """Do what a file changes, each re-evaluation for itself."""
    return tuple(_applied(desk, changed) for changed in changes)


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
        found[review.ref] = Line(review.ref, review.listing, title, review.due_on, case.state, now)
    return found


def _applied(desk: Desk, changed: Changed) -> Applied:
    done: list[str] = []
    reasons: list[Reason] = []
    if "owner" in changed.changes:
        to = changed.changes["owner"][1]
        (line,) = assign(desk, [changed.ref], None if to == NOBODY else to)
        reasons += line.reasons
        done += [] if line.reasons else ["owner"]
    try:
        if "begin" in changed.changes:
            move(desk, changed.ref, "begin", Said())
            done.append("begin")
        if changed.answers:
            put_in(desk, changed.ref, lambda connection: _given(connection, changed))
            done += changed.answers
    except Refused as refusal:
        reasons += refusal.reasons or [Reason("REFUSED", refusal.message, refusal.hint, "")]
    return Applied(changed, tuple(done), tuple(reasons))


def _given(connection: Connection, changed: Changed) -> Given:
    (review,) = queries.many(connection, Review, ref=changed.ref)
    before = content(connection, review.answers) if review.answers else None
    answers = with_answers(before or {}, changed.answers)
    return Given(from_content(answers))
