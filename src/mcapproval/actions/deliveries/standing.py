"""What the rules about standings read of deliveries: a key that is not known is left out."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.deliveries.counted import of_listing
from mcapproval.clock import spoken
from mcapproval.store.rows.folded import Case, Delivery
from mcapproval.workflow.vocabulary import LISTING_ENDS

Facts = dict[str, Any]

CLOSED = ("expiring", *LISTING_ENDS)
"""The states of a micro-credential in which nobody new may enrol."""

EXPECTED = 1
"""New learners where nobody has counted yet who comes to a delivery, or came."""


def of_deliveries(connection: Connection, listing: str, day: date) -> list[Facts] | None:
    """The deliveries of a micro-credential as they stand on a day; None where none was entered: a
    provider that keeps its cohorts elsewhere has not said that there were none.
    """
    rows = of_listing(connection, listing)
    return [facts_of(row, day) for row in rows] or None


def intakes(connection: Connection, listing: str) -> list[Facts] | None:
    """Where and when new learners are taken in, as a re-evaluation asks; None where nothing was
    entered."""
    rows = of_listing(connection, listing)
    taken = [row for row in rows if row.starts and row.enrolled != 0]
    return [{"provider": row.provider, "starts": row.starts} for row in taken] if rows else None


def closed_intakes(connection: Connection, case: Case, today: date) -> tuple[str, ...]:
    """Of a micro-credential in which nobody new may enrol, each delivery that is still to take in
    somebody: which, where and when.
    """
    if case.state not in CLOSED:
        return ()
    day = today.isoformat()
    return tuple(
        f"{row.ref} at {row.provider} on {spoken(date.fromisoformat(row.starts))}"
        for row in of_listing(connection, case.ref)
        if row.starts and row.starts >= day and takes_in(row, case)
    )


def takes_in(row: Delivery, closed: Case) -> bool:
    """Whether somebody new enrols from the day on which its micro-credential is closed to them."""
    enrols = row.last_enrolled_on or row.starts or ""
    return row.enrolled != 0 and enrols >= closed.entered_on


def facts_of(row: Delivery, day: date) -> Facts:
    status = status_of(row, day)
    facts = {
        "ref": row.ref,
        "provider": row.provider,
        "status": status,
        "starts": row.starts,
        "last_enrolled_on": row.last_enrolled_on,
        "new_enrolments": _new(row, status),
        "ends": row.ends,
        "ended_on": row.ends if status == "ended" else None,
        "completed": row.completed,
        "completed_on": row.completed_on,
        "reported": reported(row),
        "reported_on": row.reported_on,
        "awarded_on": json.loads(row.days).get("award"),
    }
    return {key: value for key, value in facts.items() if value is not None}


def _new(row: Delivery, status: str | None) -> int | None:
    """How many new learners it takes in; who enters one with a first day says that it is none. What
    came from elsewhere and may be over has not said that it took in anybody.
    """
    if row.enrolled is not None or not row.starts:
        return row.enrolled
    return None if row.imported and status not in ("planned", "running") else EXPECTED


def status_of(row: Delivery, day: date) -> str | None:
    """Planned, running or ended by its first and last day; None where these do not say."""
    on = day.isoformat()
    if row.starts and on < row.starts:
        return "planned"
    if row.ends and row.ends < on:
        return "ended"
    return "running" if row.starts and row.ends else None


def reported(row: Delivery) -> str | None:
    """Whether completions were reported: by the day, or as many as completed. Of what came from
    elsewhere and does not say, it is not known.
    """
    if row.reported_on:
        return "yes"
    if row.completed is not None and row.reported is not None:
        return "yes" if row.reported >= row.completed else "no"
    return None if row.imported else "no"
