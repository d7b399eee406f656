"""A re-evaluation that ends in a change opens the application for it, from what stands approved.

Its author is whoever wrote that content, else whoever answered the re-evaluation: somebody who may
act still. Where nobody may, a quality manager has the role granted for the case.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases import definitions
from mcapproval.actions.cases.clocking import as_opened
from mcapproval.actions.cases.standing.approved import Stands, standing_content
from mcapproval.actions.cases.standing.view import Standing
from mcapproval.actions.people.roles import grants
from mcapproval.store import queries
from mcapproval.store.events import Author
from mcapproval.store.tables import Application, Case, Listing
from mcapproval.store.writer import Writer
from mcapproval.workflow.definition import load
from mcapproval.workflow.model import Start
from mcapproval.workflow.routes import route_for

KIND = "change"
LEFT_OUT = ("change",)
"""What a former application said of itself only."""

WRITERS = ("author", "quality-adviser", "quality-manager")


def start_change(
    writer: Writer,
    stands: Standing,
    starting: Start,
    listing: Listing,
    day: date,
    cause: int,
    by: Author,
) -> list[str]:
    """Open it; gives its reference. None where a change of it is under way and `once` is said."""
    connection = writer.connection
    if starting.once and under_way(connection, listing.ref):
        return []
    former = standing_content(connection, listing)
    name = route_for(former.route, KIND).definition
    data = _content(former, listing)
    ref = writer.next_ref(f"APP-{day.year}")
    provider = stands.case.provider
    opened = {
        "track": "application",
        "definition": name,
        "definition_hash": definitions.keep(writer, name),
        "state": starting.state,
        "provider": provider,
        "author": _author(connection, stands.case, former, day),
        "content": {
            "number": 1,
            "hash": writer.content(data),
            "people": former.people if former.data is not None else {},
            "files": former.files if former.data is not None else [],
        },
        "facts": {
            "route": former.route,
            "kind": KIND,
            "of_ref": listing.ref,
            "title": data["title"],
        },
        "links": {stands.case.ref: KIND, listing.ref: KIND},
        "clock": as_opened(connection, load(name), starting.state, provider, day, {}),
    }
    writer.add(ref, "opened", day, opened, cause=cause, by=by)
    return [ref]


def under_way(connection: Connection, listing: str) -> bool:
    """Whether a change of a micro-credential is applied for already."""
    rows = queries.many(connection, Application, of_ref=listing, kind=KIND)
    cases = queries.among(connection, Case, "ref", {row.ref for row in rows})
    return any(
        not definitions.definition_of(connection, case).states[case.state].end for case in cases
    )


def _content(former: Stands, listing: Listing) -> dict[str, Any]:
    """What stands approved, made an application for a change of it; else what is listed of it."""
    frame = {"route": former.route, "kind": KIND, "of": listing.ref}
    if former.data is None:
        return {"format": "application/1", **frame, "title": listing.title}
    return {**{k: v for k, v in former.data.items() if k not in LEFT_OUT}, **frame}


def _author(connection: Connection, review: Case, former: Stands, day: date) -> str:
    for person in (former.author, *_answered(connection, review.ref)):
        if any(grant.role in WRITERS for grant in grants(connection, person, day)):
            return person
    return "system"


def _answered(connection: Connection, review: str) -> Iterator[str]:
    """Who put answers into a re-evaluation, the latest first."""
    events = [event for event in queries.events(connection, review) if event.act == "answered"]
    for event in reversed(events):
        yield event.by.person
