"""What follows from a move on a re-evaluation or a listing, in sentences for whoever made it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases.effects.left_to_do import RECEIPT, other_providers
from mcapproval.actions.cases.numbers_given import corrected, listed_by
from mcapproval.actions.cases.standing.its_listing import listing_of
from mcapproval.actions.cases.standing.view import Standing
from mcapproval.actions.deliveries.standing import closed_intakes
from mcapproval.actions.lookup import own_row
from mcapproval.clock import spoken
from mcapproval.rules.review_intakes import ahead
from mcapproval.store import queries
from mcapproval.store.rows.folded import Application, Case, Item, Review
from mcapproval.workflow.model import Move


def what_follows(
    connection: Connection,
    stands: Standing,
    made: Move,
    values: Mapping[str, Any],
    opened: Sequence[str],
) -> Iterator[str]:
    """The next re-evaluation and its day, the application for a change that was opened, intakes to
    come of what is not needed, and what of NZQA's word is not in the records: the number or the
    version of what it lists too.
    """
    if made.name == "discontinue" and not {"letter", "seen_on"} & values.keys():
        yield (
            "where NZQA's word of it was seen is not recorded: its letter goes with --attach, the "
            "day it stood so on the register with --set seen_on=DAY"
        )
    yield from _not_given(connection, stands, made, values)
    review = own_row(connection, Review, stands.case)
    if review is None:
        yield from _closed_intakes(connection, stands)
        return
    items = queries.many(connection, Item, ref=review.ref, topic=RECEIPT, state="open")
    if made.name == "report" and items:
        yield f"file the receipt with: mcapproval item close {review.ref} {RECEIPT} --attach FILE"
    if not made.decides:
        return
    if made.decides == "not-needed":
        yield from _intakes(stands, review.listing)
    for application in queries.among(connection, Application, "ref", opened):
        said = f" and with what {review.ref} says" if review.answers else ""
        yield (
            f"{application.ref} is the application for the change, filled with what stands "
            f"approved{said}"
        )
        yield f"to work on it: mcapproval draft take {application.ref} DIR"
        for item in queries.many(connection, Item, ref=application.ref):
            if item.due:
                yield f"{application.ref} is to be sent by {spoken(date.fromisoformat(item.due))}"
        others = other_providers(connection, review.listing, stands.case.provider)
        if others:
            yield (
                f"once it is approved, tell {', '.join(others)}: "
                f"mcapproval move {review.listing} tell-providers"
            )
    waiting = [row for row in queries.many(connection, Review, listing=review.listing) if row.waits]
    for each in sorted(waiting, key=lambda row: row.due_on)[:1]:
        due = spoken(date.fromisoformat(each.due_on))
        yield f"next re-evaluation {each.ref}, {each.form}, due {due}"


def _not_given(
    connection: Connection, stands: Standing, made: Move, values: Mapping[str, Any]
) -> Iterator[str]:
    """What an answer of NZQA usually gives, and this one is not known to have given."""
    granted = {n for n, row in values.get("results", {}).items() if row["result"] == "granted"}
    finishes = made.name == "finish" and stands.case.track == "application"
    listing = listing_of(connection, stands) if granted or finishes else None
    if listing is None:
        return
    if listing.number is None and (finishes or granted & {"listing", "approval"}):
        mend = corrected(listing, "number")
        yield f"{listing.ref} has no number of NZQA; once it is known: {mend}"
    now = listing.number_version
    changed = "approval" in granted and stands.situation.kind == "change"
    if changed and now is not None and "listing_version" not in values:
        yield (
            f"{listing.ref} stands as version {now} still; to record which one NZQA lists now: "
            f"mcapproval move {listing.ref} {listed_by(connection, listing.ref)} "
            "--set listing_version=NUMBER --attach LETTER"
        )


def _closed_intakes(connection: Connection, stands: Standing) -> Iterator[str]:
    """Those planned in a micro-credential that was current before this move, and is closed now."""
    today = stands.situation.today
    if stands.case.track != "listing" or today is None:
        return
    case = queries.one(connection, Case, ref=stands.case.ref)
    if case is None or case.state == stands.case.state:
        return
    planned = closed_intakes(connection, case, today)
    if planned:
        yield f"nobody new may enrol, and intakes are still planned: {', '.join(planned)}"
        yield "to call one off: mcapproval delivery cancel DEL-..."


def _intakes(stands: Standing, listing: str) -> Iterator[str]:
    """Whatever was proposed: what is decided is told, of answers that proposed something else."""
    today = stands.situation.today
    to_come = ahead(stands.draft, today) if stands.draft and today else []
    if to_come:
        yield (
            f"intakes are still to come: {', '.join(to_come)}; nobody new may enrol once {listing} "
            "expires, and our policy asks that there are none"
        )
        yield f"to see them: mcapproval delivery list --listing {listing}"
        yield "to call one off: mcapproval delivery cancel DEL-..."
