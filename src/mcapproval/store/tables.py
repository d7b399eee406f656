"""The tables of the records. What the journal folds to is listed in `FOLDED`.

Days and instants are ISO text and lists canonical JSON, so that both engines give back the bytes
that went in and a refold can be compared column by column.
"""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from mcapproval.store.base import Base as Base
from mcapproval.store.base import bytes_column as bytes_column
from mcapproval.store.base import table as table
from mcapproval.store.decided_tables import Approval as Approval
from mcapproval.store.decided_tables import Delegation as Delegation
from mcapproval.store.decided_tables import Item as Item
from mcapproval.store.decided_tables import Judgement as Judgement
from mcapproval.store.decided_tables import Meeting as Meeting
from mcapproval.store.decided_tables import Notice as Notice
from mcapproval.store.decided_tables import Override as Override
from mcapproval.store.decided_tables import StandingText as StandingText
from mcapproval.store.decided_tables import Waiver as Waiver
from mcapproval.store.delivered_tables import Delivery as Delivery
from mcapproval.store.delivered_tables import ImportBatch as ImportBatch
from mcapproval.store.delivered_tables import SelfReview as SelfReview
from mcapproval.store.review_tables import Review as Review
from mcapproval.store.walked_tables import Attempt as Attempt
from mcapproval.store.walked_tables import Step as Step


class Journal(Base, table=True):
    """Append-only; never altered by a migration. `payload` is what was hashed, as it stands."""

    __tablename__ = "journal"
    __table_args__ = (UniqueConstraint("prev"), UniqueConstraint("ref", "ref_seq"))
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    ref: str
    ref_seq: int
    prev: str
    hash: str
    payload: bytes = Field(sa_column=bytes_column())


# What the journal folds to.


class RecordsRow(Base, table=True):
    __tablename__ = "records"
    ref: str = Field(primary_key=True)
    name: str
    simulated: bool
    provider: str
    made_at: str


class Organisation(Base, table=True):
    __tablename__ = "organisation"
    key: str = Field(primary_key=True)
    name: str
    type: str
    moe_number: str | None = None


class Person(Base, table=True):
    """A person by reference; their name and contact are a text, bound by its commitment."""

    __tablename__ = "person"
    ref: str = Field(primary_key=True)
    commitment: str
    organisation: str | None = None
    erased_on: str | None = None


class Grant(Base, table=True):
    __tablename__ = "grant_of_role"
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    person: str = Field(index=True)
    role: str
    unit: str | None = None
    case_ref: str | None = Field(default=None, index=True)
    from_day: str
    until_day: str | None = None


class PolicyRow(Base, table=True):
    __tablename__ = "policy"
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    provider: str
    from_day: str
    content: str


class Case(Base, table=True):
    """`version` counts its journal rows, for writers to guard on; `last_row` changed it last.

    `imported` is the import that brought it: what was approved before these records began.

    `unit` is the school or faculty that develops it. `due_on`, `remind_on` and `escalate_on` are
    days of the clock of its state; `left` has, by state, what remains of a clock that is stopped.
    `overridden` stays true for ever once an administrator went past a condition.
    """

    __tablename__ = "case_record"
    __table_args__ = (
        Index("ix_case_record_definition_hash_state", "definition_hash", "state"),
        Index("ix_case_record_track_ref", "track", "ref"),
        Index("ix_case_record_track_state_ref", "track", "state", "ref"),
        Index("ix_case_record_due_on_ref", "due_on", "ref"),
    )
    ref: str = Field(primary_key=True)
    track: str
    definition: str
    definition_hash: str
    state: str
    version: int
    provider: str
    opened_by: str
    opened_on: str
    entered_on: str
    last_on: str
    last_row: int
    came_from: str
    unit: str | None = None
    due_on: str | None = None
    remind_on: str | None = None
    escalate_on: str | None = None
    left: str = "{}"
    overridden: bool = False
    imported: str | None = None


class Application(Base, table=True):
    __tablename__ = "application"
    ref: str = Field(primary_key=True)
    route: str
    kind: str
    of_ref: str | None = Field(default=None, index=True)
    title: str
    number: int
    content: str
    law_day: str | None = None
    application_reference: str | None = None


class Version(Base, table=True):
    """A version of an application's content, with the people and files it names."""

    __tablename__ = "content_version"
    ref: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    content: str
    seq: int
    by: str
    people: str
    files: str


class Listing(Base, table=True):
    """A micro-credential as listed; `number` and `number_version` are NZQA's.

    `owner` is the person who looks after it, and after each of its reviews that has no other.
    """

    __tablename__ = "listing"
    __table_args__ = (Index("ix_listing_approved_on_ref", "approved_on", "ref"),)
    ref: str = Field(primary_key=True)
    application: str = Field(index=True)
    title: str
    title_te_reo: str | None = None
    level: int | None = None
    credits: int | None = None
    nzsced: str | None = None
    number: str | None = None
    number_version: int | None = None
    reporting_code: str | None = None
    approved_on: str | None = None
    review_years: int | None = None
    nzqa_review_on: str | None = None
    owner: str | None = Field(default=None, index=True)


class Accreditation(Base, table=True):
    __tablename__ = "accreditation"
    ref: str = Field(primary_key=True)
    listing: str = Field(index=True)
    application: str
    provider: str
    granted_on: str


class Result(Base, table=True):
    """Listing, approval and accreditation are three results, which may differ."""

    __tablename__ = "result"
    ref: str = Field(primary_key=True)
    result: str = Field(primary_key=True)
    outcome: str
    on_day: str


class Link(Base, table=True):
    __tablename__ = "link"
    from_ref: str = Field(primary_key=True)
    to_ref: str = Field(primary_key=True, index=True)
    what: str


class Counter(Base, table=True):
    """The last number given out, by series: `APP-2026`, `PER`; `journal` is the last row's."""

    __tablename__ = "counter"
    series: str = Field(primary_key=True)
    value: int


FOLDED: tuple[type[SQLModel], ...] = (
    RecordsRow,
    Organisation,
    Person,
    Grant,
    PolicyRow,
    Case,
    Application,
    Version,
    Listing,
    Accreditation,
    Review,
    Delivery,
    ImportBatch,
    SelfReview,
    Result,
    Item,
    Approval,
    Waiver,
    Delegation,
    Meeting,
    Override,
    Judgement,
    Notice,
    StandingText,
    Step,
    Attempt,
    Link,
    Counter,
)
"""The tables that are compared with a refold of the journal."""
