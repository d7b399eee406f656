"""What a move always leaves to do: an action of its own, which closes itself where a move does it.

The `topic` of such an action is the move that does it, or what that move fixes; a receipt is filed
by hand. So nobody is reminded of what was done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from mcapproval.actions.cases.clocking import calendar_for
from mcapproval.actions.cases.standing.brought_over import last_day
from mcapproval.clock import spoken
from mcapproval.policy.readiness import PAGE, topic
from mcapproval.rules.legacy_kept import KEEPING
from mcapproval.store import queries
from mcapproval.store.clauses import table
from mcapproval.store.keep import Text
from mcapproval.store.rows.folded import Accreditation, Case, Item, Listing, Review
from mcapproval.store.writer import Writer
from mcapproval.workflow.model import Move
from mcapproval.workflow.situation import Item as Asked
from mcapproval.workflow.vocabulary import ITEM_ENDS

RECEIPT = "receipt"
APPLY = "apply"

RECEIPT_WITHIN = 10
"""Working days after which we ask NZQA whether a report came. A measure of ours: no text sets one.
"""

TOLD_WITHIN = 10
"""Working days in which the accredited providers are told of a new version, and our page says what
it says. A measure of ours: NZQA asks that they are told and names no day.
"""


OPENING = ("change", "migrate")
"""The decisions that open the application themselves."""


@dataclass(frozen=True, slots=True)
class ToDo:
    """An action with its owner and, where there is one, its day; `topic` is what does it."""

    words: str
    owner: str
    topic: str
    due: date | None = None


def to_send(last: date) -> ToDo:
    """The application that brings it under the present rules, with the last day for it."""
    words = (
        "Send this application to NZQA: it was approved before the rules of 2022 and is kept, and "
        f"the change that brings it under the present ones is asked for by {spoken(last)}"
    )
    return ToDo(words, "quality-manager", "law-day", last)


def to_apply(last: date) -> ToDo:
    """The same where no application was opened."""
    words = (
        "Apply for a change: it was approved before the rules of 2022 and is kept, and the change "
        f"that brings it under the present ones is asked for by {spoken(last)}"
    )
    return ToDo(words, "quality-manager", APPLY, last)


def rows(
    writer: Writer, what: Iterable[ToDo], after: int, salt: Callable[[], bytes]
) -> list[dict[str, Any]]:
    """The items as the journal has them, numbered on; what they say is kept apart."""
    return [
        {
            "number": number,
            "kind": "action",
            "topic": each.topic,
            "owner": each.owner,
            "due": each.due.isoformat() if each.due else None,
            "touches": None,
            "says": writer.text(Text(each.words, salt())),
        }
        for number, each in enumerate(what, start=after + 1)
    ]


def left(
    writer: Writer, case: Case, made: Move, values: Mapping[str, Any], day: date
) -> list[ToDo]:
    """What a move leaves to do beyond what it asks for."""
    if case.track == "review" and made.name == "report" and not values.get("receipt"):
        sent = date.fromisoformat(values.get("sent_on") or day.isoformat())
        words = "File NZQA's receipt of the report; ask for it where none came"
        calendar = calendar_for(writer.connection, case.provider, day)
        due = max(calendar.after(sent, RECEIPT_WITHIN), day)
        return [ToDo(words, "quality-manager", RECEIPT, due)]
    if case.track == "review" and made.decides in KEEPING and made.decides not in OPENING:
        last = _last_day(writer, case, day)
        return [to_apply(last)] if last and not _asked_before(writer.connection, case.ref) else []
    if case.track == "listing" and _is_another(writer.connection, case, made, values):
        return list(_of_new_version(writer, case, day))
    return []


def _is_another(connection: Connection, case: Case, made: Move, values: Mapping[str, Any]) -> bool:
    """Whether another version is listed: a letter may say that the one of now stays."""
    if made.name != "record-version":
        return made.name == "new-version"
    listing = queries.one(connection, Listing, ref=case.ref)
    return listing is not None and listing.number_version != values.get("listing_version")


def _of_new_version(writer: Writer, case: Case, day: date) -> Iterator[ToDo]:
    """Who is to be told, and a page that was compared with what was approved before."""
    connection = writer.connection
    due = calendar_for(connection, case.provider, day).after(day, TOLD_WITHIN)
    others = other_providers(connection, case.ref, case.provider)
    if others:
        words = f"Tell {', '.join(others)} what the new version changes, and from when"
        yield ToDo(words, "quality-adviser", "tell-providers", due)
    held = {row.ref for row in queries.many(connection, Accreditation, listing=case.ref)}
    pages = queries.among(connection, Item, "ref", held)
    if any(row.topic == PAGE and row.state == "closed" for row in pages):
        words = (
            "Bring the published page to what is approved now, save it as text or HTML and attach "
            "it: its title, level and credits are compared"
        )
        yield ToDo(words, topic(PAGE).owner, PAGE, due)


def other_providers(connection: Connection, listing: str, but: str) -> list[str]:
    """Those that were accredited for a micro-credential beside the one whose it is."""
    held = queries.many(connection, Accreditation, listing=listing)
    return sorted({row.provider for row in held} - {but})


def done_by(made: Move, items: Iterable[Asked | Item]) -> list[int]:
    """The numbers of the open actions that a move does."""
    names = {made.name, made.fixes} - {None}
    return [
        item.number
        for item in items
        if item.kind == "action" and item.topic in names and item.state not in ITEM_ENDS
    ]


def _last_day(writer: Writer, case: Case, day: date) -> date | None:
    review = queries.one(writer.connection, Review, ref=case.ref)
    listing = queries.one(writer.connection, Listing, ref=review.listing) if review else None
    return last_day(writer.connection, listing, review, day) if listing else None


def _asked_before(connection: Connection, ref: str) -> bool:
    """Whether an earlier re-evaluation left the same to do, and it is still open."""
    item, review = table(Item), table(Review)
    of_one = select(review.c.listing).where(review.c.ref == ref).scalar_subquery()
    found = (
        select(item.c.ref)
        .join(review, review.c.ref == item.c.ref)
        .where(review.c.listing == of_one, item.c.topic == APPLY, item.c.state.not_in(ITEM_ENDS))
        .limit(1)
    )
    return connection.execute(found).first() is not None


def last_number(writer: Writer, ref: str) -> int:
    return max((row.number for row in queries.many(writer.connection, Item, ref=ref)), default=0)
