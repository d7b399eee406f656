"""What waits for a body of a provider, in thin rows: the oldest first, as many as are looked at."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    exists,
    false,
    func,
    not_,
    or_,
    select,
)
from sqlalchemy import case as case_when

from mcapproval.store.clauses import table
from mcapproval.store.events import Event, read_event
from mcapproval.store.queries import holding_words
from mcapproval.store.rows.folded import Approval, Case, Journal, Meeting, Review, Step

CASE, APPROVAL, MEETING = table(Case), table(Approval), table(Meeting)
REVIEW, STEP, JOURNAL = table(Review), table(Step), table(Journal)

PIECE, GROWS = 1024, 8
"""Rows that are asked for at first, and how many times more where those are not enough."""

MEETINGS = 25
"""The last meetings, among which one is looked for that was called before its day."""


class Thin(NamedTuple):
    """A matter: since which day it waits, the case, the row of the journal that brought it, and the
    content that was decided on."""

    since: str
    ref: str
    seq: int = 0
    content: str | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """States of a definition out of which a body decides. `stays`: what it decided on and stands
    there no longer waits; `again`: only what it decided on already does.
    """

    definition_hash: str
    states: Collection[str]
    stays: bool
    again: bool


def providers(connection: Connection) -> list[str]:
    """Those that have a case."""
    return list(connection.execute(select(CASE.c.provider).distinct()).scalars())


def to_ratify(connection: Connection, provider: str, body: str, until: str) -> Iterator[Thin]:
    pending = (APPROVAL.c.ratify == "pending", APPROVAL.c.stands.is_(True))
    yield from _in_pieces(connection, _approvals(provider, body, until).where(*pending))


def to_decide(
    connection: Connection,
    provider: str,
    body: str,
    until: str,
    ways: Sequence[Way],
    recommends: bool,
) -> Iterator[Thin]:
    """Cases in states of which a body decides, or `recommends`; since they entered it, or since
    what it gave fell.
    """
    given = (
        APPROVAL.c.ref == CASE.c.ref,
        APPROVAL.c.body == body,
        APPROVAL.c.recommends.is_(recommends),
        _not_undone(),
    )
    fell = select(func.max(APPROVAL.c.fell_on)).where(*given).scalar_subquery()
    since = case_when((fell > CASE.c.entered_on, fell), else_=CASE.c.entered_on)

    stands = exists().where(*given, APPROVAL.c.stands.is_(True))
    asked = select(since.label("since"), CASE.c.ref).where(
        CASE.c.provider == provider,
        _in(ways),
        or_(not_(_in([way for way in ways if way.stays])), ~stands),
        or_(not_(_in([way for way in ways if way.again])), exists().where(*given)),
        since <= until,
    )
    yield from _in_pieces(connection, asked.order_by(since, CASE.c.ref))


def _in(ways: Sequence[Way]) -> ColumnElement[bool]:
    """Alone, so that an index finds them."""
    those: dict[str, set[str]] = {}
    for way in ways:
        those.setdefault(way.definition_hash, set()).update(way.states)
    there = [
        and_(CASE.c.definition_hash == name, CASE.c.state.in_(sorted(states)))
        for name, states in those.items()
    ]
    return or_(*there) if there else false()


def delegated(
    connection: Connection, provider: str, body: str, until: str, after: int, how: str
) -> Iterator[Thin]:
    """What was approved by delegation, by rows of the journal after one."""
    asked = _approvals(provider, body, until).where(APPROVAL.c.how == how, _not_undone())
    yield from _in_pieces(connection, asked.where(APPROVAL.c.seq > after))


def reviews_decided(
    connection: Connection,
    provider: str,
    until: str,
    after: int,
    moves: Mapping[str, tuple[Collection[str], Collection[str]]],
    how: str,
) -> Iterator[Thin]:
    """Re-evaluations of which the last decision has a row that names `how`, after a row of the
    journal. `moves` are, by definition, those that decide, and those of them that are asked for.
    """
    later = STEP.alias()
    decides = [(CASE.c.definition_hash == name, names) for name, names in moves.items()]
    again = [and_(here, later.c.move.in_(sorted(every))) for here, (every, _) in decides]
    those = [and_(here, STEP.c.move.in_(sorted(wanted))) for here, (_, wanted) in decides if wanted]
    if not those:
        return
    after_it = exists().where(later.c.ref == STEP.c.ref, later.c.seq > STEP.c.seq, or_(*again))
    asked = (
        select(STEP.c.on_day, STEP.c.ref, STEP.c.seq)
        .join(CASE, CASE.c.ref == STEP.c.ref)
        .join(REVIEW, REVIEW.c.ref == STEP.c.ref)
        .join(JOURNAL, JOURNAL.c.seq == _unindexed(STEP.c.seq))
        .where(REVIEW.c.decision.is_not(None), CASE.c.provider == provider, or_(*those))
        .where(STEP.c.seq > after, STEP.c.on_day <= until, ~after_it)
        .where(holding_words(connection, f'"{how}"'))
        .order_by(STEP.c.on_day, STEP.c.ref, STEP.c.seq)
    )
    yield from _in_pieces(connection, asked)


def _unindexed(column: ColumnElement[int]) -> ColumnElement[int]:
    """A number hidden from its index: so the journal, whose rows are long, is looked at last."""
    return column + 0


def meetings_held(
    connection: Connection, provider: str, body: str, states: Collection[str], before: str
) -> list[tuple[str, Event]]:
    """The days of the last meetings before a day, the last first, and the rows that called them."""
    asked = (
        select(MEETING.c.on_day, JOURNAL.c.payload)
        .join(JOURNAL, and_(JOURNAL.c.ref == MEETING.c.ref, JOURNAL.c.ref_seq == 1))
        .where(MEETING.c.provider == provider, MEETING.c.body == body)
        .where(MEETING.c.state.in_(states), MEETING.c.on_day < before)
        .order_by(MEETING.c.on_day.desc(), MEETING.c.ref)
        .limit(MEETINGS)
    )
    return [(day, read_event(payload)) for day, payload in connection.execute(asked)]


def _approvals(provider: str, body: str, until: str) -> Select[Any]:
    asked = select(APPROVAL.c.on_day, APPROVAL.c.ref, APPROVAL.c.seq, APPROVAL.c.content)
    asked = asked.join(CASE, CASE.c.ref == APPROVAL.c.ref)
    asked = asked.where(CASE.c.provider == provider, APPROVAL.c.body == body)
    asked = asked.where(APPROVAL.c.on_day <= until)
    return asked.order_by(APPROVAL.c.on_day, APPROVAL.c.ref, APPROVAL.c.seq)


def _not_undone() -> ColumnElement[bool]:
    return or_(APPROVAL.c.fell_because.is_(None), APPROVAL.c.fell_because != "undone")


def _in_pieces(connection: Connection, asked: Select[Any]) -> Iterator[Thin]:
    """The rows of a question, of which the first are found sooner than all."""
    many, start = PIECE, 0
    while True:
        rows = [Thin(*row) for row in connection.execute(asked.limit(many).offset(start))]
        yield from rows
        if len(rows) < many:
            return
        many, start = many * GROWS, start + many
