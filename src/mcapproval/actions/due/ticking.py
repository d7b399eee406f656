"""`tick`: what is due today is done and told, once, however often it runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from mcapproval.actions.deliveries.beginning import DELIVER, Begun, take_on, to_begin
from mcapproval.actions.desk import BeingChanged, Desk, settled
from mcapproval.actions.due.announcing import Made, announce
from mcapproval.actions.due.outbox import overtaken
from mcapproval.actions.due.watching import cases_with_dues, fresh, lines
from mcapproval.actions.reviewing.alike import TOGETHER
from mcapproval.actions.reviewing.self_review_sent import asked_for
from mcapproval.batches import batched
from mcapproval.errors import Refused, Unknown
from mcapproval.reports.outbox import Notice
from mcapproval.store import queries
from mcapproval.store.gathering import gathered
from mcapproval.store.rows.folded import Case
from mcapproval.store.whole import titles
from mcapproval.store.writer import Writer
from mcapproval.workflow.notices import Told
from mcapproval.working_days import Calendar


@dataclass(frozen=True, slots=True)
class Ticked:
    """What was done, or would be; `left_out` has moves that could not be made, `untold` cases that
    could not be told of, each with why, and `asked_for` the providers of which a summary of their
    self-review is asked, each with why.
    """

    today: date
    dry: bool
    moves: tuple[Made, ...]
    notices: tuple[Notice, ...]
    left_out: tuple[tuple[str, str], ...] = ()
    asked_for: tuple[tuple[str, str], ...] = ()
    untold: tuple[tuple[str, str], ...] = ()


def as_system(desk: Desk) -> Desk:
    """The desk at which nobody sits: what is done there is done by the program itself."""
    return replace(desk, person="system", channel="tick", acts_for=None)


def tick(desk: Desk, dry: bool = False) -> Ticked:
    """Do and tell what is due today. Nothing is written where nothing is due.

    What is written together is looked at again in its transaction; what others keep writing to is
    left for the next tick and told, and what is gone or done since is passed over. Raises
    NotInForce for a day past those for which Matariki is set: no working day could be counted.
    """
    Calendar().is_working(desk.today)
    if dry:
        return _ticked(as_system(desk), dry)
    with desk.kept_open() as kept:
        return _ticked(as_system(kept), dry)


def _ticked(desk: Desk, dry: bool) -> Ticked:
    moves: list[Made] = []
    left_out: list[tuple[str, str]] = []
    untold: list[tuple[str, str]] = []
    with desk.reading() as connection:
        begun = to_begin(connection, desk.today)
        called = titles(connection, {ref for ref, _ in begun})
    for ref, delivery in begun:
        try:
            taken = take_on(desk, ref, delivery, dry)
        except Refused as refusal:
            left_out.append((ref, str(refusal)))
        except Unknown:
            continue
        else:
            moves += [_begun(called[ref], taken)] if taken else []
    announced = announce(desk, dry)
    moves += announced.moves
    left_out += announced.left_out
    notices = _would_tell(desk, announced.would_be) if dry else _told(desk, untold)
    with desk.reading() as connection:
        summaries = tuple(asked_for(connection, desk.today))
    done = (tuple(moves), tuple(notices), tuple(left_out))
    return Ticked(desk.today, dry, *done, summaries, tuple(untold))


def _begun(title: str, begun: Begun) -> Made:
    """An accreditation that delivers from now on, because a delivery runs."""
    return Made(begun.ref, title, DELIVER, begun.was, begun.now, begun.on, begun.row)


def _told(desk: Desk, untold: list[tuple[str, str]]) -> list[Notice]:
    """Write what is due, and mark what waits in the outbox and is no longer true.

    What could not be, because others wrote to it each time, goes to `untold`.
    """
    with desk.reading() as connection:
        due = list(fresh(connection, cases_with_dues(connection, desk.today), desk.today))
        passed = overtaken(connection, desk.today)
    if passed:
        _together(list(passed), partial(_pass_over, desk), untold)
    parts = batched(due, TOGETHER)
    write = partial(_write, desk)
    return [each for part in parts for each in _together(part, write, untold)]


def _together(
    refs: Sequence[str],
    write: Callable[[Sequence[str]], Sequence[Notice]],
    untold: list[tuple[str, str]],
) -> list[Notice]:
    """Of all in one transaction; of each by itself where others write to one of them each time."""
    try:
        return list(settled(refs[0], partial(write, refs)))
    except BeingChanged as refusal:
        if len(refs) == 1:
            untold.append((refs[0], refusal.message))
            return []
    return [each for ref in refs for each in _together([ref], write, untold)]


def _would_tell(desk: Desk, would_be: Sequence[Case]) -> list[Notice]:
    """What would be written, of a case that would be announced as it would be then."""
    with desk.reading() as connection:
        now = {case.ref: case for case in cases_with_dues(connection, desk.today)}
        cases = {**now, **{case.ref: case for case in would_be}}
        told = fresh(connection, [case for _, case in sorted(cases.items())], desk.today)
        return [
            notice
            for ref, new in told.items()
            for notice in lines(connection, cases[ref], new, desk.today)
        ]


def _pass_over(desk: Desk, refs: Sequence[str]) -> Sequence[Notice]:
    """Mark what of some cases is no longer true; nothing is told by it."""
    with desk.writing() as writer:
        found = overtaken(writer.connection, desk.today)
        passed = {ref: found[ref] for ref in refs if ref in found}
        cases = gathered(writer.connection, Case, "ref", passed)
        for ref, rows in passed.items():
            seen, cause = cases[ref][0].version, cases[ref][0].last_row
            data = {"notices": rows}
            writer.add(ref, "overtaken", desk.today, data, seen=seen, cause=cause)
    return ()


def _write(desk: Desk, refs: Sequence[str]) -> list[Notice]:
    """Write what is to be told of some cases, looked at again inside the transaction."""
    found = []
    with desk.writing() as writer:
        connection = writer.connection
        cases = queries.among(connection, Case, "ref", refs)
        told = fresh(connection, cases, desk.today)
        for case in cases:
            new = told.get(case.ref, ())
            said = list(lines(connection, case, new, desk.today))
            for notice, each in zip(said, new, strict=True):
                row = _noticed(writer, case, each, desk.today)
                found.append(replace(notice, row=row))
    return found


def _noticed(writer: Writer, case: Case, told: Told, today: date) -> int:
    data = {
        "kind": told.kind,
        "about": told.about,
        "due_on": told.due_on.isoformat(),
        "to_role": told.to_role,
    }
    seen, cause = case.version, case.last_row
    return writer.add(case.ref, "noticed", today, data, seen=seen, cause=cause).seq
