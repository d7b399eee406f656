"""What a review file is filled in with: what the records know, and beside it what was said before.

Nothing that a person answered is taken over; it is shown beside the question.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.approved import standing_content
from mcapproval.actions.cases.standing.review_facts import last_decided
from mcapproval.actions.desk import Desk
from mcapproval.actions.lookup import review_row
from mcapproval.actions.papers.printing import look_of, may_be_new, put_new
from mcapproval.actions.reviewing import filled_in
from mcapproval.actions.reviewing.filled_in import Filling, row_key
from mcapproval.actions.reviewing.said_before import Before, of_content
from mcapproval.clock import add_days, spoken
from mcapproval.documents.review_form.writing import About
from mcapproval.documents.review_form.writing import review_form as word_form
from mcapproval.draft.content import from_content
from mcapproval.draft.pointer import find
from mcapproval.draft.review_form import review_form
from mcapproval.rules.asked import day_of
from mcapproval.store import queries
from mcapproval.store.keep import content
from mcapproval.store.rows.folded import Application, Listing, Organisation, Review

ROWS = {
    "delivery": ("provider",),
    "actions_before": ("what",),
    "watch": ("kind", "what"),
    "consulted": ("organisation",),
}
"""Lists that are filled in row by row, and by which keys a row is known."""

WORD = "docx"
LOOKS = (WORD, "yaml", "yml")


@dataclass(frozen=True, slots=True)
class Prefilled:
    """The content and notes of a review file, and what stands at its head: of a text, of a form."""

    about: About
    content: dict[str, Any]
    notes: dict[str, list[str]]
    head: tuple[str, ...]

    @property
    def text(self) -> str:
        return review_form(self.content, self.notes, self.head)

    @property
    def word(self) -> bytes:
        return word_form(self.content, self.notes, self.about)


def prefilled(connection: Connection, desk: Desk, ref: str) -> Prefilled:
    """The file of a re-evaluation. Unknown where there is none of that reference."""
    review = review_row(connection, ref)
    listing = queries.one(connection, Listing, ref=review.listing)
    assert listing is not None
    earlier = _earlier(connection, review)
    last = last_decided(earlier)
    answers = content(connection, last.answers) if last and last.answers else None
    there = queries.one(connection, Application, ref=listing.application)
    stands = standing_content(connection, listing) if there else None
    names = {row.key: row.name for row in queries.many(connection, Organisation)}
    first, until = looked_back(connection, listing, review, desk.today)
    before = Before(answers or {}, last.due_on[:4] if last and answers else "", names, first)
    now = Filling(connection, review, listing, first, until, before, stands, names)
    now.content = {
        "format": "review/1",
        "trigger": "scheduled",
        "period": {"from": first.isoformat(), "until": until.isoformat()},
    }
    filled_in.delivery(now)
    filled_in.before(now, earlier)
    filled_in.watch(now)
    filled_in.consulted(now)
    if answers:
        before.beside(now.notes)
    elif stands and stands.data is not None:
        of_content(stands.data, names, now.notes)
    present = content(connection, review.answers) if review.answers else None
    row, _ = queries.head(connection)
    whole = {**with_present(now.content, present or {}), "of": review.ref, "written_at": row}
    return Prefilled(_about(now, row), whole, now.notes, _head(now))


def with_present(known: Mapping[str, Any], answers: Mapping[str, Any]) -> dict[str, Any]:
    """What the records know under what was answered already, which wins; of lists that are filled
    in row by row, row by row.
    """
    whole = {**known, **answers}
    for key, named_by in ROWS.items():
        rows = {row_key(row, named_by): dict(row) for row in known.get(key, ())}
        for row in answers.get(key) or ():
            its = row_key(row, named_by)
            rows[its] = {**rows.get(its, {}), **row}
        if rows:
            whole[key] = list(rows.values())
    return whole


def may_be_form(into: Path) -> None:
    """Refused where no form of a re-evaluation can be written there."""
    look_of(into, LOOKS)
    may_be_new(into)


def write_form(desk: Desk, ref: str, into: Path) -> None:
    """The file of a re-evaluation, written to a new place; refused where a file is there."""
    look = look_of(into, LOOKS)
    with desk.reading() as connection:
        found = prefilled(connection, desk, ref)
    put_new(found.word if look == WORD else found.text.encode("utf-8"), into)


def _earlier(connection: Connection, review: Review) -> list[Review]:
    return [
        row
        for row in queries.many(connection, Review, listing=review.listing)
        if row.ref != review.ref and row.due_on <= review.due_on
    ]


def looked_back(
    connection: Connection, listing: Listing, review: Review, today: date
) -> tuple[date, date]:
    """The period that a re-evaluation looks back on, in its file and on the sheets of providers:
    each day as answered, else as `period` has it. Answers may have them the wrong way round.
    """
    last = last_decided(_earlier(connection, review))
    answers = content(connection, last.answers) if last and last.answers else None
    first, until = period(listing, review, last, answers, today)
    said = from_content(content(connection, review.answers) or {} if review.answers else {})
    return day_of(said.get("/period/from")) or first, day_of(said.get("/period/until")) or until


def period(
    listing: Listing,
    review: Review,
    last: Review | None,
    answers: Mapping[str, Any] | None,
    today: date,
) -> tuple[date, date]:
    """From the day after the last one that was looked at, or the approval, until today: what is
    still to come can't be counted, and the next one looks at it. Of a re-evaluation that was
    brought in without its answers, that is the day it was decided.
    """
    ended = find(answers or {}, "/period/until") or (last and last.decided_on)
    start = listing.approved_on or review.due_on
    first = add_days(date.fromisoformat(ended), 1) if ended else date.fromisoformat(start)
    return first, max(first, today)


def _about(now: Filling, row: int) -> About:
    review, listing = now.review, now.listing
    version = f", version {listing.number_version}" if listing.number_version else ""
    known = (
        ("Re-evaluation", f"{review.ref}, a {review.form}"),
        ("Micro-credential", f"{listing.title} ({listing.ref})"),
        ("NZQA number", f"{listing.number}{version}" if listing.number else "not known"),
        ("Due on", spoken(date.fromisoformat(review.due_on))),
        ("To put the answers in", f"mcapproval review answer {review.ref} FILE --as YOU"),
    )
    return About(review.ref, known, now.before.year, row)


def _head(now: Filling) -> tuple[str, ...]:
    review, listing = now.review, now.listing
    last = f" ({now.before.year})" if now.before.year else ""
    return (
        f"The answers of {review.ref}: the {review.form} of {listing.title} ({listing.ref}), due "
        f"on {spoken(date.fromisoformat(review.due_on))}.",
        "What the records know is filled in: look whether it is right. Answer the rest, in any "
        "order; half a set of answers is a set. What is not known of a count is `not known`, "
        "which is not zero.",
        f"A line that begins with # says nothing to the records. What was answered last time{last} "
        "stands in such lines and is never taken over: ask again, and write what is so now.",
        "How to write: a space after each colon; two spaces for each level, never a tab; a text "
        "that has a colon or a # in it goes in quotes; a day is 2027-05-01, year-month-day. Where "
        "an example is several lines, take their # away. Counts of learners only, never a name; "
        "people are roles.",
        "What is still open is told by:",
        f"mcapproval review answer {review.ref} FILE --as YOU",
    )
