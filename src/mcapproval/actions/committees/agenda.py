"""Gather what waits for a body: cases to decide, chair's actions to ratify, what to note."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of, kept_definition
from mcapproval.actions.cases.items.still_open import of_situation
from mcapproval.actions.cases.standing.view import Standing, standing
from mcapproval.actions.committees.meetings import known
from mcapproval.actions.committees.noting import Decided, to_note
from mcapproval.actions.desk import Desk, about
from mcapproval.actions.in_force import administrator, policy_for
from mcapproval.actions.lookup import known_provider, title_of
from mcapproval.actions.people.authors import authors
from mcapproval.actions.people.known import names
from mcapproval.actions.people.roles import reached
from mcapproval.clock import spoken
from mcapproval.errors import Reason, Refused
from mcapproval.policy.model import BODIES, capital
from mcapproval.reports.agenda import Agenda, Waiting
from mcapproval.store import queries
from mcapproval.store.tables import (
    Application,
    Approval,
    Case,
    Meeting,
    Organisation,
    Review,
    Version,
)
from mcapproval.store.waiting import Sought, cases_at, definitions_in_use
from mcapproval.workflow import engine
from mcapproval.workflow.model import Definition, Move, Same


def agendas(
    desk: Desk, body: str | None = None, on: date | None = None, provider: str | None = None
) -> list[Agenda]:
    """What waits for each body of each provider on a day, under a heading that names all three.

    For whoever holds roles for some providers alone, those of theirs; Refused where they ask for
    another's. One without a matter is given only where there is no other.
    """
    if body:
        known(body)
    day = on or desk.today
    with desk.reading() as connection:
        own = shown_to(connection, desk, provider)
        rows = [
            row
            for each in ([body] if body else BODIES)
            for row in waiting_for(connection, desk.today, each, day)
            if (own is None or row.provider in own) and row.since <= day.isoformat()
        ]
        first = provider or next(iter(own or ()), about(connection).provider)
        found = {(row.provider, row.body) for row in rows} or {(first, body or BODIES[0])}
        several = len({whose for whose, _ in found}) > 1
        return [
            Agenda(
                _heading(connection, whose, each, day, several),
                tuple(row for row in rows if (row.provider, row.body) == (whose, each)),
            )
            for whose, each in sorted(found, key=lambda two: (two[0], BODIES.index(two[1])))
        ]


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


def waiting_for(connection: Connection, today: date, body: str, day: date) -> Iterator[Waiting]:
    """All that waits for a body of any provider: to decide as it stands today, to note on a day."""
    yield from _to_decide(connection, today, body)
    yield from _to_ratify(connection, body)
    yield from _to_note(connection, body, day)


def _to_decide(connection: Connection, today: date, body: str) -> Iterator[Waiting]:
    """The cases before a body, found by the states in which their definitions have it decide."""
    found = {
        name: _open_to(kept_definition(connection, name, ref), body)
        for name, ref in definitions_in_use(connection)
    }
    asked, again = (
        {name: [s for s in moves if _again(moves[s]) is once_more] for name, moves in found.items()}
        for once_more in (False, True)
    )
    refs = {case.ref for case in cases_at(connection, Sought(asked, again))}
    cases = queries.among(connection, Case, "ref", refs)
    for case in sorted(cases, key=lambda case: (case.track, case.ref)):
        definition = definition_of(connection, case)
        stands = standing(connection, case, today)
        yield from _waits(connection, stands, definition, found[case.definition_hash][case.state])


def _open_to(definition: Definition, body: str) -> dict[str, list[Move]]:
    """By state, the moves by which a body decides what waits there."""
    states = [state.name for state in definition.states.values() if not state.end]
    found = {name: [m for m in definition.out_of(name) if _is_of(m, body)] for name in states}
    return {name: moves for name, moves in found.items() if moves}


def _again(moves: list[Move]) -> bool:
    """Whether they only approve once more what was approved and fell."""
    recommends = any(move.decision and move.decision.recommends for move in moves)
    return not recommends and all(isinstance(move.target, Same) for move in moves)


def _is_of(move: Move, body: str) -> bool:
    """A decline of what waits is no matter of its own."""
    spec = move.decision
    return spec is not None and spec.body == body and not spec.declines


def _waits(
    connection: Connection, stands: Standing, definition: Definition, moves: list[Move]
) -> Iterator[Waiting]:
    """A case that waits for a decision; one that was decided on and stands does not."""
    case, situation = stands.case, stands.situation
    spec = moves[0].decision
    assert spec
    given = [
        a
        for a in queries.many(connection, Approval, ref=case.ref, body=spec.body)
        if a.recommends == spec.recommends and a.fell_because != "undone"
    ]
    if spec.recommends and not stands.policy.sub_committee:
        return
    stays = all(isinstance(move.target, Same) for move in moves)
    if stays and any(a.stands for a in given):
        return
    fell = max((a.fell_on for a in given if a.fell_on), default=case.entered_on)
    if _again(moves) and not given:
        return
    open_moves = {move.name for move in moves}
    reasons = [
        len(option.reasons)
        for option in engine.options(definition, situation, None)
        if option.move in open_moves
    ]
    yield Waiting(
        "recommend" if spec.recommends else "decide",
        case.ref,
        title_of(connection, case),
        situation.kind,
        max(fell, case.entered_on),
        _papers(connection, case),
        min(reasons),
        _conflicts(connection, case),
        _advice(stands),
        provider=case.provider,
        body=spec.body,
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


def _to_ratify(connection: Connection, body: str) -> Iterator[Waiting]:
    rows = queries.many(connection, Approval, body=body, ratify="pending", stands=True)
    cases = {row.ref: row for row in queries.among(connection, Case, "ref", {r.ref for r in rows})}
    for row in rows:
        acted = Decided(cases[row.ref], row.on_day, row.content)
        yield _of(connection, acted, body, "ratify", "chair's action")


def _to_note(connection: Connection, body: str, day: date) -> Iterator[Waiting]:
    for decided in to_note(connection, body, day):
        yield _of(connection, decided, body, "note", "decided by delegation")


def _of(connection: Connection, found: Decided, body: str, asked: str, kind: str) -> Waiting:
    case = found.case
    return Waiting(
        asked,
        case.ref,
        title_of(connection, case),
        kind,
        found.on,
        _papers(connection, case, found.content),
        0,
        _conflicts(connection, case),
        provider=case.provider,
        body=body,
    )
