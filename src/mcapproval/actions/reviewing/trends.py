"""How micro-credentials do over the years, from their deliveries and their re-evaluations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.deliveries.counted import Counted, added, years_of
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
from mcapproval.store.rows.folded import Listing
from mcapproval.store.whole import Decided, decided

COUNTS = ("enrolled", "completed", "withdrawn", "still_active")
Counts = Mapping[str, int | None]
Delivered = Mapping[int, tuple[Counted, ...]]


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
        found = list(_wanted(connection, provider, listing, asked))
        rows = found[: asked.first]
        least = {
            of: policy_for(connection, of, desk.today).share_at_least if shared else None
            for of in {of for _, of in rows}
        }
        first = desk.today.year - years + 1
        delivered = years_of(connection, [row.ref for row, _ in rows])
        reviews: dict[str, dict[int, Decided]] = {}
        for review in decided(connection, [row.ref for row, _ in rows]):
            reviews.setdefault(review.listing, {})[int(review.decided_on[:4])] = review
    shown = tuple(
        year
        for row, of in rows
        for year in _years(
            row,
            delivered.get(row.ref, {}),
            reviews.get(row.ref, {}),
            range(first, desk.today.year + 1),
            least[of],
        )
    )
    last = rows[-1][0].ref if len(found) > len(rows) else None
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


def _wanted(
    connection: Connection, provider: str | None, listing: str | None, asked: Slice
) -> Iterator[tuple[ListedRow, str]]:
    known_provider(connection, provider)
    one = listing_row(connection, listing).ref if listing else None
    wanted = Wanted(provider=provider, ref=one)
    after = after_ref(connection, asked, Listing)
    for row in listed.page(connection, wanted, asked.one_more, after):
        yield row, row.provider


def _years(
    row: ListedRow,
    delivered: Delivered,
    reviews: Mapping[int, Decided],
    wanted: range,
    least: int | None,
) -> Iterator[Year]:
    before = None
    for year in sorted({*delivered, *reviews}):
        counts, answers = _of(year, delivered, reviews)
        if year in wanted:
            yield _year(row, year, counts, before, answers, reviews.get(year), least)
        if counts["enrolled"] is not None:
            before = counts["enrolled"] if "enrolled" not in _hidden(counts, least) else None


def _of(
    year: int, delivered: Delivered, reviews: Mapping[int, Decided]
) -> tuple[Counts, Mapping[str, Any]]:
    """The counts of a year, and what its re-evaluation was answered."""
    answers = reviews[year].answers if year in reviews else {}
    return _counts(delivered.get(year, ()), answers), answers


def _counts(of: Iterable[Counted], answers: Mapping[str, Any]) -> Counts:
    """Of the deliveries of a year; where there are none, as the re-evaluation was answered."""
    found: list[Mapping[str, int | None]] = [each.counts for each in of]
    if not found:
        told = [row for row in answers.get("delivery", ()) if isinstance(row, Mapping)]
        found = [{ours: row.get(theirs) for theirs, ours in ANSWERED.items()} for row in told]
    return {name: added(each.get(name) for each in found) if found else None for name in COUNTS}


def _year(
    row: ListedRow,
    year: int,
    counts: Counts,
    before: int | None,
    answers: Mapping[str, Any],
    review: Decided | None,
    least: int | None,
) -> Year:
    said, hidden = _said(counts, least), _hidden(counts, least)
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


def _said(counts: Counts, least: int | None) -> Mapping[str, str]:
    if least is not None:
        return shown(counts, least, {"enrolled": ("completed", "withdrawn", "still_active")})
    return {name: UNKNOWN if count is None else str(count) for name, count in counts.items()}


def _hidden(counts: Counts, least: int | None) -> set[str]:
    """The counts that are not shown: with a rate, or a step to or from one, they could be told."""
    said = _said(counts, least)
    return {
        name for name, count in counts.items() if count is not None and said[name] != str(count)
    }


def _feedback(told: Mapping[str, Any], least: int | None) -> str:
    n, score = told.get("n"), told.get("score", "")
    if least is not None:
        if not isinstance(n, int):
            return "not shown: how many answered is not known"
        if 0 < n < least:
            return f"fewer than {least} answered"
    return f"{score} (n {n})" if n is not None else str(score)
