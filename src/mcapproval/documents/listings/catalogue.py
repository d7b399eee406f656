"""The papers of a listed micro-credential."""

from __future__ import annotations

from mcapproval.documents.entry import Entry
from mcapproval.documents.listings.change_notice import change_notice, of_changed
from mcapproval.documents.listings.expiry_notice import expiry_notice, of_expiring
from mcapproval.documents.listings.facts import ListingFacts
from mcapproval.documents.listings.sheet import sheet

PAPERS: tuple[Entry[ListingFacts], ...] = (
    Entry("listing-sheet", "Listing sheet", sheet),
    Entry(
        "change-notice",
        "Notice of a change to accredited providers",
        change_notice,
        of_changed,
        "once a change of it was submitted, while another provider is accredited to deliver it",
        to_others=True,
    ),
    Entry(
        "expiry-notice",
        "Expiry and teach-out notice",
        expiry_notice,
        of_expiring,
        "while it is expiring",
        to_others=True,
    ),
)
