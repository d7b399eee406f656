"""Of whom a re-evaluation asks what only they know, and what our records have of it already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.accredited_in import accredited_in
from mcapproval.actions.cases.standing.review_facts import of_review
from mcapproval.actions.deliveries.counted import Counted, in_period
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import case_row, review_row
from mcapproval.actions.reviewing.collecting.questions import COUNTED, NOT_KNOWN
from mcapproval.clock import add_days
from mcapproval.errors import Refused
from mcapproval.rules.asked import day_of
from mcapproval.rules.period import begins
from mcapproval.store import queries
from mcapproval.store.tables import Listing, Organisation

AHEAD = 30
"""Days before it is due by which providers are asked to answer: ours, so that what they say can
still be read, asked about and written up."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A re-evaluation as its providers are asked: `providers` has their names by key, `number` is
    NZQA's, or empty where it is not recorded.
    """

    ref: str
    title: str
    number: str
    providers: Mapping[str, str]
    first: date
    last: date
    answer_by: date
    counted: Mapping[str, Counted]
    answers: Mapping[str, Any]

    def known(self, provider: str) -> dict[str, str]:
        """What our records have of a provider's counts, by the key of the question."""
        found = self.counted.get(provider)
        if found is None:
            return {}
        told = {"cohorts": f"{found.cohorts}: {', '.join(found.refs)}"}
        both = dict.fromkeys(("moderated_internal", "moderated_external"), "moderated")
        for key, name in {**COUNTED, **both}.items():
            count, lacking = found.counts[name], found.not_known.get(name)
            of = f" of {', '.join(lacking)}" if lacking else ""
            told[key] = f"{NOT_KNOWN}{of}" if count is None else str(count)
            if key in both and count is not None:
                told[key] = f"{count} in all"
        return told


def asked(connection: Connection, ref: str, today: date) -> Asked:
    """Unknown for what is no re-evaluation; Refused where nobody is accredited, or no period is
    known.
    """
    review = review_row(connection, ref)
    case = case_row(connection, review.ref)
    listing = queries.one(connection, Listing, ref=review.listing)
    assert listing is not None
    draft = of_review(connection, review, policy_for(connection, case.provider, today))
    due = date.fromisoformat(review.due_on)
    first, until = begins(draft), day_of(draft.get("/period/until"))
    last = until or due - timedelta(days=1)
    if first is None or last < first:
        raise Refused(
            f"which period {case.ref} looks back on is not known",
            hint="give period, from and until, in its answers: "
            f"mcapproval review answer {case.ref} FILE",
        )
    counted = {row.provider: row for row in in_period(connection, review.listing, first, last)}
    keys = {*accredited_in(connection, review.listing, first, last), *counted}
    if not keys:
        raise Refused(
            f"no provider was accredited for {listing.ref} or delivered it from {first} to {last}",
            hint="there is nobody to ask; answer it yourself: "
            f"mcapproval review answer {case.ref} FILE",
        )
    names = {o.key: o.name for o in queries.among(connection, Organisation, "key", keys)}
    version = f", version {listing.number_version}" if listing.number_version else ""
    return Asked(
        ref=case.ref,
        title=listing.title,
        number=f"{listing.number}{version}" if listing.number else "",
        providers={key: names.get(key, key) for key in sorted(keys)},
        first=first,
        last=last,
        answer_by=max(add_days(due, -AHEAD), min(today, due)),
        counted=counted,
        answers={key: value for key, value in draft.data.items() if key != "case"},
    )
