"""What was approved and is not delivered, as its report shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.paused import intakes
from mcapproval.actions.desk import Desk
from mcapproval.actions.lookup import known_provider
from mcapproval.actions.reporting.slices import after_place, page_of
from mcapproval.actions.reporting.taught import (
    TEACH_OUT,
    Known,
    Seen,
    counted_said,
    in_order,
    place_of,
    seen_of,
)
from mcapproval.clock import add_months, months_between, spoken
from mcapproval.reports.paging import EVERYTHING, Page, Slice
from mcapproval.reports.places import day, written
from mcapproval.reports.undelivered import (
    BESIDES,
    ENDED,
    NEVER,
    NO_COHORT,
    NOT_KNOWN,
    OVER,
    Lapse,
    Undelivered,
)
from mcapproval.rules.deliveries import months_from
from mcapproval.rules.law import Law
from mcapproval.rules.texts import clauses
from mcapproval.store.counting import MANY
from mcapproval.store.reported import undelivered as kept
from mcapproval.store.reported.undelivered import Place, Sought, UndeliveredRow

SINCE = {"the day since which nothing is delivered": day}
"""What a place in the order has beside the reference."""

SLACK = timedelta(5)
"""By how much a count of months may be off at the end of a month."""


def undelivered(
    desk: Desk,
    months: int | None = None,
    provider: str | None = None,
    asked: Slice = EVERYTHING,
    sums: bool = True,
) -> Page[Undelivered]:
    """What was approved and has no cohort that began, the longest first; with `months` what was
    delivered, and to nobody for so many, too. With `sums` what may lapse is counted beside it, as
    `OVER` and `BESIDES` say, where all are asked for or there are no more than MANY. Unknown for a
    provider that nothing names.
    """
    held = lapse_on(desk.today).months
    until = None if months is None else add_months(desk.today, -months).isoformat()
    sought = Sought(desk.today.isoformat(), until, provider)
    with desk.reading() as connection:
        known_provider(connection, provider)
        if asked.first is not None and kept.counted(connection, sought) > MANY:
            return _of_many(connection, sought, asked, desk.today)
        begins = _begins(connection, asked, sought.today)
        wider = sought._replace(until=_ended_by(desk.today, until, held)) if held else sought
        sums = sums and (asked.first is None or kept.counted(connection, wider) <= MANY)
        those: list[Seen] = []
        many, over = 0, {OVER: 0, BESIDES: 0}
        for seen in in_order(connection, wider if sums else sought):
            if within := _is_within(seen, until):
                many += 1
                if (begins is None or seen.place > begins) and len(those) != asked.one_more:
                    those.append(seen)
            lapses = _lapses(seen, held, desk.today)
            over[OVER if within else BESIDES] += _is_over(lapses, desk.today)
        page = page_of(
            those,
            asked,
            lambda some: _rows(connection, some, desk.today),
            lambda: min(many, MANY + 1),
            lambda seen: written(seen.row.ref, seen.since),
        )
        return replace(page, sums=over) if sums else page


def _of_many(
    connection: Connection, sought: Sought, asked: Slice, today: date
) -> Page[Undelivered]:
    """Of more than MANY, those with no cohort for longest first: what else tells of delivery would
    have to be asked of all before the first is known.
    """
    after = after_place(asked, SINCE, partial(kept.since_now, connection, sought.today))
    place = after and Place(after.ref, *(after.values or ()))
    those: list[Seen] = []
    while rows := kept.page(connection, sought, asked.one_more, place):
        those += [seen for seen in seen_of(connection, rows) if _is_within(seen, sought.until)]
        place = Place(rows[-1].ref, rows[-1].since)
        if asked.one_more is None or len(those) >= asked.one_more:
            break
    return page_of(
        those[: asked.one_more],
        asked,
        lambda some: _rows(connection, some, today),
        lambda: MANY + 1 if sought.until is None else None,
        lambda seen: written(seen.row.ref, seen.row.since),
    )


def _is_within(seen: Seen, until: str | None) -> bool:
    """Whether it had no cohort, or no learners after a day where one is asked for."""
    return not seen.row.last or (until is not None and (seen.since or "") <= until)


def _ended_by(today: date, until: str | None, held: int) -> str:
    """By which day the last cohort ended of what is asked for, or may lapse."""
    return max(until or "", (add_months(today, -held) + SLACK).isoformat())


def _begins(connection: Connection, asked: Slice, today: str) -> tuple[bool, str, str] | None:
    """The place after which a page begins; None for the first."""

    def now(ref: str) -> tuple[str | None] | None:
        row = kept.one(connection, today, ref)
        return None if row is None else (next(seen_of(connection, [row])).since,)

    after = after_place(asked, SINCE, now)
    return None if after is None else place_of((after.values or (None,))[0], after.ref)


def _rows(connection: Connection, some: Sequence[Seen], today: date) -> Iterator[Undelivered]:
    refs = [seen.row.ref for seen in some]
    ending = kept.accredited(connection, refs, [TEACH_OUT])
    intake = intakes(connection, today, refs)
    held = lapse_on(today).months
    for seen in some:
        ref = seen.row.ref
        ends = ending.get(ref, [])
        bodies = sorted({*seen.known.holding, *ends})
        words = ", ".join(bodies) or "nobody", ", ".join(ends), intake.get(ref, "")
        yield _told(seen, today, _lapses(seen, held, today), *words)


def lapse_on(day: date) -> Lapse:
    """How long nothing may be delivered, by the law of a day."""
    found = Law(day).maybe("idle", "months")
    if found is None:
        return Lapse(day, None, "")
    return Lapse(day, int(found.value), f"IDLE: {clauses()[found.clause].citation}")


def _told(
    seen: Seen, today: date, lapses: str, accredited: str, teaching_out: str, intake: str
) -> Undelivered:
    row, since = seen.row, seen.since
    delivery, words = _delivered(row, seen.known)
    begins = date.fromisoformat(since) if since else None
    return Undelivered(
        row.ref,
        row.number or "",
        row.title,
        row.provider,
        row.status,
        row.approved_on or "",
        delivery,
        words,
        since or "",
        months_between(begins, today) if begins and delivery != NOT_KNOWN else None,
        lapses,
        "yes" if _is_over(lapses, today) else "no",
        row.planned or "",
        accredited,
        teaching_out,
        intake,
        row.number_version if row.number else None,
    )


def _is_over(lapses: str, today: date) -> bool:
    return "" < lapses <= today.isoformat()


def _lapses(seen: Seen, held: int | None, today: date) -> str:
    """From when an accreditation that is held may lapse; empty where nothing tells, or none is, or
    the learners of the year since are still to be counted."""
    row, known = seen
    if row.last:
        unused: str | None = seen.since
    else:
        unused = known.until if known.taught else row.since
    if not (unused and held and known.holding):
        return ""
    on = months_from(date.fromisoformat(unused), held)
    waits = unused == known.counted and known.awaited and today < known.awaited
    return on.isoformat() if on and not (waits and on <= today) else ""


def _delivered(row: UndeliveredRow, known: Known) -> tuple[str, str]:
    """What is known of its delivery, and the same in words."""
    if row.last:
        counted = known.counted or ""
        return ENDED, f"{row.last}, {counted_said(counted)}" if counted > row.last else row.last
    if known.taught:
        return NO_COHORT, f"{known.taught.said}, no cohort recorded"
    if row.imported_on:
        return NOT_KNOWN, f"not known before {spoken(date.fromisoformat(row.imported_on))}"
    return NEVER, "never"
