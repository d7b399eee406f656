"""Why the next re-evaluation is due when it is, in four sentences: approval, ours, NZQA's, next.

Ours and NZQA's are never told in one: whoever reads it sees which of the two asks for which day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mcapproval.clock import MONTHS, MONTHS_A_YEAR, spoken
from mcapproval.rules.review_because import OURS, Because, Letter
from mcapproval.rules.review_schedule import ours_from, since_when_listed, until_when_legacy
from mcapproval.rules.texts import clauses


def four_lines(why: Because) -> tuple[str, str, str, str]:
    """From which approval; our check; NZQA's review; what is next and when it is announced."""
    return _approval(why), _ours(why), _nzqa(why), _next(why)


def _approval(why: Because) -> str:
    approved, since = why.known.approved_on, why.known.known_since
    came = f", and was imported with {why.imported}" if why.imported else ""
    came += f" on {spoken(since)}" if since and came else ""
    if approved is None:
        return (
            f"{why.listing}: its approval is not recorded{came.replace(', and was', '; it was')}."
        )
    said = f"{why.listing} was approved on {spoken(approved)} with {why.application}"
    if why.known.legacy:
        said += f", no later than {until_when_legacy()}, so under older rules"
    else:
        said += f", under the rules since {since_when_listed()}"
    return f"{said}{came}."


def _ours(why: Because) -> str:
    if why.ended:
        return f"Ours: none is counted, for it stands as '{why.ended}'."
    if why.due is None or why.due.ours is None:
        return "Ours: no yearly check is counted before a review or the approval is recorded."
    policy, day = why.policy, why.due.ours
    where = ""
    if policy.review_month:
        month = f"{MONTHS[policy.review_month - 1]}, the month of our house ([review] month)"
        kept = day.month == policy.review_month
        where = f", in {month}" if kept else f"; {month}, was over before the import"
    return (
        f"Ours: a yearly check on {spoken(day)}, every {_months(policy.yearly_check_months)} "
        f"from {_counted_from(why)}{where}; asked for by {_cited(OURS, day)}, not by NZQA."
    )


def _counted_from(why: Because) -> str:
    known = why.known
    origin = ours_from(known, why.policy)
    if origin is not None:
        last = why.answered_by or "the last one"
        how = f"the day that {last} was decided, {spoken(origin)}"
        if origin != known.decided_on:
            how = f"the day that {last} answered for, {spoken(origin)}"
        return f"{how} ([review] counted_from)"
    if known.approved_on:
        return "the approval"
    return "the day that was answered for"


def _nzqa(why: Because) -> str:
    day = why.nzqa_on
    if why.ended:
        return (
            f"NZQA's: none is waited for, for it stands as '{why.ended}'; where NZQA asks for one "
            "all the same, its letter says the day."
        )
    if why.further and day:
        return _further(why, why.further, day)
    if day is None:
        return (
            "NZQA's: no period and no day of its own is recorded; once NZQA gives a day, record "
            f"it with record-review-date of {why.listing}."
        )
    said = f"NZQA's: a review on {spoken(day)}, {_set_by(why) if why.nzqa_set else _period(why)}"
    said += f"; asked for by {_cited(why.nzqa_clause, day)}"
    if why.letter_answered and why.letter and why.known.nzqa_date:
        said += (
            f"; {spoken(why.known.nzqa_date)}, {_by_letter(why.letter, 'set')}, was answered for "
            f"before by {why.answered_by or 'the last one'}: ask NZQA whether it wants another"
        )
    return f"{said}{_window(why)}."


def _window(why: Because) -> str:
    """Until when a change is applied for, of what was approved under older rules."""
    if why.change_by is None:
        return ""
    by = spoken(why.change_by)
    if not why.kept:
        return f"; where it is kept, a change is then applied for by {by}"
    passed = ", which has passed" if why.change_by < why.today else ""
    return (
        "; it was kept, so an application for a change, to be listed under the present rules, is "
        f"asked for by {by}{passed}"
    )


def _further(why: Because, letter: Letter, day: date) -> str:
    """The further review, and after it the day that is counted or was set as ever."""
    done = f"moved from {spoken(letter.was)}" if letter.was else "set"
    said = (
        f"NZQA's: a further review on {spoken(day)}, {_by_letter(letter, done)}, for it was not "
        f"satisfied; asked for by {_cited(why.nzqa_clause, day)}"
    )
    later = why.due.nzqa if why.due else None
    if later and later > day:
        said += f"; the next one after it on {spoken(later)}"
    return f"{said}{_window(why) if why.kept else ''}."


def _set_by(why: Because) -> str:
    letter = why.letter
    if letter is None:
        return "the day that NZQA set"
    if letter.move is None and letter.was:
        on, was = spoken(letter.on), spoken(letter.was)
        return f"as put right on {on} (row {letter.row}) from {was}, with which it was imported"
    if letter.move is None:
        return f"as on its register when it was imported on {spoken(letter.on)} (row {letter.row})"
    return _by_letter(letter, f"moved from {spoken(letter.was)}" if letter.was else "set")


def _by_letter(letter: Letter, done: str) -> str:
    return (
        f"{done} by its letter of {spoken(letter.on)} ({letter.move} of {letter.ref}, "
        f"row {letter.row})"
    )


def _period(why: Because) -> str:
    years = 1 if why.known.legacy else why.known.nzqa_years or 1
    return f"every {_months(years * MONTHS_A_YEAR)} from {_origin(why)}"


def _origin(why: Because) -> str:
    return "the approval" if why.known.approved_on else "the day on its register"


def _next(why: Because) -> str:
    if why.ended:
        return f"Next: nothing is due, for it stands as '{why.ended}'."
    on, form = why.next_on, why.next_form
    if on is None:
        ours = "" if why.imported else f"the approval on {why.application}, or "
        return (
            f"Next: nothing is scheduled; record {ours}the day on NZQA's register with "
            f"record-review-date of {why.listing}."
        )
    named = f", {why.waiting.ref}," if why.waiting else ""
    said = f"Next: a {form}{named} on {spoken(on)}: {_why_that(why, on)}"
    paused = [f"its intake is {why.intake}"] if why.intake else []
    return "; ".join([said, *paused, *_answered(why), _told(why)]) + "."


def _why_that(why: Because, on: date) -> str:
    due = why.due
    if why.further:
        return f"the day that NZQA {_by_letter(why.further, 'set')}, for a further review"
    if why.waiting and why.waiting.put_off:
        return f"the day that was set when {why.answered_by or 'the last one'} was decided"
    if due is None:
        return "so it was scheduled"
    if due.next_due != on:
        return _scheduled_so(why, due.next_due, on)
    if due.ours is None:
        return "the only day that is known"
    if due.nzqa is None or due.nzqa > due.covers:
        later = f"; NZQA's is more than {due.together} days later" if due.nzqa else ""
        return f"our check comes first{later}".replace("; ", " and ")
    if due.nzqa == due.ours:
        return "NZQA's day and ours are the same, and one set of answers serves both"
    if due.ours > due.covers:
        return f"NZQA's comes first and ours is more than {due.together} days later"
    first, second = ("NZQA's", "ours") if due.nzqa < due.ours else ("our check", "NZQA's")
    return (
        f"{first} comes first and {second} is no more than {due.together} days later, so one set "
        "of answers serves both"
    )


def _scheduled_so(why: Because, by_policy: date, on: date) -> str:
    """Why it is on another day than is counted now: our policy changed after it was scheduled."""
    said = "so it was scheduled, and that day holds"
    moved = why.due_by_now.next_due if why.due_by_now else None
    if moved and moved != on and moved >= why.today:
        said += f"; by our policy of now it would be {spoken(moved)}"
        moves = why.waiting and why.waiting.state == "scheduled" and on >= why.today
        return f"{said}: mcapproval review reschedule {why.listing} moves it" if moves else said
    if by_policy < why.today:
        return f"{said}; by our policy of now it would have been {spoken(by_policy)}, which is over"
    return f"{said}, for the month of our house brings none later"


def _answered(why: Because) -> Iterator[str]:
    known = why.known
    if known.answered:
        by = f" by {why.answered_by}" if why.answered_by else ""
        held = known.held or known.answered
        late = f", decided on {spoken(held)}" if held > known.answered else ""
        yield f"answered for{by}: everything up to {spoken(known.answered)}{late}"
    elif known.known_since:
        yield f"what fell due before {spoken(known.known_since)} was not recorded here"
    else:
        yield "nothing was due before it"


def _told(why: Because) -> str:
    state = why.waiting.state if why.waiting else "scheduled"
    day = why.announced_on
    assert day is not None
    late = (why.today - why.next_on).days if why.next_on else 0
    overdue = f" and is overdue by {late} {'day' if late == 1 else 'days'}" if late > 0 else ""
    if state != "scheduled":
        return f"it {'is under way' if state == 'in-progress' else 'was announced'}{overdue}"
    ahead = f"{why.policy.lead_days} days ahead"
    if overdue:
        return f"it{overdue.removeprefix(' and')}, and announced by the next tick"
    if day <= why.today:
        return f"it is announced by the next tick, {ahead} or less"
    return f"it is announced on {spoken(day)}, {ahead}"


def _months(months: int) -> str:
    years, rest = divmod(months, MONTHS_A_YEAR)
    if rest:
        return f"{months} months" if months > 1 else "month"
    return "year" if years == 1 else f"{years} years"


def _cited(clause: str, day: date) -> str:
    """How a clause is cited; before the rules of 2022 the yearly review was that of 2018."""
    held = clauses()[clause]
    if held.in_force(day):
        return held.citation.replace("Our policy", "our policy")
    return clauses()["requirements-2018/yearly-review"].citation
