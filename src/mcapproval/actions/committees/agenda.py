"""Gather what waits for a body: cases to decide, chair's actions to ratify, what to note."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.items.still_open import of_situation
from mcapproval.actions.cases.standing.view import Standing, standing
from mcapproval.actions.committees import places
from mcapproval.actions.committees.bodies import body_meant
from mcapproval.actions.committees.matters import matters, open_to
from mcapproval.actions.committees.places import Matter, Place
from mcapproval.actions.desk import Desk
from mcapproval.actions.in_force import administrator, policy_for
from mcapproval.actions.lookup import known_provider, title_of
from mcapproval.actions.people.authors import authors
from mcapproval.actions.people.known import names
from mcapproval.actions.people.roles import reached
from mcapproval.actions.provider_meant import own_provider
from mcapproval.actions.reporting.slices import not_there
from mcapproval.clock import spoken
from mcapproval.errors import Reason, Refused
from mcapproval.policy.model import BODIES, capital
from mcapproval.reports.agenda import Agenda, Waiting
from mcapproval.reports.paging import EVERYTHING, Page, Slice
from mcapproval.store import queries
from mcapproval.store.counting import MANY
from mcapproval.store.reported import before_bodies
from mcapproval.store.reported.before_bodies import Thin
from mcapproval.store.rows.folded import Application, Case, Meeting, Organisation, Review, Version
from mcapproval.workflow import engine


def agendas(
    desk: Desk,
    body: str | None = None,
    on: date | None = None,
    provider: str | None = None,
    asked: Slice = EVERYTHING,
) -> list[Agenda]:
    """What waits for each body of each provider on a day, under a heading that names all three; of
    each the matters that are asked for, a page of which begins after so many, or after one of them
    where it stood.

    For whoever holds roles for some providers alone, those of theirs; Refused where they ask for
    another's. One without a matter is given only where there is no other.
    """
    day, after = on or desk.today, places.after(asked.after)
    with desk.reading() as connection:
        body = body_meant(connection, desk, body, provider) if body else None
        own = shown_to(connection, desk, provider)
        every = before_bodies.providers(connection)
        of = sorted(every if own is None else own)
        found = {
            (whose, each): page
            for whose in of
            for each in ([body] if body else BODIES)
            if (page := _page(connection, desk.today, whose, each, day, asked, after))[0].rows
        }
        if not found and asked.after is not None and isinstance(after, int):
            raise not_there(asked.after)
        if not found:
            first = provider or next(iter(own or ()), own_provider(connection, desk.today))
            found[first, body or BODIES[0]] = Page((), 0), 0
        several = len({*every, *(whose for whose, _ in found)}) > 1
        return [
            Agenda(_heading(connection, whose, each, day, several), page, start)
            for (whose, each), (page, start) in found.items()
        ]


def _page(
    connection: Connection,
    today: date,
    provider: str,
    body: str,
    day: date,
    asked: Slice,
    after: int | Place,
) -> tuple[Page[Waiting], int]:
    """So many matters of a body after others, all counted no further than MANY; and how many stand
    before them."""
    there = matters(connection, today, provider, body, day)
    rows, start = places.before(there, after)
    until = None if asked.first is None else start + asked.first
    rows += islice(there, None if until is None else max(until, MANY) + 1 - len(rows))
    shown = _told(connection, today, body, rows[start:until])
    last = places.written(rows[until - 1]) if until is not None and len(rows) > until else None
    return Page(tuple(shown), len(rows), max(until or 0, MANY), last), start


def shown_to(connection: Connection, desk: Desk, provider: str | None) -> list[str] | None:
    """The providers whose matters are asked for and may be shown; None for all there are."""
    own = reached(connection, desk.person, desk.today) if desk.person else None
    if provider is None:
        return own
    known_provider(connection, provider)
    if own is not None and provider not in own:
        said = f"{desk.person} holds roles for {', '.join(own) or 'single cases'} only today"
        mend = f"ask somebody of {provider}, or have a role granted for it"
        them = administrator(connection, desk.today, provider)
        against = Reason("NOT-YOUR-ROLE", said, mend, them)
        raise Refused(f"the agenda of {provider} can't be shown", [against])
    return [provider]


def _heading(connection: Connection, provider: str, body: str, day: date, several: bool) -> str:
    """The body by its provider's own name for it, the day, and the meetings called for it."""
    title = policy_for(connection, provider, day).title(body)
    called = [
        meeting.ref
        for meeting in queries.many(
            connection, Meeting, provider=provider, body=body, on_day=day.isoformat()
        )
        if meeting.state != "cancelled"
    ]
    organisation = queries.one(connection, Organisation, key=provider)
    whose = f" of {organisation.name if organisation else provider}" if several else ""
    heading = f"{capital(title)}{whose}, {spoken(day)}"
    return heading + (f" ({', '.join(called)})" if called else "")


def waiting_for(
    connection: Connection, today: date, provider: str, body: str, day: date
) -> Iterator[Waiting]:
    """All that waits for a body: to decide as it stands today, to note on a day."""
    rows = list(matters(connection, today, provider, body, day))
    yield from _told(connection, today, body, rows)


def _told(
    connection: Connection, today: date, body: str, rows: Sequence[Matter]
) -> Iterator[Waiting]:
    refs = {row.ref for _, row in rows}
    cases = {case.ref: case for case in queries.among(connection, Case, "ref", refs)}
    for asked, row in rows:
        case = cases[row.ref]
        if asked in DECIDED:
            yield _of(connection, case, row, body, asked)
        else:
            yield _waits(connection, standing(connection, case, today), row, body, asked)


DECIDED = {"ratify": "chair's action", "note": "decided by delegation"}
"""Of what was decided already: what is asked, and what it is called."""


def _waits(connection: Connection, stands: Standing, row: Thin, body: str, asked: str) -> Waiting:
    """A case that waits for a decision; one that was decided on and stands does not."""
    case, situation = stands.case, stands.situation
    definition = definition_of(connection, case)
    open_moves = {move.name for move in open_to(definition, body)[case.state]}
    reasons = [
        len(option.reasons)
        for option in engine.options(definition, situation, None)
        if option.move in open_moves
    ]
    return Waiting(
        asked,
        case.ref,
        title_of(connection, case),
        situation.kind,
        row.since,
        _papers(connection, case),
        min(reasons),
        _conflicts(connection, case),
        _advice(stands),
        provider=case.provider,
        body=body,
    )


def _advice(stands: Standing) -> str:
    """Whose advice has not come, and by when it was to."""
    return "; ".join(
        f"{item.who}, due {item.due}{', overdue' * item.overdue}" if item.due else item.who
        for item in of_situation(stands.situation)
        if item.kind == "advice"
    )


def _papers(connection: Connection, case: Case, content: str | None = None) -> str:
    application = queries.one(connection, Application, ref=case.ref)
    if application is None:
        review = queries.one(connection, Review, ref=case.ref)
        return "answers" if review and review.answers else "no answers yet"
    rows = queries.many(connection, Version, ref=case.ref)
    wanted = [row.number for row in rows if row.content == (content or application.content)]
    return f"version {max(wanted, default=application.number)}"


def _conflicts(connection: Connection, case: Case) -> str:
    people = {ref for ref in authors(connection, case) if ref != "system"}
    return ", ".join(sorted(names(connection, people).values()))


def _of(connection: Connection, case: Case, row: Thin, body: str, asked: str) -> Waiting:
    return Waiting(
        asked,
        case.ref,
        title_of(connection, case),
        DECIDED[asked],
        row.since,
        _papers(connection, case, row.content),
        0,
        _conflicts(connection, case),
        provider=case.provider,
        body=body,
    )
