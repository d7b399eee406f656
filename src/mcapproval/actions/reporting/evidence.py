"""The evidence of need of everything that stands or is under way, as its report shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import kept_definition
from mcapproval.actions.cases.standing.approved import standing_hashes
from mcapproval.actions.desk import Desk
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import known_provider
from mcapproval.actions.reporting.slices import TOGETHER, after_ref, page_of
from mcapproval.batches import batched
from mcapproval.clock import add_months, add_years, months_between
from mcapproval.draft.content import from_content
from mcapproval.draft.model import Draft
from mcapproval.reports import evidence as told
from mcapproval.reports.evidence import Evidenced, Kind, KindSum
from mcapproval.reports.paging import EVERYTHING, Page, Slice
from mcapproval.rules.asked import day_of
from mcapproval.rules.coverage import coverage, served_by_need
from mcapproval.rules.texts import CRITERIA
from mcapproval.store.reported import evidenced
from mcapproval.store.reported.evidenced import States, Subject
from mcapproval.store.rows.folded import Application, Listing
from mcapproval.store.waiting import definitions_in_use
from mcapproval.store.whole import contents, decided

TRACK = "application"

OTHER = "other"
"""The kind of what says none."""

Item = tuple[str, date | None]
"""The kind of a piece of evidence, and its day."""

Limit = Callable[[str], int]
"""Months that evidence may be old, by the policy of a provider."""


def evidence(desk: Desk, provider: str | None = None, asked: Slice = EVERYTHING) -> Page[Evidenced]:
    """Micro-credentials that have not come to their end, then applications under way, each in the
    order of references. Unknown for a provider that nothing names.
    """
    with desk.reading() as connection:
        under_way = _asked_of(connection, provider)
        after = after_ref(connection, asked, Listing, Application)
        found = evidenced.page(connection, under_way, provider, asked.one_more, after)
        limit = _limits(connection, desk.today)
        return page_of(
            found,
            asked,
            lambda rows: _evidenced(connection, rows, limit, desk.today),
            lambda: evidenced.counted(connection, under_way, provider),
            lambda row: row.ref,
        )


def evidence_sums(desk: Desk, provider: str | None = None) -> tuple[list[KindSum], int, int]:
    """By kind, the most common first; how many cases there are; and how many have none at all."""
    kinds: dict[str, list[Kind]] = {}
    count = without = 0
    with desk.reading() as connection:
        under_way = _asked_of(connection, provider)
        rows = evidenced.page(connection, under_way, provider, None, None)
        for row in _evidenced(connection, rows, _limits(connection, desk.today), desk.today):
            count, without = count + 1, without + (row.standing == told.NONE)
            for each in row.kinds:
                kinds.setdefault(each.kind, []).append(each)
    sums = [_sum(kind, found, count) for kind, found in kinds.items()]
    return sorted(sums, key=lambda each: (-each.cases, each.kind)), count, without


def _sum(kind: str, found: Sequence[Kind], count: int) -> KindSum:
    days = [each.newest for each in found if each.newest]
    items, old = sum(each.items for each in found), sum(each.too_old for each in found)
    newest, oldest = max(days, default=""), min(days, default="")
    return KindSum(kind, len(found), count, items, newest, oldest, old)


def _asked_of(connection: Connection, provider: str | None) -> States:
    """The states in which an application goes on, by definition."""
    known_provider(connection, provider)
    used = definitions_in_use(connection)
    definitions = {name: kept_definition(connection, name, ref) for name, ref in used}
    return {
        name: [key for key, state in definition.states.items() if not state.end]
        for name, definition in definitions.items()
        if definition.case == TRACK
    }


def _limits(connection: Connection, today: date) -> Limit:
    return cache(lambda provider: policy_for(connection, provider, today).need_months)


def _evidenced(
    connection: Connection, rows: Sequence[Subject], limit: Limit, today: date
) -> Iterator[Evidenced]:
    for piece in batched(rows, TOGETHER):
        firsts = {row.ref: row.application for row in piece if row.application}
        named = standing_hashes(connection, firsts)
        named |= {row.ref: row.content for row in piece if row.content}
        kept = contents(connection, named.values())
        afresh: dict[str, list[Mapping[str, Any]]] = {}
        for review in decided(connection, firsts, ("need",)):
            need = review.answers.get("need", {})
            afresh.setdefault(review.listing, []).extend(need.get("evidence") or ())
        for row in piece:
            data = kept.get(named[row.ref])
            yield _of(row, data, afresh.get(row.ref, ()), limit(row.provider), today)


def _of(
    row: Subject,
    data: Mapping[str, Any] | None,
    afresh: Sequence[Mapping[str, Any]],
    limit: int,
    today: date,
) -> Evidenced:
    draft = from_content(data or {})
    written = [each for _, each in draft.rows("/need/evidence")]
    items = [_item(each, today) for each in (*written, *afresh)]
    oldest = add_months(today, -limit)
    by_kind: dict[str, list[Item]] = {}
    for item in items:
        by_kind.setdefault(item[0], []).append(item)
    kinds = tuple(_kind(kind, by_kind[kind], oldest, today) for kind in sorted(by_kind))
    missing = _missing(draft, bool(afresh)) if items else ()
    standing = told.ERASED if data is None else _standing(kinds, items, oldest, draft, today)
    return Evidenced(row.ref, row.title, row.provider, kinds, limit, standing, missing)


def _missing(draft: Draft, afresh: bool) -> tuple[str, ...]:
    """The criteria, in words, that neither the draft serves nor what was gathered `afresh`."""
    served = served_by_need() if afresh else ()
    return tuple(CRITERIA[slug] for slug in coverage(draft).gaps() if slug not in served)


def _item(row: Mapping[str, Any], today: date) -> Item:
    """A day that has not come proves nothing."""
    day, kind = day_of(row.get("dated")), row.get("type")
    return kind if isinstance(kind, str) else OTHER, day if day and day <= today else None


def _kind(kind: str, items: Sequence[Item], oldest: date, today: date) -> Kind:
    newest = max((day for _, day in items if day), default=None)
    if newest is None:
        return Kind(kind, len(items), "", None, False)
    return Kind(
        kind, len(items), newest.isoformat(), months_between(newest, today), newest < oldest
    )


def _standing(
    kinds: Sequence[Kind], items: Sequence[Item], oldest: date, draft: Draft, today: date
) -> str:
    newest = max((day for _, day in items if day), default=None)
    if newest is None:
        return told.NO_DAY if items else told.NONE
    years = draft.whole("/review_period_years")
    if years and add_years(newest, years) < today:
        return told.OLDER
    if newest < oldest:
        return told.TOO_OLD
    return told.SOME if any(each.too_old for each in kinds) else told.IN_DATE
