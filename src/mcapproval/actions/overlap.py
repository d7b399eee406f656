"""Which micro-credentials in the records look like a draft. It proposes; a person compares them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from mcapproval.actions.comparable import Known, content_listed, content_of, known, listed_data
from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts.written import read_any
from mcapproval.actions.lookup import case_row, draft_of, listing_row
from mcapproval.draft.model import Draft
from mcapproval.errors import Unknown
from mcapproval.findings import Finding
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import ABOUT_ANOTHER
from mcapproval.rules.book import OVERLAP_RULES
from mcapproval.rules.examine import examine
from mcapproval.rules.folding import folded
from mcapproval.rules.overlap import is_named
from mcapproval.store import queries
from mcapproval.store.finding.likeness import CLOSE, Likeness, likest
from mcapproval.store.rows.folded import Application, Listing

SAID = 8
"""How many of the words that both have a finding says: `rules overlap` shows them all."""


@dataclass(frozen=True, slots=True)
class Near:
    """A micro-credential that looks like the draft, and how much.

    `named` says that the draft's own search for duplication names it already, `same_draft` that it
    seems to be this very draft, opened in the records.
    """

    known: Known
    likeness: Likeness
    named: bool
    same_draft: bool


@dataclass(frozen=True, slots=True)
class Overlap:
    """What was compared, a file's name or a reference, with how many, and which look like it."""

    of: str
    title: str
    looked_at: int
    near: tuple[Near, ...]


def overlap_of_file(desk: Desk, path: Path) -> Overlap:
    """What looks like a draft in a file. Unreadable where the file can't be read."""
    draft = read_any(path).draft
    with desk.reading() as connection:
        return _overlap(connection, draft, str(path), frozenset())


def overlap_of_case(desk: Desk, ref: str) -> Overlap:
    """What looks like an application or a micro-credential of these records."""
    with desk.reading() as connection:
        case = case_row(connection, ref)
        if case.track == "listing":
            listing = listing_row(connection, case.ref)
            data = listed_data(listing, content_listed(connection, case.ref))
            own = frozenset((listing.ref, listing.application))
            return _overlap(connection, Draft(data), case.ref, own)
        application = queries.one(connection, Application, ref=case.ref)
        if application is None:
            raise Unknown(
                f"{case.ref} is no application and no micro-credential",
                "give one such as APP-2026-0001 or MC-0001, or the file of a draft",
            )
        draft = draft_of(connection, application)
        return _overlap(connection, draft, case.ref, own_refs(connection, application))


def own_refs(connection: Connection, application: Application) -> frozenset[str]:
    """What an application is never held against: itself, what came of it, what it is about."""
    listed = queries.many(connection, Listing, application=application.ref)
    return frozenset({application.ref, application.of_ref or "", *(row.ref for row in listed)})


def overlap_findings(
    connection: Connection,
    draft: Draft,
    day: date,
    policy: Policy,
    own: frozenset[str] = frozenset(),
) -> tuple[Finding, ...]:
    """What the rules about overlap say of a draft. Never kept: others come into the records."""
    near = [
        {
            "ref": one.known.ref,
            "title": one.known.title,
            "number": one.known.number,
            "level": one.known.level,
            "credits": one.known.credits,
            "likeness": one.likeness.grade,
            "shared": list(one.likeness.shared[:SAID]),
        }
        for one in _overlap(connection, draft, "", own).near
        if one.likeness.grade in CLOSE and not one.same_draft
    ]
    return examine(replace(draft, data={**draft.data, "near": near}), day, policy, OVERLAP_RULES)


def _overlap(connection: Connection, draft: Draft, of: str, own: frozenset[str]) -> Overlap:
    about = draft.text("/of") if draft.text("/kind") in ABOUT_ANOTHER else ""
    others = {
        one.ref: one
        for one in known(connection)
        if one.ref not in own and not (about and about in (one.ref, one.number))
    }
    contents = [one.content for one in others.values()]
    found = likest(connection, content_of("", draft.data), contents)
    return Overlap(
        of,
        draft.text("/title"),
        len(others),
        tuple(_near(draft, others[likeness.key], likeness) for likeness in found),
    )


def _near(draft: Draft, one: Known, likeness: Likeness) -> Near:
    """An application of the same title by the same applicant is this draft, opened: a file does not
    say under which number."""
    return Near(
        one,
        likeness,
        is_named(draft, one.ref, one.title, one.number),
        one.applicant == draft.text("/applicant/organisation")
        and folded(one.title) == folded(draft.text("/title")),
    )
