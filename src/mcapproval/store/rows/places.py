"""Where each kind of row is kept, and by what it is known there."""

from collections.abc import Mapping
from typing import NamedTuple

from mcapproval.store.rows.folded import (
    Accreditation,
    Application,
    Approval,
    Attempt,
    Case,
    Counter,
    Delegation,
    Delivery,
    Grant,
    ImportBatch,
    Item,
    Journal,
    Judgement,
    Link,
    Listing,
    Meeting,
    Notice,
    Organisation,
    Override,
    Person,
    PolicyRow,
    RecordsRow,
    Result,
    Review,
    SelfReview,
    StandingText,
    Step,
    Version,
    Waiver,
)
from mcapproval.store.rows.kept import (
    Content,
    FilePiece,
    FileRow,
    FindingCache,
    SearchCase,
    SearchTerm,
    SearchText,
    TextRow,
)


class Place(NamedTuple):
    """A table by name, and the columns of its primary key."""

    table: str
    key: tuple[str, ...]


PLACES: Mapping[type[NamedTuple], Place] = {
    Journal: Place("journal", ("seq",)),
    RecordsRow: Place("records", ("ref",)),
    Organisation: Place("organisation", ("key",)),
    Person: Place("person", ("ref",)),
    Grant: Place("grant_of_role", ("seq",)),
    PolicyRow: Place("policy", ("seq",)),
    Case: Place("case_record", ("ref",)),
    Application: Place("application", ("ref",)),
    Version: Place("content_version", ("ref", "number")),
    Listing: Place("listing", ("ref",)),
    Accreditation: Place("accreditation", ("ref",)),
    Review: Place("review", ("ref",)),
    Delivery: Place("delivery", ("ref",)),
    ImportBatch: Place("import_batch", ("ref",)),
    SelfReview: Place("self_review", ("provider", "year")),
    Result: Place("result", ("ref", "result")),
    Item: Place("item", ("ref", "number")),
    Approval: Place("approval", ("seq",)),
    Waiver: Place("waiver", ("seq",)),
    Delegation: Place("delegation", ("seq",)),
    Meeting: Place("meeting", ("ref",)),
    Override: Place("override", ("seq",)),
    Judgement: Place("judgement", ("seq",)),
    Notice: Place("notice", ("seq",)),
    StandingText: Place("standing_text", ("provider", "key", "number")),
    Step: Place("step", ("seq",)),
    Attempt: Place("attempt", ("seq",)),
    Link: Place("link", ("from_ref", "to_ref")),
    Counter: Place("counter", ("series",)),
    Content: Place("content", ("hash",)),
    TextRow: Place("personal_text", ("commitment",)),
    FileRow: Place("evidence_file", ("sha256",)),
    FilePiece: Place("evidence_piece", ("sha256", "number")),
    FindingCache: Place("finding_cache", ("content", "book", "policy", "day")),
    SearchText: Place("search_text", ("text", "ref")),
    SearchTerm: Place("search_term", ("term", "text")),
    SearchCase: Place("search_case", ("ref",)),
}

ROWS: Mapping[str, type[NamedTuple]] = {place.table: row for row, place in PLACES.items()}
"""The kind of row that a table keeps, by its name."""
