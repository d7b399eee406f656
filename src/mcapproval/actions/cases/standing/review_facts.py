"""What the records know of a re-evaluation: beside its answers, and as the one that waits.

A key that is left out is not known and stays unsaid; an empty list says that there are none.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.approved import standing_content
from mcapproval.actions.cases.standing.decided import NOT_OURS
from mcapproval.actions.cases.standing.review_before import before
from mcapproval.actions.deliveries.standing import intakes
from mcapproval.clock import MONTHS_A_YEAR
from mcapproval.draft.content import from_content
from mcapproval.draft.model import Draft
from mcapproval.draft.named import Named, named
from mcapproval.draft.pointer import tokens
from mcapproval.draft.references import organisations_named
from mcapproval.findings import Finding
from mcapproval.policy.model import Policy
from mcapproval.rules.book import REVIEW_RULES
from mcapproval.rules.examine import examine
from mcapproval.rules.review_schedule import legacy, nzqas_review
from mcapproval.shipped import schema
from mcapproval.store import queries
from mcapproval.store.keep import content, texts
from mcapproval.store.rows.folded import Application, Case, Item, Listing, Organisation, Review

Facts = dict[str, Any]


def known(**facts: Any) -> Facts:
    """The facts without those that are not known."""
    return {key: value for key, value in facts.items() if value is not None}


def last_decided(reviews: Iterable[Review]) -> Review | None:
    """The last of those that were decided: of two for the same day, the later decision."""
    decided = ((r.covers, r.decided_on, r.ref, r) for r in reviews if r.decided_on)
    return max(decided, default=(None,))[-1]


def of_review(connection: Connection, review: Review, policy: Policy) -> Draft:
    """The answers of a re-evaluation and, under `case`, what the records know of it."""
    listing = queries.one(connection, Listing, ref=review.listing)
    answers = content(connection, review.answers) if review.answers else None
    months = policy.yearly_check_months
    if listing and listing.approved_on and review.form == "full review":
        old = legacy(date.fromisoformat(listing.approved_on))
        months = MONTHS_A_YEAR * (1 if old else listing.review_years or 1)
    case = known(
        ref=review.ref,
        form=review.form,
        due_on=review.due_on,
        period_months=months,
        approved_on=listing.approved_on if listing else None,
        actions_open=_actions_open(connection, review),
        watch=_watched(connection, listing) if answers else None,
        intakes=intakes(connection, review.listing),
    )
    given = answers or {"format": "review/1"}
    if listing:
        draft = from_content({**given, "case": case})
        case |= known(**before(connection, review, listing, draft))
    return from_content({**given, "case": case})


def findings_of(
    connection: Connection, review: Review, day: date, policy: Policy
) -> tuple[Finding, ...]:
    """What is found in the answers of a re-evaluation, part by part as its file has them."""
    return findings_in(of_review(connection, review, policy), day, policy)


def findings_in(draft: Draft, day: date, policy: Policy) -> tuple[Finding, ...]:
    """The same, of answers with what the records know beside them."""
    found = examine(draft, day, policy, REVIEW_RULES)
    parts = list(schema("review")["properties"])
    return tuple(sorted(found, key=lambda finding: parts.index(tokens(finding.path)[0])))


def waiting(
    connection: Connection,
    listing: Listing,
    reviews: list[Review],
    last: Review | None,
) -> Facts | None:
    """The re-evaluation that is still to be decided, with our own day and NZQA's told apart."""
    for review in sorted(reviews, key=lambda row: row.due_on):
        case = queries.one(connection, Case, ref=review.ref)
        if case is None or case.state not in queries.OPEN_REVIEWS:
            continue
        facts = {"ref": review.ref, "form": review.form, "state": case.state}
        if review.form == "yearly check":
            return {**facts, "ours_on": review.due_on}
        further = last is not None and last.decision in NOT_OURS
        nzqa = review.due_on if further else _of_nzqa(listing, review, last)
        ours = review.due_on if nzqa != review.due_on else review.covers
        return {**facts, "ours_on": ours, "nzqa_on": nzqa}
    return None


def _of_nzqa(listing: Listing, review: Review, last: Review | None) -> str:
    """Which of the two days that a full review answers for is the one that NZQA asks for."""
    both = (review.due_on, review.covers)
    if listing.nzqa_review_on in both:
        return listing.nzqa_review_on
    if listing.approved_on is None:
        return review.due_on
    approved = date.fromisoformat(listing.approved_on)
    after = date.fromisoformat(last.covers) if last else approved
    nzqa = nzqas_review(approved, after, listing.review_years, legacy(approved))
    while nzqa and nzqa.isoformat() < review.due_on:  # imported: earlier ones are not asked for
        nzqa = nzqas_review(approved, nzqa, listing.review_years, legacy(approved))
    return nzqa.isoformat() if nzqa and nzqa.isoformat() in both else review.due_on


def _watched(connection: Connection, listing: Listing | None) -> list[Facts] | None:
    """What the approved content names; None where that is not in the records."""
    found = watch_list(connection, listing) if listing else None
    if found is None:
        return None
    return [{"what": one.what, "kind": one.kind, "place": one.places[0]} for one in found]


def watch_list(connection: Connection, listing: Listing) -> tuple[Named, ...] | None:
    """What the approved content of a micro-credential names; None where the records have none."""
    if queries.one(connection, Application, ref=listing.application) is None:
        return None
    stands = standing_content(connection, listing)
    if stands.data is None:
        return None
    keys = organisations_named(stands.data)
    rows = queries.among(connection, Organisation, "key", keys)
    return named(stands.data, {row.key: row.name for row in rows})


def _actions_open(connection: Connection, review: Review) -> list[Facts]:
    """The actions of earlier re-evaluations of the same micro-credential that nobody closed."""
    refs = {
        row.ref
        for row in queries.many(connection, Review, listing=review.listing)
        if row.due_on < review.due_on
    }
    rows = [
        row
        for row in queries.among(connection, Item, "ref", refs)
        if row.kind == "action" and row.state != "closed"
    ]
    said = texts(connection, {row.says for row in rows})
    return [
        known(number=row.number, says=str(said.get(row.says, "(erased)")), due=row.due)
        for row in rows
    ]
