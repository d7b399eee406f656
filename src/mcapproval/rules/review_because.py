"""What the day of the next re-evaluation comes from: the approval, the policy, NZQA's letter, what
waits.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mcapproval.clock import add_days
from mcapproval.policy.model import Policy
from mcapproval.rules.review_schedule import Known, Schedule, moved_to, nzqas_review, planned

OURS = "provider-policy/yearly-check"


@dataclass(frozen=True, slots=True)
class Letter:
    """What set NZQA's day: the letter's day, the case, move and row that recorded it, and the day
    that was set before. `move` is None where the day is NZQA's register's, taken with an import;
    with a day before, where an import that had it wrong was put right.
    """

    on: date
    ref: str
    row: int
    move: str | None = None
    was: date | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """The re-evaluation that is still to be decided, as it was scheduled."""

    ref: str
    form: str
    due_on: date
    state: str
    put_off: bool = False


@dataclass(frozen=True, slots=True)
class Because:
    """All that the day of the next re-evaluation comes from.

    `imported` is the import that brought it, `answered_by` the re-evaluation that was decided last;
    `further` the letter that set the day of the one that waits, where NZQA was not satisfied;
    `change_by` the last day on which a change is applied for where one approved under older rules
    is kept, and `kept` whether it was kept already; `ended` how it stands where it has ended;
    `intake` that nobody new is taken in, until when and by which re-evaluation.
    """

    listing: str
    application: str
    known: Known
    policy: Policy
    today: date
    imported: str | None = None
    letter: Letter | None = None
    further: Letter | None = None
    answered_by: str | None = None
    waiting: Waiting | None = None
    change_by: date | None = None
    kept: bool = False
    ended: str | None = None
    intake: str = ""

    @property
    def due(self) -> Schedule | None:
        return None if self.ended else planned(self.known, self.policy)

    @property
    def due_by_now(self) -> Schedule | None:
        """The same for what waits already: what it would be moved to."""
        return None if self.ended else moved_to(self.known, self.policy, self.today)

    @property
    def nzqa_on(self) -> date | None:
        """NZQA's next day: that of the further review, else as it is counted or was set."""
        if self.further and self.waiting:
            return self.waiting.due_on
        return self.due.nzqa if self.due else None

    @property
    def nzqa_set(self) -> bool:
        """Whether NZQA's next day is one that it set, and not counted from the approval."""
        return self.due is not None and self.due.nzqa == self.known.nzqa_date is not None

    @property
    def letter_answered(self) -> bool:
        """Whether a letter that came after the last decision set a day that was answered for."""
        letter, decided = self.letter, self.known.decided_on
        return bool(
            letter and letter.move and not self.nzqa_set and decided and letter.on >= decided
        )

    @property
    def nzqa_clause(self) -> str:
        """The id of the clause by which NZQA asks for the day."""
        if self.further:
            return "lor-2022/17"
        if self.nzqa_set:
            return "review/date"
        return "review/legacy" if self.known.legacy else "review/period"

    @property
    def next_on(self) -> date | None:
        if self.ended:
            return None
        return self.waiting.due_on if self.waiting else self.due.next_due if self.due else None

    @property
    def next_form(self) -> str | None:
        if self.ended:
            return None
        return self.waiting.form if self.waiting else self.due.form if self.due else None

    @property
    def announced_on(self) -> date | None:
        return add_days(self.next_on, -self.policy.lead_days) if self.next_on else None


def former_day(known: Known, letter_set: date) -> date | None:
    """NZQA's day as it was counted before it set its first one; None where that changes nothing."""
    if known.approved_on is None:
        return None
    since = known.answered or known.approved_on
    if known.known_since:
        since = max(since, add_days(known.known_since, -1))
    day = nzqas_review(known.approved_on, since, known.nzqa_years, known.legacy)
    return day if day != letter_set else None
