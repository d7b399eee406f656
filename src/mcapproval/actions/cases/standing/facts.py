"""What the records know of a case, as the document that the rules about standings read.

A key that is left out is not known and stays unsaid; an empty list says that there are none. The
shape is told in schemas/standing.schema.json.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.brought_over import review_day
from mcapproval.actions.cases.standing.decided import last_of_ours
from mcapproval.actions.cases.standing.review_facts import Facts, known, last_decided, waiting
from mcapproval.actions.deliveries.by_review import awaited_until, counted_until, of_provider
from mcapproval.actions.deliveries.standing import of_deliveries
from mcapproval.clock import add_days
from mcapproval.draft.content import from_content
from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.law import first_day
from mcapproval.rules.review_schedule import legacy
from mcapproval.store import queries
from mcapproval.store.keep import content
from mcapproval.store.rows.folded import (
    Accreditation,
    Application,
    Approval,
    Case,
    Listing,
    Result,
    Review,
    SelfReview,
)
from mcapproval.workflow.routes import route_for
from mcapproval.workflow.vocabulary import ACCREDITATION_ENDS


def of_case(connection: Connection, case: Case, policy: Policy, day: date | None = None) -> Draft:
    """How a case stands: an application, a micro-credential, or one accreditation for it.

    Deliveries are planned, running or ended on a `day`, and left out where none is given.
    """
    application = queries.one(connection, Application, ref=case.ref)
    if application:
        return _document(of_application(connection, application))
    accreditation = queries.one(connection, Accreditation, ref=case.ref)
    ref = accreditation.listing if accreditation else case.ref
    listing = queries.one(connection, Listing, ref=ref)
    assert listing is not None
    facts = of_listing(connection, listing, policy, day)
    if accreditation:
        own = [row for row in facts["accreditations"] if row["ref"] == accreditation.ref]
        delivered = facts.get("deliveries")
        about = ("route", "developer", "listing")
        facts = {key: facts[key] for key in about if key in facts}
        facts |= {"ref": accreditation.ref, "accreditations": own}
        if delivered is not None:
            of_provider = [d for d in delivered if d["provider"] == accreditation.provider]
            facts |= {"deliveries": of_provider} if of_provider else {}
    return _document(facts)


def _document(facts: Facts) -> Draft:
    return from_content({"format": "standing/1", **facts})


def of_application(connection: Connection, application: Application) -> Facts:
    """An application on its way: sent when, approved by ourselves when, answered how."""
    approvals = queries.many(connection, Approval, ref=application.ref, body="academic-board")
    first = min(approvals, key=lambda row: row.on_day, default=None)
    given = {"given": "yes", "body": first.body, "on": first.on_day} if first else None
    answered = {row.result: row for row in queries.many(connection, Result, ref=application.ref)}
    results = {
        name: {"outcome": answered[name].outcome, "on": answered[name].on_day}
        if name in answered
        else {"outcome": "open"}
        for name in route_for(application.route, application.kind).results
    }
    facts: Facts = {
        "ref": application.ref,
        "route": application.route,
        "application": known(
            ref=application.ref,
            kind=application.kind,
            submitted_on=application.law_day,
            internal_approval=given or {"given": "no"},
            results=results,
        ),
    }
    listing = queries.one(connection, Listing, ref=application.of_ref or "")
    if listing:
        facts["listing"] = _listing(connection, listing)
    return facts


def of_listing(
    connection: Connection, listing: Listing, policy: Policy, day: date | None = None
) -> Facts:
    """A micro-credential with its accreditations, deliveries, changes and re-evaluations."""
    application = queries.one(connection, Application, ref=listing.application)
    changes = _changes(connection, listing)
    reviews = queries.many(connection, Review, listing=listing.ref)
    last = last_decided(reviews)
    return known(
        ref=listing.ref,
        route=application.route if application else None,
        rule_set=_rule_set(listing, changes),
        developer=_developer(connection, application),
        credits=listing.credits,
        level=listing.level,
        listing=_listing(connection, listing),
        accreditations=_accreditations(connection, listing, day is not None),
        deliveries=of_deliveries(connection, listing.ref, day) if day else None,
        changes=changes,
        review=waiting(connection, listing, reviews, last),
        last_review=_last_review(connection, listing, reviews),
        self_review=_self_review(connection, listing),
    )


def _self_review(connection: Connection, listing: Listing) -> Facts | None:
    """Once one is recorded: before, it is the provider who is told by `tick`, and not each of its
    micro-credentials.
    """
    days = sent_days(connection, _case(connection, listing.ref).provider)
    return {"summaries": days} if days else None


def sent_days(connection: Connection, provider: str) -> list[str]:
    """The days on which a provider sent a summary of its self-review to NZQA."""
    return sorted(row.sent_on for row in queries.many(connection, SelfReview, provider=provider))


def _last_review(connection: Connection, listing: Listing, reviews: list[Review]) -> Facts | None:
    last = last_of_ours(connection, reviews)
    if last is None:
        return None
    review, on = last.review, last.on.isoformat()
    due = review_day(listing, review).isoformat()
    return known(ref=review.ref, due_on=due, decision=last.decision, decided_on=on)


def _listing(connection: Connection, listing: Listing) -> Facts:
    """Its status, and the first days of expiring and discontinued as far as they hold still."""
    case = _case(connection, listing.ref)
    entered = _entered(connection, listing.ref)
    ending = case.state in ("expiring", "discontinued")
    ended = case.state == "discontinued"
    return known(
        status=case.state,
        number=listing.number,
        approved="yes" if listing.approved_on else None if case.imported else "no",
        expiring_on=entered.get("expiring") if ending else None,
        teach_out_on=case.due_on if case.state == "expiring" else None,
        discontinued_on=entered.get("discontinued") if ended else None,
    )


def _case(connection: Connection, ref: str) -> Case:
    case = queries.one(connection, Case, ref=ref)
    assert case is not None
    return case


def _entered(connection: Connection, ref: str) -> dict[str, str]:
    """The day on which each state was entered last, from another one."""
    return {
        event.data["to"]: event.effective_on
        for event in queries.holding(queries.events(connection, ref))
        if event.act == "moved" and event.data["to"] != event.data["from"]
    }


def _rule_set(listing: Listing, changes: list[Facts]) -> str | None:
    """Under which rules it stands: a change approved since 2023 brings it to those of now."""
    if listing.approved_on is None:
        return None
    approved = date.fromisoformat(listing.approved_on)
    days = [date.fromisoformat(row["approved_on"]) for row in changes if "approved_on" in row]
    if not legacy(approved) or any(not legacy(day) for day in days):
        return "listed"
    return "former-training-scheme" if approved < first_day() else "legacy"


def _developer(connection: Connection, application: Application | None) -> str | None:
    kept = content(connection, application.content) if application else None
    return from_content(kept).text("/developer/organisation") or None if kept else None


def _accreditations(connection: Connection, listing: Listing, judged: bool) -> list[Facts]:
    """`judged`: with what is asked where deliveries are judged."""
    until = counted_until(connection, [listing.ref]) if judged else {}
    reviews = queries.many(connection, Review, listing=listing.ref) if until else []
    found = []
    for row in queries.many(connection, Accreditation, listing=listing.ref):
        case = _case(connection, row.ref)
        entered = date.fromisoformat(case.entered_on)
        counted = of_provider(until, listing.ref, row.provider)
        awaited = awaited_until(reviews, counted)
        facts = known(
            ref=row.ref,
            provider=row.provider,
            status=case.state,
            since=row.granted_on,
            until=add_days(entered, -1).isoformat() if case.state in ACCREDITATION_ENDS else None,
            teach_out_on=case.due_on if case.state == "teach-out" else None,
            idle_since=case.entered_on if case.state == "idle" else None,
            counted_until=counted.isoformat() if counted else None,
            counts_awaited_until=awaited.isoformat() if awaited else None,
        )
        found.append(facts)
    return found


def _changes(connection: Connection, listing: Listing) -> list[Facts]:
    """The applications for a change of it, oldest first."""
    rows = queries.many(connection, Application, of_ref=listing.ref, kind="change")
    events = queries.holding(queries.events(connection, listing.ref))
    moved = [event for event in events if event.act == "moved"]
    brought = {event.cause: event.seq for event in moved if event.data["move"] == "new-version"}
    numbered = max(
        (e.seq for e in events if "number_version" in e.data.get("facts", {})), default=0
    )
    notices = [event.effective_on for event in moved if event.data["move"] == "tell-providers"]
    found = []
    for row in rows:
        approval = queries.one(connection, Result, ref=row.ref, result="approval")
        approved = approval.on_day if approval and approval.outcome == "granted" else None
        own = (event.seq for event in queries.events(connection, row.ref))
        by = next((brought[seq] for seq in own if seq in brought), None)
        kept = content(connection, row.content)
        told = from_content(kept).text("/change/providers_told") if kept else ""
        told = told or min((on for on in notices if approved and on >= approved), default="")
        facts = known(
            ref=row.ref,
            submitted="yes" if row.law_day else "no",
            submitted_on=row.law_day,
            approved_on=approved,
            version_recorded=("yes" if by and by <= numbered else "no") if approved else None,
            providers_told="yes" if told else "no" if kept else None,
            providers_told_on=told or None,
        )
        found.append(facts)
    return found
