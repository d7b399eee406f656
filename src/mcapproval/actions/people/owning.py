"""Who looks after a micro-credential, and does its re-evaluations."""

from __future__ import annotations

import shlex
from collections.abc import Collection

from sqlalchemy import Connection, or_, select

from mcapproval.store import queries
from mcapproval.store.clauses import table
from mcapproval.store.rows.folded import Case, Listing, Review

TOLD_TOO = ("quality-adviser",)
"""The roles with whom the owner of a re-evaluation is told what they are told of it."""


def owner_of(connection: Connection, case: Case) -> str | None:
    """Whose a re-evaluation is: its own owner's, else its micro-credential's."""
    if case.track != "review":
        return None
    review = queries.one(connection, Review, ref=case.ref)
    if review is None or review.owner:
        return review.owner if review else None
    listing = queries.one(connection, Listing, ref=review.listing)
    return listing.owner if listing else None


def of_another(name: str, provider: str) -> tuple[str, str]:
    """Why somebody with roles of other providers only can't look after what is a provider's, and
    what mends it.
    """
    said = f"{name} has roles of other providers only, and it belongs to {provider}"
    mend = (
        f"name somebody of {provider}, or have them granted a role there: "
        f"mcapproval people grant {shlex.quote(name)} ROLE --unit {provider}"
    )
    return said, mend


def owned(connection: Connection, people: Collection[str]) -> frozenset[str]:
    """The re-evaluations still to be decided that are some people's."""
    review, listing = table(Review), table(Listing)
    theirs = or_(
        review.c.owner.in_(sorted(people)),
        review.c.owner.is_(None) & listing.c.owner.in_(sorted(people)),
    )
    joined = review.join(listing, listing.c.ref == review.c.listing)
    statement = select(review.c.ref).select_from(joined).where(review.c.waits, theirs)
    return frozenset(connection.execute(statement).scalars())
