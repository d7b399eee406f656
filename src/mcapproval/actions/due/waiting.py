"""`next` without a case: what waits for one person, or for everybody, over all cases.

Whose turn it is stands in the definitions, so that one query finds the cases. Conditions are looked
at only for whoever asks, only where it may be theirs, and only in so many cases as are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.view import standing
from mcapproval.actions.desk import Desk
from mcapproval.actions.due.seat import Seat, seat_of
from mcapproval.actions.due.waiting_rows import (
    Here,
    case_row,
    item_rows,
    ratify_rows,
    records_on,
    report_rows,
)
from mcapproval.actions.due.watching import OUTLIVING
from mcapproval.actions.people.roles import actor, handles, holding
from mcapproval.errors import Refused
from mcapproval.reports.waiting import Waits
from mcapproval.store import queries
from mcapproval.store.rows.folded import Case
from mcapproval.store.waiting import (
    UNDATED,
    CaseAt,
    ItemOwed,
    Sought,
    cases_at,
    items_owed,
)
from mcapproval.workflow import engine
from mcapproval.workflow.acting import no_delegation
from mcapproval.workflow.model import Definition, Move, State
from mcapproval.workflow.situation import Actor, Situation
from mcapproval.workflow.turns import IN_CHARGE, gives_again, steps, turn, waits_here
from mcapproval.workflow.vocabulary import OUTSIDE_BODIES, SECRETARY

LOOKED_AT = 50
"""Cases whose conditions are looked at where nobody asks for more: about a second."""

FOR_WHOM = "FOR-WHOM"
"""The reason that is met by saying in whose place somebody acts."""

PERSONAL = frozenset({"NOT-YOUR-ROLE", "OWN-CASE", "NO-DELEGATION", FOR_WHOM})
"""Reasons that lie in who asks."""


@dataclass(frozen=True, slots=True)
class WorkList:
    """`looked_at` cases and items were looked at one by one, `left_out` may wait too and were not.

    `person` is None where it is everybody's.
    """

    today: date
    person: str | None
    rows: tuple[Waits, ...]
    looked_at: int
    left_out: int = 0


def of_everybody(desk: Desk) -> WorkList:
    """Every case and item that waits, by whose turn it is. No condition is looked at."""
    with desk.reading() as connection:
        here = records_on(connection, desk)
        states = {
            name: [s.name for s in definition.states.values() if not s.end]
            for name, definition in here.definitions.items()
        }
        cases = cases_at(connection, Sought(states))
        rows = [case_row(here, case) for case in cases if _waits(here, case, outside=True)]
        owed = [item for item in items_owed(connection, None, nobodys=True) if _owed(here, item)]
        told = [i for i in owed if i.owner or i.due or i.kind in UNDATED]
        rows += item_rows(here, told)
        rows += [row for _, row in (*ratify_rows(here), *report_rows(here))]
    rows.sort(key=lambda row: (row.turn_title.casefold(), *_order(row)))
    return WorkList(desk.today, None, tuple(rows), len(cases) + len(owed))


def of_person(desk: Desk, limit: int = LOOKED_AT) -> WorkList:
    """What waits for the person at the desk, or for them in the place of whom they say, the overdue
    first. Refused where they stand in for nobody of that name today."""
    with desk.reading() as connection:
        _lent(connection, desk)
        here, seat = records_on(connection, desk), seat_of(connection, desk)
        maybe: list[CaseAt | ItemOwed] = [
            case for case in cases_at(connection, _sought(here, seat)) if _waits(here, case)
        ]
        owners, in_charge = seat.every_role | seat.organisations, IN_CHARGE in seat.every_role
        owed = items_owed(connection, owners, nobodys=in_charge)
        maybe += [item for item in owed if _owed(here, item)]
        maybe.sort(key=lambda one: (one.due_on is None, one.due_on or "", one.ref))
        looked = maybe[:limit]
        rows = [*_theirs(here, seat, looked), *_of_role(here, seat)]
    rows.sort(key=_order)
    return WorkList(desk.today, desk.who(), tuple(rows), len(looked), len(maybe) - len(looked))


def _lent(connection: Connection, desk: Desk) -> None:
    """Refused once for all cases: each of them would say the same."""
    whom = desk.acts_for
    if whom and not holding(connection, desk.today, person=desk.who(), acts_for=whom):
        called = handles(connection, [whom])[whom]
        raise Refused("nothing waits for you in another's place", [no_delegation(called)])


def _order(row: Waits) -> tuple[bool, str, str, int]:
    return row.due_on is None, row.due_on or "", row.ref, row.item or 0


def _sought(here: Here, seat: Seat) -> Sought:
    """The cases in which one of their roles has something to do; those that they wrote too."""
    states, fallen, of_authors = {}, {}, {}
    for name, definition in here.definitions.items():
        open_states = [state for state in definition.states.values() if not state.end]
        busy = {state.name: _busy(definition, state) for state in open_states}
        states[name] = [each for each, roles in busy.items() if roles & seat.roles]
        again = {state.name: _again(definition, state) for state in open_states}
        fallen[name] = [each for each, roles in again.items() if roles & seat.every_role]
        own = {state.name: busy[state.name] | {*state.edit} for state in open_states}
        of_authors[name] = [each for each, roles in own.items() if roles & seat.own_roles]
    return Sought(states, fallen, of_authors, seat.authors, seat.cases)


def _busy(definition: Definition, state: State) -> set[str]:
    """The roles that have the turn in a state or can take one of its steps."""
    taken = (move for move in steps(definition, state.name) if not gives_again(move))
    return {turn(definition, state), *(role for move in taken for role in move.by)}


def _again(definition: Definition, state: State) -> set[str]:
    """The roles that can give an approval again, where one fell."""
    given = (move for move in steps(definition, state.name) if gives_again(move))
    return {role for move in given for role in move.by}


def _waits(here: Here, case: CaseAt, outside: bool = False) -> bool:
    """Whether it waits for somebody of ours, or should not wait any more for whoever it waits."""
    state = here.state(case)
    late = case.due_on is not None and case.due_on <= here.today.isoformat()
    return waits_here(state) or late or (outside and state.clock in OUTSIDE_BODIES)


def _owed(here: Here, item: ItemOwed) -> bool:
    return item.kind in OUTLIVING or not here.state(item.case).end


def _theirs(here: Here, seat: Seat, looked: list[CaseAt | ItemOwed]) -> Iterator[Waits]:
    """Of what may be theirs, what is: by the roles that reach the case and by its conditions."""
    refs = {one.ref for one in looked}
    cases = {row.ref: row for row in queries.among(here.connection, Case, "ref", refs)}

    @cache
    def who(ref: str) -> Actor:
        case = cases[ref]
        definition = here.definitions[case.definition_hash]
        return actor(here.connection, here.desk, case, definition)

    items = [
        one
        for one in looked
        if isinstance(one, ItemOwed)
        and (one.owner in seat.organisations or (one.owner or IN_CHARGE) in _roles(who(one.ref)))
    ]
    yield from item_rows(here, items)
    for one in looked:
        if isinstance(one, CaseAt):
            yield from _if_theirs(here, one, cases[one.ref], who(one.ref))


def _of_role(here: Here, seat: Seat) -> Iterator[Waits]:
    """The chair's actions, for whoever is secretary of the board on the case; the completions to
    be reported, for whoever is in charge on it."""
    found = [*ratify_rows(here)] if SECRETARY in seat.every_role else []
    found += report_rows(here) if IN_CHARGE in seat.every_role else ()
    for case, row in found:
        definition = here.definitions[case.definition_hash]
        if row.turn in _roles(actor(here.connection, here.desk, case, definition)):
            yield row


def _roles(who: Actor) -> frozenset[str]:
    """Those that somebody holds on a case, and those lent to them; only these where they say by
    whom."""
    lent = [o for o in who.through if who.acting_for in (None, o.acts_for)]
    own = who.roles if who.acting_for is None else frozenset[str]()
    return own.union(*(other.roles for other in lent))


def _if_theirs(here: Here, at: CaseAt, case: Case, who: Actor) -> Iterator[Waits]:
    """The case, where they can take a step, or have the turn, or must mend what stands against it.

    A step is told as theirs where nothing but in whose place it is made is left to say. Of steps
    that are not possible yet the nearest is told, one of their own before another's.
    Nothing waits for an author whose part is done: where only another can make it go on.
    """
    definition, roles = here.definitions[at.definition_hash], _roles(who)
    state = definition.states[at.state]
    situation = standing(here.connection, case, here.today).situation
    open_steps = {m.name: m for m in steps(definition, at.state) if not _given(m, situation)}
    on = [o for o in engine.options(definition, situation, who) if o.move in open_steps]
    against_all = {option.move: {reason.code for reason in option.reasons} for option in on}
    can = tuple(move for move, codes in against_all.items() if codes <= {FOR_WHOM})
    if can:
        yield case_row(here, at, can, tuple(move for move in can if against_all[move]))
        return
    against = [
        (len(left), option.move, left)
        for option in on
        if (left := [r for r in option.reasons if r.code not in PERSONAL])
    ]
    if not against:
        return
    many, first, left = min(
        against, key=lambda row: (roles.isdisjoint(open_steps[row[1]].by), row[0])
    )
    barred = all("OWN-CASE" in codes for codes in against_all.values())
    titles = {situation.policy.title(role) for role in roles & {*state.edit}}
    mends = any(title in reason.who for reason in left for title in titles)
    if mends or (turn(definition, state, here.fallen.get(at.ref, ())) in roles and not barred):
        yield case_row(here, at, next_move=first, reasons=many)


def _given(move: Move, situation: Situation) -> bool:
    """Whether a body has recommended already what is before it."""
    spec = move.decision
    if spec is None or not spec.recommends:
        return False
    return any(a.stands and a.recommends and a.body == spec.body for a in situation.approvals)
