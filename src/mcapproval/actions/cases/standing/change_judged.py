"""Whether an application for a change is needed at all: by the rule, or by a person over it."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.approved import Stands, standing_content, under_old_rules
from mcapproval.actions.cases.standing.brought_over import review_day
from mcapproval.actions.cases.standing.decided import Decided, last_of_ours
from mcapproval.actions.people.known import names
from mcapproval.draft.model import Draft
from mcapproval.rules.change_needed import Needed, change_needed, compared
from mcapproval.rules.legacy_kept import asked_over, brought_over, is_brought_over
from mcapproval.store import queries
from mcapproval.store.keep import content, texts
from mcapproval.store.rows.folded import Application, Judgement, Listing, Review
from mcapproval.workflow.situation import Judged

KIND = "change"


def held_to(stands: Stands, draft: Draft, day: date) -> Needed | None:
    """A content held to the one that stands approved; None where that text was erased."""
    return change_needed(stands.data, draft.data, day) if stands.data is not None else None


def asked_of(
    connection: Connection, listing: Listing, stands: Stands, draft: Draft, day: date
) -> Needed | None:
    """The same, where an older micro-credential that was kept is brought under the present rules
    whatever differs, on the days of law that ask for it.
    """
    needed = held_to(stands, draft, day)
    if needed is None or not under_old_rules(connection, listing):
        return needed
    last = last_reviewed(connection, listing)
    due = review_day(listing, last.review) if last else None
    asked = asked_over(last.decision if last else None, due, day)
    return brought_over(needed) if asked else needed


def last_reviewed(connection: Connection, listing: Listing) -> Decided | None:
    return last_of_ours(connection, queries.many(connection, Review, listing=listing.ref))


def overruled(
    connection: Connection, listing: Listing, draft: Draft, day: date
) -> Judgement | None:
    """The newest judgement by a person of the very same content, whatever is told around it."""
    now = compared(draft.data, day)
    found = queries.many(connection, Judgement, ref=listing.ref)
    for judged in sorted(found, key=lambda row: row.seq, reverse=True):
        kept = content(connection, judged.content)
        if kept is not None and compared(kept, day) == now:
            return judged if judged.says != judged.rule_says else None
    return None


def word_over(
    connection: Connection, listing: Listing, draft: Draft, needed: Needed, day: date
) -> Judgement | None:
    """A person's word over the rule's on a content that differs or is to be applied for.

    Where the law asks for a change of what was kept, whatever differs, only a word since then is
    about that.
    """
    if not (needed.differs or needed.needed):
        return None
    found = overruled(connection, listing, draft, day)
    if found is None or not is_brought_over(needed):
        return found
    kept = last_reviewed(connection, listing)
    return found if kept is None or kept.on.isoformat() <= found.on_day else None


def judged(
    connection: Connection, application: Application | None, draft: Draft | None, day: date
) -> Judged | None:
    """What is said of an application for a change; None of any other, or where nothing can be."""
    if application is None or draft is None or application.kind != KIND:
        return None
    listing = queries.one(connection, Listing, ref=application.of_ref or "")
    if listing is None:
        return None
    needed = asked_of(connection, listing, standing_content(connection, listing), draft, day)
    if needed is None:
        return None
    person = word_over(connection, listing, draft, needed, day)
    return Judged(person.says if person else needed.says, needed.because, listing.ref)


def shown(connection: Connection, listing: Listing) -> dict[str, Any]:
    """What stands approved of a micro-credential and what was judged of it, as `show` prints it.

    One that is listed, and whose approval is declined or open, has nothing that stands approved.
    """
    rows = queries.many(connection, Judgement, ref=listing.ref)
    who = names(connection, {row.by for row in rows})
    told = texts(connection, {row.note for row in rows if row.note})
    approved = listing.approved_on is not None
    stands = {"stands_approved": standing_content(connection, listing).told} if approved else {}
    return stands | {
        "judgements": [
            {
                "on": row.on_day,
                "by": who[row.by],
                "says": row.says,
                "rule_says": row.rule_says,
                "note": str(told.get(row.note, "(erased)")) if row.note else None,
            }
            for row in rows
        ],
    }
