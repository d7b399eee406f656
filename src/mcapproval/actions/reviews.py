"""Re-evaluation: what is due, opening it, answering it, and why it is due when it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.effects.scheduling import why_then
from mcapproval.actions.cases.moves import Moved, Said, move
from mcapproval.actions.cases.standing.view import standing
from mcapproval.actions.desk import Desk, effective_day
from mcapproval.actions.drafts.refusing import understood
from mcapproval.actions.drafts.taking_in import nobody_named, read_files
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import case_row, listing_row
from mcapproval.actions.people.roles import actor
from mcapproval.clock import add_days
from mcapproval.draft.files import files_of_answers
from mcapproval.draft.model import Draft
from mcapproval.draft.reader import read_shaped
from mcapproval.draft.source import read_file
from mcapproval.errors import Reason, Refused, Unknown
from mcapproval.reports.due import Due
from mcapproval.store import queries
from mcapproval.store.tables import Case, Listing, Review
from mcapproval.store.writer import Conflict
from mcapproval.workflow.acting import part


def due(desk: Desk, within: int) -> list[Due]:
    """Re-evaluations due within so many days, the overdue ones first."""
    with desk.reading() as connection:
        rows = queries.due_reviews(connection, add_days(desk.today, within).isoformat())
    return [
        Due(
            row["ref"],
            row["due_on"],
            (date.fromisoformat(row["due_on"]) - desk.today).days,
            row["form"],
            row["listing"],
            _number(row["number"], row["number_version"]),
            row["title"],
            row["state"],
        )
        for row in rows
    ]


def _number(number: str | None, version: int | None) -> str:
    if number is None:
        return ""
    return f"{number} v{version}" if version else number


def open_review(desk: Desk, listing: str, effective: date | None = None) -> Moved:
    """Begin the re-evaluation of a micro-credential that is waiting."""
    with desk.reading() as connection:
        found = waiting(connection, listing)
    return move(desk, found.ref, "begin", Said(), effective)


def waiting(connection: Connection, listing: str) -> Review:
    """The re-evaluation of a micro-credential that is still to be decided, the soonest first."""
    row = listing_row(connection, listing)
    reviews = queries.many(connection, Review, listing=row.ref)
    cases = queries.among(connection, Case, "ref", {review.ref for review in reviews})
    still = {case.ref for case in cases if case.state in queries.OPEN_REVIEWS}
    for review in sorted(reviews, key=lambda review: review.due_on):
        if review.ref in still:
            return review
    raise Unknown(
        f"no re-evaluation of {row.ref} is waiting",
        "one is scheduled when its approval is recorded; see: mcapproval review due",
    )


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


def explain_due(desk: Desk, listing: str) -> tuple[str, ...]:
    """Why the next re-evaluation is due when it is, in sentences."""
    with desk.reading() as connection:
        row: Listing = listing_row(connection, listing)
        if row.approved_on is None:
            raise Unknown(
                f"{row.ref} is listed but its approval is not recorded: no review is scheduled",
                f"record it on {row.application}",
            )
        case = case_row(connection, row.ref)
        reviews = queries.many(connection, Review, listing=row.ref)
        decided = [review for review in reviews if review.decided_on]
        before = max(decided, key=lambda review: review.covers, default=None)
        policy = policy_for(connection, case.provider, desk.today)
        return why_then(row, before, policy, "NZQA's letter")
