"""Find a case and what belongs to it, or say that there is none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.finding import whose
from mcapproval.draft.content import from_content
from mcapproval.draft.files import named_files
from mcapproval.draft.model import Draft
from mcapproval.errors import TextErased, Unknown
from mcapproval.store import queries
from mcapproval.store.ask import over
from mcapproval.store.clauses import Model
from mcapproval.store.keep import content, content_bytes, texts
from mcapproval.store.rows.folded import (
    Accreditation,
    Application,
    Case,
    Delivery,
    Listing,
    Review,
    Version,
)
from mcapproval.store.rows.places import PLACES

ANEW = "open a new application: mcapproval open FILE"
"""What is left to do where the present text of an application was erased."""


def case_row(connection: Connection, ref: str) -> Case:
    """A case by our reference, or a micro-credential by NZQA's number."""
    found = queries.one(connection, Case, ref=ref)
    if found is None:
        listing = queries.one(connection, Listing, number=ref)
        found = queries.one(connection, Case, ref=listing.ref) if listing else None
    if found is None and queries.one(connection, Delivery, ref=ref):
        raise Unknown(
            f"{ref} is a delivery and no case: it has no moves",
            f"see it, and what happened to it, with: mcapproval delivery show {ref}",
        )
    if found is None:
        raise Unknown(f"there is no {ref} in these records", "see them with: mcapproval list")
    return found


def known_provider(connection: Connection, provider: str | None) -> None:
    """Unknown, with the nearest key, for a provider that nothing in the records names; none may be
    asked for."""
    if provider is not None:
        whose.provider(over(connection), provider)


def application_row(connection: Connection, ref: str) -> Application:
    found = queries.one(connection, Application, ref=ref)
    if found is None:
        raise Unknown(f"{ref} is no application", "applications look like APP-2026-0001")
    return found


def listing_row(connection: Connection, ref: str) -> Listing:
    """A micro-credential by our reference or NZQA's number."""
    for key in ("ref", "number"):
        found = queries.one(connection, Listing, **{key: ref})
        if found:
            return found
    review = queries.one(connection, Review, ref=ref)
    if review:
        raise Unknown(
            f"{ref} is a re-evaluation and no micro-credential",
            f"it is the re-evaluation of {review.listing}: name that",
        )
    raise Unknown(f"there is no micro-credential {ref}", "see them with: mcapproval list")


def review_row(connection: Connection, ref: str) -> Review:
    """A re-evaluation. Unknown for another case, with the one that waits where there is one."""
    case = case_row(connection, ref)
    found = queries.one(connection, Review, ref=case.ref)
    if found:
        return found
    accreditation = queries.one(connection, Accreditation, ref=case.ref)
    listing = accreditation.listing if accreditation else case.ref
    waits = queries.many(connection, Review, listing=listing, waits=True)
    first = min(waits, key=lambda review: review.due_on, default=None)
    hint = f"the one of {listing} that waits is {first.ref}: name that" if first else ""
    raise Unknown(f"{ref} is no re-evaluation", hint or "they look like REV-2027-0001")


def title_of(connection: Connection, case: Case) -> str:
    """The title of a case: an application's own, else that of its micro-credential."""
    application = queries.one(connection, Application, ref=case.ref)
    if application:
        return application.title
    accreditation = queries.one(connection, Accreditation, ref=case.ref)
    review = queries.one(connection, Review, ref=case.ref)
    hangs_on = next((row.listing for row in (accreditation, review) if row), case.ref)
    listing = queries.one(connection, Listing, ref=hangs_on)
    return listing.title if listing else ""


def own_row(connection: Connection, model: type[Model], case: Case) -> Model | None:
    """What the table of a track says of a case; None, unasked, of a case of another track."""
    if case.track != PLACES[model].table:
        return None
    return queries.one(connection, model, ref=case.ref)


def version_of(connection: Connection, ref: str, number: int) -> Version:
    found = queries.one(connection, Version, ref=ref, number=number)
    if found is None:
        raise Unknown(f"{ref} has no version {number}", f"see: mcapproval history {ref}")
    return found


def draft_of(connection: Connection, row: Application | Version) -> Draft:
    """The content of a version as a draft without places. TextErased where it was."""
    return draft_in(row, content_bytes(connection, row.content))


def draft_in(row: Application | Version, kept: bytes | None) -> Draft:
    """The same of the bytes that are kept, which are None where they were erased."""
    if kept is None:
        anew = f"; to go on, {ANEW}" if isinstance(row, Application) else ""
        raise TextErased(
            f"the text of {row.ref}, version {row.number}, was erased; its hash is kept",
            f"the rest still shows: mcapproval history {row.ref}{anew}",
        )
    return _read(kept)


@lru_cache(maxsize=32)
def _read(kept: bytes) -> Draft:
    return from_content(json.loads(kept))


def words_of(connection: Connection, content_hash: str) -> str:
    """The words of a version of a standing text, or "(erased)"."""
    kept = content(connection, content_hash)
    return "(erased)" if kept is None else str(kept["text"])


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of a version: what its draft calls it, and what the journal says of it."""

    path: str
    name: str
    title: str
    serves: str
    sha256: str
    size: int
    confidential: str
    of_meeting: bool


def files_of(connection: Connection, version: Version) -> list[KeptFile]:
    """The files of a version in the draft's order. TextErased where it was."""
    named = {file.path_in_draft: file for file in named_files(draft_of(connection, version))}
    return [
        KeptFile(
            row["path"],
            named[row["path"]].file,
            named[row["path"]].title,
            named[row["path"]].serves,
            row["sha256"],
            row["size"],
            named[row["path"]].confidential,
            named[row["path"]].of_meeting,
        )
        for row in json.loads(version.files)
    ]


def people_of(connection: Connection, version: Version) -> dict[str, Mapping[str, Any]]:
    """The facts of the people that a version names, by their id in the draft; {} where erased."""
    bound = json.loads(version.people)
    told = texts(connection, {entry["commitment"] for entry in bound.values()})
    return {key: told.get(entry["commitment"], {}) for key, entry in bound.items()}
