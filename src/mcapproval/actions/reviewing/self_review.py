"""A provider's year gathered for the summary of its self-review: decided, learned, owed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, select

from mcapproval.actions.desk import Desk, about
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.papers.house import house_of
from mcapproval.actions.papers.printing import look_of, put_into, put_new, unprinted
from mcapproval.actions.provider_meant import provider_meant
from mcapproval.actions.reviewing.self_review_stood import stood_at_the_end
from mcapproval.actions.reviewing.self_review_yaml import as_yaml
from mcapproval.actions.reviewing.taught import Counts, answered, recorded, to_share
from mcapproval.clock import spoken
from mcapproval.documents.content import Document
from mcapproval.documents.renderers import FORMATS
from mcapproval.documents.reviews.self_review import self_review
from mcapproval.documents.reviews.year_facts import (
    Applied,
    Learners,
    Reviewed,
    Taught,
    YearFacts,
)
from mcapproval.draft.content import from_content
from mcapproval.draft.model import Draft
from mcapproval.errors import AskedWrongly
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import day_of
from mcapproval.store import queries
from mcapproval.store.clauses import made, table
from mcapproval.store.rows.folded import Application, Item, Listing, Review, SelfReview
from mcapproval.store.whole import contents, of_provider


def year_facts(connection: Connection, desk: Desk, provider: str, year: int) -> YearFacts:
    """The year of a provider's micro-credentials: what was done in it, as the records know it now,
    and how they stood at its end, or today where it is not over.
    """
    policy = policy_for(connection, provider, desk.today)
    listings = {row.ref: row for row in of_provider(connection, Listing, provider)}
    sent = queries.one(connection, SelfReview, provider=provider, year=year)
    known = queries.organisations_at(connection, queries.head(connection)[0])
    stood = stood_at_the_end(desk, provider, policy, year)
    learners = recorded(connection, listings, year)
    reviewed = tuple(_reviewed(connection, listings, policy, year, known, learners))
    return YearFacts(
        provider=provider,
        name=known.get(provider, ""),
        year=year,
        as_at=desk.today,
        simulated=about(connection).simulated,
        stood_on=stood.on,
        listings=stood.listings,
        reviewed=reviewed,
        taught=tuple(
            Taught(ref, listings[ref].title, _recorded(of, policy))
            for ref, of in sorted(learners.items())
            if ref not in {each.listing for each in reviewed}
        ),
        overdue=stood.overdue,
        closed=_closed(connection, provider, year),
        actions=stood.actions,
        applied=tuple(_applied(connection, provider, listings, year)),
        drafted=stood.drafted,
        sent_on=date.fromisoformat(sent.sent_on) if sent else None,
        house=house_of(connection, provider, desk.today),
    )


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
        days = [day_of(answers.get(f"/period/{end}")) for end in ("from", "until")]
        of = " to ".join(spoken(day) for day in days if day) if all(days) else ""
        source = f"its re-evaluation{f': {of}' if of else ''}"
        return to_share(told, policy.share_at_least, source)
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


def _closed(connection: Connection, provider: str, year: int) -> int:
    """How many actions of re-evaluations were closed in the year."""
    rows = of_provider(connection, Item, provider, track="review", kind="action", state="closed")
    return sum(str(row.closed_on)[:4] == str(year) for row in rows)


def _applied(
    connection: Connection, provider: str, listings: Mapping[str, Listing], year: int
) -> Iterator[Applied]:
    """The changes that were submitted in the year."""
    for row in of_provider(connection, Application, provider, kind="change"):
        if row.of_ref in listings and row.law_day and row.law_day[:4] == str(year):
            yield Applied(row.ref, row.title, date.fromisoformat(row.law_day))


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
