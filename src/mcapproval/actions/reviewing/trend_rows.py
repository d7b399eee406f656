"""The years of one micro-credential as rows: as they may be shown, with the step from each to the
next.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from mcapproval.actions.deliveries import by_review
from mcapproval.actions.deliveries.counted import added
from mcapproval.actions.reviewing.counted_once import (
    COHORTS,
    Cohorts,
    Counted,
    Counts,
    comparable,
    counted_once,
)
from mcapproval.clock import spoken
from mcapproval.policy.small_counts import LEFT_OUT, shown
from mcapproval.reports.trends import ELSEWHERE, UNKNOWN, Year, rate, rate_told, trend
from mcapproval.store.reported.listed import ListedRow
from mcapproval.store.whole import Decided

PARTS = (*by_review.PARTS, "feedback", "need")
"""Of a re-evaluation's answers, what is read here."""


class Known(NamedTuple):
    """The counts of a year, and as they may be shown. `hidden` are those that are not: with a rate,
    or a step to or from one, they could be told.
    """

    counts: Counts
    said: Mapping[str, str]
    hidden: Collection[str]


def years_of(
    row: ListedRow,
    delivered: Cohorts,
    reviews: Iterable[Decided],
    today: date,
    wanted: range,
    least: int | None,
) -> Iterator[Year]:
    """A step is told from the row before, where that is shown and can be compared."""
    before: tuple[Counted, Known] | None = None
    for one in counted_once(delivered, reviews, row.approved_on):
        if one.year not in wanted:
            continue
        known = known_of(one.counts, least)
        yield year_row(row, one, known, _step(before, one, known, today), today, least)
        if one.span is not None:
            before = one, known


def _step(
    before: tuple[Counted, Known] | None, one: Counted, known: Known, today: date
) -> int | None:
    """How many more enrolled than in the row before; None where that can't or may not be said."""
    if before is None or before[0].span is None or one.span is None:
        return None
    if not comparable(before[0].span, one.span, today):
        return None
    if "enrolled" in known.hidden or "enrolled" in before[1].hidden:
        return None
    was, now = before[0].counts["enrolled"], one.counts["enrolled"]
    return None if was is None or now is None else now - was


def year_row(
    row: ListedRow, one: Counted, known: Known, step: int | None, today: date, least: int | None
) -> Year:
    counts, said, hidden = known
    answers = one.review.answers if one.review else {}
    asked = [each for each in answers.get("feedback", ()) if each.get("group") == "learners"]
    told = [feedback(each, least) for each in asked]
    first, last = one.span or (None, None)
    return Year(
        listing=row.ref,
        title=row.title,
        year=one.year,
        counts=_of_what(one, today),
        source=one.source or (ELSEWHERE if one.elsewhere else ""),
        first_day=first.isoformat() if first and first > date.min else None,
        last_day=last.isoformat() if last else None,
        enrolments=None if "enrolled" in hidden else counts["enrolled"],
        enrolled="" if one.elsewhere else said["enrolled"],
        trend=step,
        went=trend(step),
        completions=None if "completed" in hidden else counts["completed"],
        completed="" if one.elsewhere else said["completed"],
        rate=None if hidden else rate(counts),
        of_ended=LEFT_OUT if hidden else "" if one.elsewhere else rate_told(counts),
        need=str(answers.get("need", {}).get("still_needed", "")),
        feedback="; ".join(each.score for each in told if each.score),
        answered=added(each.answered for each in told) if told else None,
        said="; ".join(each.said for each in told),
        decision=one.review.decision or "" if one.review else "",
        left_out=_left_out(hidden, told),
    )


def _of_what(one: Counted, today: date) -> str:
    """What the figures of a row count, in words."""
    if one.elsewhere:
        return "its cohorts, by year" if one.elsewhere == COHORTS else "earlier re-evaluations"
    if one.span is None:
        return ""
    first, last = one.span
    if one.source == COHORTS:
        return f"cohorts of {one.year}{'' if last <= today else ', not over'}"
    begins = f"{spoken(first)} " if first > date.min else ""
    return f"{begins}to {spoken(last)}"


def known_of(counts: Counts, least: int | None) -> Known:
    as_they_are = {name: UNKNOWN if n is None else str(n) for name, n in counts.items()}
    if least is None:
        return Known(counts, as_they_are, ())
    said = shown(counts, least, {"enrolled": ("completed", "withdrawn", "still_active")})
    hidden = {name for name, n in counts.items() if n is not None and said[name] != str(n)}
    return Known(counts, said, hidden)


class Feedback(NamedTuple):
    """What learners said, with how many answered, as it may be shown."""

    said: str
    score: str = ""
    answered: int | None = None
    hidden: bool = False


def feedback(told: Mapping[str, Any], least: int | None) -> Feedback:
    n, score = told.get("n"), str(told.get("score", ""))
    number = n if isinstance(n, int) else None
    if least is not None:
        if number is None:
            return Feedback("not shown: how many answered is not known", hidden=True)
        if 0 < number < least:
            return Feedback(f"fewer than {least} answered", hidden=True)
    return Feedback(score if number is None else f"{score} (n {number})", score, number)


def _left_out(hidden: Collection[str], told: Collection[Feedback]) -> str:
    """What is known and not shown, by its keys for programs."""
    found = [
        key
        for key, of in (("enrolments", "enrolled"), ("completions", "completed"))
        if of in hidden
    ]
    found += ["rate"] if hidden else []
    found += ["feedback"] if any(each.hidden for each in told) else []
    return ", ".join(found)
