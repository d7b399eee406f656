"""What can be done now, and doing it: one transaction, one row for each case it touches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

from mcapproval.actions.cases.answers_said import answers_said
from mcapproval.actions.cases.as_asked import Asked, as_asked
from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.effects import of_move
from mcapproval.actions.cases.effects.moved_row import moved_data
from mcapproval.actions.cases.effects.taken_over import taken_over
from mcapproval.actions.cases.effects.what_follows import what_follows
from mcapproval.actions.cases.erased import none_possible, text_is_gone
from mcapproval.actions.cases.items.owners import known_owners
from mcapproval.actions.cases.items.still_open import OpenItem, of_case, of_situation
from mcapproval.actions.cases.numbers_given import numbers_given
from mcapproval.actions.cases.plausible import plausible
from mcapproval.actions.cases.refusing import held, journal_refusal, told_who
from mcapproval.actions.cases.seats import as_judged, judged
from mcapproval.actions.cases.standing.paused import intake
from mcapproval.actions.cases.standing.view import standing
from mcapproval.actions.cases.turns import Turn, turn_of
from mcapproval.actions.desk import TRIES, Desk, effective_day, settled
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import case_row, title_of
from mcapproval.actions.people.author_named import author_named
from mcapproval.actions.people.roles import actor
from mcapproval.errors import AskedWrongly, Busy, OnlyRead, Reason, Refused, Trouble
from mcapproval.policy.model import SHIPPED, Policy
from mcapproval.store.conflict import Conflict
from mcapproval.store.finding.since import since
from mcapproval.store.writer import Writer
from mcapproval.workflow import decisions, engine
from mcapproval.workflow.approval_guards import fallen_approvals
from mcapproval.workflow.committee import Quorum
from mcapproval.workflow.model import Move


@dataclass(frozen=True, slots=True)
class Said:
    """What comes with a move: words of the shell, answers of a file, attached files, a note.

    With `override` an administrator goes past conditions, for the reason in the note.
    """

    sets: Mapping[str, Any] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    note: str | None = None
    override: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """A move that was made: from and to in people's words, the cases it opened, and what was taken
    over and follows from it, in sentences. `items` are those that a move that is only tried opens.
    """

    ref: str
    move: str
    was: str
    now: str
    row: int
    opened: tuple[str, ...]
    passed: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    items: tuple[OpenItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Possible:
    """What can be done with a case now, and every reason against the rest.

    `called` has the short names of those in whose place the person at the desk would act. `fallen`
    tells the approvals that stand no more, also where no move needs them now. `since` is None where
    nobody knows it: it was imported so. `intake` says of a micro-credential that it is paused.
    """

    ref: str
    title: str
    state: str
    label: str
    since: str | None
    options: tuple[engine.Option, ...] = ()
    called: Mapping[str, str] = field(default_factory=dict)
    items: tuple[OpenItem, ...] = ()
    turn: Turn = field(default_factory=Turn)
    fallen: tuple[Reason, ...] = ()
    policy: Policy = SHIPPED
    intake: str = ""


def possible(desk: Desk, ref: str) -> Possible:
    """Every move out of the present state. Nothing is changed."""
    with desk.reading() as connection:
        case = case_row(connection, ref)
        definition = definition_of(connection, case)
        policy = policy_for(connection, case.provider, desk.today)
        label, title = definition.label(case.state), title_of(connection, case)
        turn = turn_of(connection, case, definition, policy, desk.today)
        day = since(connection, [case])[case.ref]
        found = Possible(case.ref, title, case.state, label, day, turn=turn, policy=policy)
        if case.track == "listing":
            found = replace(found, intake=intake(connection, case.ref, desk.today))
        if text_is_gone(connection, case):
            items = of_case(connection, case, policy, desk.today)
            return replace(found, items=items, options=none_possible(definition, case.state))
        stands = standing(connection, case, desk.today)
        who = actor(connection, desk, case, definition) if desk.person else None
    return replace(
        found,
        options=engine.options(definition, stands.situation, who),
        called={str(other.acts_for): other.called for other in who.through} if who else {},
        items=of_situation(stands.situation),
        fallen=tuple(fallen_approvals(stands.situation)),
    )


def try_move(desk: Desk, ref: str, name: str, said: Said, effective: date | None = None) -> Moved:
    """What a move would bring about, linked cases too, and nothing kept; Refused as it would be.

    Where nothing can be written just now, it is only judged, and what it tells says so.
    """
    return settled(ref, partial(_tried, desk, ref, name, said, effective))


def _tried(desk: Desk, ref: str, name: str, said: Said, effective: date | None) -> Moved:
    asked = as_asked(desk, ref, name, effective)
    effective_day(desk, effective, asked.case.last_on)
    asked, outcome = _step(desk, asked, name, said)
    there = {(item.ref, item.number) for item in of_situation(asked.stands.situation)}
    try:
        with desk.trying(outcome.acts_for) as writer:
            made = _made(desk, writer, asked, outcome, said)
            now = of_case(writer.connection, asked.case, asked.stands.policy, desk.today)
    except (Busy, OnlyRead) as why:
        return _only_judged(asked, outcome, why)
    return replace(made, items=tuple(i for i in now if (i.ref, i.number) not in there))


def _only_judged(asked: Asked, outcome: engine.Outcome, why: Trouble) -> Moved:
    label, unseen = asked.definition.label, f"what else follows was not looked at: {why.message}"
    was, now = label(asked.case.state), label(outcome.to)
    told = (*asked.taken, unseen)
    return Moved(asked.case.ref, outcome.move.name, was, now, 0, (), outcome.passed, told)


def move(
    desk: Desk,
    ref: str,
    name: str,
    said: Said,
    effective: date | None = None,
    seen: int | None = None,
) -> Moved:
    """Make a move. Refused with every reason, and the refusal is a row of the journal too; but not
    where it was read at a version of the case, `seen`, that it has no more.
    """
    if said.override and not (said.note and said.note.strip()):
        raise AskedWrongly("an override gives its reason", "give it with --note")
    for _ in range(TRIES):
        asked = as_asked(desk, ref, name, effective)
        held(asked.case, seen)
        try:
            effective_day(desk, effective, asked.case.last_on)
            asked, outcome = _step(desk, asked, name, said)
            with desk.writing(outcome.acts_for) as writer:
                return _made(desk, writer, asked, outcome, said)
        except Refused as refusal:
            journal_refusal(desk, asked.case, name, refusal, override=said.override)
            with desk.reading() as connection:
                raise told_who(connection, asked.case, refusal) from refusal
        except Conflict:
            continue
    raise Refused(f"{ref} is being changed by others", hint="look again, then try again")


def _step(desk: Desk, asked: Asked, name: str, said: Said) -> tuple[Asked, engine.Outcome]:
    """What was asked, with the body by which it was judged, and the step that may be made."""
    definition, state, values = asked.definition, asked.case.state, dict[str, Any]()
    called = definition.move(state, name) or next(iter(definition.called(name)), None)
    if called:
        asked, values = _answered(desk, asked, called, said)
    situation, past = asked.stands.situation, said.override
    try:
        outcome = engine.step(definition, situation, asked.who, name, values, override=past)
    except Refused as refusal:
        raise author_named(desk, asked.case, called, refusal) from refusal
    plausible(asked.stands, outcome, asked.day, desk.today)
    known_owners(desk, outcome)
    return asked, outcome


def _answered(desk: Desk, asked: Asked, called: Move, said: Said) -> tuple[Asked, dict[str, Any]]:
    """The answers, with the people in them found; what was asked knows the body that decides."""
    situation = asked.stands.situation
    sets = {**said.sets, **({"note": said.note} if said.note else {})}
    policy, before = situation.policy, asked.stands.answered
    values = answers_said(called, sets, said.answers, said.files, asked.day, policy, before)
    if called.decides:
        with desk.reading() as connection:
            values, taken = taken_over(connection, asked.stands, called, values, asked.day)
        asked = replace(asked, taken=taken)
    if called.decision is None:
        return asked, values
    situation, values = judged(desk, asked.case, situation, called.decision, values, asked.day)
    return replace(asked, stands=replace(asked.stands, situation=situation)), values


def quorum_of(
    desk: Desk, ref: str, name: str, said: Said, effective: date | None = None
) -> tuple[Quorum | None, str]:
    """Who counts if a move were made so, and the same in a sentence; None where none decides."""
    asked = as_asked(desk, ref, name, effective)
    called = asked.definition.move(asked.case.state, name)
    if called is None or called.decision is None:
        return None, ""
    asked, values = _answered(desk, asked, called, said)
    situation = asked.stands.situation
    found = decisions.quorum_of(called, situation, values)
    return found, decisions.quorum_in_words(called, situation, values)


def _made(desk: Desk, writer: Writer, asked: Asked, outcome: engine.Outcome, said: Said) -> Moved:
    definition, stands, day = asked.definition, asked.stands, asked.day
    case, made = stands.case, outcome.move
    numbers_given(writer.connection, stands, made, outcome.values, said.files)
    if made.decision:
        as_judged(writer, case, stands.situation, made.decision, outcome.values, day)
    if stands.checked:
        stands.checked.keep(writer)
    data = moved_data(writer, desk, stands, outcome, said.files, day)
    row = writer.add(case.ref, "moved", day, data, seen=case.version)
    opened = of_move.follow(writer, stands, made, outcome.values, day, row.seq, desk.salt)
    told = tuple(what_follows(writer.connection, stands, made, outcome.values, opened))
    return Moved(
        case.ref,
        made.name,
        definition.label(case.state),
        definition.label(outcome.to),
        row.seq,
        tuple(opened),
        outcome.passed,
        (*asked.taken, *told),
    )
