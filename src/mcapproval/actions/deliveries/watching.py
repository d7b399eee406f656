"""What of deliveries falls due: reporting, an accreditation that lies idle, the end of a teach-out,
an intake where nobody new may enrol any more.

It is told of the accreditation on whose ground a delivery is held, else of the micro-credential.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from mcapproval.actions.cases.standing import ending
from mcapproval.actions.deliveries.by_review import awaited_until, counted_until, of_provider
from mcapproval.actions.deliveries.seats import seats
from mcapproval.actions.deliveries.standing import CLOSED, facts_of, reported, takes_in
from mcapproval.clock import add_days
from mcapproval.errors import NotInForce
from mcapproval.rules.deliveries import day, months_from, planned
from mcapproval.rules.idle import HOLDING, by_state, counts_awaited, last_day
from mcapproval.rules.law import Law
from mcapproval.store import queries
from mcapproval.store.gathering import gathered
from mcapproval.store.rows.folded import Accreditation, Case, Delivery, ImportBatch, Review
from mcapproval.workflow.notices import Times, Watched
from mcapproval.workflow.turns import IN_CHARGE

REPORTING, IDLE, TEACH_OUT, INTAKE = "reporting", "idle", "teach-out", "intake"
WORDS = {
    REPORTING: "report the completions of",
    IDLE: "nothing delivered for a year",
    TEACH_OUT: "goes on after the last day for learners under way:",
    INTAKE: "call off the intake, for nobody new may enrol:",
}
"""What a notice is about, in words that the reference of a delivery follows."""

AHEAD = 30
"""Days before an accreditation may lapse, as its workflow has them for the state of idleness."""


class Count(NamedTuple):
    """Until when a re-evaluation counted learners, and until when the next count is waited for."""

    until: date | None
    awaited: date | None


def watched(
    connection: Connection, cases: Sequence[Case], times: Callable[[str], Times], today: date
) -> dict[str, list[Watched]]:
    """What falls due of the deliveries that hang on cases, by case; `times` are a provider's."""
    granted = gathered(connection, Accreditation, "ref", {case.ref for case in cases})
    of = {case.ref: case.ref for case in cases if case.track == "listing"}
    of |= {ref: row.listing for ref, (row,) in granted.items()}
    own = _own(connection, set(of.values()))
    listings = gathered(connection, Case, "ref", {of[ref] for ref in own if ref in of})
    brought = any(case.imported for case in cases)
    brought |= any(row.imported for rows in own.values() for row in rows)
    brought |= any(row.imported for rows in listings.values() for row in rows)
    imports = imports_of(connection) if brought else {}
    holding = {of[case.ref] for case in cases if case.ref in granted and case.state in HOLDING}
    until = counted_until(connection, holding)
    reviews = gathered(connection, Review, "listing", {listing for listing, _ in until})
    found: dict[str, list[Watched]] = {}
    for case in cases:
        rows = own.get(case.ref, [])
        on = times(case.provider)
        due = [each for row in rows for each in _of_reporting(row, on, today, imports)]
        for accreditation in granted.get(case.ref, ()):
            taken_in = imports.get(case.imported or "")
            counted = of_provider(until, accreditation.listing, accreditation.provider)
            count = Count(counted, awaited_until(reviews.get(accreditation.listing, ()), counted))
            due += _of_idleness(case, accreditation, rows, today, taken_in, count)
        for listing in listings.get(of[case.ref], ()) if rows else ():
            due += _of_teach_out(connection, case, listing, rows)
            due += _of_intakes(listing, rows, imports.get(listing.imported or ""))
        found[case.ref] = due
    return found


def _own(connection: Connection, listings: Collection[str]) -> dict[str, list[Delivery]]:
    """The deliveries of micro-credentials that were not called off, by the case they hang on."""
    rows = gathered(connection, Delivery, "listing", listings)
    seat = seats(connection, set(rows))
    found: dict[str, list[Delivery]] = {}
    for row in (row for of_one in rows.values() for row in of_one if not row.cancelled):
        case = seat.get((row.listing, row.provider))
        found.setdefault(case.ref if case else row.listing, []).append(row)
    return found


def report_by(row: Delivery, today: date, imports: Mapping[str, date]) -> date | None:
    """By when completions are reported; None where nobody completed, or it is done or not known.

    Of what was imported without a word of it the day counts where it had not come on that of its
    import, which `imports` has: what was due before was done or missed elsewhere, and is counted
    among what we do not know yet.
    """
    months = Law(today).maybe("reporting", "months")
    on = row.completed_on or row.ends
    said = reported(row)
    if not (row.completed and on and months) or row.cancelled or said == "yes":
        return None
    due = months_from(date.fromisoformat(on), months.value)
    taken_in = imports.get(row.imported or "")
    awaited = taken_in is not None and due is not None and due >= taken_in
    return due if said == "no" or awaited else None


def imports_of(connection: Connection) -> dict[str, date]:
    """The day of each import."""
    rows = queries.many(connection, ImportBatch)
    return {row.ref: date.fromisoformat(row.on_day) for row in rows}


def _of_reporting(
    row: Delivery, times: Times, today: date, imports: Mapping[str, date]
) -> Iterator[Watched]:
    due = report_by(row, today, imports)
    if due is None:
        return
    about = f"{REPORTING}:{row.ref}"
    try:
        remind_on = times.calendar.before(due, times.before)
        late_on = times.calendar.after(due, times.after)
    except NotInForce:
        yield Watched(about, due, IN_CHARGE)
    else:
        yield Watched(about, due, IN_CHARGE, remind_on, IN_CHARGE, late_on, IN_CHARGE)


def _of_idleness(
    case: Case,
    accreditation: Accreditation,
    rows: list[Delivery],
    today: date,
    taken_in: date | None,
    count: Count,
) -> Iterator[Watched]:
    """From the last day of delivery, or until when a re-evaluation counted learners. Where no
    delivery was entered the state tells; of what is idle by its state the workflow tells itself.
    What was delivered before an import nobody knows, so what came with one, `taken_in`, and has no
    delivery counts from that day.
    """
    months = Law(today).maybe("idle", "months")
    if case.state not in HOLDING or months is None:
        return
    if not rows and case.state == IDLE:
        return
    whose = {
        "status": case.state,
        "since": accreditation.granted_on,
        "counted_until": count.until and count.until.isoformat(),
        "counts_awaited_until": count.awaited and count.awaited.isoformat(),
    }
    own = [facts_of(row, today) for row in rows]
    last = last_day(whose, own, today) if own else by_state(whose)
    if taken_in and not own:
        last = max(taken_in, last or taken_in, day(whose, "since") or taken_in)
    due = months_from(last, months.value) if last else None
    if last is None or due is None or any(_starts_by(each, due) for each in own):
        return
    if counts_awaited(whose, last, today):
        return
    yield Watched(IDLE, due, IN_CHARGE, add_days(due, -AHEAD), IN_CHARGE)


def _starts_by(delivery: dict[str, object], due: date) -> bool:
    starts = day(delivery, "starts")
    return planned(delivery) and starts is not None and starts <= due


def _of_teach_out(
    connection: Connection, case: Case, listing: Case, rows: list[Delivery]
) -> Iterator[Watched]:
    """Each delivery that goes on after the last day for learners under way, told at once."""
    ends = ending.of_listing(connection, listing)
    if ends is None:
        return
    own = date.fromisoformat(case.due_on) if case.state == TEACH_OUT and case.due_on else None
    last = own or ends.for_all
    for row in rows:
        if (row.ends or row.starts or "") > last.isoformat():
            yield Watched(f"{TEACH_OUT}:{row.ref}", last, IN_CHARGE, date.min, IN_CHARGE)


def _of_intakes(listing: Case, rows: list[Delivery], taken_in: date | None) -> Iterator[Watched]:
    """Each that is to take in new learners though it is closed to them: told at once, and again on
    its first day. Since when it is closed is not known of what was imported so: only what begins
    from the import, `taken_in`, is told.
    """
    for row in rows if listing.state in CLOSED else ():
        if row.starts and takes_in(row, listing):
            starts = date.fromisoformat(row.starts)
            if taken_in and starts < taken_in:
                continue
            yield Watched(f"{INTAKE}:{row.ref}", starts, IN_CHARGE, date.min, IN_CHARGE)
