"""Putting answers into a re-evaluation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.refusing import held
from mcapproval.actions.cases.standing.review_facts import findings_in
from mcapproval.actions.cases.standing.view import standing
from mcapproval.actions.desk import TRIES, Desk, effective_day
from mcapproval.actions.drafts.refusing import understood
from mcapproval.actions.drafts.taking_in import nobody_named, read_files
from mcapproval.actions.drafts.written_answers import WrittenAnswers, read_answers
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import case_row, review_row
from mcapproval.actions.people.roles import actor
from mcapproval.actions.reviewing.answered_since import look_of, not_overtaken
from mcapproval.actions.reviewing.collecting.merging import with_collected
from mcapproval.actions.reviewing.no_longer_asked import kept, nothing_lost, places
from mcapproval.draft.answers import NO_KEYS
from mcapproval.draft.files import files_of_answers
from mcapproval.draft.model import Draft
from mcapproval.draft.review_places import review_place
from mcapproval.errors import Reason, Refused, Unreadable
from mcapproval.findings import Finding, Severity
from mcapproval.store.conflict import Conflict
from mcapproval.store.keep import content
from mcapproval.store.rows.folded import Case
from mcapproval.workflow.acting import part
from mcapproval.workflow.guards import reasons_for

NO_ANSWERS = ("FORM-COMMENT", "FORM-OUTSIDE")
"""The findings on what stands in a form and is no answer."""

GONE = "FORM-FIELD"
"""The finding on a question that is no longer in the form."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is put into a re-evaluation: all its answers, and the files that go with them."""

    answers: Draft
    files: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """What still stops any decision, what stands in the way of the one that is proposed (`move` is
    its name), what is warned of beside, what of a Word form was not taken, and what `stays` as it
    stands since the form no longer asks it, in sentences.
    """

    still_open: tuple[str, ...]
    move: str
    in_the_way: tuple[str, ...]
    warned: tuple[str, ...]
    not_taken: tuple[str, ...]
    stays: tuple[str, ...] = ()


def answer(desk: Desk, ref: str, file: Path, effective: date | None = None) -> tuple[str, ...]:
    """Put the answers of a file into a re-evaluation; gives what still stops a decision."""
    return answer_with(desk, ref, file, effective).still_open


def answer_with(
    desk: Desk, ref: str, file: Path, effective: date | None = None, over: bool = False
) -> Answered:
    """The same, with what of a Word form was not taken. Refused where it is of another one, and,
    unless it is to stand `over` them, where it would undo what was answered since it was written,
    or what the form has no column or table for any more.
    """
    written = _read(desk, ref, file)
    understood(written.reading.told, file, "whoever answers")
    _of_this(desk, ref, written.ref, file)
    answers = written.reading.draft
    files = read_files(answers, files_of_answers(answers), file)
    given = tuple(data for _, data in sorted(files.items()))
    stays: tuple[str, ...] = ()

    def whole(connection: Connection) -> Given:
        nonlocal stays
        row = review_row(connection, ref)
        before = (content(connection, row.answers) if row.answers else None) or {}
        data, stays = kept(with_collected(answers.data, before), before, written.without)
        if not over:
            not_overtaken(connection, row.ref, desk.who(), file, written.written_at, data)
            nothing_lost(row.ref, data, before, written, file)
        return Given(replace(answers, data=data), given)

    put_in(desk, ref, whole, effective)
    done = _answered(desk, ref, tuple(_not_taken(written, stays, ref, file)))
    gone = places(stays, written.without) if stays else ()
    told = tuple(f"{place} is no longer in the form: what stands stays" for place in gone)
    return replace(done, stays=told)


def _read(desk: Desk, ref: str, file: Path) -> WrittenAnswers:
    with desk.reading() as connection:
        review = review_row(connection, ref).ref
    try:
        return read_answers(file)
    except Unreadable as fault:
        if not fault.message.startswith(NO_KEYS):
            raise
        raise Unreadable(
            "this file has no answers: it begins with no key such as `need: ...`",
            f"`mcapproval review form {review} --into NEW.yaml` writes one to fill in",
            source=fault.source,
            line=fault.line,
            column=fault.column,
        ) from None


def _of_this(desk: Desk, ref: str, made_for: str, file: Path) -> None:
    with desk.reading() as connection:
        asked = case_row(connection, ref).ref
    if made_for not in ("", asked):
        raise Refused(
            f"{file.name} is the form of {made_for}, and not of {asked}",
            hint=f"mcapproval review form {asked} --into {asked}{look_of(file)}",
        )


def _not_taken(
    written: WrittenAnswers, stays: tuple[str, ...], ref: str, file: Path
) -> Iterator[str]:
    """What a form has that is no answer: comments, texts outside the fields, and questions gone of
    which nothing stays.
    """
    told = written.reading.told
    gone = [each.path for each in told if each.code == GONE and each.path not in stays]
    for place in places(gone, written.without) if gone else ():
        again = f"mcapproval review form {ref} --into NEW{look_of(file)}"
        yield f"{place} is no longer in the form, and nothing stands there; a new form: {again}"
    for found in told:
        if found.code in NO_ANSWERS:
            yield f"{found.place}: {found.message}; {found.mend}"


def put_in(
    desk: Desk,
    ref: str,
    given: Callable[[Connection], Given],
    effective: date | None = None,
    seen: int | None = None,
) -> None:
    """Put answers into a re-evaluation. What is given is asked anew when somebody else was first,
    so that it can build on what stands there then; Refused instead where it was read at a version
    of the case, `seen`, that it has no more.
    """
    for _ in range(TRIES):
        with desk.reading() as connection:
            case = case_row(connection, review_row(connection, ref).ref)
            held(case, seen)
            day = effective_day(desk, effective, case.last_on)
            acts_for = may_answer(connection, desk, case)
            put = given(connection)
            nobody_named(connection, put.answers)
        try:
            with desk.writing(acts_for) as writer:
                kept = [{"sha256": writer.file(data), "size": len(data)} for data in put.files]
                data = {"answers": writer.content(put.answers.data), "files": kept}
                writer.add(case.ref, "answered", day, data, seen=case.version)
            return
        except Conflict:
            continue
    raise Refused(f"{ref} is being changed by others", hint="look again, then try again")


def still_open(desk: Desk, ref: str) -> tuple[str, ...]:
    """What still stops a decision, in sentences."""
    with desk.reading() as connection:
        stands = standing(connection, case_row(connection, ref), desk.today)
    return tuple(map(_with_place, stands.situation.findings))


def _with_place(found: Finding) -> str:
    """A file has no lines in the records, and a form none at all: both have the headings."""
    return f"{review_place(found.path)}: {found.message}"


def _answered(desk: Desk, ref: str, not_taken: tuple[str, ...]) -> Answered:
    """How a re-evaluation stands once it is answered. What is only a warning may be what the
    decision that is proposed is refused for: it is told apart from what is good to know.
    """
    with desk.reading() as connection:
        case = case_row(connection, ref)
        stands = standing(connection, case, desk.today)
        moves = definition_of(connection, case).out_of(case.state)
    answers = stands.draft or Draft({})
    proposed = answers.text("/proposal/decision")
    move = next((move for move in moves if proposed and move.decides == proposed), None)
    needs = [need for need in move.needs if need.guard == "answers"] if move else []
    against = {r.code for need in needs for r in reasons_for(need, stands.situation)}
    found = findings_in(answers, desk.today, stands.policy)
    warned = [each for each in found if each.severity is Severity.WARNING]
    return Answered(
        tuple(map(_with_place, stands.situation.findings)),
        move.name if move else "",
        tuple(each.message for each in warned if each.code in against),
        tuple(each.message for each in warned if each.code not in against),
        not_taken,
    )


def may_answer(connection: Connection, desk: Desk, case: Case) -> str | None:
    """Refused to others than the state names; gives the person in whose place it is done."""
    definition = definition_of(connection, case)
    state = definition.states[case.state]
    acting = part(actor(connection, desk, case, definition), state.edit)
    if acting.reasons:
        raise Refused(f"{case.ref} can't be answered so", acting.reasons)
    if not acting.roles & set(state.edit):
        title = policy_for(connection, case.provider, desk.today).title
        who = ", ".join(title(role) for role in state.edit) or "nobody"
        raise Refused(
            f"{case.ref} can't be answered now",
            [
                Reason(
                    "EDIT",
                    f"while it is '{state.label}', {who} may answer it",
                    f"begin it first: mcapproval move {case.ref} begin",
                    title("quality-adviser"),
                )
            ],
        )
    return acting.acts_for
