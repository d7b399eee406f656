"""The table of re-evaluations, and the ways into it that list what is still to be decided."""

from __future__ import annotations

from sqlalchemy import Index, text
from sqlmodel import Field

from mcapproval.store.tables.base import Base

WAITS = text("waits")


def _waiting(name: str, *columns: str) -> Index:
    """An index of those that are still to be decided alone: it does not grow with the years."""
    return Index(name, *columns, sqlite_where=WAITS, postgresql_where=WAITS)


class ReviewTable(Base, table=True):
    __tablename__ = "review"
    __table_args__ = (
        _waiting("ix_review_waits_due_on_ref", "due_on", "ref"),
        _waiting("ix_review_waits_owner_due_on", "owner", "due_on", "ref"),
    )
    ref: str = Field(primary_key=True)
    listing: str = Field(index=True)
    form: str
    due_on: str
    covers: str
    answers: str | None = None
    decision: str | None = None
    decided_on: str | None = None
    owner: str | None = Field(default=None, index=True)
    waits: bool
