"""What must be there before the first cohort: opened with the accreditation, shown with proof."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases.items.published_page import Facts, besides, missing, words_of
from mcapproval.actions.lookup import draft_of
from mcapproval.errors import Reason, Unmet
from mcapproval.policy.model import Policy
from mcapproval.policy.readiness import PAGE, topic
from mcapproval.store import queries
from mcapproval.store.keep import Text
from mcapproval.store.rows.folded import Accreditation, Application, Listing
from mcapproval.store.writer import Writer


def to_open(writer: Writer, policy: Policy, salt: Callable[[], bytes]) -> list[dict[str, Any]]:
    """The items of our ready-to-deliver list, in its order, for a new accreditation."""
    return [
        readiness_row(writer, number, key, salt)
        for number, key in enumerate(policy.ready_to_deliver, start=1)
    ]


def readiness_row(
    writer: Writer, number: int, key: str, salt: Callable[[], bytes], text: str | None = None
) -> dict[str, Any]:
    """One item of the list as the journal has it; what it says is kept apart, as every text."""
    about = topic(key)
    return {
        "number": number,
        "kind": "readiness",
        "topic": key,
        "owner": about.owner,
        "due": None,
        "touches": None,
        "says": writer.text(Text(text or f"{about.words}: {about.shows}", salt())),
    }


def third_parties(connection: Connection, ref: str) -> list[str]:
    """The third parties that the application behind an accreditation names."""
    accreditation = queries.one(connection, Accreditation, ref=ref)
    application = (
        queries.one(connection, Application, ref=accreditation.application)
        if accreditation
        else None
    )
    if application is None:
        return []
    try:
        draft = draft_of(connection, application)
    except Unmet:  # its text was erased: nobody can say what it named
        return []
    rows = (row for _, row in draft.rows("/third_parties"))
    return [str(row["organisation"]) for row in rows if row.get("organisation")]


def compared(
    connection: Connection, ref: str, files: Mapping[str, bytes], who: str
) -> tuple[list[Reason], list[str]]:
    """What a published page does not say of what was approved, and which files were not read.

    Several files are taken together: a page may have been saved in parts. One at least is compared,
    for words about a page show nothing of it; with a new version of a listing, where none may be
    published any more, that is told.
    """
    accreditation = queries.one(connection, Accreditation, ref=ref)
    listing = queries.one(connection, Listing, ref=accreditation.listing if accreditation else ref)
    pages = {name: words_of(name, data) for name, data in files.items()}
    notes = [
        f"{name} was taken as it is: only text and HTML are compared with what was approved"
        for name, words in pages.items()
        if words is None
    ]
    read = [words for words in pages.values() if words is not None]
    if not read:
        said = "no page is attached that could be compared with what was approved"
        if accreditation is None:
            return [], [*notes, said]
        mend = (
            "save the page as text or HTML and add --attach FILE; where none is published: "
            f"mcapproval item not-applicable {ref} {PAGE} --text REASON"
        )
        return [Reason("PAGE-FILE", said, mend, who)], []
    if listing is None:
        return [], notes
    facts = Facts(listing.title, listing.title_te_reo, listing.level, listing.credits)
    reasons = [
        Reason(
            "PAGE-FACT",
            f"the page does not say {fact}, as approved",
            "mend the page, save it again and attach that",
            who,
        )
        for fact in missing("\n".join(read), facts)
    ]
    others = besides("\n".join(read), facts)
    if others:
        notes.append(f"the page also says {', '.join(others)}: see that this is of something else")
    return reasons, notes
