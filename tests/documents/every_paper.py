"""Every paper that there is, of every subject, made of facts as whole as they can be."""

from __future__ import annotations

from datetime import date

from tests.documents import test_papers_of_a_listing as listing
from tests.documents import test_papers_of_a_meeting as meeting
from tests.documents import test_papers_of_a_review as review
from tests.documents.dossier_fixture import dossier

from mcapproval.documents import catalogue
from mcapproval.documents.content import Document
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.kits.catalogue import KITS
from mcapproval.documents.kits.facts import KitFacts
from mcapproval.documents.listings.catalogue import PAPERS as OF_LISTINGS
from mcapproval.documents.meetings.catalogue import PAPERS as OF_MEETINGS
from mcapproval.documents.reviews.catalogue import PAPERS as OF_REVIEWS


def of_applications(case: Dossier) -> dict[str, Document]:
    entries = (*catalogue.CATALOGUE, *catalogue.OF_SOME, *catalogue.ON_REQUEST)
    return {entry.slug: entry.make(case) for entry in entries if entry.when(case)}


def of_everything_else() -> dict[str, Document]:
    asked = KitFacts(dossier().draft, dossier().organisations, "the board", date(2026, 6, 1))
    return {
        **{one.slug: one.make(f) for one in OF_REVIEWS for f in (review.FULL,) if one.when(f)},
        **{
            f"{one.slug} {number}": one.make(facts)
            for one in OF_LISTINGS
            for number, facts in enumerate((listing.FULL, listing.EXPIRING), 1)
            if one.when(facts)
        },
        **{
            f"{one.slug} {number}": one.make(facts)
            for one in OF_MEETINGS
            for number, facts in enumerate((meeting.BARE, meeting.HELD), 1)
            if one.when(facts)
        },
        **{f"kit {kit.slug}": kit.make(asked) for kit in KITS},
    }
