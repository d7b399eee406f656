"""Evidence of need across the portfolio: of which kinds there is some, how old the newest is, and
which criteria nothing serves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mcapproval.clock import spoken
from mcapproval.reports import named
from mcapproval.reports.chart import Chart
from mcapproval.reports.paging import Page
from mcapproval.reports.table import Column, Table

CASE = (
    Column("ref", "Case", whole=True),
    Column("title", "Micro-credential", bare=True),
    Column("provider", "Provider", only="data"),
    Column("items", "Items", right=True),
    Column("newest", "Newest", day=True),
    Column("months", "Months old", right=True),
    Column("limit_months", "Limit", right=True),
    Column("standing", "Stands"),
    Column("kinds", "By kind", only="data"),
    Column("kinds_said", "by kind", below=True, only="text"),
    Column("missing", "nothing serves", below=True),
)
BOTH = (
    Column("ref", "Case", whole=True),
    Column("title", "Micro-credential", bare=True),
    Column("provider", "Provider", only="data"),
    Column("kind", "Kind", names=named.KIND),
    Column("items", "Items", right=True),
    Column("newest", "Newest", day=True),
    Column("months", "Months old", right=True),
    Column("limit_months", "Limit", right=True),
    Column("too_old", "Too old"),
)
KIND = (
    Column("kind", "Kind", names=named.KIND),
    Column("cases", "Have some", right=True),
    Column("of", "Of", right=True),
    Column("items", "Items", right=True),
    Column("newest", "Newest", day=True),
    Column("oldest", "Oldest of the newest", day=True),
    Column("too_old", "Newest too old", right=True),
)

NONE, NO_DAY, ERASED = "none", "no day", "erased"
OLDER, TOO_OLD, SOME, IN_DATE = "older than a review", "too old", "some too old", "in date"
STANDINGS = (IN_DATE, SOME, TOO_OLD, OLDER, NO_DAY, NONE, ERASED)
"""How the evidence of one stands, as the chart has them."""

EMPTY = "There is no micro-credential and no application under way."


@dataclass(frozen=True, slots=True)
class Kind:
    """The evidence of one kind: how many items, and the day and whole months of the newest, "" and
    None where none is dated by the day of the report."""

    kind: str
    items: int
    newest: str
    months: int | None
    too_old: bool


@dataclass(frozen=True, slots=True)
class Evidenced:
    """The evidence of need of a micro-credential, with what its re-evaluations gathered afresh, or
    of an application under way. `limit_months` is how old it may be by the policy of its provider;
    `missing` are the criteria that nothing serves, in words, where there is any evidence.
    """

    ref: str
    title: str
    provider: str
    kinds: tuple[Kind, ...]
    limit_months: int
    standing: str
    missing: tuple[str, ...]

    @property
    def newest(self) -> Kind | None:
        dated = [each for each in self.kinds if each.newest]
        return max(dated, key=lambda each: each.newest, default=None)


@dataclass(frozen=True, slots=True)
class KindSum:
    """Of `of` cases, how many have some of a kind; `oldest` is the day of what is newest where that
    is the longest ago, `too_old` in how many the newest of the kind is too old."""

    kind: str
    cases: int
    of: int
    items: int
    newest: str
    oldest: str
    too_old: int


def by_case(page: Page[Evidenced]) -> Table:
    rows = [
        {
            "ref": row.ref,
            "title": row.title,
            "provider": row.provider,
            "items": sum(each.items for each in row.kinds),
            "newest": row.newest.newest if row.newest else "",
            "months": row.newest.months if row.newest else None,
            "limit_months": row.limit_months,
            "standing": row.standing,
            "kinds": "; ".join(map(_told, row.kinds)),
            "kinds_said": "; ".join(map(_said, row.kinds)),
            "missing": "; ".join(row.missing),
        }
        for row in page.rows
    ]
    return Table(CASE, tuple(rows), EMPTY, _note(page))


def _told(each: Kind) -> str:
    dated = f", newest {each.newest}" if each.newest else ", no day"
    return f"{each.kind} {each.items}{dated}{' (too old)' if each.too_old else ''}"


def _said(each: Kind) -> str:
    day = spoken(date.fromisoformat(each.newest)) if each.newest else ""
    return _told(replace(each, kind=named.in_words(each.kind), newest=day))


def _note(page: Page[Evidenced]) -> str:
    without = sum(row.standing == NONE for row in page.rows)
    old = sum(row.standing in (OLDER, TOO_OLD) for row in page.rows)
    gaps = sum(bool(row.missing) for row in page.rows)
    sums = (
        f": {without} without evidence of need in these records, {old} with none that is new "
        f"enough, {gaps} with a criterion that nothing serves"
    )
    kinds = "" if page.whole else " All of them added up: `mcapproval report evidence --by kind`."
    return (
        f"{page.said('case')}{page.of_all(sums)}.{kinds} "
        "Limit: months that evidence may be old by the provider's policy."
    )


def by_both(page: Page[Evidenced]) -> Table:
    rows = [
        {
            "ref": row.ref,
            "title": row.title,
            "provider": row.provider,
            "kind": each.kind,
            "items": each.items,
            "newest": each.newest,
            "months": each.months,
            "limit_months": row.limit_months,
            "too_old": "yes" if each.too_old else "no",
        }
        for row in page.rows
        for each in row.kinds
    ]
    empty = EMPTY if not page.rows else "None of them has evidence of need."
    return Table(BOTH, tuple(rows), empty, _note(page))


def by_kind(sums: Sequence[KindSum], of: int, without: int) -> Table:
    """`without` are those of the `of` that have no evidence of need at all."""
    rows = tuple({column.key: getattr(each, column.key) for column in KIND} for each in sums)
    many = "case" if of == 1 else "cases"
    empty = f"None of {of} {many} has evidence of need." if of else EMPTY
    note = f"{of} {many}, {without} without evidence of need in these records."
    return Table(KIND, rows, empty, note)


def chart_of_standing(rows: Iterable[Evidenced]) -> Chart:
    counts = dict.fromkeys(STANDINGS, 0)
    for row in rows:
        counts[row.standing] += 1
    bars = tuple((name, number) for name, number in counts.items() if number)
    return Chart("How the evidence of need stands", "cases", bars)


def chart_of_kinds(sums: Sequence[KindSum]) -> Chart:
    bars = tuple((named.in_words(each.kind), each.cases) for each in sums)
    return Chart("Cases with evidence of each kind", "cases", bars)
