"""What the records say, for people to read: made from the rest, so that an import leaves it out.

It is told as of the day of the last row of the journal, whatever day it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from typing import Any, NamedTuple

from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.items.still_open import of_case
from mcapproval.actions.cases.standing.approvals_told import shown
from mcapproval.actions.copies.whole_folder import file_name
from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts.taking_out import whole_content
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.looking import history
from mcapproval.actions.lookup import case_row, files_of, title_of, version_of
from mcapproval.actions.people.known import ERASED
from mcapproval.batches import batched
from mcapproval.clock import nz_day, read_stamp
from mcapproval.draft.yaml_text import yaml_text
from mcapproval.errors import TextErased
from mcapproval.store import queries
from mcapproval.store.clauses import Model
from mcapproval.store.copying import everything
from mcapproval.store.events import Event
from mcapproval.store.keep import content, texts
from mcapproval.store.rows.folded import (
    Accreditation,
    Application,
    Delivery,
    Grant,
    Listing,
    Meeting,
    Organisation,
    Person,
    PolicyRow,
    Result,
    Review,
    Waiver,
)
from mcapproval.store.rows.places import PLACES

OF_A_CASE: tuple[type[NamedTuple], ...] = (Application, Listing, Accreditation, Review)


class Told:
    """The papers for people, each made when it is asked for."""

    def __init__(self, desk: Desk, connection: Connection) -> None:
        number, _ = queries.head(connection)
        last = queries.event(connection, number)
        assert isinstance(last, Event)
        day = nz_day(read_stamp(last.recorded_at))
        self._desk = replace(desk, laid_open=connection).on(day)
        self._connection = connection
        self._links = _links(connection)

    def case(self, ref: str) -> bytes:
        """How a case stands and what happened to it."""
        read, desk = self._connection, self._desk
        case = case_row(read, ref)
        policy = policy_for(read, case.provider, desk.today)
        told: dict[str, Any] = {
            "case": ref,
            "title": title_of(read, case),
            "state": definition_of(read, case).label(case.state),
            "record": _said(case),
        }
        for model in OF_A_CASE:
            found = queries.one(read, model, ref=ref)
            told |= {PLACES[model].table: _said(found)} if found else {}
        told["results"] = [_said(row) for row in queries.many(read, Result, ref=ref)]
        told["links"] = sorted(self._links.get(ref, ()))
        told["files"] = self._files(ref)
        told["approvals"] = [_whole(row) for row in shown(read, ref, policy)]
        told["waivers"] = [_said(row) for row in queries.many(read, Waiver, ref=ref)]
        told["items"] = [_whole(asdict(row)) for row in of_case(read, case, policy, desk.today)]
        told["history"] = [_whole(asdict(row)) for row in history(desk, ref)]
        return _yaml({key: value for key, value in told.items() if value not in ("", [])})

    def draft(self, ref: str) -> bytes | None:
        """The draft of an application as it stands; none where there is none, or it was erased."""
        application = queries.one(self._connection, Application, ref=ref)
        if application is None:
            return None
        version = version_of(self._connection, ref, application.number)
        try:
            said = whole_content(self._connection, version)
        except TextErased:
            return None
        notes = [f"{ref}, version {application.number}. The files that it names:"]
        notes += [f"  {file['name']}: {file['file']}" for file in self._files(ref)]
        return yaml_text(said, notes if len(notes) > 1 else notes[:0]).encode()

    def _files(self, ref: str) -> list[dict[str, str]]:
        """The files of an application, and where in the export each is."""
        application = queries.one(self._connection, Application, ref=ref)
        if application is None:
            return []
        version = version_of(self._connection, ref, application.number)
        try:
            found = {file.name: file.sha256 for file in files_of(self._connection, version)}
        except TextErased:
            return []
        return [{"name": name, "file": file_name(sha256)} for name, sha256 in found.items()]

    def people(self) -> Iterator[bytes]:
        """Everybody with the roles that they were given; no name of one who was erased."""
        for row in self._each(Person, "ref"):
            told = texts(self._connection, {row.commitment}).get(row.commitment)
            held = queries.many(self._connection, Grant, person=row.ref)
            named = told if isinstance(told, Mapping) else {"name": ERASED}
            roles = [_said(grant, "person") for grant in held]
            facts = {**named, **_said(row, "ref", "commitment")}
            yield _yaml({row.ref: facts | ({"roles": roles} if roles else {})})

    def organisations(self) -> Iterator[bytes]:
        return (_yaml({row.key: _said(row, "key")}) for row in self._each(Organisation, "key"))

    def meetings(self) -> Iterator[bytes]:
        return (_yaml({row.ref: _said(row, "ref")}) for row in self._each(Meeting, "ref"))

    def deliveries(self) -> Iterator[bytes]:
        return (_yaml({row.ref: _said(row, "ref")}) for row in self._each(Delivery, "ref"))

    def policies(self) -> Iterator[tuple[str, bytes]]:
        """What each provider settled on, by the row of the journal with which it was adopted."""
        for row in queries.many(self._connection, PolicyRow):
            told = content(self._connection, row.content)
            facts = {"adopted_by": row.provider, "from": row.from_day, "policy": told}
            yield f"policies/{row.seq:010}.yaml", _yaml(_whole(facts))

    def _each(self, model: type[Model], key: str) -> Iterator[Any]:
        names = everything.keys(self._connection, model, key)
        for piece in batched(names, everything.PIECE):
            yield from sorted(
                queries.among(self._connection, model, key, piece),
                key=lambda row: str(getattr(row, key)),
            )


def _links(connection: Connection) -> dict[str, set[str]]:
    """Both ends of every link by the other: read at once, since two questions for each case take
    longer.
    """
    found: dict[str, set[str]] = {}
    for here, there in everything.links(connection):
        found.setdefault(here, set()).add(there)
        found.setdefault(there, set()).add(here)
    return found


def _yaml(facts: Mapping[str, Any]) -> bytes:
    return yaml_text(facts).encode()


def _said(row: NamedTuple, *without: str) -> dict[str, Any]:
    """What a row of a table says, lists and groups as such."""
    facts = row._asdict().items()
    found: dict[str, Any] = _whole({k: _opened(v) for k, v in facts if k not in without})
    return found


def _opened(value: Any) -> Any:
    if not isinstance(value, str) or value[:1] not in ("[", "{"):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _whole(value: Any) -> Any:
    """Without what says nothing, and yes and no as words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        inner = {str(key): _whole(each) for key, each in value.items()}
        return {key: each for key, each in inner.items() if each not in (None, "", [], {})}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_whole(each) for each in value]
    return value
