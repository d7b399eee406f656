"""What people decide, ask and are told: items, approvals, meetings, delegations, notices."""

from __future__ import annotations

from sqlalchemy import Index
from sqlmodel import Field

from mcapproval.store.base import Base


class Item(Base, table=True):
    """A condition, request for information, advice, support, action, comment or readiness item.

    `round` counts the requests for information of a case from 1. `topic` is the policy's key of a
    readiness item; of an action that a move leaves to do, what does it. `weight` is "editorial" or
    "substantive" for a comment. `proof` has the hashes of the files that show it; `version` is the
    version of the application that came of it.
    """

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


class Approval(Base, table=True):
    """A body's approval, bound to the content and the paths that it covers.

    `recommends` marks a sub-committee's recommendation, which approves nothing by itself. `ratify`
    is "pending", "ratified" or "lapsed" for a chair's action. `fell_on` and `fell_because`
    ("edited", "lapsed", "undone", "reopened") say when and why one fell.
    """

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


class Waiver(Base, table=True):
    """A finding let stand. It lapses when what the rule reads (`reads`, a hash) changes."""

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


class Delegation(Base, table=True):
    """`person` acts for `acts_for` from a day until a day, in one role or in all they hold."""

    __tablename__ = "delegation"
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    person: str = Field(index=True)
    acts_for: str = Field(index=True)
    role: str | None = None
    from_day: str
    until_day: str


class Meeting(Base, table=True):
    """A meeting of a body. `present` and `apologies` are canonical JSON lists of seats.

    `state` is "called", "held", "closed" (its minutes are confirmed) or "cancelled".
    """

    __tablename__ = "meeting"
    ref: str = Field(primary_key=True)
    provider: str
    body: str
    on_day: str
    state: str
    present: str = "[]"
    apologies: str = "[]"
    minute_reference: str | None = None


class Override(Base, table=True):
    """A move that an administrator made past its conditions; `reasons` has their codes."""

    __tablename__ = "override"
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    ref: str = Field(index=True)
    move: str
    reasons: str
    by: str
    on_day: str
    note: str


class Judgement(Base, table=True):
    """Whether a content differs so from the approved one that a change must be applied for.

    `ref` is the micro-credential. `rule_says` and `says` are "yes" or "no"; they differ where a
    person overruled the rule, with the reason in `note`.
    """

    __tablename__ = "judgement"
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    ref: str = Field(index=True)
    content: str
    rule_says: str
    says: str
    by: str
    on_day: str
    note: str | None = None


class StandingText(Base, table=True):
    """A version of a text that a provider keeps once; `question` is what it answers in a draft."""

    __tablename__ = "standing_text"
    provider: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    title: str
    question: str | None = None
    content: str
    from_day: str
    by: str


class Notice(Base, table=True):
    """What somebody is told: a line of the outbox, until it was sent.

    `kind` is "remind", "overdue" or "escalate"; `about` is `state:drafting`, `item:3`,
    `approval:41` for a chair's action, `reporting:DEL-0001`, `teach-out:DEL-0001`, or `idle`. One
    that was no longer true before everybody was sent it is `overtaken_on` a day, and is sent no
    more.
    """

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
