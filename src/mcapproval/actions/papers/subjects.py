"""What papers are made of: an application, a meeting, a listing, a re-evaluation.

A subject gathers its facts from the records and knows the papers that are made of them. A new
subject stands in `SUBJECTS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk
from mcapproval.actions.papers.as_decided import as_decided
from mcapproval.actions.papers.listings import listing_facts
from mcapproval.actions.papers.meetings import meeting_facts
from mcapproval.actions.papers.packs import dossier, found_since, packed_on, placed_on
from mcapproval.actions.papers.reviews import review_facts
from mcapproval.documents.catalogue import CATALOGUE, OF_SOME, ON_REQUEST
from mcapproval.documents.content import Document
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.enclosures import read_once
from mcapproval.documents.entry import Entry
from mcapproval.documents.listings.catalogue import PAPERS as LISTING_PAPERS
from mcapproval.documents.listings.facts import ListingFacts
from mcapproval.documents.meetings.catalogue import PAPERS as MEETING_PAPERS
from mcapproval.documents.meetings.facts import MeetingFacts
from mcapproval.documents.reviews.catalogue import PAPERS as REVIEW_PAPERS
from mcapproval.documents.reviews.facts import ReviewFacts
from mcapproval.errors import AskedWrongly, Unknown
from mcapproval.rules.asked import OUR_REFERENCE
from mcapproval.store import queries
from mcapproval.store.rows.folded import Listing
from mcapproval.workflow.nearest import meant

F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class Subject(Generic[F]):
    """`entries` are papers of the facts that `gather` brings, which is told for which of them;
    `prefix` is how references of the subject begin.
    """

    name: str
    prefix: str
    gather: Callable[[Connection, Desk, str, Entry[F]], F]
    entries: tuple[Entry[F], ...]

    def made(
        self, connection: Connection, desk: Desk, ref: str, name: str, since: int | None
    ) -> Document:
        """The paper of this name; refused as `made` says."""
        entry = _entry(name, ref, self)
        facts = self.gather(connection, desk, ref, entry)
        if not entry.when(facts):
            raise AskedWrongly(
                f"there is no {entry.title.lower()} for {ref}: there is one {entry.there_is}",
                "see: mcapproval paper list",
            )
        return entry.make(facts if since is None else _held_to(facts, since, entry))


def _application(connection: Connection, desk: Desk, ref: str, entry: Entry[Dossier]) -> Dossier:
    day = placed_on(connection, ref, desk.today) if entry.of_today else packed_on(connection, ref)
    found = dossier(connection, ref, day)
    return read_once(as_decided(connection, found) if entry.as_decided else found)


def _for_any(
    gather: Callable[[Connection, Desk, str], F],
) -> Callable[[Connection, Desk, str, Entry[F]], F]:
    """Facts that are the same for every paper of a subject."""
    return lambda connection, desk, ref, _: gather(connection, desk, ref)


APPLICATION: Subject[Dossier] = Subject(
    "application", "APP-", _application, (*CATALOGUE, *OF_SOME, *ON_REQUEST)
)
MEETING: Subject[MeetingFacts] = Subject("meeting", "MTG-", _for_any(meeting_facts), MEETING_PAPERS)
LISTING: Subject[ListingFacts] = Subject(
    "micro-credential", OUR_REFERENCE, _for_any(listing_facts), LISTING_PAPERS
)
REVIEW: Subject[ReviewFacts] = Subject(
    "re-evaluation", "REV-", _for_any(review_facts), REVIEW_PAPERS
)

SUBJECTS: tuple[Subject[Any], ...] = (APPLICATION, MEETING, LISTING, REVIEW)


@dataclass(frozen=True, slots=True)
class Offered:
    """A paper that can be asked for by name."""

    name: str
    title: str
    subject: str


def offered() -> Iterator[Offered]:
    """Every paper there is, by its subject, in the subject's order."""
    for subject in SUBJECTS:
        for entry in subject.entries:
            yield Offered(entry.slug, entry.title, subject.name)


def goes_out(name: str) -> bool:
    """Whether a paper of this name is read by people outside."""
    entries = (entry for subject in SUBJECTS for entry in subject.entries)
    return any(entry.slug == name and entry.to_others for entry in entries)


def made(desk: Desk, name: str, ref: str, since: int | None = None) -> Document:
    """A paper about a case, as it stands at its last row; one that compares is held to version
    `since`. Unknown where there is no such paper or version; AskedWrongly where it is not one of
    this sort of case, would say nothing of this one, or compares nothing.
    """
    with desk.reading() as connection:
        return _subject(connection, ref).made(connection, desk, ref, name, since)


def judged_since(desk: Desk, ref: str, document: Document) -> tuple[str, ...]:
    """What is told where the draft of a paper would be judged otherwise today."""
    with desk.reading() as connection:
        if document.as_at == desk.today or _subject(connection, ref) is not APPLICATION:
            return ()
        found = dossier(connection, ref, packed_on(connection, ref))
        return found_since(connection, found, desk.today)


def _held_to(facts: F, since: int, entry: Entry[F]) -> F:
    """The facts with the earlier version that they are to be held to."""
    if not entry.compares or not isinstance(facts, Dossier):
        raise AskedWrongly(
            f"`{entry.slug}` is made of one version and holds it to no other",
            "leave --from out; `mcapproval paper redline` compares two versions",
        )
    earlier = [one.number for one in facts.earlier]
    if since not in earlier:
        some = f"give --from a number from {earlier[0]} to {earlier[-1]}" if earlier else ""
        raise Unknown(
            f"{facts.ref} has no version {since} before version {facts.version}",
            some or "leave --from out",
        )
    return replace(facts, since=since)


def _subject(connection: Connection, ref: str) -> Subject[Any]:
    """By how the reference begins; a micro-credential also by NZQA's number."""
    listed = queries.one(connection, Listing, number=ref)
    for subject in SUBJECTS:
        if (listed.ref if listed else ref).startswith(subject.prefix):
            return subject
    known = ", ".join(subject.prefix + "..." for subject in SUBJECTS)
    raise Unknown(f"no papers are made of {ref}", f"give a reference such as {known}")


def _entry(name: str, ref: str, subject: Subject[F]) -> Entry[F]:
    for entry in subject.entries:
        if entry.slug == name:
            return entry
    others = [offer.subject for offer in offered() if offer.name == name]
    if others:
        raise AskedWrongly(
            f"`{name}` is a paper of {_a(others[0])}, and {ref} is {_a(subject.name)}",
            "see: mcapproval paper list",
        )
    known = [offer.name for offer in offered()]
    raise Unknown(f"there is no paper `{name}`{meant(name, known)}", "see: mcapproval paper list")


def _a(word: str) -> str:
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"
