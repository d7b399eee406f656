"""What the records have, as rows of the sheets that an import reads: the way back of `facts`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.next_review import nzqas_days
from mcapproval.actions.importing.drafting import CENTS
from mcapproval.actions.importing.facts import COLUMN, DECISIONS, LISTED
from mcapproval.actions.importing.in_drafts import of_draft, once, organisations, several
from mcapproval.actions.importing.template import first_words
from mcapproval.draft.content import from_content
from mcapproval.rules.review_schedule import legacy
from mcapproval.sheets.cells import Value
from mcapproval.store import queries
from mcapproval.store.keep import content, texts
from mcapproval.store.rows.folded import (
    Accreditation,
    Application,
    Case,
    Listing,
    Person,
    Result,
    Review,
)

Row = dict[str, Value]
RESULTS = {"approval": "approved_on", "listing": "listed_on", "accreditation": "accredited_on"}


@dataclass(frozen=True, slots=True)
class Named:
    """How the rows of an export call what the records know by key and reference."""

    organisations: Mapping[str, str]
    people: Mapping[str, str]
    listings: Mapping[str, Listing]
    numbers: Mapping[str, str]

    def organisation(self, key: str | None) -> str | None:
        """Its name, or its key where the name would be read as another's or as two."""
        return self.organisations.get(key) if key else None

    def about(self, ref: str) -> Row:
        """NZQA's number, else our reference, with the title: of a row that is about one."""
        listing = self.listings[ref]
        return {"of": self.numbers.get(ref, ref), "title": listing.title}


def named(connection: Connection) -> Named:
    listings = {row.ref: row for row in queries.many(connection, Listing)}
    people = queries.many(connection, Person)
    told = texts(connection, {row.commitment for row in people})
    handles = {row.ref: told.get(row.commitment, {}).get("handle") for row in people}
    alone = once(row.number for row in listings.values())
    return Named(
        organisations(connection),
        {ref: handle for ref, handle in handles.items() if handle},
        listings,
        {ref: row.number for ref, row in listings.items() if row.number and row.number in alone},
    )


def credentials(connection: Connection, names: Named) -> Iterator[Row]:
    """Every micro-credential but those that NZQA removed, which an import knows nothing of."""
    cases = {case.ref: case for case in queries.many(connection, Case, track="listing")}
    applications = {row.ref: row for row in queries.many(connection, Application)}
    providers: dict[str, list[str]] = {}
    for accreditation in queries.many(connection, Accreditation):
        providers.setdefault(accreditation.listing, []).append(accreditation.provider)
    results: dict[str, dict[str, str]] = {}
    for result in queries.many(connection, Result):
        results.setdefault(result.ref, {})[result.result] = result.on_day
    last: dict[str, Review] = {}
    for review in queries.many(connection, Review):
        before = last.get(review.listing)
        if review.decided_on and (before is None or str(before.decided_on) <= review.decided_on):
            last[review.listing] = review
    nzqas = nzqas_days(connection, names.listings.values())
    for ref, listing in names.listings.items():
        case = cases[ref]
        if case.state == "removed":
            continue
        kept = content(connection, applications[listing.application].content)
        decided = last.get(ref)
        granted = results.get(listing.application, {})
        known = [names.organisation(key) for key in dict.fromkeys(providers.get(ref, ()))]
        yield {
            "ours": ref,
            **_listed(listing),
            **{RESULTS[name]: day(on) for name, on in granted.items() if name in RESULTS},
            "approved_on": day(listing.approved_on),
            "nzqa_review_on": nzqas.get(ref),
            "status": case.state,
            "rule_set": _rule_set(listing),
            "teach_out": day(case.due_on) if case.state == "expiring" else None,
            "owner": names.people.get(listing.owner or ""),
            "unit": case.unit,
            "applicant": names.organisation(case.provider),
            "providers": several(known),
            **(of_draft(from_content(kept), names.organisations) if kept else {}),
            "last_review_on": day(decided.decided_on) if decided else None,
            "last_review_decision": word(DECISIONS, decided.decision) if decided else None,
        }


def _listed(listing: Listing) -> Row:
    return {COLUMN.get(name, name): getattr(listing, name) for name in LISTED}


def _rule_set(listing: Listing) -> str | None:
    if listing.approved_on is None:
        return None
    return "legacy" if legacy(date.fromisoformat(listing.approved_on)) else "2022"


def word(words: Mapping[str, str], meaning: str | None) -> str | None:
    return next((word for word in first_words(words) if words[word] == meaning), None)


def dollars(cents: int) -> int | float:
    return cents / CENTS if cents % CENTS else cents // CENTS


def day(on: str | None) -> date | None:
    return date.fromisoformat(on) if on else None
