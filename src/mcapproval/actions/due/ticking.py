"""`tick`: what is due today is done and told, once, however often it runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from mcapproval.actions.deliveries.beginning import DELIVER, Begun, take_on, to_begin
from mcapproval.actions.desk import Desk, settled
from mcapproval.actions.due.announcing import Made, announce
from mcapproval.actions.due.outbox import overtaken
from mcapproval.actions.due.watching import cases_with_dues, fresh, lines
from mcapproval.actions.reviewing.alike import TOGETHER
from mcapproval.actions.reviewing.self_review_sent import asked_for
from mcapproval.errors import Refused
from mcapproval.reports.outbox import Notice
from mcapproval.store import queries
from mcapproval.store.gathering import gathered
from mcapproval.store.tables import Case
from mcapproval.store.whole import titles
from mcapproval.store.writer import Writer
from mcapproval.workflow.notices import Told
from mcapproval.working_days import Calendar


@dataclass(frozen=True, slots=True)
class Ticked:
    """What was done, or would be; `left_out` has moves that could not be made, each with why, and
    `asked_for` the providers of which a summary of their self-review is asked, each with why.
    """

    today: date
    dry: bool
    moves: tuple[Made, ...]
    notices: tuple[Notice, ...]
    left_out: tuple[tuple[str, str], ...] = ()
    asked_for: tuple[tuple[str, str], ...] = ()


def as_system(desk: Desk) -> Desk:
    """The desk at which nobody sits: what is done there is done by the program itself."""
    return replace(desk, person="system", channel="tick", acts_for=None)


def tick(desk: Desk, dry: bool = False) -> Ticked:
    """Do and tell what is due today. Nothing is written where nothing is due.

    What is written together is looked at again in its transaction. Raises NotInForce for a day past
    those for which Matariki is set: no working day could be counted.
    """
    Calendar().is_working(desk.today)
    desk = as_system(desk)
    moves: list[Made] = []
    left_out: list[tuple[str, str]] = []
    with desk.reading() as connection:
        begun = to_begin(connection, desk.today)
        called = titles(connection, {ref for ref, _ in begun})
    for ref, delivery in begun:
        try:
            moves.append(_begun(called[ref], take_on(desk, ref, delivery, dry)))
        except Refused as refusal:
            left_out.append((ref, str(refusal)))
    announced = announce(desk, dry)
    moves += announced.moves
    left_out += announced.left_out
    notices = _would_tell(desk, announced.would_be) if dry else _told(desk)
    with desk.reading() as connection:
        summaries = tuple(asked_for(connection, desk.today))
    return Ticked(desk.today, dry, tuple(moves), tuple(notices), tuple(left_out), summaries)


def _begun(title: str, begun: Begun) -> Made:
    """An accreditation that delivers from now on, because a delivery runs."""
    return Made(begun.ref, title, DELIVER, begun.was, begun.now, begun.on, begun.row)


def _told(desk: Desk) -> list[Notice]:
    """Write what is due, and mark what waits in the outbox and is no longer true."""
    with desk.reading() as connection:
        due = list(fresh(connection, cases_with_dues(connection, desk.today), desk.today))
        passed = overtaken(connection, desk.today)
    if passed:
        settled("the outbox", partial(_pass_over, desk))
    parts = (due[start : start + TOGETHER] for start in range(0, len(due), TOGETHER))
    return [each for part in parts for each in settled(_named(part), partial(_write, desk, part))]


def _named(part: Sequence[str]) -> str:
    """What is told where others write to one of them each time: none of these was told of."""
    if len(part) == 1:
        return part[0]
    return f"one of {len(part)} cases that are left for the next tick"


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


def _pass_over(desk: Desk) -> None:
    with desk.writing() as writer:
        passed = overtaken(writer.connection, desk.today)
        cases = gathered(writer.connection, Case, "ref", passed)
        for ref, rows in passed.items():
            seen, cause = cases[ref][0].version, cases[ref][0].last_row
            data = {"notices": rows}
            writer.add(ref, "overtaken", desk.today, data, seen=seen, cause=cause)


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
