"""The tables of what was done to cases and of what was refused."""

from __future__ import annotations

from sqlalchemy import Index
from sqlmodel import Field

from mcapproval.store.tables.base import Base


class StepTable(Base, table=True):
    __tablename__ = "step"
    __table_args__ = (Index("ix_step_ref_seq", "ref", "seq"),)
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    ref: str
    move: str | None = None
    state: str
    on_day: str
    enters: bool


class AttemptTable(Base, table=True):
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
