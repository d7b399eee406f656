"""What the records know of a re-evaluation, put row by row into its file: deliveries, earlier
actions, what the application names, who was asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.accredited_in import accredited_in
from mcapproval.actions.cases.standing.approved import Stands
from mcapproval.actions.cases.standing.review_facts import watch_list
from mcapproval.actions.deliveries.counted import Counted, in_period
from mcapproval.actions.deliveries.sources import Source
from mcapproval.actions.people.known import ERASED
from mcapproval.actions.reviewing.said_before import Before
from mcapproval.clock import spoken
from mcapproval.documents.word_form.naming import place_of
from mcapproval.draft.named import Named, known_by
from mcapproval.draft.pointer import find
from mcapproval.rules.asked import day_of
from mcapproval.store import queries
from mcapproval.store.keep import texts
from mcapproval.store.rows.folded import Item, Listing, Review

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


@dataclass(slots=True)
class Filling:
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


def row_key(row: Mapping[str, Any], named_by: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(str(row.get(key)).casefold().split()) for key in named_by)


def delivery(now: Filling) -> None:
    """A row for each provider that could deliver it or did, with the counts of their cohorts."""
    accredited = accredited_in(now.connection, now.listing.ref, now.first, now.last)
    counted = {
        one.provider: one for one in in_period(now.connection, now.listing.ref, now.first, now.last)
    }
    providers = list(dict.fromkeys((*accredited, *counted)))
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


def _counts(found: Counted, now: Filling) -> dict[str, Any]:
    counts = {ours: found.counts[theirs] for ours, theirs in COUNTS.items()}
    known: dict[str, Any] = {"cohorts": found.cohorts}
    known |= {key: count for key, count in counts.items() if count is not None}
    figures = {
        ours: _figure(told[0], found.refs)
        for ours, theirs in COUNTS.items()
        if ours in known and len(told := found.sources.get(theirs, ())) == 1
    }
    return {**known, **({"figures": figures} if figures else {})}


def _figure(told: Source, refs: tuple[str, ...]) -> dict[str, str]:
    """Where a count is from, by what has it. The words that stand there may name somebody: they
    stay there, where they can be erased, and are copied into no answer.
    """
    first, *others = refs
    more = f" and {len(others)} more" if others else ""
    taken = {"extracted_on": told.extracted_on} if told.extracted_on else {}
    return {"source": f"as recorded with {first}{more}", **taken}


def before(now: Filling, earlier: list[Review]) -> None:
    """The actions of earlier re-evaluations, each with what the records know of it.

    One that was taken over from a proposal may have more words than it: whose it is, or its day.
    """
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
    tracked = [row_key(row, ("what",))[0] for row in told]
    for row in find(now.before.answers, "/actions") or ():
        (proposed,) = row_key(row, ("what",))
        if row.get("what") and not any(each.startswith(proposed) for each in tracked):
            by = day_of(row.get("due"))
            when = f", to be done by {spoken(by)}" if by else ""
            path = f"/actions_before/{len(told)}"
            now.note(path, f"Proposed last time{when}, and not tracked in the records.")
            told.append({"what": row["what"]})
    now.content["actions_before"] = told


def watch(now: Filling) -> None:
    """Each thing that the approved content names, to be answered by name."""
    found = watch_list(now.connection, now.listing) or ()
    roles = _positions(now)
    rows = []
    for number, one in enumerate(found):
        rows.append({"what": one.what, "kind": one.kind, "place": one.places[0]})
        path = f"/watch/{number}"
        first, *others = map(place_of, one.places)
        more = f"; also at {'; '.join(others)}" if others else ""
        now.note(path, f"{one.asks} Named at {first}{more}.")
        if of := ", ".join(filter(None, (roles.get(ident) for ident in one.people))):
            now.note(path, f"The contact is, by position: {of}.")
        now.note(path, _last_watch(now, one))
    if rows:
        now.content["watch"] = rows


def _last_watch(now: Filling, one: Named) -> str:
    for row in find(now.before.answers, "/watch") or ():
        if known_by(row.get("kind"), row.get("what")) == known_by(one.kind, one.what):
            return now.before.said({k: row[k] for k in ("answer", "note") if k in row})
    return ""


def _positions(now: Filling) -> dict[str, str]:
    """The position of each person whom the approved content names by an id; no name of theirs."""
    people = now.stands.people if now.stands else {}
    facts = texts(now.connection, {told["commitment"] for told in people.values()})
    return {
        ident: str(facts.get(told["commitment"], {}).get("position", ""))
        for ident, told in people.items()
    }


def consulted(now: Filling) -> None:
    """Who was asked last time, or is to be asked as the approved content says."""
    before = [row.get("organisation") for row in find(now.before.answers, "/consulted") or ()]
    asked = find(now.stands.data, "/review/asked") if now.stands and now.stands.data else None
    keys = list(dict.fromkeys(key for key in (*before, *(asked or ())) if isinstance(key, str)))
    for number, key in enumerate(keys):
        now.note(f"/consulted/{number}", now.called(key))
        now.note(f"/consulted/{number}", now.before.row("/consulted", "organisation", key))
    if keys:
        now.content["consulted"] = [{"organisation": key} for key in keys]
