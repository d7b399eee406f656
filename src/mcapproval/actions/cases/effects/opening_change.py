"""A re-evaluation that ends in a change opens the application for it, from what stands approved.

Its author is whoever wrote that content, else whoever answered the re-evaluation: somebody who may
act still. Where nobody may, a quality manager has the role granted for the case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases import definitions
from mcapproval.actions.cases.clocking import as_opened
from mcapproval.actions.cases.effects import left_to_do
from mcapproval.actions.cases.effects.change_said import change_said
from mcapproval.actions.cases.standing.approved import Stands, standing_content
from mcapproval.actions.cases.standing.brought_over import last_day
from mcapproval.actions.cases.standing.view import Standing
from mcapproval.actions.drafts.under_way import changes_under_way
from mcapproval.actions.people.roles import grants
from mcapproval.draft.content import from_content
from mcapproval.store import queries
from mcapproval.store.events import Author
from mcapproval.store.keep import content
from mcapproval.store.rows.folded import Case, Listing, Review
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
    salt: Callable[[], bytes],
) -> list[str]:
    """Open it; gives its reference. None where a change of it is under way and `once` is said."""
    connection = writer.connection
    if starting.once and changes_under_way(connection, listing.ref):
        return []
    former = standing_content(connection, listing)
    name = route_for(former.route, KIND).definition
    review = queries.one(connection, Review, ref=stands.case.ref)
    data = _content(former, listing) | _said(connection, review)
    ref = writer.next_ref(f"APP-{day.year}")
    provider = stands.case.provider
    opened: dict[str, Any] = {
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
    last = last_day(connection, listing, review, day)
    if last:
        opened["items"] = left_to_do.rows(writer, [left_to_do.to_send(last)], 0, salt)
    writer.add(ref, "opened", day, opened, cause=cause, by=by)
    return [ref]


def _content(former: Stands, listing: Listing) -> dict[str, Any]:
    """What stands approved, made an application for a change of it; else what is listed of it."""
    frame = {"route": former.route, "kind": KIND, "of": listing.ref}
    if former.data is None:
        return {"format": "application/1", **frame, "title": listing.title}
    return {**{k: v for k, v in former.data.items() if k not in LEFT_OUT}, **frame}


def _said(connection: Connection, review: Review | None) -> dict[str, Any]:
    """What the re-evaluation says of the change; nothing where its answers are not there."""
    answers = content(connection, review.answers) if review and review.answers else None
    said = change_said(from_content(answers), review.ref) if review and answers else {}
    return {"change": said} if said else {}


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
