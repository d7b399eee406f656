"""The tables of what was done to cases and what was refused: what the journal says, to be counted.

A table of narrow rows, since the journal itself is too wide to be read for a sum.
"""

from __future__ import annotations

from sqlalchemy import Index
from sqlmodel import Field

from mcapproval.store.base import Base


class Step(Base, table=True):
    """How a case came to be in `state`: it was opened so (`move` is None), or moved. One that was
    taken back is not there.

    `enters` is false where it was in that state already. A stay begins with a row that enters and
    ends with the next of the same case.
    """

    __tablename__ = "step"
    __table_args__ = (Index("ix_step_ref_seq", "ref", "seq"),)
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    ref: str
    move: str | None = None
    state: str
    on_day: str
    enters: bool


class Attempt(Base, table=True):
    """A move that was refused, made out of `state`; `reasons` has the codes, as a canonical list.

    `override` says that an administrator meant to go past conditions.
    """

    __tablename__ = "attempt"
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    ref: str = Field(index=True)
    on_day: str
    by: str
    acts_for: str | None = None
    move: str
    state: str
    reasons: str
    override: bool
