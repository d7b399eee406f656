"""Where every case is, since when, and whose turn it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import kept_definition
from mcapproval.actions.cases.turns import whose_turn
from mcapproval.actions.desk import Desk
from mcapproval.actions.finding.worded import states_meant
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import case_row, known_provider
from mcapproval.actions.people.known import names
from mcapproval.actions.people.matching import meant
from mcapproval.actions.people.owner_words import owner_meant
from mcapproval.actions.reporting.slices import after_place, page_of
from mcapproval.policy.model import Policy
from mcapproval.reports.paging import EVERYTHING, Slice
from mcapproval.reports.places import day, written
from mcapproval.reports.where import Count, Where, WherePage
from mcapproval.store import queries
from mcapproval.store.ask import over
from mcapproval.store.finding.since import since
from mcapproval.store.reported import whereabouts
from mcapproval.store.reported.whereabouts import Place, Wanted
from mcapproval.store.rows.folded import Case
from mcapproval.store.waiting import definitions_in_use, fallen_approvals
from mcapproval.store.whole import titles
from mcapproval.workflow.model import Definition
from mcapproval.workflow.turns import whose

ALL = Wanted()
AUTHOR = "author"
Definitions = Mapping[str, Definition]
Policies = Callable[[str], Policy]
"""The policy of a provider, which has its own titles for the roles."""


def where(desk: Desk, wanted: Wanted = ALL, asked: Slice = EVERYTHING) -> WherePage:
    """What is due first, then what never is; a page begins after a case.

    `wanted` has a reference or NZQA's number, states, and an owner, as people say them: a short
    name, reference or name, `me` or `none`. Unknown for a provider, case or person whom the records
    do not know, or a state that no workflow has.
    """
    with desk.reading() as connection:
        wanted = _known(connection, desk, wanted)
        definitions = _definitions(connection)
        after = after_place(asked, {"the day on which it is due": day}, partial(_due, connection))
        ends = _ends(definitions)
        place = after and Place(after.ref, *(after.values or ()))
        found = whereabouts.page(connection, ends, wanted, asked.one_more, place)
        page = page_of(
            found,
            asked,
            lambda rows: _told(connection, desk, definitions, [row.ref for row in rows]),
            lambda: whereabouts.counted(connection, ends, wanted),
            lambda row: written(row.ref, row.due_on),
        )
        if page.whole:
            late = sum(row.days_left is not None and row.days_left < 0 for row in page.rows)
        else:
            overdue = wanted._replace(due_before=desk.today.isoformat())
            late = whereabouts.counted(connection, ends, overdue)
        return WherePage(page.rows, page.found, page.counted, page.last, late=late)


def _due(connection: Connection, ref: str) -> tuple[str | None] | None:
    case = queries.one(connection, Case, ref=ref)
    return case and (case.due_on,)


def where_by(desk: Desk, by: str, wanted: Wanted = ALL) -> list[Count]:
    """How many there are in each `state`, in the order of the workflows; or by whose `turn` it is,
    the most first."""
    with desk.reading() as connection:
        wanted = _known(connection, desk, wanted)
        definitions = _definitions(connection)
        today = desk.today.isoformat()
        found = whereabouts.groups(connection, _ends(definitions), wanted, today)
        policy = _policies(connection, desk.today)
        many, overdue = Counter[str](), Counter[str]()
        for row in found:
            definition = definitions[row.definition_hash]
            state = definition.states[row.state]
            for late, each in ((False, row.many - row.overdue), (True, row.overdue)):
                turn = whose(definition, state, policy(row.provider), late=late)[1]
                key = state.label if by == "state" else turn
                many[key] += each
                overdue[key] += each if late else 0
        if by == "turn":
            for was, now, is_late in _given_again(connection, definitions, wanted, policy, today):
                many.update({was: -1, now: 1})
                overdue.update({was: -is_late, now: is_late})
    if by == "state":
        order = [s.label for d in definitions.values() for s in d.states.values()]
        keys = [key for key in dict.fromkeys(order) if many[key]]
    else:
        keys = sorted((key for key in many if many[key]), key=lambda key: (-many[key], key))
    return [Count(key, many[key], overdue[key]) for key in keys]


def _known(connection: Connection, desk: Desk, wanted: Wanted) -> Wanted:
    """The same with the case, the states and the owner as the records have them."""
    known_provider(connection, wanted.provider)
    ref = None if wanted.ref is None else case_row(connection, wanted.ref).ref
    owner = owner_meant(desk.person, wanted.owner, partial(meant, connection))
    states = states_meant(over(connection), wanted.states)
    return wanted._replace(ref=ref, owner=owner, states=states)


def _policies(connection: Connection, today: date) -> Policies:
    return cache(lambda provider: policy_for(connection, provider, today))


def _definitions(connection: Connection) -> dict[str, Definition]:
    found = [
        (kept_definition(connection, name, ref), name)
        for name, ref in definitions_in_use(connection)
    ]
    found.sort(key=lambda each: each[0].name)
    return {name: definition for definition, name in found}


def _ends(definitions: Definitions) -> dict[str, list[str]]:
    return {
        name: [state.name for state in definition.states.values() if state.end]
        for name, definition in definitions.items()
    }


def _given_again(
    connection: Connection,
    definitions: Definitions,
    wanted: Wanted,
    policy: Policies,
    today: str,
) -> Iterator[tuple[str, str, int]]:
    """Of each case that waits for an approval to be given again: whose turn it would be, whose it
    is, and 1 where it is overdue."""
    fallen = fallen_approvals(connection)
    there = whereabouts.those(connection, _ends(definitions), wanted, fallen)
    for case in queries.among(connection, Case, "ref", there):
        definition = definitions[case.definition_hash]
        state = definition.states[case.state]
        late = case.due_on is not None and case.due_on < today
        theirs = policy(case.provider)
        before = whose(definition, state, theirs, late=late)[1]
        now = whose(definition, state, theirs, fallen[case.ref], late)[1]
        if now != before:
            yield before, now, int(late)


def _told(
    connection: Connection, desk: Desk, definitions: Definitions, refs: Sequence[str]
) -> Iterator[Where]:
    cases = {case.ref: case for case in queries.among(connection, Case, "ref", refs)}
    of, fallen = titles(connection, refs), fallen_approvals(connection, refs)
    days = since(connection, cases.values())
    people = whereabouts.owners(connection, refs)
    who = names(connection, {*people.values(), *(case.opened_by for case in cases.values())})
    policy = _policies(connection, desk.today)
    for ref in refs:
        case = cases[ref]
        definition = definitions[case.definition_hash]
        state, day = definition.states[case.state], days[ref]
        left = (date.fromisoformat(case.due_on) - desk.today).days if case.due_on else None
        again = fallen.get(ref, ())
        role, title = whose_turn(case, definition, policy(case.provider), again, desk.today)
        person = people.get(ref) or (case.opened_by if role == AUTHOR else "")
        yield Where(
            ref,
            of.get(ref, ""),
            case.track,
            case.provider,
            case.state,
            state.label,
            day or "",
            (desk.today - date.fromisoformat(day)).days if day else None,
            role,
            title,
            who.get(person, "") if person else "",
            case.due_on or "",
            left,
            person,
        )
