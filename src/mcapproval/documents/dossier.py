"""The dossier: all that documents are made from. The actions gather it from the records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from mcapproval.documents.house import PLAIN, House
from mcapproval.draft.model import Draft
from mcapproval.findings import Finding
from mcapproval.policy.model import Policy
from mcapproval.workflow.drawing.walked import Entered
from mcapproval.workflow.model import Definition


@dataclass(frozen=True, slots=True)
class Annex:
    """A file of the case, kept by hash. `read` gives its bytes, None where it was erased.

    `confidential` is what its author said, `yes` or `no`, empty where nothing; `of_meeting` says
    that it belongs to the record of a hui, meeting or workshop.
    """

    path: str
    title: str
    serves: str
    sha256: str
    size: int
    read: Callable[[], bytes | None]
    confidential: str = ""
    of_meeting: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """How an annex is in the pack (see `annexes/judging.py`), why so, and on which page of the
    volume its cover sheet stands; None where it has none.
    """

    how: str
    why: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision or outside answer recorded on the case, with journal row `row`. `label` is what
    its workflow calls the move, `closes` are the items that it answered.
    """

    body: str
    move: str
    decided_on: date
    recorded_at: str
    by: str
    facts: Mapping[str, str]
    note: str
    row: int = 0
    label: str = ""
    closes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Waived:
    """`fell` says when and why it lapsed; empty where it stands."""

    code: str
    path: str
    by: str
    on: date
    note: str
    fell: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that was asked for on the case, and the answer to it.

    `kind` is one of the kinds of item (condition, information, comment ...), `touches` the results
    that it bears on. `shown` are the hashes of the files that came with the answer: they find the
    annex, and are never printed.
    """

    number: int
    kind: str
    state: str
    owner: str
    asked: str
    asked_on: date
    asked_at: int
    due: date | None = None
    round: int | None = None
    touches: str = ""
    weight: str = ""
    reply: str = ""
    replied_on: date | None = None
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier version of the content, kept at journal row `row`. `read` gives it, None where its
    text was erased.
    """

    number: int
    on: date
    row: int
    read: Callable[[], Draft | None]


@dataclass(frozen=True, slots=True)
class Listed:
    """The listed micro-credential that a change or an accreditation is of. `number`, `version` and
    `reporting_code` are NZQA's as they were before the case had its answer, empty where unknown.
    `told` says which content stands approved of it, `read` gives that, None where its text was
    erased, and `people` are those whom it names, as printed.
    """

    ref: str
    number: str
    told: str
    read: Callable[[], Draft | None]
    people: Mapping[str, str] = field(default_factory=dict)
    version: str = ""
    reporting_code: str = ""

    @property
    def called(self) -> str:
        """`MC-0001 (NZQA number 990011)`."""
        return f"{self.ref} (NZQA number {self.number})" if self.number else self.ref


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came from outside: each result with its day, and what NZQA calls the case by.

    `content` is the number of the version that it is about.
    """

    results: Mapping[str, tuple[str, date]] = field(default_factory=dict)
    reference: str = ""
    listing_number: str = ""
    listing_version: str = ""
    reporting_code: str = ""
    review_on: date | None = None
    content: int = 0

    def granted(self, result: str) -> date | None:
        """The day on which a result was granted; None where it was not."""
        told, on = self.results.get(result, ("", None))
        return on if told == "granted" else None

    def declined(self, result: str) -> bool:
        return self.results.get(result, ("",))[0] == "declined"


NO_OUTCOME = Outcome()


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a body resolved on the version that stood before it. `conditions` are those that it set;
    `decision` has who was present and away, where it is known, from its meeting too.
    """

    decision: Decision
    conditions: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Came:
    """The move, with journal row `row`, that brought a case into its present state.

    `state` is what that is called, `ends` whether the case ended there; `by` is empty where nobody
    moved it, but another case did; `why` is the reason that was given.
    """

    state: str
    ends: bool
    on: date
    by: str
    why: str
    row: int = 0


@dataclass(frozen=True, slots=True)
class Walk:
    """How a case went: the workflow that it is pinned to, and every state that it entered, in the
    order of time, by its name in that workflow.
    """

    definition: Definition
    entered: tuple[Entered, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A case as it stood at one journal row.

    `organisations` maps keys to names; `people` maps draft ids to what may be printed of each
    ("Aroha Example, manager", a position only where they may not be named, or "(erased)").
    `contact_at` is where the applicant's own contact is reached; empty unless they may be named.
    `row` is the case's own last move: (number in the journal, hash). `house` is the provider's.
    `resolved` is what a body then decided on it, where the whole is as of the row before that, and
    `came` how it came to where it is now; None where it never moved.
    `listed` is what a change or an accreditation alone is of, None where the records don't have it.
    `submitted` says that it is with those who answer, and did not come back to be sent anew.
    `version_row` is the row with which the present version came, `since` the number of the earlier
    version that a redline is held to, where one was asked for. `ways` say how each annex is in the
    pack, where a pack is being made. `waived` are the waivers that stand, `lapsed` all others.
    """

    ref: str
    form: str
    results_expected: tuple[str, ...]
    state: str
    version: int
    as_at: date
    draft: Draft
    policy: Policy
    organisations: Mapping[str, str]
    people: Mapping[str, str]
    law_day: date
    rule_book: str
    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...]
    decisions: tuple[Decision, ...]
    annexes: tuple[Annex, ...]
    row: tuple[int, str]
    simulated: bool
    house: House = PLAIN
    walk: Walk | None = None
    items: tuple[Item, ...] = ()
    outcome: Outcome = NO_OUTCOME
    resolved: Resolved | None = None
    came: Came | None = None
    earlier: tuple[Earlier, ...] = ()
    listed: Listed | None = None
    since: int | None = None
    version_row: int = 0
    submitted: bool = False
    ways: tuple[Way, ...] | None = None
    contact_at: str = ""
    lapsed: tuple[Waived, ...] = ()
