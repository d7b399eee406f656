"""The tables of the journal, and of the cases and people that it folds to."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from mcapproval.store.tables.base import Base, bytes_column


class JournalTable(Base, table=True):
    __tablename__ = "journal"
    __table_args__ = (UniqueConstraint("prev"), UniqueConstraint("ref", "ref_seq"))
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    ref: str
    ref_seq: int
    prev: str
    hash: str
    payload: bytes = Field(sa_column=bytes_column())


class RecordsRowTable(Base, table=True):
    __tablename__ = "records"
    ref: str = Field(primary_key=True)
    name: str
    simulated: bool
    provider: str
    made_at: str


class OrganisationTable(Base, table=True):
    __tablename__ = "organisation"
    key: str = Field(primary_key=True)
    name: str
    type: str
    moe_number: str | None = None


class PersonTable(Base, table=True):
    __tablename__ = "person"
    ref: str = Field(primary_key=True)
    commitment: str
    organisation: str | None = None
    erased_on: str | None = None


class GrantTable(Base, table=True):
    __tablename__ = "grant_of_role"
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    person: str = Field(index=True)
    role: str
    unit: str | None = None
    case_ref: str | None = Field(default=None, index=True)
    from_day: str
    until_day: str | None = None


class PolicyRowTable(Base, table=True):
    __tablename__ = "policy"
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    provider: str
    from_day: str
    content: str


class CaseTable(Base, table=True):
    __tablename__ = "case_record"
    __table_args__ = (
        Index("ix_case_record_definition_hash_state", "definition_hash", "state"),
        Index("ix_case_record_track_ref", "track", "ref"),
        Index("ix_case_record_track_state_ref", "track", "state", "ref"),
        Index("ix_case_record_due_on_ref", "due_on", "ref"),
        Index("ix_case_record_opened_by_track_ref", "opened_by", "track", "ref"),
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


class ApplicationTable(Base, table=True):
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


class VersionTable(Base, table=True):
    __tablename__ = "content_version"
    ref: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    content: str
    seq: int
    by: str
    people: str
    files: str


class ListingTable(Base, table=True):
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


class AccreditationTable(Base, table=True):
    __tablename__ = "accreditation"
    ref: str = Field(primary_key=True)
    listing: str = Field(index=True)
    application: str
    provider: str
    granted_on: str


class ResultTable(Base, table=True):
    __tablename__ = "result"
    ref: str = Field(primary_key=True)
    result: str = Field(primary_key=True)
    outcome: str
    on_day: str


class LinkTable(Base, table=True):
    __tablename__ = "link"
    from_ref: str = Field(primary_key=True)
    to_ref: str = Field(primary_key=True, index=True)
    what: str


class CounterTable(Base, table=True):
    __tablename__ = "counter"
    series: str = Field(primary_key=True)
    value: int
