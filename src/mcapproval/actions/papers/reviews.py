"""Gather a re-evaluation for its papers: its answers, what was decided, and what is owed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.effects.left_to_do import RECEIPT
from mcapproval.actions.desk import Desk, about
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import case_row, review_row
from mcapproval.actions.papers.house import house_of
from mcapproval.actions.papers.minuted import closed_as
from mcapproval.actions.papers.spoken_of import last_recorded
from mcapproval.actions.people.known import ERASED
from mcapproval.clock import spoken
from mcapproval.documents.application.internal import HOW
from mcapproval.documents.reviews.facts import Decided, Looked, Owed, ReviewFacts
from mcapproval.draft.content import from_content
from mcapproval.errors import Unmet
from mcapproval.policy.model import TITLES, Policy
from mcapproval.store import queries
from mcapproval.store.events import Event
from mcapproval.store.keep import content, texts
from mcapproval.store.rows.folded import Case, Item, Listing, Review


def review_facts(connection: Connection, desk: Desk, ref: str) -> ReviewFacts:
    """A re-evaluation as it stands. Unknown where there is none of that reference; Unmet where its
    answers were erased.
    """
    review = review_row(connection, ref)
    case = case_row(connection, review.ref)
    every = list(queries.events(connection, case.ref))
    rows, as_at = queries.holding(every), last_recorded(every)
    policy = policy_for(connection, case.provider, as_at)
    answers = content(connection, review.answers) if review.answers else {}
    if answers is None:
        raise Unmet(f"the answers of {case.ref} were erased; their hash is kept")
    return ReviewFacts(
        ref=case.ref,
        version=sum(row.act == "answered" for row in rows),
        form=review.form,
        state=definition_of(connection, case).states[case.state].label,
        due_on=date.fromisoformat(review.due_on),
        of=_looked(connection, review),
        answers=from_content(answers),
        as_at=as_at,
        simulated=about(connection).simulated,
        house=house_of(connection, case.provider, desk.today),
        organisations=queries.organisations_at(connection, queries.head(connection)[0]),
        roles={role: policy.title(role) for role in TITLES},
        decided=_decided(connection, case, review, rows, policy),
        owed=tuple(_owed(connection, case, policy)),
        next_due=_next_due(connection, review),
        sent_on=_sent_on(rows),
        share_at_least=policy.share_at_least,
        receipt=_receipt(connection, case, rows),
    )


def _looked(connection: Connection, review: Review) -> Looked:
    row = queries.one(connection, Listing, ref=review.listing)
    assert row is not None
    version = f", version {row.number_version}" if row.number_version else ""
    return Looked(
        ref=row.ref,
        title=row.title,
        title_te_reo=row.title_te_reo or "",
        level=row.level,
        credits=row.credits,
        number=f"{row.number}{version}" if row.number else "",
        reporting_code=row.reporting_code or "",
        approved_on=date.fromisoformat(row.approved_on) if row.approved_on else None,
        review_years=row.review_years,
    )


def _decided(
    connection: Connection, case: Case, review: Review, rows: Iterable[Event], policy: Policy
) -> Decided | None:
    """Of one that was decided before it was imported only what, and on which day."""
    if review.decision is None or review.decided_on is None:
        return None
    on = date.fromisoformat(review.decided_on)
    moves = [r for r in rows if r.act == "moved" and "decision" in r.data["facts"]]
    if not moves:
        return Decided(review.decision, on)
    made = moves[-1]
    values, words = made.data["values"], made.data["texts"]
    told = texts(connection, set(words.values()))
    move = definition_of(connection, case).called(made.data["move"])[0]
    closed = closed_as(connection, [made], case.last_row).get(values.get("meeting"), "")
    return Decided(
        decision=review.decision,
        on=on,
        body=policy.title(move.decision.body) if move.decision else "",
        how=HOW.get(values.get("how"), ""),
        minute_reference=str(values.get("minute_reference", closed)),
        reason=str(told.get(words["/reason"], ERASED)) if "/reason" in words else "",
        resolution=str(told.get(words["/resolution"], ERASED)) if "/resolution" in words else "",
    )


def _owed(connection: Connection, case: Case, policy: Policy) -> Iterable[Owed]:
    rows = queries.many(connection, Item, ref=case.ref)
    told = texts(connection, {row.says for row in rows})
    called = queries.organisations_at(connection, queries.head(connection)[0])
    for row in rows:
        if row.kind in ("condition", "action") and row.topic is None:
            yield Owed(
                row.kind,
                str(told.get(row.says, ERASED)),
                called.get(row.owner) or policy.title(row.owner) if row.owner else "nobody named",
                date.fromisoformat(row.due) if row.due else None,
                row.state,
            )


def _next_due(connection: Connection, review: Review) -> date | None:
    """When the one that follows is due, where it is scheduled."""
    later = [
        row.due_on
        for row in queries.many(connection, Review, listing=review.listing)
        if row.due_on > review.due_on
    ]
    return date.fromisoformat(min(later)) if later else None


def _receipt(connection: Connection, case: Case, rows: Iterable[Event]) -> str:
    """Whether the receipt of the last report came; nothing where no report was made."""
    made = [row for row in rows if row.act == "moved" and row.data["move"] == "report"]
    if not made:
        return ""
    if made[-1].data["values"].get("receipt"):
        return "the receipt came with it"
    items = queries.many(connection, Item, ref=case.ref, topic=RECEIPT)
    last = max(items, key=lambda item: item.number, default=None)
    if last is None:
        return ""
    if last.state in ("answered", "closed"):
        on = f" on {spoken(date.fromisoformat(last.closed_on))}" if last.closed_on else ""
        return f"its receipt was filed{on}"
    return "its receipt is still to come"


def _sent_on(rows: Iterable[Event]) -> date | None:
    for row in rows:
        if row.act == "moved" and row.data["move"] == "report":
            return date.fromisoformat(row.data["values"].get("sent_on") or row.effective_on)
    return None
