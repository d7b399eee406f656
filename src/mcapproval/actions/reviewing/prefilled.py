"""What a review file is filled in with: what the records know, and beside it what was said before.

Nothing that a person answered is taken over; it is shown beside the question.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.approved import Stands, standing_content
from mcapproval.actions.cases.standing.review_facts import last_decided, watch_list
from mcapproval.actions.deliveries.counted import Counted, in_period
from mcapproval.actions.desk import Desk
from mcapproval.actions.lookup import case_row
from mcapproval.actions.papers.printing import look_of, put_new
from mcapproval.actions.people.known import ERASED
from mcapproval.actions.reviewing.said_before import Before, of_content
from mcapproval.clock import add_days, spoken
from mcapproval.draft.named import Named, known_by
from mcapproval.draft.pointer import find
from mcapproval.draft.review_form import review_form
from mcapproval.errors import Unknown
from mcapproval.store import queries
from mcapproval.store.keep import content, texts
from mcapproval.store.tables import (
    Accreditation,
    Application,
    Item,
    Listing,
    Organisation,
    Review,
)

ROWS = {
    "delivery": ("provider",),
    "actions_before": ("what",),
    "watch": ("kind", "what"),
    "consulted": ("organisation",),
}
"""Lists that are filled in row by row, and by which keys a row is known."""

LOOKS = ("yaml", "yml")

COUNTS = {
    "enrolments": "enrolled",
    "withdrawals": "withdrawn",
    "completions": "completed",
    "still_active": "still_active",
    "completed_after_resubmission": "completed_after_resubmission",
    "moderated": "moderated",
    "reported": "reported",
}
"""The counts of a review file, and what deliveries call them."""


@dataclass(frozen=True, slots=True)
class Prefilled:
    """The content and notes of a review file, and what stands at its head."""

    ref: str
    content: dict[str, Any]
    notes: dict[str, list[str]]
    head: tuple[str, ...]

    @property
    def text(self) -> str:
        return review_form(self.content, self.notes, self.head)


@dataclass(slots=True)
class _Filling:
    """What is known of one re-evaluation while its file is filled in."""

    connection: Connection
    review: Review
    listing: Listing
    first: date
    last: date
    before: Before
    stands: Stands | None
    names: Mapping[str, str]
    content: dict[str, Any] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)

    def note(self, path: str, *said: str) -> None:
        self.notes.setdefault(path, []).extend(text for text in said if text)

    def called(self, key: object) -> str:
        return self.names.get(str(key), str(key))


def prefilled(connection: Connection, desk: Desk, ref: str) -> Prefilled:
    """The file of a re-evaluation. Unknown where there is none of that reference."""
    case = case_row(connection, ref)
    review = queries.one(connection, Review, ref=case.ref)
    if review is None:
        raise Unknown(f"{ref} is no re-evaluation", "they look like REV-2027-0001")
    listing = queries.one(connection, Listing, ref=review.listing)
    assert listing is not None
    earlier = [
        row
        for row in queries.many(connection, Review, listing=listing.ref)
        if row.ref != review.ref and row.due_on <= review.due_on
    ]
    last = last_decided(earlier)
    answers = content(connection, last.answers) if last and last.answers else None
    there = queries.one(connection, Application, ref=listing.application)
    stands = standing_content(connection, listing) if there else None
    names = {row.key: row.name for row in queries.many(connection, Organisation)}
    first, until = _period(listing, review, answers, desk.today)
    before = Before(answers or {}, last.due_on[:4] if last else "", names, first)
    now = _Filling(connection, review, listing, first, until, before, stands, names)
    now.content = {
        "format": "review/1",
        "trigger": "scheduled",
        "period": {"from": first.isoformat(), "until": until.isoformat()},
    }
    _delivery(now)
    _before(now, earlier)
    _watch(now)
    _consulted(now)
    if answers:
        before.beside(now.notes)
    elif stands and stands.data is not None:
        of_content(stands.data, names, now.notes)
    present = content(connection, review.answers) if review.answers else None
    whole = with_present(now.content, present or {})
    return Prefilled(review.ref, whole, now.notes, _head(now))


def with_present(known: Mapping[str, Any], answers: Mapping[str, Any]) -> dict[str, Any]:
    """What the records know under what was answered already, which wins; of lists that are filled
    in row by row, row by row.
    """
    whole = {**known, **answers}
    for key, named_by in ROWS.items():
        rows = {_key(row, named_by): dict(row) for row in known.get(key, ())}
        for row in answers.get(key) or ():
            its = _key(row, named_by)
            rows[its] = {**rows.get(its, {}), **row}
        if rows:
            whole[key] = list(rows.values())
    return whole


def _key(row: Mapping[str, Any], named_by: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(str(row.get(key)).casefold().split()) for key in named_by)


def write_form(desk: Desk, ref: str, into: Path) -> None:
    """The file of a re-evaluation, written to a new place; refused where a file is there."""
    look_of(into, LOOKS)
    with desk.reading() as connection:
        found = prefilled(connection, desk, ref)
    put_new(found.text.encode("utf-8"), into)


def _period(
    listing: Listing, review: Review, answers: Mapping[str, Any] | None, today: date
) -> tuple[date, date]:
    """From the day after the last one that was looked at, or the approval, until today."""
    ended = find(answers or {}, "/period/until")
    start = listing.approved_on or review.due_on
    first = add_days(date.fromisoformat(ended), 1) if ended else date.fromisoformat(start)
    return first, max(first, today)


def _head(now: _Filling) -> tuple[str, ...]:
    review, listing = now.review, now.listing
    last = f" of {now.before.year}" if now.before.year else ""
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


def _delivery(now: _Filling) -> None:
    """A row for each provider that may deliver it, with the counts of their cohorts."""
    granted = queries.many(now.connection, Accreditation, listing=now.listing.ref)
    counted = {
        one.provider: one for one in in_period(now.connection, now.listing.ref, now.first, now.last)
    }
    providers = list(dict.fromkeys((*(row.provider for row in granted), *counted)))
    rows = []
    for number, provider in enumerate(providers):
        found = counted.get(provider)
        rows.append({"provider": provider, **(_counts(found, now) if found else {})})
        path = f"/delivery/{number}"
        if found is None:
            now.note(
                path,
                f"{now.called(provider)}: the records have no cohort of theirs in this period. "
                "Give the counts, or say under not_delivered why there were none.",
            )
        else:
            now.note(path, f"{now.called(provider)}: counted from {', '.join(found.refs)}.")
            for ours, theirs in COUNTS.items():
                if theirs in found.not_known:
                    of = ", ".join(found.not_known[theirs])
                    now.note(path, f"{ours}: not known of {of}. Ask for it, or write: not known")
        now.note(path, now.before.row("/delivery", "provider", provider))
    if rows:
        now.content["delivery"] = rows


def _counts(found: Counted, now: _Filling) -> dict[str, Any]:
    counts = {ours: found.counts[theirs] for ours, theirs in COUNTS.items()}
    known: dict[str, Any] = {"cohorts": found.cohorts}
    known |= {key: count for key, count in counts.items() if count is not None}
    figures = {
        ours: {
            key: value
            for key, value in (
                ("source", told[0].source),
                ("extracted_on", told[0].extracted_on),
                ("supplier", told[0].supplier),
            )
            if value
        }
        for ours, theirs in COUNTS.items()
        if ours in known and len(told := found.sources.get(theirs, ())) == 1
    }
    return {**known, **({"figures": figures} if any(figures.values()) else {})}


def _before(now: _Filling, earlier: list[Review]) -> None:
    """The actions of earlier re-evaluations, each with what the records know of it."""
    rows = [
        row
        for row in queries.among(now.connection, Item, "ref", {review.ref for review in earlier})
        if row.kind == "action"
    ]
    said = texts(now.connection, {row.says for row in rows})
    told: list[dict[str, Any]] = []
    for row in rows:
        what = {"what": str(said.get(row.says, ERASED))}
        status = {"closed": "done", "withdrawn": "dropped"}.get(row.state)
        due = f", due on {spoken(date.fromisoformat(row.due))}" if row.due else ""
        now.note(
            f"/actions_before/{len(told)}",
            f"Action {row.number} of {row.ref}{due}: {row.state} in the records.",
        )
        told.append({**what, "status": status} if status else what)
    now.content["actions_before"] = told


def _watch(now: _Filling) -> None:
    """Each thing that the approved content names, to be answered by name."""
    found = watch_list(now.connection, now.listing) or ()
    roles = _positions(now)
    rows = []
    for number, one in enumerate(found):
        rows.append({"what": one.what, "kind": one.kind, "place": one.places[0]})
        path = f"/watch/{number}"
        more = f"; also at {', '.join(one.places[1:])}" if one.places[1:] else ""
        now.note(path, f"{one.asks} Named at {one.places[0]}{more}.")
        if of := ", ".join(filter(None, (roles.get(ident) for ident in one.people))):
            now.note(path, f"The contact is, by position: {of}.")
        now.note(path, _last_watch(now, one))
    if rows:
        now.content["watch"] = rows


def _last_watch(now: _Filling, one: Named) -> str:
    for row in find(now.before.answers, "/watch") or ():
        if known_by(row.get("kind"), row.get("what")) == known_by(one.kind, one.what):
            return now.before.said({k: row[k] for k in ("answer", "note") if k in row})
    return ""


def _positions(now: _Filling) -> dict[str, str]:
    """The position of each person whom the approved content names by an id; no name of theirs."""
    people = now.stands.people if now.stands else {}
    facts = texts(now.connection, {told["commitment"] for told in people.values()})
    return {
        ident: str(facts.get(told["commitment"], {}).get("position", ""))
        for ident, told in people.items()
    }


def _consulted(now: _Filling) -> None:
    """Who was asked last time, or is to be asked as the approved content says."""
    before = [row.get("organisation") for row in find(now.before.answers, "/consulted") or ()]
    asked = find(now.stands.data, "/review/asked") if now.stands and now.stands.data else None
    keys = list(dict.fromkeys(key for key in (*before, *(asked or ())) if isinstance(key, str)))
    for number, key in enumerate(keys):
        now.note(f"/consulted/{number}", now.called(key))
        now.note(f"/consulted/{number}", now.before.row("/consulted", "organisation", key))
    if keys:
        now.content["consulted"] = [{"organisation": key} for key in keys]
