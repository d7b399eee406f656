"""Of whom a re-evaluation asks what only they know, and what our records have of it already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.accredited_in import accredited_in
from mcapproval.actions.cases.standing.review_facts import of_review
from mcapproval.actions.deliveries.counted import Counted, in_period
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import case_row, review_row
from mcapproval.actions.reviewing.collecting.questions import COUNTED, NOT_KNOWN
from mcapproval.actions.reviewing.prefilled import looked_back
from mcapproval.clock import add_days
from mcapproval.errors import NotInForce, Refused
from mcapproval.policy.model import Policy
from mcapproval.store import queries
from mcapproval.store.rows.folded import Listing, Organisation
from mcapproval.workflow.clocks import calendar_of

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
    due: date
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
    """Unknown for what is no re-evaluation; Refused where nobody is accredited, or where its period
    ends before it begins.
    """
    review = review_row(connection, ref)
    case = case_row(connection, review.ref)
    listing = queries.one(connection, Listing, ref=review.listing)
    assert listing is not None
    policy = policy_for(connection, case.provider, today)
    draft = of_review(connection, review, policy)
    due = date.fromisoformat(review.due_on)
    first, last = looked_back(connection, listing, review, today)
    if last < first:
        raise Refused(
            f"the period of {case.ref} ends on {last}, before it begins on {first}",
            hint="put period, from and until, right in its answers: "
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
        due=due,
        answer_by=_by(policy, today, due),
        counted=counted,
        answers={key: value for key, value in draft.data.items() if key != "case"},
    )


def _by(policy: Policy, today: date, due: date) -> date:
    """Well before the re-evaluation is due; on its day where that is near; else as soon as fair."""
    by = max(add_days(due, -AHEAD), _soonest(policy, today))
    return due if today < due < by else by


def _soonest(policy: Policy, today: date) -> date:
    """The first day by which anybody asked today is to answer: as many working days from now as
    people are reminded ahead, by our policy; days of the week past the years of known holidays.
    """
    try:
        return calendar_of(policy).after(today, policy.remind_before)
    except NotInForce:
        return add_days(today, policy.remind_before)
