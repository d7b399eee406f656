"""What the grid of a year's re-evaluations is made from: one row each, on paper and in a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mcapproval.documents.house import PLAIN, House


@dataclass(frozen=True, slots=True)
class GridRow:
    """One re-evaluation. A count of None is not known; an empty text is not answered yet.

    `denied` are the keys of the answers on fit that are no. `watch_open` are things on the watch
    list that are gone, changed or unsure. `answered` are the parts of `heard`, a group each.
    `recorded_of` is the calendar year of which the counts of learners are, where they were not
    answered and are those of recorded deliveries.
    """

    ref: str
    listing: str
    title: str
    level: int | None
    credits: int | None
    number: str
    provider: str
    owner: str
    form: str
    due_on: date
    state: str
    enrolments: int | None
    completions: int | None
    still_active: int | None
    heard: int | None
    still_needed: str
    fit_answered: bool
    denied: tuple[str, ...]
    watch_open: int
    proposed: str
    decision: str
    decided_on: date | None
    first_action: str
    first_action_due: date | None
    withdrawals: int | None = None
    answered: tuple[int | None, ...] = ()
    recorded_of: int | None = None


@dataclass(frozen=True, slots=True)
class GridFacts:
    """All re-evaluations of a year, of one provider or of all; `share_at_least` as in the policy,
    0 where the paper stays with us.
    """

    year: int
    of: str
    rows: tuple[GridRow, ...]
    as_at: date
    simulated: bool
    share_at_least: int = 0
    house: House = PLAIN
