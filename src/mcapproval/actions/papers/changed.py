"""The listed micro-credential that a change or an accreditation alone is of, with the content that
stood approved of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.approved import Stands, stood_before
from mcapproval.actions.papers.named import printed
from mcapproval.actions.texts.placing import with_texts
from mcapproval.documents.dossier import Listed
from mcapproval.draft.content import from_content
from mcapproval.draft.model import Draft
from mcapproval.store import queries
from mcapproval.store.keep import texts
from mcapproval.store.rows.folded import Application, Listing


def listed_of(
    connection: Connection, application: Application, people: Mapping[str, str], row: int
) -> Listed | None:
    """As it stood at a row of the journal; None where the application is of none that is in these
    records. `people` are those of the application, as printed, by their id in it.
    """
    if not application.of_ref:
        return None
    listing = queries.one(connection, Listing, ref=application.of_ref)
    if listing is None:
        return None
    stands = stood_before(connection, listing, application, row)
    theirs = _people(connection, stands)
    keys = {key: _key(key, name, people) for key, name in theirs.items()}
    facts = _facts(connection, listing, application, row)
    return Listed(
        ref=listing.ref,
        number=facts.get("number") or "",
        told=stands.told,
        read=_reader(connection, stands, keys),
        people={keys[key]: name for key, name in theirs.items()},
        version=str(facts.get("number_version") or ""),
        reporting_code=facts.get("reporting_code") or "",
    )


def _facts(
    connection: Connection, listing: Listing, application: Application, row: int
) -> dict[str, Any]:
    """What was known of it by that row, but for what the application itself brought."""
    own = {event.seq for event in queries.events(connection, application.ref)}
    known: dict[str, Any] = {}
    for event in queries.holding(queries.events(connection, listing.ref)):
        if event.seq <= row and event.cause not in own:
            known |= event.data.get("facts", {})
    return known


def _people(connection: Connection, stands: Stands) -> dict[str, str]:
    told = texts(connection, {entry["commitment"] for entry in stands.people.values()})
    return {k: printed(told.get(entry["commitment"], {})) for k, entry in stands.people.items()}


def _key(key: str, name: str, ours: Mapping[str, str]) -> str:
    """The id by which the application names the same person; one of its own where it names
    somebody else by that id, or nobody.
    """
    if ours.get(key) == name:
        return key
    alike = (k for k, n in ours.items() if n == name)
    return next(alike, f"{key}, as approved" if key in ours else key)


def _reader(
    connection: Connection, stands: Stands, keys: Mapping[str, str]
) -> Callable[[], Draft | None]:
    def read() -> Draft | None:
        if stands.data is None:
            return None
        return with_texts(connection, from_content(_renamed(stands.data, keys)))

    return read


def _renamed(value: Any, keys: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return keys.get(value, value)
    if isinstance(value, Mapping):
        return {key: _renamed(inner, keys) for key, inner in value.items()}
    if isinstance(value, list):
        return [_renamed(inner, keys) for inner in value]
    return value
