"""What was delivered, what came from elsewhere, and what the provider told NZQA of its year."""

from __future__ import annotations

from sqlalchemy import Index
from sqlmodel import Field

from mcapproval.store.tables.base import Base


class DeliveryTable(Base, table=True):
    __tablename__ = "delivery"
    __table_args__ = (Index("ix_delivery_listing_starts", "listing", "starts"),)
    ref: str = Field(primary_key=True)
    listing: str
    provider: str
    cohort: str
    version: int
    last_on: str
    site: str | None = None
    mode: str | None = None
    client: str | None = None
    starts: str | None = None
    ends: str | None = None
    cancelled: bool = False
    days: str = "{}"
    fees: str = "[]"
    figures: str = "{}"
    enrolled: int | None = None
    withdrawn: int | None = None
    still_active: int | None = None
    completed: int | None = None
    completed_after_resubmission: int | None = None
    moderated: int | None = None
    reported: int | None = None
    last_enrolled_on: str | None = None
    completed_on: str | None = None
    reported_on: str | None = None
    imported: str | None = None


class ImportBatchTable(Base, table=True):
    __tablename__ = "import_batch"
    ref: str = Field(primary_key=True)
    by: str
    on_day: str
    sha256: str
    rows: int
    first: int
    last: int
    undone_on: str | None = None


class SelfReviewTable(Base, table=True):
    __tablename__ = "self_review"
    provider: str = Field(primary_key=True)
    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    sent_on: str
    file: str | None = None
    by: str
