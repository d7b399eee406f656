"""A provider's year gathered for the summary of its self-review: decided, learned, owed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, select

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.desk import Desk, about
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.papers.house import house_of
from mcapproval.actions.papers.printing import look_of, put_into, put_new, unprinted
from mcapproval.actions.people.known import ERASED
from mcapproval.actions.provider_meant import provider_meant
from mcapproval.actions.reviewing.self_review_yaml import as_yaml
from mcapproval.actions.reviewing.taught import Counts, answered, recorded, to_share
from mcapproval.clock import spoken
from mcapproval.documents.content import Document
from mcapproval.documents.renderers import FORMATS
from mcapproval.documents.reviews.self_review import self_review
from mcapproval.documents.reviews.year_facts import (
    Learners,
    OpenAction,
    Overdue,
    Reviewed,
    Taught,
    YearFacts,
)
from mcapproval.draft.content import from_content
from mcapproval.draft.model import Draft
from mcapproval.errors import AskedWrongly
from mcapproval.policy.model import Policy
from mcapproval.store import queries
from mcapproval.store.clauses import made, table
from mcapproval.store.keep import texts
from mcapproval.store.rows.folded import Application, Case, Item, Listing, Review, SelfReview
from mcapproval.store.whole import contents, of_provider
from mcapproval.workflow.vocabulary import ITEM_ENDS


def year_facts(connection: Connection, desk: Desk, provider: str, year: int) -> YearFacts:
    """The year of a provider's micro-credentials, as the records stand on the desk's day."""
    policy = policy_for(connection, provider, desk.today)
    listings = {row.ref: row for row in of_provider(connection, Listing, provider)}
    sent = queries.one(connection, SelfReview, provider=provider, year=year)
    known = queries.organisations_at(connection, queries.head(connection)[0])
    closed, still_open = _actions(connection, provider, policy, year, known)
    learners = recorded(connection, listings, year)
    reviewed = tuple(_reviewed(connection, listings, policy, year, known, learners))
    return YearFacts(
        provider=provider,
        name=known.get(provider, ""),
        year=year,
        as_at=desk.today,
        simulated=about(connection).simulated,
        listings=_states(connection, provider),
        reviewed=reviewed,
        taught=tuple(
            Taught(ref, listings[ref].title, _recorded(of, policy))
            for ref, of in sorted(learners.items())
            if ref not in {each.listing for each in reviewed}
        ),
        overdue=tuple(_overdue(connection, listings, desk.today, year)),
        closed=closed,
        actions=still_open,
        applied=tuple(_applied(connection, provider, listings, year)),
        sent_on=date.fromisoformat(sent.sent_on) if sent else None,
        house=house_of(connection, provider, desk.today),
    )


def _states(connection: Connection, provider: str) -> dict[str, int]:
    """How many micro-credentials are in each state."""
    cases = queries.many(connection, Case, provider=provider, track="listing")
    states = (definition_of(connection, case).states[case.state].name for case in cases)
    return dict(Counter(states))


def _reviewed(
    connection: Connection,
    listings: dict[str, Listing],
    policy: Policy,
    year: int,
    known: Mapping[str, str],
    learners: Mapping[str, tuple[int, Counts]],
) -> Iterator[Reviewed]:
    review = table(Review)
    of_year = review.c.decided_on.between(f"{year}-01-01", f"{year}-12-31")
    asked = select(review).where(of_year).order_by(review.c.decided_on, review.c.ref)
    rows = [row for row in made(Review, connection.execute(asked)) if row.listing in listings]
    kept = contents(connection, (row.answers for row in rows))
    for row in rows:
        answers = from_content(kept.get(row.answers or "", {}))
        yield Reviewed(
            ref=row.ref,
            listing=row.listing,
            title=listings[row.listing].title,
            form=row.form,
            decision=str(row.decision),
            on=date.fromisoformat(str(row.decided_on)),
            learners=_learners(answers, learners.get(row.listing), policy),
            needed=answers.text("/need/still_needed"),
            themes=tuple(_themes(answers, known)),
            changes=tuple(
                (str(made["what"]), str(made.get("size") or "not said"))
                for _, made in answers.rows("/changes_made")
                if made.get("what")
            ),
        )


def _learners(answers: Draft, kept: tuple[int, Counts] | None, policy: Policy) -> Learners:
    if told := answered(answers):
        return to_share(told, policy.share_at_least, "its re-evaluation")
    return _recorded(kept, policy) if kept else Learners()


def _recorded(of: tuple[int, Counts], policy: Policy) -> Learners:
    year, counts = of
    return to_share(counts, policy.share_at_least, f"deliveries of {year}")


def _themes(answers: Draft, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for _, row in answers.rows("/feedback"):
        themes = row.get("themes")
        for theme in themes if isinstance(themes, list) else ():
            said = str(row.get("from") or "not said by whom")
            yield known.get(said, said), str(theme)


def _overdue(
    connection: Connection, listings: dict[str, Listing], today: date, year: int
) -> Iterator[Overdue]:
    """Due by the end of the year, or before today where the year is not over, and undecided."""
    last = min(f"{year}-12-31", today.isoformat())
    for row in queries.due_reviews(connection, last):
        if row["listing"] in listings and row["due_on"] < today.isoformat():
            due = date.fromisoformat(row["due_on"])
            yield Overdue(row["ref"], row["title"], row["form"], due)


def _actions(
    connection: Connection,
    provider: str,
    policy: Policy,
    year: int,
    known: Mapping[str, str],
) -> tuple[int, tuple[OpenAction, ...]]:
    """How many of those of re-evaluations were closed in the year, and those that are open."""
    rows = of_provider(connection, Item, provider, track="review", kind="action")
    still = [row for row in rows if row.state not in ITEM_ENDS]
    said = texts(connection, {row.says for row in still})
    closed = sum(row.state == "closed" and str(row.closed_on)[:4] == str(year) for row in rows)
    found = [
        OpenAction(
            row.ref,
            str(said.get(row.says, ERASED)),
            known.get(row.owner) or policy.title(row.owner) if row.owner else "nobody named",
            date.fromisoformat(row.due) if row.due else None,
        )
        for row in sorted(still, key=lambda row: (row.due or "9", row.ref, row.number))
    ]
    return closed, tuple(found)


def _applied(
    connection: Connection, provider: str, listings: dict[str, Listing], year: int
) -> Iterator[tuple[str, str, str]]:
    rows = of_provider(connection, Application, provider, kind="change")
    changes = {row.ref: row for row in rows if row.of_ref in listings}
    cases = queries.among(connection, Case, "ref", changes)
    for case in cases:
        if case.opened_on[:4] == str(year):
            label = definition_of(connection, case).states[case.state].label
            yield case.ref, changes[case.ref].title, label


def drafted(desk: Desk, provider: str | None, year: int) -> Document:
    """The summary as a paper."""
    return self_review(_of_provider(desk, provider, year))


def _of_provider(desk: Desk, provider: str | None, year: int) -> YearFacts:
    """AskedWrongly for a year of which nothing has begun."""
    if year > desk.today.year:
        raise AskedWrongly(
            f"nothing of {year} has begun: today is {spoken(desk.today)}",
            f"ask for the year that is over, or for this one so far: --year {desk.today.year}",
        )
    with desk.reading() as connection:
        of = provider_meant(connection, desk.today, provider, "summary")
        return year_facts(connection, desk, of, year)


def draft_into(
    desk: Desk, provider: str | None, year: int, file: Path
) -> tuple[YearFacts, list[str]]:
    """The summary into a file that is not there yet; what of it no letter of ours is for."""
    look = look_of(file, (*FORMATS, "yaml"))
    facts = _of_provider(desk, provider, year)
    if look == "yaml":
        put_new(as_yaml(facts).encode(), file)
        return facts, []
    document = self_review(facts)
    put_into(document, file)
    return facts, list(unprinted(document, file))
