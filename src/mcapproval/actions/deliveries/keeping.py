"""Entering a delivery, changing what is known of it, calling it off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.deliveries import sound
from mcapproval.actions.deliveries.beginning import Begun, begin
from mcapproval.actions.deliveries.counted import COUNTS
from mcapproval.actions.deliveries.judged import Judged, judge
from mcapproval.actions.deliveries.seats import case_for, may_keep
from mcapproval.actions.deliveries.sources import WORDS, apart, in_words, told, with_people
from mcapproval.actions.deliveries.wording import Facts, columns, from_words, mode
from mcapproval.actions.desk import Desk, about, effective_day
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import known_provider, listing_row
from mcapproval.canonical import canonical
from mcapproval.errors import AskedWrongly, Reason, Refused, Unknown
from mcapproval.store import queries
from mcapproval.store.keep import Text
from mcapproval.store.rows.folded import Accreditation, Delivery, Listing

SERIES = "DEL"
REQUIRED = ("listing", "cohort")

NOBODY_NEW = ("STATUS-ENROL", "INTAKE-PAUSED")
"""Reasons against learners who enrol now."""

NO_OTHERS = "a cohort of those alone who were enrolled before says so: --set enrolled=0"
WHEN_ENROLLED = "where the last of them enrolled earlier, say so too: --set last_enrolled_on=DAY"


@dataclass(frozen=True, slots=True)
class Kept:
    """A delivery as it is in the records now; `told` are warnings, `begun` what it set going."""

    ref: str
    row: Delivery
    told: tuple[str, ...]
    begun: Begun | None = None


def add(desk: Desk, facts: Facts, effective: date | None = None) -> Kept:
    """A new delivery. Refused, with all reasons, where it can't be so or may not be held."""
    for key in REQUIRED:
        if not facts.get(key):
            raise AskedWrongly(f"a delivery has a {key}", f"give it: {key}=...")
    day = effective_day(desk, effective)
    with desk.reading() as connection:
        listing = listing_row(connection, str(facts["listing"]))
        provider = facts.get("provider") or _whose(connection, listing.ref)
        acts_for = may_keep(connection, desk, listing, provider)
    with desk.writing(acts_for) as writer:
        ref = writer.next_ref(SERIES)
        given = {**facts, "listing": listing.ref, "provider": provider}
        given["figures"] = with_people(writer.connection, facts.get("figures") or {})
        row = _row(ref, given)
        found = _checked(writer.connection, desk, listing, row, given, None)
        given["figures"] = apart(writer, desk, given["figures"], {})
        known = {key: value for key, value in given.items() if value not in (None, {}, [])}
        writer.add(ref, "delivery-entered", day, {"facts": known})
    return Kept(ref, row, found.told, begin(desk, row, day))


def _whose(connection: Connection, listing: str) -> str:
    """Who delivers where nobody says it: whose the records are, else the only one accredited."""
    accredited = {row.provider for row in queries.many(connection, Accreditation, listing=listing)}
    found = about(connection).provider or (accredited.pop() if len(accredited) == 1 else "")
    if not found:
        raise AskedWrongly("it is not known who delivers it", "say it with --provider KEY")
    return found


def update(
    desk: Desk,
    ref: str,
    said: Facts,
    source: Facts,
    effective: date | None = None,
    sets: Mapping[str, str] | None = None,
) -> Kept:
    """What is known now of a delivery. `source` says where the counts that are said are from.

    `sets` are facts in words, such as `starts=2026-08-03`; one key day of them leaves the others as
    the records have them.

    Only what an update itself brings about stands against it: a cohort that should not have been
    is told of by the checks, and its completions are counted and reported all the same. More
    learners are brought about by the update, and are held to what a new delivery is.
    """
    with desk.reading() as connection:
        before = delivery_row(connection, ref)
        acts_for = may_keep(connection, desk, _listing(connection, before), before.provider)
    with desk.writing(acts_for) as writer:
        before = delivery_row(writer.connection, ref)
        day = effective_day(desk, effective, before.last_on)
        if before.cancelled:
            raise Refused(
                f"{ref} is called off and counts nowhere",
                hint=f"enter another: mcapproval delivery add {before.listing} --cohort NAME",
            )
        was = columns(before)
        said = {**said, **from_words(sets or {}, said.get("days") or was["days"])}
        kept = was["figures"]
        was["figures"] = in_words(kept, told(writer.connection, [before]))
        figures = _figures(was["figures"], said, source)
        said = {**said, "figures": with_people(writer.connection, figures)}
        changed = {key: value for key, value in said.items() if was.get(key) != value}
        if "listing" in changed or "provider" in changed:
            raise Refused(
                f"{ref} stays with {before.listing} at {before.provider}",
                hint=f"call it off and enter another: mcapproval delivery cancel {ref}",
            )
        if not changed:
            raise Refused(f"{ref} says just that already", hint="nothing was changed")
        now = {**was, **changed}
        row = _row(ref, now)
        listing = _listing(writer.connection, before)
        found = _checked(writer.connection, desk, listing, row, now, before)
        if "figures" in changed:
            changed["figures"] = apart(writer, desk, changed["figures"], kept)
        writer.add(ref, "delivery-changed", day, {"facts": changed})
    return Kept(ref, row, found.told, begin(desk, row, day))


def cancel(desk: Desk, ref: str, note: str | None, effective: date | None = None) -> None:
    """A delivery that does not take place: it is kept, and counts nowhere."""
    with desk.reading() as connection:
        row = delivery_row(connection, ref)
        acts_for = may_keep(connection, desk, _listing(connection, row), row.provider)
    with desk.writing(acts_for) as writer:
        row = delivery_row(writer.connection, ref)
        if row.cancelled:
            raise Refused(f"{ref} is called off already", hint="nothing was changed")
        if row.completed:
            held = ", so it was held" if (row.starts or "") <= desk.today.isoformat() else ""
            raise Refused(
                f"{ref} has {row.completed} who completed{held}",
                hint=f"mend its counts first: mcapproval delivery update {ref} --set completed=...",
            )
        day = effective_day(desk, effective, row.last_on)
        data: dict[str, Any] = {"facts": {"cancelled": True}}
        if note:
            data["note"] = writer.text(Text(note, desk.salt()))
        writer.add(ref, "delivery-changed", day, data)


def delivery_row(connection: Connection, ref: str) -> Delivery:
    found = queries.one(connection, Delivery, ref=ref)
    if found is None:
        raise Unknown(f"there is no delivery {ref}", "see them with: mcapproval delivery list")
    return found


def _listing(connection: Connection, row: Delivery) -> Listing:
    return listing_row(connection, row.listing)


def _row(ref: str, facts: Mapping[str, Any]) -> Delivery:
    packed = {
        key: canonical(facts.get(key) or empty).decode()
        for key, empty in (("days", {}), ("fees", []), ("figures", {}))
    }
    return Delivery(**{**facts, **packed, "ref": ref, "version": 0, "last_on": ""})


def _figures(was: Facts, said: Facts, source: Facts) -> Facts:
    """Where each count is from: a count that is said anew is from where it is said now."""
    counts = [key for key in COUNTS if key in said]
    kept = {key: told for key, told in was.items() if key not in counts}
    fresh = {key: source for key in counts if source and said[key] is not None}
    return {**kept, **fresh, **said.get("figures", {})}


def _checked(
    connection: Connection,
    desk: Desk,
    listing: Listing,
    row: Delivery,
    facts: Facts,
    before: Delivery | None,
) -> Judged:
    """Refused with every reason against a delivery that was not there before."""
    mode(row.mode)
    known_provider(connection, row.provider)
    if row.client:
        known_provider(connection, row.client)
    policy = policy_for(
        connection, case_for(connection, listing, row.provider).provider, desk.today
    )
    found = judge(connection, listing, row, policy, desk.today)
    was = judge(connection, listing, before, policy, desk.today) if before else None
    held = {(reason.code, reason.message) for reason in was.against} if was else set()
    if before and (row.enrolled or 0) > (before.enrolled or 0):
        held = {(code, message) for code, message in held if code not in NOBODY_NEW}
    words = {key: getattr(row, key) for key in ("cohort", "site")}
    for number, each in enumerate(facts.get("fees") or (), 1):
        words[f"fee {number}, for"] = each["for"]
    for name, figure in (facts.get("figures") or {}).items():
        words |= {f"{key} of {name}": figure.get(key) for key in WORDS}
    reasons = [
        *sound.of_words(connection, words),
        *sound.of_days(facts, desk.today),
        *sound.of_counts(facts, desk.today),
        *(reason for reason in found.against if (reason.code, reason.message) not in held),
    ]
    if before is None:
        reasons += _twice(connection, row)
    if reasons:
        done = "changed so" if before else "entered"
        closed = {r.code for r in reasons} & {*NOBODY_NEW}
        hint = (WHEN_ENROLLED if before else NO_OTHERS) if closed else ""
        raise Refused(f"this delivery of {listing.ref} can't be {done}", reasons, hint)
    return found


def _twice(connection: Connection, row: Delivery) -> list[Reason]:
    same = queries.many(
        connection,
        Delivery,
        listing=row.listing,
        provider=row.provider,
        cohort=row.cohort,
        cancelled=False,
    )
    return [
        Reason(
            "DELIVERY-TWICE",
            f"the cohort {other.cohort} of {other.provider} is in the records: {other.ref}",
            f"change it: mcapproval delivery update {other.ref}, or call this one otherwise",
            "you",
        )
        for other in same
        if other.site == row.site
    ]
