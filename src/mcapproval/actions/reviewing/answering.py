"""Putting answers into a re-evaluation."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.standing.view import standing
from mcapproval.actions.desk import Desk, effective_day
from mcapproval.actions.drafts.refusing import understood
from mcapproval.actions.drafts.taking_in import nobody_named, read_files
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import case_row
from mcapproval.actions.people.roles import actor
from mcapproval.draft.files import files_of_answers
from mcapproval.draft.model import Draft
from mcapproval.draft.reader import read_shaped
from mcapproval.draft.source import read_file
from mcapproval.errors import Reason, Refused, Unknown
from mcapproval.store import queries
from mcapproval.store.tables import Case, Review
from mcapproval.store.writer import Conflict
from mcapproval.workflow.acting import part


def answer(desk: Desk, ref: str, file: Path, effective: date | None = None) -> tuple[str, ...]:
    """Put the answers of a file into a re-evaluation; gives what still stops a decision."""
    shaped = read_shaped(read_file(file), str(file), "review")
    understood(shaped.findings, file)
    answers = Draft(shaped.data, shaped.places, str(file))
    files = read_files(answers, files_of_answers(answers), file)
    for _ in range(5):
        with desk.reading() as connection:
            case = case_row(connection, ref)
            if queries.one(connection, Review, ref=case.ref) is None:
                raise Unknown(f"{ref} is no re-evaluation", "they look like REV-2027-0001")
            day = effective_day(desk, effective, case.last_on)
            acts_for = _may_answer(connection, desk, case)
            nobody_named(connection, answers)
        try:
            with desk.writing(acts_for) as writer:
                kept = [
                    {"sha256": writer.file(data), "size": len(data)}
                    for _, data in sorted(files.items())
                ]
                data = {"answers": writer.content(shaped.data), "files": kept}
                writer.add(case.ref, "answered", day, data, seen=case.version)
            break
        except Conflict:
            continue
    else:
        raise Refused(f"{ref} is being changed by others", hint="look again, then try again")
    with desk.reading() as connection:
        stands = standing(connection, case_row(connection, ref), desk.today)
    return tuple(finding.message for finding in stands.situation.findings)


def _may_answer(connection: Connection, desk: Desk, case: Case) -> str | None:
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
