"""Look: the cases, one case, and its history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection
from sqlmodel import SQLModel

from mcapproval.actions.cases.definitions import definition_of
from mcapproval.actions.cases.waived import holding
from mcapproval.actions.desk import Desk
from mcapproval.actions.lookup import case_row, files_of, version_of
from mcapproval.actions.people import names
from mcapproval.clock import nz_day, read_stamp
from mcapproval.store import queries
from mcapproval.store.events import Event
from mcapproval.store.keep import texts
from mcapproval.store.tables import (
    Accreditation,
    Application,
    Case,
    Link,
    Listing,
    Result,
    Review,
    Waiver,
)


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case as listed. `number` is NZQA's, where there is one."""

    ref: str
    track: str
    number: str
    title: str
    state: str
    label: str
    since: str
    provider: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One journal row of a case, in people's words. `recorded_on` is a New Zealand day."""

    row: int
    recorded_at: str
    recorded_on: str
    happened_on: str
    who: str
    act: str
    text: str
    cause: int | None


def list_cases(desk: Desk, track: str | None = None, state: str | None = None) -> list[CaseLine]:
    with desk.reading() as connection:
        listings = {row.ref: row for row in queries.many(connection, Listing)}
        titles = _titles(connection, listings)
        found = []
        for case in queries.many(connection, Case):
            if track in (None, case.track) and state in (None, case.state):
                listing = listings.get(case.ref)
                found.append(
                    CaseLine(
                        case.ref,
                        case.track,
                        (listing.number or "") if listing else "",
                        titles.get(case.ref, ""),
                        case.state,
                        definition_of(connection, case).label(case.state),
                        case.entered_on,
                        case.provider,
                    )
                )
        return found


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
        listings = {row.ref: row for row in queries.many(connection, Listing)}
        found: dict[str, Any] = {
            "ref": case.ref,
            "track": case.track,
            "title": _titles(connection, listings).get(case.ref, ""),
            "state": case.state,
            "state_label": definition.label(case.state),
            "since": case.entered_on,
            "opened_on": case.opened_on,
            "provider": case.provider,
            "author": names(connection, {case.opened_by})[case.opened_by],
            "facts": _facts(connection, case),
            "results": {
                row.result: {"outcome": row.outcome, "on": row.on_day}
                for row in queries.many(connection, Result, ref=case.ref)
            },
            "links": sorted(
                {row.to_ref for row in queries.many(connection, Link, from_ref=case.ref)}
                | {row.from_ref for row in queries.many(connection, Link, to_ref=case.ref)}
            ),
            "row": case.last_row,
        }
        application = queries.one(connection, Application, ref=case.ref)
        if application:
            version = version_of(connection, case.ref, application.number)
            found["version"] = application.number
            found["files"] = [
                {"name": f.name, "title": f.title, "size": f.size, "sha256": f.sha256}
                for f in {f.name: f for f in files_of(connection, version)}.values()
            ]
            holds = {waiver.seq for waiver in holding(connection, case, desk.today)}
            found["waivers"] = [
                {"code": row.code, "path": row.path, "on": row.on_day, "standing": row.seq in holds}
                for row in queries.many(connection, Waiver, ref=case.ref)
            ]
        return found


def _facts(connection: Connection, case: Case) -> dict[str, Any]:
    models: dict[str, type[SQLModel]] = {
        "application": Application,
        "listing": Listing,
        "accreditation": Accreditation,
        "review": Review,
    }
    row = queries.one(connection, models[case.track], ref=case.ref)
    assert row is not None
    left_out = {"ref", "title", "number"} if case.track == "application" else {"ref", "title"}
    return {k: v for k, v in row.model_dump().items() if k not in left_out and v is not None}


def history(desk: Desk, ref: str) -> list[HistoryLine]:
    """Every row of a case, oldest first, with the texts that are still there."""
    with desk.reading() as connection:
        case = case_row(connection, ref)
        rows = list(queries.events(connection, case.ref))
        who = names(connection, {event.by.person for event in rows})
        told = texts(connection, {c for event in rows for c in event.data["keeps"].get("text", ())})
        definition = definition_of(connection, case)
        labels = {name: state.label for name, state in definition.states.items()}
    return [
        HistoryLine(
            event.seq,
            event.recorded_at,
            nz_day(read_stamp(event.recorded_at)).isoformat(),
            event.effective_on,
            who.get(event.by.person, event.by.person),
            _act(event, labels),
            "; ".join(_said(event, told)),
            event.cause,
        )
        for event in rows
    ]


def _act(event: Event, labels: Mapping[str, str]) -> str:
    data = event.data
    match event.act:
        case "opened":
            return f"opened in {labels.get(data['state'], data['state'])}"
        case "updated":
            fell = f"; approval of {len(data['fell'])} fell" if data["fell"] else ""
            gone = f"; {n} waiver{'s' * (n > 1)} lapsed" if (n := len(data["lapsed"])) else ""
            return f"version {data['content']['number']}{fell}{gone}"
        case "moved" if data["from"] == data["to"]:
            return str(data["move"])
        case "moved":
            return f"{data['move']}: now {labels.get(data['to'], data['to'])}"
        case "refused":
            return f"REFUSED {data['move']} ({', '.join(data['reasons'])})"
        case "item-added":
            return f"item {data['items'][0]['number']} added ({data['items'][0]['kind']})"
        case "item-changed":
            return f"item {data['number']} {data['state']}"
        case "waived":
            return f"waived {data['code']} at {data['path']}"
        case "noted":
            return f"learnt {', '.join(data['facts'])}"
        case _:
            return event.act


def _said(event: Event, told: Mapping[str, Any]) -> Iterator[str]:
    """What people wrote with a row, and its plain answers."""
    data = event.data
    for name, value in data.get("values", {}).items():
        if isinstance(value, str | int):
            yield f"{name.replace('_', ' ')}: {value}"
        elif name == "results":
            yield ", ".join(f"{k} {v['result']} {v['on']}" for k, v in value.items())
        elif name == "letter":
            yield f"letter: {value['sha256'][:12]}"
    for place, commitment in data.get("texts", {}).items():
        yield f"{place.strip('/').split('/')[0]}: {told.get(commitment, '(erased)')}"
    for key in ("reply", "note"):
        if isinstance(data.get(key), str):
            yield f"{key}: {told.get(data[key], '(erased)')}"
