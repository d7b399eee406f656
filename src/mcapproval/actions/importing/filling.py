"""What a later import fills of an application that an import brought: the parts it left open."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.imported import brought
from mcapproval.actions.importing.drafting import PLACES, content_of, read_content
from mcapproval.actions.importing.facts import Credential
from mcapproval.actions.importing.known import Known
from mcapproval.store import queries
from mcapproval.store.keep import content
from mcapproval.store.rows.folded import Application, Case, Judgement, Listing

PARTS = ("delivery", "co_design", "purpose", "business_case")
"""Parts of a draft that only an application keeps; what its listing keeps too is filled with it."""

FRAME = ("format", "route", "kind", "title")


def as_they_came(connection: Connection) -> dict[str, Application]:
    """By micro-credential, the application of each that an import brought and whose content still
    stands as imports said it: no change of it was applied for, and none was noted.
    """
    applications = queries.many(connection, Application)
    changed = {row.of_ref for row in applications if row.kind == "change"}
    changed |= {row.ref for row in queries.many(connection, Judgement, says="no")}
    imported = {case.ref for case in queries.many(connection, Case) if case.imported}
    stand = brought(connection, applications)
    return {
        listing.ref: stand[listing.application]
        for listing in queries.many(connection, Listing)
        if listing.ref in imported - changed and listing.application in stand
    }


def parts_filled(
    row: Credential, application: Application, learnt: Collection[str], known: Known
) -> Mapping[str, Any]:
    """By key of a draft, what a row says and the application does not; of what a listing keeps only
    what that learns now, by column in `learnt`. Nothing where its text was erased.
    """
    kept = content(known.connection, application.content)
    if kept is None:
        return {}
    partners: tuple[str, ...] = ()
    if "co_design" not in kept:
        partners = known.organisations_of(row.row, "partner", row.partners)
    said = content_of(row, application.route, known.provider, partners, (), ())
    more = {
        key: value
        for key, value in said.items()
        if key not in kept and (key in PARTS or PLACES.get(key, key) in learnt)
    }
    if not more:
        return {}
    frame = {key: kept[key] for key in FRAME}
    read = read_content(row.row, {**frame, **more}, [*known.organisations, *known.new])
    return {key: read.data[key] for key in more if key in read.data}
