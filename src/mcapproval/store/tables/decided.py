"""The tables of what people decide, ask and are told."""

from __future__ import annotations

from sqlalchemy import Index
from sqlmodel import Field

from mcapproval.store.tables.base import Base


class ItemTable(Base, table=True):
    __tablename__ = "item"
    __table_args__ = (
        Index("ix_item_kind_opened_on", "kind", "opened_on"),
        Index("ix_item_kind_due", "kind", "due", "ref", "number"),
    )
    ref: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    kind: str
    state: str
    owner: str | None = None
    due: str | None = Field(default=None, index=True)
    touches: str | None = None
    says: str
    reply: str | None = None
    opened_on: str
    closed_on: str | None = None
    round: int | None = None
    topic: str | None = None
    weight: str | None = None
    proof: str = "[]"
    version: int | None = None


class ApprovalTable(Base, table=True):
    __tablename__ = "approval"
    __table_args__ = (Index("ix_approval_fell_on_seq", "fell_on", "seq"),)
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    ref: str = Field(index=True)
    body: str
    on_day: str
    content: str
    covers: str
    stands: bool
    how: str | None = None
    meeting: str | None = None
    recommends: bool = False
    ratify: str | None = None
    fell_on: str | None = None
    fell_because: str | None = None


class WaiverTable(Base, table=True):
    __tablename__ = "waiver"
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    ref: str = Field(index=True)
    code: str
    path: str
    by: str
    reads: str
    note: str
    on_day: str
    stands: bool


class DelegationTable(Base, table=True):
    __tablename__ = "delegation"
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    person: str = Field(index=True)
    acts_for: str = Field(index=True)
    role: str | None = None
    from_day: str
    until_day: str


class MeetingTable(Base, table=True):
    __tablename__ = "meeting"
    ref: str = Field(primary_key=True)
    provider: str
    body: str
    on_day: str
    state: str
    present: str = "[]"
    apologies: str = "[]"
    minute_reference: str | None = None


class OverrideTable(Base, table=True):
    __tablename__ = "override"
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    ref: str = Field(index=True)
    move: str
    reasons: str
    by: str
    on_day: str
    note: str


class JudgementTable(Base, table=True):
    __tablename__ = "judgement"
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    ref: str = Field(index=True)
    content: str
    rule_says: str
    says: str
    by: str
    on_day: str
    note: str | None = None


class StandingTextTable(Base, table=True):
    __tablename__ = "standing_text"
    provider: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    title: str
    question: str | None = None
    content: str
    from_day: str
    by: str


class NoticeTable(Base, table=True):
    __tablename__ = "notice"
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    ref: str = Field(index=True)
    kind: str
    about: str
    due_on: str
    to_role: str
    on_day: str
    sent_on: str | None = None
    overtaken_on: str | None = None
