"""The re-evaluations that fall due in a year, a row each: for the grid on paper and in a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.people.known import ERASED, names
from mcapproval.actions.reviewing.taught import OF_LEARNERS, Counts, answered, recorded
from mcapproval.documents.reviews.counts import number, total
from mcapproval.documents.reviews.grid_facts import GridRow
from mcapproval.draft.content import from_content
from mcapproval.draft.model import Draft
from mcapproval.store import queries
from mcapproval.store.clauses import made, table
from mcapproval.store.keep import texts
from mcapproval.store.rows.folded import Case, Item, Listing, Review
from mcapproval.store.whole import contents
from mcapproval.workflow.model import Definition

FITS = ("purpose", "outcomes_at_level", "credits_and_hours", "entry_and_pathways")
WATCHED = ("no", "changed", "unsure")


def grid_rows(
    connection: Connection, year: int, provider: str | None = None
) -> tuple[GridRow, ...]:
    """By the day due and the reference; of one provider where it is given, by its key."""
    reviews = _of_year(connection, year)
    cases = {c.ref: c for c in queries.among(connection, Case, "ref", {r.ref for r in reviews})}
    kept = [r for r in reviews if provider is None or cases[r.ref].provider == provider]
    of = {row.listing for row in kept}
    listings = {row.ref: row for row in queries.among(connection, Listing, "ref", of)}
    owners = {r.ref: r.owner or listings[r.listing].owner for r in kept}
    people = names(connection, {owner for owner in owners.values() if owner})
    actions = _actions(connection, {r.ref for r in kept})
    answers = contents(connection, (r.answers for r in kept))
    learners = recorded(connection, of, year, year - 1)
    return tuple(
        _row(
            review,
            from_content(answers.get(review.answers or "", {})),
            cases[review.ref],
            definition_of(connection, cases[review.ref]),
            listings[review.listing],
            people.get(owners[review.ref] or "", ""),
            actions.get(review.ref),
            learners.get(review.listing),
        )
        for review in kept
    )


def _of_year(connection: Connection, year: int) -> list[Review]:
    first, last = f"{year:04d}-01-01", f"{year:04d}-12-31"
    target = table(Review)
    query = select(target).where(target.c.due_on.between(first, last))
    return made(Review, connection.execute(query.order_by(target.c.due_on, target.c.ref)))


def _actions(connection: Connection, refs: set[str]) -> Mapping[str, tuple[str, date | None]]:
    """The first action of each that is not closed: the one that is due soonest."""
    rows = [
        row
        for row in queries.among(connection, Item, "ref", refs)
        if row.kind == "action" and row.state != "closed"
    ]
    said = texts(connection, {row.says for row in rows})
    found: dict[str, tuple[str, date | None]] = {}
    for row in sorted(rows, key=lambda row: (row.due is None, row.due or "", row.number)):
        day = date.fromisoformat(row.due) if row.due else None
        found.setdefault(row.ref, (str(said.get(row.says, ERASED)), day))
    return found


def _row(
    review: Review,
    answers: Draft,
    case: Case,
    definition: Definition,
    listing: Listing,
    owner: str,
    action: tuple[str, date | None] | None,
    learners: tuple[int, Counts] | None,
) -> GridRow:
    recorded_of, counts = None, answered(answers)
    if not counts and learners:
        recorded_of, counts = learners
    first = action or _proposed(answers.rows("/actions"))
    version = f" v{listing.number_version}" if listing.number_version else ""
    return GridRow(
        ref=review.ref,
        listing=listing.ref,
        title=listing.title,
        level=listing.level,
        credits=listing.credits,
        number=f"{listing.number}{version}" if listing.number else "",
        provider=case.provider,
        owner=owner,
        form=review.form,
        due_on=date.fromisoformat(review.due_on),
        state=definition.states[case.state].label,
        **{key: counts.get(key) for key in OF_LEARNERS},
        recorded_of=recorded_of,
        heard=_heard(answers),
        answered=tuple(number(row, "n") for _, row in answers.rows("/feedback")),
        still_needed=answers.text("/need/still_needed"),
        fit_answered=all(answers.text(f"/fit/{key}/answer") for key in FITS),
        denied=tuple(key for key in FITS if answers.text(f"/fit/{key}/answer") == "no"),
        watch_open=sum(row.get("answer") in WATCHED for _, row in answers.rows("/watch")),
        proposed=answers.text("/proposal/decision"),
        decision=review.decision or "",
        decided_on=date.fromisoformat(review.decided_on) if review.decided_on else None,
        first_action=first[0],
        first_action_due=first[1],
    )


def _heard(answers: Draft) -> int | None:
    """How many answered all together; None where nobody said, or one of them gave no number."""
    rows = [row for _, row in answers.rows("/feedback")]
    if answers.get("/feedback") == []:
        return 0
    return sum(number(row, "n") or 0 for row in rows) if total(rows, "n") is not None else None


def _proposed(rows: Iterable[tuple[str, Mapping[str, Any]]]) -> tuple[str, date | None]:
    """The first action that is proposed: before the decision there is no other."""
    told = [(str(row.get("due") or "9999"), str(row.get("what") or "")) for _, row in rows]
    told = sorted(each for each in told if each[1])
    if not told:
        return "", None
    due, what = told[0]
    try:
        return what, date.fromisoformat(due)
    except ValueError:
        return what, None
