"""The rows of the records: the journal, and what it folds to, which is listed in `FOLDED`.

What is read of the records are these: plain values, quick to make, that cost a command nothing to
load. The tables that keep them are in `store/tables`; a test holds the two together.

Days and instants are ISO text and lists canonical JSON, so that both engines give back the bytes
that went in and a refold can be compared column by column.
"""

from typing import NamedTuple

from mcapproval.store.rows.decided import Approval as Approval
from mcapproval.store.rows.decided import Delegation as Delegation
from mcapproval.store.rows.decided import Item as Item
from mcapproval.store.rows.decided import Judgement as Judgement
from mcapproval.store.rows.decided import Meeting as Meeting
from mcapproval.store.rows.decided import Notice as Notice
from mcapproval.store.rows.decided import Override as Override
from mcapproval.store.rows.decided import StandingText as StandingText
from mcapproval.store.rows.decided import Waiver as Waiver
from mcapproval.store.rows.delivered import Delivery as Delivery
from mcapproval.store.rows.delivered import ImportBatch as ImportBatch
from mcapproval.store.rows.delivered import SelfReview as SelfReview
from mcapproval.store.rows.walked import Attempt as Attempt
from mcapproval.store.rows.walked import Step as Step


class Journal(NamedTuple):
    """Append-only; never altered by a migration. `payload` is what was hashed, as it stands."""

    seq: int
    ref: str
    ref_seq: int
    prev: str
    hash: str
    payload: bytes


# What the journal folds to.


class RecordsRow(NamedTuple):
    ref: str
    name: str
    simulated: bool
    provider: str
    made_at: str


class Organisation(NamedTuple):
    key: str
    name: str
    type: str
    moe_number: str | None


class Person(NamedTuple):
    """A person by reference; their name and contact are a text, bound by its commitment."""

    ref: str
    commitment: str
    organisation: str | None
    erased_on: str | None


class Grant(NamedTuple):
    seq: int
    person: str
    role: str
    unit: str | None
    case_ref: str | None
    from_day: str
    until_day: str | None


class PolicyRow(NamedTuple):
    seq: int
    provider: str
    from_day: str
    content: str


class Case(NamedTuple):
    """`version` counts its journal rows, for writers to guard on; `last_row` changed it last.

    `imported` is the import that brought it: what was approved before these records began.

    `unit` is the school or faculty that develops it. `due_on`, `remind_on` and `escalate_on` are
    days of the clock of its state; `left` has, by state, what remains of a clock that is stopped.
    `overridden` stays true for ever once an administrator went past a condition.
    """

    ref: str
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
    unit: str | None
    due_on: str | None
    remind_on: str | None
    escalate_on: str | None
    left: str
    overridden: bool
    imported: str | None


class Application(NamedTuple):
    ref: str
    route: str
    kind: str
    of_ref: str | None
    title: str
    number: int
    content: str
    law_day: str | None
    application_reference: str | None


class Version(NamedTuple):
    """A version of an application's content, with the people and files it names."""

    ref: str
    number: int
    content: str
    seq: int
    by: str
    people: str
    files: str


class Listing(NamedTuple):
    """A micro-credential as listed; `number` and `number_version` are NZQA's.

    `owner` is the person who looks after it, and after each of its reviews that has no other.
    """

    ref: str
    application: str
    title: str
    title_te_reo: str | None
    level: int | None
    credits: int | None
    nzsced: str | None
    number: str | None
    number_version: int | None
    reporting_code: str | None
    approved_on: str | None
    review_years: int | None
    nzqa_review_on: str | None
    owner: str | None


class Accreditation(NamedTuple):
    ref: str
    listing: str
    application: str
    provider: str
    granted_on: str


class Review(NamedTuple):
    """`waits` while it is to be decided: its case is scheduled, notified or in progress."""

    ref: str
    listing: str
    form: str
    due_on: str
    covers: str
    answers: str | None
    decision: str | None
    decided_on: str | None
    owner: str | None
    waits: bool


class Result(NamedTuple):
    """Listing, approval and accreditation are three results, which may differ."""

    ref: str
    result: str
    outcome: str
    on_day: str


class Link(NamedTuple):
    from_ref: str
    to_ref: str
    what: str


class Counter(NamedTuple):
    """The last number given out, by series: `APP-2026`, `PER`; `journal` is the last row's."""

    series: str
    value: int


FOLDED: tuple[type[NamedTuple], ...] = (
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
