"""How many learners a year had: as a re-evaluation was answered, else as deliveries are recorded.

What was brought in on day one has re-evaluations without answers, and cohorts beside them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Connection

from mcapproval.actions.deliveries.counted import Counted, added, years_of
from mcapproval.actions.reviewing.filled_in import COUNTS as ANSWERED
from mcapproval.documents.reviews import counts
from mcapproval.documents.reviews.year_facts import Learners
from mcapproval.draft.model import Draft
from mcapproval.policy.small_counts import LEARNERS, shown

OF_LEARNERS = ("enrolments", "withdrawals", "completions", "still_active")
Counts = Mapping[str, int | None]


def answered(answers: Draft) -> Counts:
    """The counts of all providers together; empty where the answers have none of them."""
    rows = [row for _, row in answers.rows("/delivery")]
    none = answers.get("/delivery") == []
    found = {key: 0 if none else counts.total(rows, key) for key in counts.COUNTED}
    return found if any(found[key] is not None for key in OF_LEARNERS) else {}


def recorded(
    connection: Connection, listings: Collection[str], *wanted: int
) -> Mapping[str, tuple[int, Counts]]:
    """The counts of recorded cohorts by micro-credential, with the calendar year that they are of:
    the first of those wanted in which it has a cohort.
    """
    return {
        listing: (year, _counts(years[year]))
        for listing, years in years_of(connection, listings).items()
        for year in [year for year in wanted if year in years][:1]
    }


def to_share(of: Counts, least: int, source: str) -> Learners:
    """As they may be shared; cohorts are no learners."""
    learners = {key: of[key] for key in OF_LEARNERS}
    cohorts = counts.shown(of["cohorts"])
    return Learners({"cohorts": cohorts, **shown(learners, least, LEARNERS)}, source)


def _counts(of: Collection[Counted]) -> Counts:
    told = {key: added(each.counts[ANSWERED[key]] for each in of) for key in OF_LEARNERS}
    return {"cohorts": sum(each.cohorts for each in of), **told}
