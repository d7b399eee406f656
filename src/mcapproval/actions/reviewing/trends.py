"""How micro-credentials do over the years, from their deliveries and their re-evaluations."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection

from mcapproval.actions.deliveries.counted import added, cohorts
from mcapproval.actions.desk import Desk, about
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import known_provider, listing_row
from mcapproval.actions.papers.house import house_of
from mcapproval.actions.reporting.slices import after_ref
from mcapproval.actions.reviewing.filled_in import COUNTS as ANSWERED
from mcapproval.documents.reviews.trends import TrendFacts, YearsOf
from mcapproval.policy.small_counts import LEFT_OUT, shown
from mcapproval.reports.paging import EVERYTHING, Page, Slice
from mcapproval.reports.trends import UNKNOWN, Year, rate, trend
from mcapproval.store.reported import listed
from mcapproval.store.reported.listed import ListedRow, Wanted
from mcapproval.store.rows.folded import Delivery, Listing
from mcapproval.store.whole import Decided, decided

COUNTS = {
    ours: theirs
    for theirs, ours in ANSWERED.items()
    if ours in ("enrolled", "completed", "withdrawn", "still_active")
}
"""What is shown or reckoned with, by its name in a re-evaluation."""

Counts = Mapping[str, int | None]
Cohorts = Mapping[int, Collection[Delivery]]


class Known(NamedTuple):
    """The counts of a year, and as they may be shown. `hidden` are those that are not: with a rate,
    or a step to or from one, they could be told.
    """

    counts: Counts
    said: Mapping[str, str]
    hidden: Collection[str]


def trends(
    desk: Desk,
    years: int,
    provider: str | None = None,
    listing: str | None = None,
    shared: bool = False,
) -> tuple[Year, ...]:
    """Each of so many years up to this one, by micro-credential, in the order of the references.

    `shared`: counts that could say who learners were are left out, with what would tell them.
    """
    return trends_page(desk, years, provider, listing, shared).rows


def trends_page(
    desk: Desk,
    years: int,
    provider: str | None = None,
    listing: str | None = None,
    shared: bool = False,
    asked: Slice = EVERYTHING,
) -> Page[Year]:
    """The same of so many micro-credentials at a time, after one of them."""
    with desk.reading() as connection:
        found = _found(connection, provider, listing, asked)
        rows = found[: asked.first]
        least = {
            of: policy_for(connection, of, desk.today).share_at_least if shared else None
            for of in {row.provider for row in rows}
        }
        this = desk.today.year
        wanted = range(this - years + 1, this + 1)
        delivered = cohorts(connection, [row.ref for row in rows])
        reviews: dict[str, dict[int, Decided]] = {}
        for review in decided(connection, [row.ref for row in rows]):
            reviews.setdefault(review.listing, {})[int(review.decided_on[:4])] = review
    shown = tuple(
        year
        for row in rows
        for year in _years(
            row,
            delivered.get(row.ref, {}),
            reviews.get(row.ref, {}),
            wanted,
            least[row.provider],
        )
    )
    last = rows[-1].ref if len(found) > len(rows) else None
    whole = last is None and asked.after is None
    return Page(shown, len(shown) if whole else None, last=last)


def trend_facts(desk: Desk, rows: Iterable[Year], provider: str | None) -> TrendFacts:
    """The same, to be drawn."""
    by: dict[str, list[Year]] = {}
    for row in rows:
        by.setdefault(row.listing, []).append(row)
    with desk.reading() as connection:
        records = about(connection)
        house = house_of(connection, provider or records.provider, desk.today)
    each = tuple(
        YearsOf(
            f"{found[0].title} ({ref})",
            tuple((str(y.year), (y.enrolments, y.completions)) for y in found),
            tuple((str(y.year), y.trend, y.rate, y.need, y.feedback, y.decision) for y in found),
        )
        for ref, found in by.items()
    )
    return TrendFacts(each, desk.today, records.simulated, house)


def _found(
    connection: Connection, provider: str | None, listing: str | None, asked: Slice
) -> list[ListedRow]:
    """The micro-credentials of a page, and the one after it."""
    known_provider(connection, provider)
    one = listing_row(connection, listing).ref if listing else None
    wanted = Wanted(provider=provider, ref=one)
    after = after_ref(connection, asked, Listing)
    return listed.page(connection, wanted, asked.one_more, after)


def _years(
    row: ListedRow,
    delivered: Cohorts,
    reviews: Mapping[int, Decided],
    wanted: range,
    least: int | None,
) -> Iterator[Year]:
    before = None
    for year in sorted({*delivered, *reviews}):
        review = reviews.get(year)
        answers = review.answers if review else {}
        counts = _counts(delivered.get(year, ()), answers)
        known = _known(counts, least)
        if year in wanted:
            yield _year(row, year, known, before, answers, review, least)
        if counts["enrolled"] is not None:
            before = counts["enrolled"] if "enrolled" not in known.hidden else None


def _counts(of: Collection[Delivery], answers: Mapping[str, Any]) -> Counts:
    """Of the deliveries of a year; where there are none, as the re-evaluation was answered."""
    if of:
        return {name: added(getattr(each, name) for each in of) for name in COUNTS}
    told = [row for row in answers.get("delivery", ()) if isinstance(row, Mapping)]
    return {
        ours: added(row.get(theirs) for row in told) if told else None
        for ours, theirs in COUNTS.items()
    }


def _year(
    row: ListedRow,
    year: int,
    known: Known,
    before: int | None,
    answers: Mapping[str, Any],
    review: Decided | None,
    least: int | None,
) -> Year:
    counts, said, hidden = known
    asked = [each for each in answers.get("feedback", ()) if each.get("group") == "learners"]
    return Year(
        row.ref,
        row.title,
        year,
        said["enrolled"],
        trend(before, counts["enrolled"]) if "enrolled" not in hidden else "",
        said["completed"],
        LEFT_OUT if hidden else rate(counts),
        str(answers.get("need", {}).get("still_needed", "")),
        "; ".join(_feedback(each, least) for each in asked),
        review.decision or "" if review else "",
    )


def _known(counts: Counts, least: int | None) -> Known:
    as_they_are = {name: UNKNOWN if n is None else str(n) for name, n in counts.items()}
    if least is None:
        return Known(counts, as_they_are, ())
    said = shown(counts, least, {"enrolled": ("completed", "withdrawn", "still_active")})
    hidden = {name for name, n in counts.items() if n is not None and said[name] != str(n)}
    return Known(counts, said, hidden)


def _feedback(told: Mapping[str, Any], least: int | None) -> str:
    n, score = told.get("n"), told.get("score", "")
    if least is not None:
        if not isinstance(n, int):
            return "not shown: how many answered is not known"
        if 0 < n < least:
            return f"fewer than {least} answered"
    return f"{score} (n {n})" if n is not None else str(score)
