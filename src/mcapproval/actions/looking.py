"""Look: one case, and its history."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection

from mcapproval.actions.begun import begun
from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.items.still_open import of_case
from mcapproval.actions.cases.pinned import definitions_by_row, labels_of
from mcapproval.actions.cases.seeing import last_seen
from mcapproval.actions.cases.standing import change_judged
from mcapproval.actions.cases.standing.approvals_told import shown
from mcapproval.actions.cases.standing.imported import taken_back
from mcapproval.actions.cases.standing.next_review import nzqas_days
from mcapproval.actions.cases.standing.waived import holding
from mcapproval.actions.cases.turns import turn_of
from mcapproval.actions.desk import Desk
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import case_row, files_of, version_of
from mcapproval.actions.offered import corrections, offered
from mcapproval.actions.people.known import ERASED, names
from mcapproval.actions.people.roles import handles
from mcapproval.actions.telling import Known, act, approvals_in, by_whom, people_in
from mcapproval.actions.telling_answers import said
from mcapproval.clock import nz_day, read_stamp
from mcapproval.errors import Unmet
from mcapproval.store import queries
from mcapproval.store.finding.since import since
from mcapproval.store.keep import texts
from mcapproval.store.rows.folded import (
    Accreditation,
    Application,
    Case,
    Link,
    Listing,
    Override,
    Result,
    Review,
    Version,
    Waiver,
)


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One journal row of a case, in people's words. `recorded_on` is a New Zealand day.

    `acts_for` is the person in whose place it was done; `who` names them too.
    """

    row: int
    recorded_at: str
    recorded_on: str
    happened_on: str
    who: str
    act: str
    text: str
    cause: int | None
    acts_for: str


def _titles(connection: Connection, listings: Mapping[str, Listing]) -> dict[str, str]:
    titles = {row.ref: row.title for row in queries.many(connection, Application)}
    titles |= {ref: row.title for ref, row in listings.items()}
    hanging = [(row.ref, row.listing) for row in queries.many(connection, Accreditation)]
    hanging += [(row.ref, row.listing) for row in queries.many(connection, Review)]
    titles |= {ref: listings[of].title for ref, of in hanging if of in listings}
    return titles


def show_case(desk: Desk, ref: str) -> dict[str, Any]:
    """All facts of one case, in the order in which people ask for them."""
    with desk.reading() as connection:
        case = case_row(connection, ref)
        definition = definition_of(connection, case)
        policy = policy_for(connection, case.provider, desk.today)
        listings = {row.ref: row for row in queries.many(connection, Listing)}
        day = since(connection, [case])[case.ref]
        found: dict[str, Any] = {
            "ref": case.ref,
            "track": case.track,
            "title": _titles(connection, listings).get(case.ref, ""),
            "state": case.state,
            "state_label": definition.label(case.state),
            "since": day or case.entered_on,
            **({} if day else {"since_known": False}),
            **asdict(turn_of(connection, case, definition, policy, desk.today)),
            **begun(connection, case, definition),
            "provider": case.provider,
            "facts": _facts(connection, case),
            "results": {
                row.result: {"outcome": row.outcome, "on": row.on_day}
                for row in queries.many(connection, Result, ref=case.ref)
            },
            "links": sorted(
                {row.to_ref for row in queries.many(connection, Link, from_ref=case.ref)}
                | {row.from_ref for row in queries.many(connection, Link, to_ref=case.ref)}
            ),
            "items": [asdict(item) for item in of_case(connection, case, policy, desk.today)],
            "row": case.last_row,
        }
        found |= _owner(connection, found["facts"]) | _marks(connection, case)
        if case.ref in listings:
            found["offered"] = offered(connection, listings[case.ref], desk.today)
            found["corrected"] = corrections(connection, listings[case.ref])
            found |= change_judged.shown(connection, listings[case.ref])
        application = queries.one(connection, Application, ref=case.ref)
        if application:
            version = version_of(connection, case.ref, application.number)
            found["version"] = application.number
            found["approvals"] = shown(connection, case.ref, policy)
            found["files"] = _files(connection, version)
            holds = {waiver.seq for waiver in holding(connection, case, desk.today)}
            found["waivers"] = [
                {"code": row.code, "path": row.path, "on": row.on_day, "standing": row.seq in holds}
                for row in queries.many(connection, Waiver, ref=case.ref)
            ]
        return found


def _files(connection: Connection, version: Version) -> list[dict[str, Any]]:
    """Each file once. What it is called stands in the text, and goes where that is erased."""
    try:
        named = {file.name: file for file in files_of(connection, version)}
    except Unmet:
        kept = {file["sha256"]: file["size"] for file in json.loads(version.files)}
        nameless = {"name": ERASED, "title": ERASED}
        return [{**nameless, "size": size, "sha256": name} for name, size in kept.items()]
    return [
        {"name": f.name, "title": f.title, "size": f.size, "sha256": f.sha256}
        for f in named.values()
    ]


def _marks(connection: Connection, case: Case) -> dict[str, Any]:
    """The school that develops it, past which conditions it was let, what was seen of it last."""
    found: dict[str, Any] = {"unit": case.unit} if case.unit else {}
    if case.overridden:
        rows = queries.many(connection, Override, ref=case.ref)
        who = names(connection, {row.by for row in rows})
        found["overrides"] = [
            {
                "move": row.move,
                "on": row.on_day,
                "by": who[row.by],
                "reasons": json.loads(row.reasons),
            }
            for row in rows
        ]
    seen = last_seen(connection, case.ref)
    told = {"on": seen.on.isoformat(), "by": seen.by, "text": seen.text} if seen else None
    return found | ({"seen": told} if told else {})


def _owner(connection: Connection, facts: Mapping[str, Any]) -> dict[str, str]:
    """The short name and the name of whoever looks after it."""
    ref = facts.get("owner")
    if ref is None:
        return {}
    called = handles(connection, {ref}).get(ref, ref)
    return {"owner_name": f"{called}, {names(connection, {ref})[ref]}"}


def _facts(connection: Connection, case: Case) -> dict[str, Any]:
    models: dict[str, type[NamedTuple]] = {
        "application": Application,
        "listing": Listing,
        "accreditation": Accreditation,
        "review": Review,
    }
    row = queries.one(connection, models[case.track], ref=case.ref)
    assert row is not None
    left_out = {"ref", "title", "number"} if case.track == "application" else {"ref", "title"}
    found = row._asdict()
    if isinstance(row, Listing):
        day = nzqas_days(connection, [row]).get(row.ref)
        found["nzqa_review_on"] = day.isoformat() if day else None
    return {k: v for k, v in found.items() if k not in left_out and v is not None}


def history(desk: Desk, ref: str) -> list[HistoryLine]:
    """Every row of a case, oldest first, with the texts that are still there."""
    with desk.reading() as connection:
        case = case_row(connection, ref)
        rows = list(queries.events(connection, case.ref))
        who = names(connection, {ref for event in rows for ref in people_in(event)})
        told = texts(connection, {c for event in rows for c in event.data["keeps"].get("text", ())})
        walked = definitions_by_row(connection, rows)
        policy = policy_for(connection, case.provider, desk.today)
        gone = taken_back(connection)
    known = Known(policy, who, approvals_in(rows, policy))
    return [
        HistoryLine(
            event.seq,
            event.recorded_at,
            nz_day(read_stamp(event.recorded_at)).isoformat(),
            event.effective_on,
            by_whom(event, who),
            act(event, labels_of(walked[event.seq]), known) + gone(event.seq),
            "; ".join(said(event, told, who)),
            event.cause,
            who.get(event.by.acts_for, event.by.acts_for) if event.by.acts_for else "",
        )
        for event in rows
    ]
