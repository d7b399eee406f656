"""What of each micro-credential in the records can be compared with a draft."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.rules.asked import ABOUT_ANOTHER
from mcapproval.store import queries
from mcapproval.store.clauses import table
from mcapproval.store.finding.likeness import Content
from mcapproval.store.keep import CONTENT
from mcapproval.store.keep import content as kept
from mcapproval.store.rows.folded import Application, Case, Listing, Result

UNDER_WAY = "under way"
APPLICATION, CASE, LISTING, RESULT = (
    table(Application),
    table(Case),
    table(Listing),
    table(Result),
)


@dataclass(frozen=True, slots=True)
class Known:
    """A micro-credential that is listed, or one that is applied for.

    `number` is NZQA's. `status` is the listing's (`current`, `expiring`, `discontinued`), or
    `UNDER_WAY`; `applicant` is the key of the organisation that applies.
    """

    ref: str
    title: str
    number: str | None
    level: int | None
    credits: int | None
    nzsced: str | None
    provider: str
    status: str
    applicant: str
    content: Content


def known(connection: Connection) -> Iterator[Known]:
    """Those listed, then the applications for new ones that are not decided yet."""
    yield from _listed(connection)
    yield from _under_way(connection)


def content_of(key: str, data: Mapping[str, Any]) -> Content:
    """What is compared of a draft's data, whatever its shape."""
    outcomes = data.get("learning_outcomes")
    rows = outcomes if isinstance(outcomes, list) else []
    said = [row.get("statement") for row in rows if isinstance(row, Mapping)]
    title, te_reo, nzsced = (data.get(part) for part in ("title", "title_te_reo", "nzsced"))
    return Content(
        key,
        title if isinstance(title, str) else "",
        te_reo if isinstance(te_reo, str) else "",
        " ".join(statement for statement in said if isinstance(statement, str)),
        nzsced if isinstance(nzsced, str) else "",
    )


def listed_data(row: Any, data: Mapping[str, Any]) -> dict[str, Any]:
    """The content a micro-credential was approved by, under the details that are listed now."""
    details = ("title", "title_te_reo", "level", "credits", "nzsced")
    return {**data, **{name: getattr(row, name) for name in details if getattr(row, name)}}


def content_listed(connection: Connection, ref: str) -> Mapping[str, Any]:
    """The newest approved content of a micro-credential; empty where there is none any more."""
    by_application = (
        select(APPLICATION.c.content)
        .join(LISTING, LISTING.c.application == APPLICATION.c.ref)
        .where(LISTING.c.ref == ref)
    )
    name = _changed(connection).get(ref) or connection.execute(by_application).scalar()
    return (kept(connection, name) if name else None) or {}


def _listed(connection: Connection) -> Iterator[Known]:
    changed = _changed(connection)
    rows = connection.execute(
        select(LISTING, CASE.c.provider, CASE.c.state, CONTENT.c.body)
        .join(CASE, CASE.c.ref == LISTING.c.ref)
        .outerjoin(APPLICATION, APPLICATION.c.ref == LISTING.c.application)
        .outerjoin(CONTENT, CONTENT.c.hash == APPLICATION.c.content)
        .where(CASE.c.state != "removed")
        .order_by(LISTING.c.ref)
    )
    for row in rows:
        newest = changed.get(row.ref)
        data = kept(connection, newest) if newest else json.loads(row.body) if row.body else None
        yield _known(row, listed_data(row, data or {}), row.number, row.state)


def _changed(connection: Connection) -> dict[str, str]:
    """The contents to which a granted change brought a micro-credential, by its reference."""
    rows = connection.execute(
        select(APPLICATION.c.of_ref, APPLICATION.c.content)
        .join(RESULT, RESULT.c.ref == APPLICATION.c.ref)
        .where(APPLICATION.c.kind == "change", RESULT.c.outcome == "granted")
        .order_by(RESULT.c.on_day, APPLICATION.c.ref)
    )
    return {row.of_ref: row.content for row in rows}


def _under_way(connection: Connection) -> Iterator[Known]:
    ended: dict[str, frozenset[str]] = {}
    rows = connection.execute(
        select(APPLICATION, CASE.c.provider, CASE.c.state, CASE.c.definition_hash, CONTENT.c.body)
        .join(CASE, CASE.c.ref == APPLICATION.c.ref)
        .outerjoin(LISTING, LISTING.c.application == APPLICATION.c.ref)
        .outerjoin(CONTENT, CONTENT.c.hash == APPLICATION.c.content)
        .where(LISTING.c.ref.is_(None), APPLICATION.c.kind.not_in(ABOUT_ANOTHER))
        .order_by(APPLICATION.c.ref)
    )
    for row in rows:
        if row.definition_hash not in ended:
            ended[row.definition_hash] = _ends(connection, row.ref)
        if row.state not in ended[row.definition_hash] and row.body:
            yield _known(row, json.loads(row.body), None, UNDER_WAY)


def _ends(connection: Connection, ref: str) -> frozenset[str]:
    """The states of a case's workflow in which it is over."""
    case = queries.one(connection, Case, ref=ref)
    states = definition_of(connection, case).states.values() if case else ()
    return frozenset(state.name for state in states if state.end)


def _known(row: Any, data: Mapping[str, Any], number: str | None, status: str) -> Known:
    applicant = data.get("applicant")
    level, credits = data.get("level"), data.get("credits")
    content = content_of(row.ref, data)
    return Known(
        row.ref,
        row.title,
        number,
        level if isinstance(level, int) else None,
        credits if isinstance(credits, int) else None,
        content.nzsced or None,
        row.provider,
        status,
        str(applicant.get("organisation", "")) if isinstance(applicant, Mapping) else "",
        content,
    )
