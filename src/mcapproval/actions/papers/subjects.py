"""What papers are made of: an application, a meeting, a listing, a re-evaluation.

A subject gathers its facts from the records and knows the papers that are made of them. A new
subject is one line in `SUBJECTS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk
from mcapproval.actions.papers.packs import dossier
from mcapproval.documents.catalogue import CATALOGUE, ON_REQUEST
from mcapproval.documents.content import Document
from mcapproval.errors import AskedWrongly, Unknown


@dataclass(frozen=True, slots=True)
class Subject:
    """`entries` have a slug, a title, `make` and `when`, all of the same facts; `prefix` is how
    references of the subject begin.
    """

    name: str
    prefix: str
    gather: Callable[[Connection, str, date], Any]
    entries: tuple[Any, ...]


SUBJECTS = (Subject("application", "APP-", dossier, (*CATALOGUE, *ON_REQUEST)),)


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


def made(desk: Desk, name: str, ref: str) -> Document:
    """A paper about a case, as it stands at its last row. Unknown where there is no such paper;
    AskedWrongly where it is not one of this sort of case, or would say nothing of this one.
    """
    subject = _subject(ref)
    entry = _entry(name, ref, subject)
    with desk.reading() as connection:
        facts = subject.gather(connection, ref, desk.today)
        if not entry.when(facts):
            raise AskedWrongly(
                f"there is no {entry.title.lower()} of {ref}: it is for other kinds of case",
                "see: mcapproval paper list",
            )
        document: Document = entry.make(facts)
        return document


def _subject(ref: str) -> Subject:
    for subject in SUBJECTS:
        if ref.startswith(subject.prefix):
            return subject
    known = ", ".join(subject.prefix + "..." for subject in SUBJECTS)
    raise Unknown(f"no papers are made of {ref}", f"give a reference such as {known}")


def _entry(name: str, ref: str, subject: Subject) -> Any:
    for entry in subject.entries:
        if entry.slug == name:
            return entry
    others = [offer.subject for offer in offered() if offer.name == name]
    if others:
        raise AskedWrongly(
            f"`{name}` is a paper of a {others[0]}, and {ref} is a {subject.name}",
            "see: mcapproval paper list",
        )
    raise Unknown(f"there is no paper `{name}`", "see: mcapproval paper list")
