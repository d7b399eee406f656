"""Whether what an outside body is said to have decided can be so: its days, period and results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from mcapproval.actions.cases.standing.view import Standing
from mcapproval.draft.model import Draft
from mcapproval.errors import Reason, Refused
from mcapproval.workflow.asks import ASKS
from mcapproval.workflow.engine import Outcome
from mcapproval.workflow.guards import reasons_for
from mcapproval.workflow.item_guards import ITEM_WORDS
from mcapproval.workflow.listing_guards import only_later, set_by_nzqa
from mcapproval.workflow.vocabulary import ITEM_ENDS
from mcapproval.working_days import countable

LONGEST_PERIOD = 5
"""Years. The law knows 1, 2 and 3; NZQA may set another, but hardly one beyond this."""

ENTRIES = ("items", "conditions")
"""Asks of which each entry may fall due."""

TO_COME = ("due", "teach_out")
"""Asks whose day is never before that of the move."""

PAST = ("sent_on", "seen_on")
"""Asks whose day is never still to come."""

FURTHEST = 10
"""Years within which a next review date must lie."""


def plausible(stands: Standing, outcome: Outcome, day: date, today: date) -> None:
    """Refused, with every reason, where an answer can't be what the letter says."""
    reasons = [
        Reason("ANSWER", said, "look at the letter again", "whoever records it")
        for said in _faults(stands, outcome, day, today)
    ]
    reasons += _which_item(stands, outcome)
    reasons += _to_come(outcome, day)
    reasons += _on_its_day(stands, outcome, day)
    reasons += _taught_until(stands, outcome)
    if reasons:
        raise Refused(f"{stands.case.ref}: {outcome.move.name} can't be recorded so", reasons)


def _which_item(stands: Standing, outcome: Outcome) -> Iterator[Reason]:
    """Where several bodies were asked, each answers for itself."""
    kind, named = outcome.move.closes, outcome.values.get("item")
    there = [i for i in stands.situation.items if i.kind == kind and i.state not in ITEM_ENDS]
    if kind is None or (named is None and len(there) < 2) or named in {i.number for i in there}:
        return
    which = " or ".join(f"item={i.number} ({i.owner or i.says})" for i in there)
    said = f"{len(there)} were asked and have not answered: say whose answer it is"
    if named is not None:
        said = f"item {named} is no open {ITEM_WORDS[kind]}"
    who = stands.policy.title("quality-adviser")
    yield Reason("WHICH-ITEM", said, f"--set {which}" if there else "leave item out", who)


def _to_come(outcome: Outcome, day: date) -> Iterator[Reason]:
    """What begins or falls due because of a move does not do so before it; a day that its entries
    have from it is told of once.

    Raises NotInForce for a day to which no working days can be counted.
    """
    values = outcome.values
    own = [(name, values.get(name)) for name in TO_COME]
    told = {on for _, on in own}
    rows = ((name, row.get("due")) for name in ENTRIES for row in values.get(name, ()))
    entries = dict.fromkeys((name, on) for name, on in rows if on not in told)
    for name, on in (*entries, *own):
        if on is None:
            continue
        countable(date.fromisoformat(on))
        if date.fromisoformat(on) < day:
            what = f"`due` of an entry of `{name}`" if name in ENTRIES else ASKS[name].says
            said = f"{what} can't be {on}, before {day.isoformat()}, the day of the move"
            yield Reason("DAY", said, f"give {day.isoformat()} or a later day", "you")


def _taught_until(stands: Standing, outcome: Outcome) -> list[Reason]:
    """What we say ourselves of the last day for learners, where one was set already.

    A re-evaluation decides on another, but for NZQA's. An accreditation may be done earlier than
    the rest; none is taught longer than NZQA lets it.
    """
    on = outcome.values.get("teach_out")
    if on is None or outcome.move.recorded_for is not None:
        return []
    day, situation = date.fromisoformat(on), stands.situation
    if stands.case.track == "listing":
        return set_by_nzqa(situation) or only_later(situation, day)
    ends, decides = situation.ending, stands.case.track == "review"
    if ends is None or day == ends.for_all or (day < ends.for_all and not decides):
        return []
    return set_by_nzqa(situation)


def _on_its_day(stands: Standing, outcome: Outcome, day: date) -> Iterator[Reason]:
    """A move that waits for the last day for learners waits for it on its own day too."""
    for need in outcome.move.needs:
        if need.guard == "teach_out":
            against = reasons_for(need, replace(stands.situation, today=day))
            yield from (reason for reason in against if reason.code not in outcome.passed)


def _faults(stands: Standing, outcome: Outcome, day: date, today: date) -> Iterator[str]:
    values = outcome.values
    before, expected = stands.situation.results, stands.situation.results_expected
    for name, result in values.get("results", {}).items():
        on = date.fromisoformat(result["on"])
        if expected and name not in expected:
            yield f"no result on {name} is expected of this kind of application"
        if on > today:
            yield f"the result on {name} is of {on}, a day that has not come yet"
        if on.isoformat() < stands.case.opened_on:
            yield f"the result on {name} is of {on}, before the case was opened"
        if before.get(name) == "granted" and result["result"] == "declined":
            yield f"{name} was granted before; what was granted ends by its own case"
    yield from _order(values, before, expected)
    yield from _providers(stands, values)
    period = values.get("review_period")
    if period is not None and period > LONGEST_PERIOD:
        yield f"a review period of {period} years is longer than any that is known"
    for name in PAST:
        if values.get(name) and values[name] > today.isoformat():
            yield f"{ASKS[name].says} can't be {values[name]}, which has not come yet"
    review = values.get("review_date")
    if review is not None and not day < date.fromisoformat(review) <= _later(day):
        yield f"the next review can't be due on {review}"


def _order(
    values: Mapping[str, Any], before: Mapping[str, str], expected: Sequence[str]
) -> Iterator[str]:
    """What is granted rests on what comes before it: approval on listing, accreditation on both.

    The listing is known first, since all hangs on it; the other two may come by two letters.
    """
    told = {name: row["result"] for name, row in values.get("results", {}).items()}
    known = {**before, **told}
    for name in told:
        if told[name] != "granted" or name not in expected:
            continue
        for earlier in expected[: expected.index(name)]:
            first = earlier == "listing" and known.get(earlier) != "granted"
            if first or known.get(earlier) == "declined":
                stands = known.get(earlier, "not answered yet")
                yield f"{name} can't be granted where {earlier} is {stands}"


def _providers(stands: Standing, values: Mapping[str, Any]) -> Iterator[str]:
    """Who was accredited: those that the application is for."""
    named = values.get("providers", ())
    asked = set(providers_of(stands.draft, stands.case.provider))
    for provider in named:
        if provider not in asked:
            yield f"{provider} is none of those that it asks an accreditation for"
    granted = values.get("results", {}).get("accreditation", {}).get("result") == "granted"
    if named and not granted:
        yield "providers are named, and no accreditation is granted"


def providers_of(draft: Draft | None, applicant: str) -> list[str]:
    """The delivering providers of an application, each once."""
    rows = draft.rows("/accreditation") if draft else []
    return list(dict.fromkeys(row.get("provider") or applicant for _, row in rows))


def _later(day: date) -> date:
    return date(day.year + FURTHEST, day.month, 28)
