"""Gather a listed micro-credential for its papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.standing.approved import standing_content, stood_before
from mcapproval.actions.cases.standing.ending import TEACH_OUT, ending
from mcapproval.actions.cases.standing.next_review import nzqas_days
from mcapproval.actions.cases.standing.review_facts import last_decided
from mcapproval.actions.desk import Desk, about
from mcapproval.actions.lookup import case_row, draft_of, listing_row
from mcapproval.actions.papers.house import house_of
from mcapproval.actions.papers.spoken_of import last_recorded
from mcapproval.actions.people.known import ERASED
from mcapproval.documents.listings.facts import Accredited, Change, Expiring, ListingFacts
from mcapproval.draft.content import from_content
from mcapproval.errors import Unmet
from mcapproval.store import queries
from mcapproval.store.finding.since import since
from mcapproval.store.keep import texts
from mcapproval.store.rows.folded import Accreditation, Application, Case, Listing, Result, Review


def listing_facts(connection: Connection, desk: Desk, ref: str) -> ListingFacts:
    """A micro-credential by our reference or NZQA's number, as it stands now."""
    row = listing_row(connection, ref)
    case = case_row(connection, row.ref)
    named = queries.organisations_at(connection, queries.head(connection)[0])
    stands = standing_content(connection, row)
    delivering = queries.many(connection, Accreditation, listing=row.ref)
    nzqas = nzqas_days(connection, [row]).get(row.ref)
    review = None if nzqas else _our_review(connection, row)
    counted = nzqas if str(nzqas) != row.nzqa_review_on else None
    before = last_decided(queries.many(connection, Review, listing=row.ref)) if counted else None
    reviews = [each.ref for each in (review, before) if each]
    told_of = [row.ref, *(each.ref for each in delivering), *reviews]
    as_at = max(_last_day(connection, each) for each in told_of)
    return ListingFacts(
        ref=row.ref,
        title=row.title,
        state=definition_of(connection, case).states[case.state].label,
        content=from_content(stands.data or {}),
        content_from=stands.told,
        as_at=as_at,
        simulated=about(connection).simulated,
        house=house_of(connection, case.provider, desk.today),
        title_te_reo=row.title_te_reo or "",
        level=row.level,
        credits=row.credits,
        nzsced=row.nzsced or "",
        number=row.number or "",
        number_version=row.number_version,
        reporting_code=row.reporting_code or "",
        approved_on=_day(row.approved_on),
        review_years=row.review_years,
        changed_on=_changed_on(connection, row),
        review_on=None if counted else nzqas,
        counted_review_on=counted,
        our_review_on=_day(review.due_on) if review else None,
        quality_assurer="Universities New Zealand" if stands.route == "university" else "NZQA",
        provider=named.get(case.provider, case.provider),
        accredited=tuple(_accredited(connection, delivering, named)),
        organisations=named,
        change=_change(connection, row),
        expiring=_expiring(connection, case),
    )


def _last_day(connection: Connection, ref: str) -> date:
    return last_recorded(queries.events(connection, ref))


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None


def _changed_on(connection: Connection, listing: Listing) -> date | None:
    """When the last of its changes was approved."""
    rows = queries.many(connection, Application, of_ref=listing.ref, kind="change")
    return max((day for row in rows if (day := _granted_on(connection, row))), default=None)


def _granted_on(connection: Connection, change: Application) -> date | None:
    approval = queries.one(connection, Result, ref=change.ref, result="approval")
    return _day(approval.on_day) if approval and approval.outcome == "granted" else None


def _our_review(connection: Connection, listing: Listing) -> Review | None:
    """The first due of its reviews that are still to be decided."""
    rows = {row.ref: row for row in queries.many(connection, Review, listing=listing.ref)}
    cases = queries.among(connection, Case, "ref", set(rows))
    waits = [rows[case.ref] for case in cases if case.state in queries.OPEN_REVIEWS]
    return min(waits, key=lambda review: review.due_on, default=None)


def _accredited(
    connection: Connection, rows: Iterable[Accreditation], named: dict[str, str]
) -> Iterator[Accredited]:
    for row in rows:
        case = case_row(connection, row.ref)
        day = since(connection, [case])[case.ref]
        state = definition_of(connection, case).states[case.state]
        yield Accredited(
            ref=row.ref,
            name=named.get(row.provider, row.provider),
            state=state.label,
            granted_on=date.fromisoformat(row.granted_on),
            since=_day(day),
            ended=state.end,
            last_day=_day(case.due_on) if state.due == TEACH_OUT else None,
        )


def _change(connection: Connection, listing: Listing) -> Change | None:
    """The newest change that was submitted and is under way or granted; None where its text was
    erased.
    """
    rows = queries.many(connection, Application, of_ref=listing.ref, kind="change")
    cases = {c.ref: c for c in queries.among(connection, Case, "ref", {row.ref for row in rows})}
    open_ones = [
        row for row in rows if row.law_day and not _came_to_nothing(connection, row, cases[row.ref])
    ]
    if not open_ones:
        return None
    row = open_ones[-1]
    before = stood_before(connection, listing, row)
    try:
        draft = draft_of(connection, row)
    except Unmet:
        return None
    case = cases[row.ref]
    return Change(
        ref=row.ref,
        version=row.number,
        state=definition_of(connection, case).states[case.state].label,
        draft=draft,
        before=from_content(before.data or {}),
        granted_on=_granted_on(connection, row),
        recorded_on=_last_day(connection, row.ref),
    )


def _came_to_nothing(connection: Connection, change: Application, case: Case) -> bool:
    """Whether it is at an end that changed nothing."""
    ended = definition_of(connection, case).states[case.state].end
    return ended and _granted_on(connection, change) is None


def _expiring(connection: Connection, case: Case) -> Expiring | None:
    """From when and until when, read from the moves of the case since it last began to expire; it
    may have done so before it was imported.
    """
    found = ending(connection, case, None)
    if case.state != "expiring" or found is None:
        return None
    rows = queries.holding(queries.events(connection, case.ref))
    moved = [event for event in rows if event.act == "moved"]
    began = max((n for n, e in enumerate(moved) if e.data["move"] == "expire"), default=None)
    setting = [event for event in moved[began or 0 :] if event.data["values"].get("teach_out")]
    telling = [*([] if began is None else [moved[began]]), *setting]
    said = (event.data["texts"].get("/reason") for event in reversed([*telling[:1], *telling[-1:]]))
    why = next(filter(None, said), None)
    told = texts(connection, {why} if why else set())
    return Expiring(
        since=None if began is None else date.fromisoformat(moved[began].effective_on),
        last_day=found.for_all,
        times=max(len(setting), 1),
        by="NZQA" if found.by_nzqa else "",
        reason=str(told.get(why, ERASED)) if why else "",
        recorded_on=last_recorded(telling[-1:] or rows[:1]),
    )
