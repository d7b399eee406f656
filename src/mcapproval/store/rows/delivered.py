"""What was delivered, what came from elsewhere, and what the provider told NZQA of its year."""

from typing import NamedTuple


class Delivery(NamedTuple):
    """A cohort of one provider: counts of learners, never a name or number of one.

    `client` is the organisation for which it is held, None where it is open to all. A count of None
    is not known, which is not zero. `days` is canonical JSON of the key days, `fees` of the fees by
    kind of customer in cents, `figures` says of a count where it is from, who gave it and on which
    day it was taken out. `starts` is its first day, `ends` its last.
    """

    ref: str
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


class ImportBatch(NamedTuple):
    """One import: `sha256` of the file, `rows` of it that made something, the journal's `first` and
    `last` row of it. `undone_on` is the day on which all of it was taken back.
    """

    ref: str
    by: str
    on_day: str
    sha256: str
    rows: int
    first: int
    last: int
    undone_on: str | None


class SelfReview(NamedTuple):
    """The summary of a provider's own review of a year, as it was sent to NZQA."""

    provider: str
    year: int
    sent_on: str
    file: str | None
    by: str
