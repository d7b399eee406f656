"""The requests for information of outside bodies: rates, replies, causes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import kept_definition
from mcapproval.actions.desk import Desk
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import known_provider
from mcapproval.actions.people.known import ERASED
from mcapproval.actions.reporting.slices import TOGETHER, page_of, uncounted
from mcapproval.batches import batched
from mcapproval.draft.asked_about import WORDS, asked_about
from mcapproval.draft.help import question
from mcapproval.errors import Unknown
from mcapproval.reports.paging import EVERYTHING, Page, Slice
from mcapproval.reports.requests import Asked, Cause, Rate
from mcapproval.reports.shares import NINE_IN_TEN, median, share
from mcapproval.store.keep import texts
from mcapproval.store.reported import requests as kept
from mcapproval.store.reported.requests import Imported, Request, Waits
from mcapproval.store.waiting import definitions_in_use
from mcapproval.workflow.clocks import calendar_of
from mcapproval.working_days import Calendar

OTHER = "other"
"""Is said of a request of which the words tell no question of a draft."""


def rates(desk: Desk, provider: str | None = None) -> tuple[list[Rate], Imported]:
    """By the year in which they were sent, and by kind; and what is not among them, since it was
    sent before an import. Unknown for a provider that nothing in the records names."""
    with desk.reading() as connection:
        known_provider(connection, provider)
        imported = kept.imported(connection, provider)
        calendar = calendar_of(policy_for(connection, provider or "", desk.today))
        sent = {row[:2]: row.many for row in kept.sent(connection, provider)}
        asked = {row[:2]: row for row in kept.asked(connection, provider)}
        waits: dict[tuple[str, str], list[Waits]] = defaultdict(list)
        for wait in kept.waits(connection, _moves(connection), provider):
            waits[wait[:2]].append(wait)
    found = [
        Rate(
            *key,
            many,
            asked[key].applications if key in asked else 0,
            sum(wait.many for wait in waits[key]),
            asked[key].requests if key in asked else 0,
            asked[key].open if key in asked else 0,
            *_days(waits[key], calendar),
        )
        for key, many in sorted(sent.items())
    ]
    return found, imported


def _moves(connection: Connection) -> set[str]:
    """The moves by which a request is recorded, in any workflow in use."""
    found = (kept_definition(connection, *each) for each in definitions_in_use(connection))
    return {
        move.name
        for definition in found
        for move in definition.moves
        if any(opens.item == kept.INFORMATION for opens in move.opens)
    }


def _days(
    waits: Iterable[Waits], calendar: Calendar
) -> tuple[int | None, int | None, int | None, int | None]:
    """Median, nine in ten and longest in days, and the median in working days."""
    days, working = Counter[int](), Counter[int]()
    for wait in waits:
        if wait.until_day is not None:
            first, last = date.fromisoformat(wait.from_day), date.fromisoformat(wait.until_day)
            days[(last - first).days] += wait.many
            working[calendar.between(first, last)] += wait.many
    longest = max(days, default=None)
    return median(days), share(days, NINE_IN_TEN), longest, median(working)


def causes(desk: Desk, provider: str | None, last: int) -> tuple[list[Cause], int, int]:
    """What the last requests were about, what came most often first; how many were looked at, and
    of how many applications."""
    with desk.reading() as connection:
        known_provider(connection, provider)
        return caused(connection, provider, last)


def caused(
    connection: Connection, provider: str | None, last: int, without: str | None = None
) -> tuple[list[Cause], int, int]:
    """The same, but for the requests about one case."""
    requests: Counter[str] = Counter()
    cases: dict[str, set[str]] = defaultdict(set)
    newest: dict[str, tuple[Request, str]] = {}
    looked_at, all_cases = 0, set()
    for request, says in _said(connection, kept.newest(connection, provider, last, without)):
        looked_at += 1
        all_cases.add(request.ref)
        for key in _about(says):
            requests[key] += 1
            cases[key].add(request.ref)
            if key not in newest or newest[key][1] == ERASED:
                newest[key] = request, says
    found = [
        Cause(
            key,
            title_of(key),
            len(cases[key]),
            requests[key],
            newest[key][0].opened_on,
            newest[key][1],
        )
        for key in sorted(requests, key=lambda key: (-len(cases[key]), -requests[key], key))
    ]
    return found, looked_at, len(all_cases)


def _said(connection: Connection, found: Iterable[Request]) -> Iterator[tuple[Request, str]]:
    """Each request with its words, read a piece at a time."""
    for piece in batched(found, TOGETHER):
        told = texts(connection, {request.says for request in piece})
        for request in piece:
            yield request, str(told.get(request.says, ERASED))


def _about(says: str) -> Sequence[str]:
    return asked_about(says) or (OTHER,)


def title_of(key: str) -> str:
    """A question of the draft as it is called; what is about none of them is something else."""
    found = question(key)
    return found.title if found else "Something else"


def listed(
    desk: Desk, cause: str | None = None, provider: str | None = None, asked: Slice = EVERYTHING
) -> Page[Asked]:
    """The last requests in their words, of one cause where it is named; so many of them as `asked`.

    Unknown for a cause that there is not.
    """
    known = (*WORDS, OTHER)
    if cause is not None and cause not in known:
        raise Unknown(f"no request is about {cause}", f"it may be one of: {', '.join(known)}")
    found: list[Asked] = []
    with desk.reading() as connection:
        known_provider(connection, provider)
        for request, says in _said(connection, kept.newest(connection, provider)):
            about = _about(says)
            if cause not in (None, *about):
                continue
            found.append(
                Asked(
                    request.opened_on,
                    request.ref,
                    request.number,
                    request.round,
                    request.state,
                    ", ".join(title_of(key) for key in about),
                    request.touches or "",
                    request.provider,
                    request.title,
                    says,
                )
            )
            if len(found) == asked.one_more:
                break
    return page_of(found, asked, tuple, uncounted, lambda row: f"{row.ref}:{row.item}")
