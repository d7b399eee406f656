"""The request kits. A new kit is one line here."""

from __future__ import annotations

from dataclasses import dataclass

from mcapproval.documents.entry import Entry
from mcapproval.documents.kits.attestation import attestation
from mcapproval.documents.kits.facts import KitFacts
from mcapproval.documents.kits.industry_mail import industry_mail
from mcapproval.documents.kits.letter import letter
from mcapproval.documents.kits.meeting_record import meeting_record
from mcapproval.documents.kits.survey import survey


@dataclass(frozen=True, slots=True)
class Kit(Entry[KitFacts]):
    """`also` are looks beside those that every paper has; `returns` is the type of evidence that it
    comes back as, empty where it doesn't.
    """

    also: tuple[str, ...] = ()
    returns: str = ""


KITS = (
    Kit("letter", "Letter to an employer or community", letter, returns="letter"),
    Kit("attestation", "Attestation on one page", attestation, returns="attestation"),
    Kit("survey", "Survey of eight questions", survey, also=("csv",), returns="survey"),
    Kit("meeting", "Record of a meeting or hui", meeting_record, returns="meeting"),
    Kit("industry-mail", "Mail to the industry body", industry_mail, also=("eml",)),
)
