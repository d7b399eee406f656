"""The dossier: all that documents are made from. The actions gather it from the records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from mcapproval.documents.house import PLAIN, House
from mcapproval.draft.model import Draft
from mcapproval.findings import Finding
from mcapproval.policy.model import Policy


@dataclass(frozen=True, slots=True)
class Annex:
    """A file of the case, kept by hash. `read` gives its bytes, None where it was erased."""

    path: str
    title: str
    serves: str
    sha256: str
    size: int
    read: Callable[[], bytes | None]


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision or outside answer recorded on the case."""

    body: str
    move: str
    decided_on: date
    recorded_at: str
    by: str
    facts: Mapping[str, str]
    note: str


@dataclass(frozen=True, slots=True)
class Waived:
    code: str
    path: str
    by: str
    on: date
    note: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """A case as it stood at one journal row.

    `organisations` maps keys to names; `people` maps draft ids to what may be printed of each
    ("Aroha Example, manager", a position only where they may not be named, or "(erased)").
    `row` is the case's own last move: (number in the journal, hash). `house` is the provider's.
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
