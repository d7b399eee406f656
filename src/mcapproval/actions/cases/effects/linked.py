"""The cases that a move starts: a listing, an accreditation for each provider, the next review."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from mcapproval.actions.cases import definitions
from mcapproval.actions.cases.clocking import as_opened
from mcapproval.actions.cases.effects.driving import SYSTEM
from mcapproval.actions.cases.effects.listing_facts import (
    NZQAS_DAY,
    brought,
    listed_facts,
    outcome_facts,
)
from mcapproval.actions.cases.effects.opening_change import start_change
from mcapproval.actions.cases.effects.scheduling import asked_facts, due_facts, reschedule
from mcapproval.actions.cases.items import readiness
from mcapproval.actions.cases.plausible import providers_of
from mcapproval.actions.cases.standing.its_listing import listing_of
from mcapproval.actions.cases.standing.view import Standing
from mcapproval.actions.in_force import policy_for
from mcapproval.errors import OurFault
from mcapproval.store import queries
from mcapproval.store.events import Author
from mcapproval.store.rows.folded import Accreditation, Case, Listing
from mcapproval.store.writer import Writer
from mcapproval.workflow.definition import load
from mcapproval.workflow.model import Start


def start(
    writer: Writer,
    stands: Standing,
    starting: Start,
    values: Mapping[str, Any],
    day: date,
    cause: int,
    by: Author,
    salt: Callable[[], bytes],
) -> list[str]:
    """Open what is started; gives the references. What was started before is brought up to date."""
    if starting.track == "listing":
        return _start_listing(writer, stands, starting, values, cause, by)
    if starting.track == "accreditation":
        return _start_accreditations(writer, stands, starting, values, cause, by, salt)
    if starting.track == "review":
        return _start_review(writer, stands, starting, values, day, cause, by)
    if starting.track == "application":
        listing = listing_of(writer.connection, stands)
        if listing is None:
            return []
        return start_change(writer, stands, starting, listing, day, cause, by, salt)
    raise OurFault(f"no case of the track {starting.track} can be started")


def _open(
    writer: Writer,
    ref: str,
    starting: Start,
    provider: str,
    facts: Mapping[str, Any],
    links: Mapping[str, str],
    day: date,
    cause: int,
    by: Author,
    items: Sequence[Mapping[str, Any]] = (),
) -> str:
    name = starting.track
    state = starting.state or load(name).first
    data = {
        "track": starting.track,
        "definition": name,
        "definition_hash": definitions.keep(writer, name),
        "state": state,
        "provider": provider,
        "facts": dict(facts),
        "links": dict(links),
        "clock": as_opened(writer.connection, load(name), state, provider, day, facts),
        **_unit(writer, links, provider),
        **({"items": list(items)} if items else {}),
    }
    writer.add(ref, "opened", day, data, cause=cause, by=by)
    return ref


def _unit(writer: Writer, links: Mapping[str, str], provider: str) -> dict[str, str]:
    """The school or faculty of the case it hangs on, where both are of one provider."""
    cases = queries.among(writer.connection, Case, "ref", links)
    units = (case.unit for case in cases if case.unit and case.provider == provider)
    return next(({"unit": unit} for unit in units), {})


def _start_listing(
    writer: Writer,
    stands: Standing,
    starting: Start,
    values: Mapping[str, Any],
    cause: int,
    by: Author,
) -> list[str]:
    on = _result_day(values, "listing")
    listing = listing_of(writer.connection, stands)
    facts = listed_facts(stands.draft, values)
    if listing:
        note(writer, listing.ref, facts, on, cause, by)
        return []
    ref = writer.next_ref("MC")
    empty = dict.fromkeys(("number", "number_version", "reporting_code", "approved_on"))
    empty |= {"review_years": None, "nzqa_review_on": None}
    return [
        _open(
            writer,
            ref,
            starting,
            stands.case.provider,
            {"application": stands.case.ref, **empty, **facts},
            {stands.case.ref: "listing"},
            on,
            cause,
            by,
        )
    ]


def note(
    writer: Writer, ref: str, facts: Mapping[str, Any], day: date, cause: int, by: Author
) -> None:
    """Teach a case facts that another case brought."""
    if facts:
        data = {"track": "listing", "facts": dict(facts)}
        writer.add(ref, "noted", day, data, cause=cause, by=by)


def note_code(writer: Writer, stands: Standing, code: str, day: date, cause: int) -> None:
    """The reporting code under which a review was sent, where the listing has another or none."""
    listing = listing_of(writer.connection, stands)
    if listing and listing.reporting_code != code:
        note(writer, listing.ref, {"reporting_code": code}, day, cause, SYSTEM)


def _result_day(values: Mapping[str, Any], result: str) -> date:
    return date.fromisoformat(values["results"][result]["on"])


def _start_accreditations(
    writer: Writer,
    stands: Standing,
    starting: Start,
    values: Mapping[str, Any],
    cause: int,
    by: Author,
    salt: Callable[[], bytes],
) -> list[str]:
    listing = listing_of(writer.connection, stands)
    if listing is None or stands.draft is None:
        return []
    on = _result_day(values, "accreditation")
    granted = {name for name, row in values["results"].items() if row["result"] == "granted"}
    if not granted & {"listing", "approval"}:  # these teach it themselves
        note(writer, listing.ref, outcome_facts(values), on, cause, by)
    there = _accredited(writer, listing)
    asked = providers_of(stands.draft, stands.case.provider)
    opened = []
    for provider in (name for name in asked if name in values.get("providers", asked)):
        if provider in there:
            continue
        facts = {
            "listing": listing.ref,
            "application": stands.case.ref,
            "provider": provider,
            "granted_on": on.isoformat(),
        }
        links = {stands.case.ref: "accreditation"}
        ref = writer.next_ref("ACC")
        policy = policy_for(writer.connection, provider, on)
        ready = readiness.to_open(writer, policy, salt)
        opened.append(_open(writer, ref, starting, provider, facts, links, on, cause, by, ready))
    return opened


def _accredited(writer: Writer, listing: Listing) -> set[str]:
    """The providers whose accreditation for it holds: one that ended can be granted again."""
    rows = queries.many(writer.connection, Accreditation, listing=listing.ref)
    cases = queries.among(writer.connection, Case, "ref", {row.ref for row in rows})
    ended = {
        case.ref
        for case in cases
        if definitions.definition_of(writer.connection, case).states[case.state].end
    }
    return {row.provider for row in rows if row.ref not in ended}


def _start_review(
    writer: Writer,
    stands: Standing,
    starting: Start,
    values: Mapping[str, Any],
    day: date,
    cause: int,
    by: Author,
) -> list[str]:
    listing = listing_of(writer.connection, stands)
    if listing is None:
        return []
    if listing.ref != stands.case.ref:  # its own row says it already
        note(writer, listing.ref, brought(stands, listing, values), day, cause, by)
    if stands.case.track != "review" and NZQAS_DAY & values.keys():
        now = listing_of(writer.connection, stands)
        assert now is not None
        reschedule(writer, now, stands.case.provider, cause, by, day)
    if starting.due == "asked":
        facts = asked_facts(writer, listing, stands, values["due"], cause, by, day)
    else:
        facts = due_facts(writer, listing.ref, stands, day)
    if facts is None:
        return []
    ref = writer.next_ref(f"REV-{facts['due_on'][:4]}")
    links = {listing.ref: "review"}
    return [_open(writer, ref, starting, stands.case.provider, facts, links, day, cause, by)]
