"""What was delivered, what came from elsewhere, and what the provider told NZQA of its year."""

from __future__ import annotations

from sqlalchemy import Index
from sqlmodel import Field

from mcapproval.store.base import Base


class Delivery(Base, table=True):
    """A cohort of one provider: counts of learners, never a name or number of one.

    `client` is the organisation for which it is held, None where it is open to all. A count of None
    is not known, which is not zero. `days` is canonical JSON of the key days, `fees` of the fees by
    kind of customer in cents, `figures` says of a count where it is from, who gave it and on which
    day it was taken out. `starts` is its first day, `ends` its last.
    """

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


class ImportBatch(Base, table=True):
    """One import: `sha256` of the file, `rows` of it that made something, the journal's `first` and
    `last` row of it. `undone_on` is the day on which all of it was taken back.
    """

    __tablename__ = "import_batch"
    ref: str = Field(primary_key=True)
    by: str
    on_day: str
    sha256: str
    rows: int
    first: int
    last: int
    undone_on: str | None = None


class SelfReview(Base, table=True):
    """The summary of a provider's own review of a year, as it was sent to NZQA."""

    __tablename__ = "self_review"
    provider: str = Field(primary_key=True)
    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    sent_on: str
    file: str | None = None
    by: str
