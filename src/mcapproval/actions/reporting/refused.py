"""The moves that were refused, and how often each reason stood against one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import kept_definition
from mcapproval.actions.desk import Desk
from mcapproval.actions.finding.worded import known_move
from mcapproval.actions.lookup import case_row, known_provider
from mcapproval.actions.people.known import names
from mcapproval.actions.reporting.slices import after_row, page_of
from mcapproval.actions.rulebook.reason_codes import REASONS
from mcapproval.reports.paging import EVERYTHING, Page, Slice
from mcapproval.reports.refused import Attempted, Count
from mcapproval.rules.book import rule
from mcapproval.store.ask import over
from mcapproval.store.reported import attempts
from mcapproval.store.reported.attempts import AttemptRow, Group, Wanted
from mcapproval.store.rows.folded import Attempt
from mcapproval.store.whole import titles

ALL = Wanted()


def refused(desk: Desk, wanted: Wanted = ALL, asked: Slice = EVERYTHING) -> Page[Attempted]:
    """The last comes first; a page begins after a row of the journal.

    `wanted` has a reference or NZQA's number, as people say it. Unknown for a provider or a case
    that nothing in the records names, and for a move that no workflow has.
    """
    with desk.reading() as connection:
        wanted = _known(connection, wanted)
        after = after_row(connection, asked, Attempt)
        found = attempts.page(connection, wanted, asked.one_more, after)
        return page_of(
            found,
            asked,
            lambda rows: _told(connection, rows),
            lambda: attempts.counted(connection, wanted),
            lambda row: str(row.seq),
        )


def refused_by(desk: Desk, by: str, wanted: Wanted = ALL) -> list[Count]:
    """How many there are by `reason`, `move` or `person`, the most often first."""
    with desk.reading() as connection:
        wanted = _known(connection, wanted)
        found = attempts.groups(connection, wanted)
        who = names(connection, {row.by for row in found}) if by == "person" else {}
    count, done = Counter[str](), Counter[str]()
    for row in found:
        for key in KEYS[by](row):
            count[key] += row.refused
            done[key] += row.done
    says = {key: _says(key) if by == "reason" else "" for key in count}
    ordered = sorted(count, key=lambda key: (-count[key], key))
    return [
        Count(who.get(key, key), says[key], count[key], done[key], key if key in who else "")
        for key in ordered
    ]


def _known(connection: Connection, wanted: Wanted) -> Wanted:
    """The same with the case as the records have it. A move that its workflow has no more is known
    where it was refused once."""
    known_provider(connection, wanted.provider)
    if wanted.move is not None and not attempts.is_move(connection, wanted.move):
        known_move(over(connection), wanted.move)
    ref = None if wanted.ref is None else case_row(connection, wanted.ref).ref
    return wanted._replace(ref=ref)


def _says(code: str) -> str:
    """A reason in words: of a condition, or of a rule."""
    told = next((title for each, title, _ in REASONS if each == code), "")
    found = rule(code)
    return found.title if found else told


KEYS: dict[str, Callable[[Group], Sequence[str]]] = {
    "reason": lambda row: json.loads(row.reasons),
    "move": lambda row: [row.move],
    "person": lambda row: [row.by],
}


def _told(connection: Connection, rows: Sequence[AttemptRow]) -> list[Attempted]:
    of = titles(connection, {row.ref for row in rows})
    people = {row.by for row in rows} | {row.acts_for for row in rows if row.acts_for}
    who = names(connection, people)
    return [
        Attempted(
            row.seq,
            row.ref,
            of.get(row.ref, ""),
            row.provider,
            row.on_day,
            _label(connection, row),
            row.move,
            who.get(row.by, row.by),
            who.get(row.acts_for, row.acts_for) if row.acts_for else "",
            bool(row.override),
            tuple(json.loads(row.reasons)),
            row.done_on or "",
            row.by,
            row.acts_for or "",
        )
        for row in rows
    ]


def _label(connection: Connection, row: AttemptRow) -> str:
    """The state in people's words; as it was called where its workflow has it no more."""
    states = kept_definition(connection, row.definition_hash, row.ref).states
    return states[row.state].label if row.state in states else row.state
