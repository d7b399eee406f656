"""The grid of a year's re-evaluations as a paper."""

from __future__ import annotations

from mcapproval.actions.desk import Desk, about
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.papers.house import house_of
from mcapproval.actions.reviewing.grid_rows import grid_rows
from mcapproval.documents.content import Document
from mcapproval.documents.reviews.grid import grid
from mcapproval.documents.reviews.grid_facts import GridFacts
from mcapproval.errors import Unknown
from mcapproval.store import queries
from mcapproval.store.rows.folded import Organisation


def grid_paper(desk: Desk, year: int, provider: str | None, shared: bool) -> Document:
    """All that fall due in a year, of one provider or of all; `shared` without small counts.

    Unknown where there is no such organisation.
    """
    with desk.reading() as connection:
        whose = provider or about(connection).provider
        row = queries.one(connection, Organisation, key=whose)
        if provider and row is None:
            raise Unknown(f"no organisation {provider}", "see: mcapproval organisation list")
        policy = policy_for(connection, whose, desk.today)
        name = row.name if row else whose
        facts = GridFacts(
            year=year,
            of=name if provider else "Everything in these records",
            rows=grid_rows(connection, year, provider),
            as_at=desk.today,
            simulated=about(connection).simulated,
            share_at_least=policy.share_at_least if shared else 0,
            house=house_of(connection, whose, desk.today),
        )
    return grid(facts)
