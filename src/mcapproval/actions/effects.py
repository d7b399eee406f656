"""What a move brings about beyond its own state: items, approvals, facts, and other cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from mcapproval.actions import definitions, linked
from mcapproval.actions.lookup import case_row
from mcapproval.actions.standing import Standing
from mcapproval.draft.pointer import pointer
from mcapproval.store import queries
from mcapproval.store.events import Author
from mcapproval.store.tables import Case, Link
from mcapproval.store.writer import Writer
from mcapproval.workflow.engine import Outcome
from mcapproval.workflow.machine import walk
from mcapproval.workflow.model import Drive, Move

SYSTEM = Author("system", "link")
"""Rows that a link brings about name this author, and the row that caused them."""

DECISIONS = "decide-"
"""A re-evaluation's deciding moves are named by what they decide."""


def facts(stands: Standing, outcome: Outcome, day: date) -> dict[str, Any]:
    """What the case's own track row learns from a move."""
    found: dict[str, Any] = {}
    if stands.case.track == "application":
        if outcome.move.fixes == "law-day":
            found["law_day"] = day.isoformat()
        if outcome.values.get("application_reference"):
            found["application_reference"] = outcome.values["application_reference"]
    if stands.case.track == "review" and outcome.move.name.startswith(DECISIONS):
        found["decision"] = outcome.move.name.removeprefix(DECISIONS)
        found["decided_on"] = day.isoformat()
    return found


def approval(stands: Standing, made: Move) -> dict[str, Any] | None:
    """A decision of ours, bound to the content that was decided on and what it covers of it."""
    if made.decision is None or stands.application is None:
        return None
    return {
        "body": made.decision.body,
        "content": stands.application.content,
        "covers": list(made.decision.covers),
    }


def items_opened(
    stands: Standing, made: Move, clear: Mapping[str, Any], told: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The items that a move opens, numbered on from those the case has."""
    last = max((item.number for item in stands.situation.items), default=0)
    found = []
    for kind, row, says in _to_open(made, clear, told):
        last += 1
        found.append(
            {
                "number": last,
                "kind": kind,
                "says": says,
                **{key: row.get(key) for key in ("owner", "due")},
                "touches": ",".join(row.get("touches") or ()) or None,
            }
        )
    return found


def _to_open(
    made: Move, clear: Mapping[str, Any], told: Mapping[str, str]
) -> Iterator[tuple[str, Mapping[str, Any], str]]:
    for opens in made.opens:
        if opens.each is None:
            row = {"owner": clear.get("who"), "due": clear.get("due")}
            yield opens.item, row, told.get(pointer(["question"]), "")
            continue
        for index, row in enumerate(clear.get(opens.each, ())):
            yield opens.item, row, told[pointer([opens.each, index, "says"])]


def items_closed(stands: Standing, made: Move, clear: Mapping[str, Any]) -> list[int]:
    """The open items of the kind that a move closes: the one it names, else all."""
    if made.closes is None:
        return []
    return [
        item.number
        for item in stands.situation.items
        if item.kind == made.closes
        and item.state != "closed"
        and clear.get("item") in (None, item.number)
    ]


def follow(
    writer: Writer,
    stands: Standing,
    made: Move,
    values: Mapping[str, Any],
    day: date,
    cause: int,
) -> list[str]:
    """Open the cases that a move starts and make the moves it drives, in the same transaction."""
    opened: list[str] = []
    for start in made.starts:
        if _applies(start.if_result, values):
            opened += linked.start(writer, stands, start, values, day, cause, SYSTEM)
    for drive in made.drives:
        if _applies(drive.if_result, values) and (
            not drive.if_kind or stands.situation.kind in drive.if_kind
        ):
            for case in _to_drive(writer, stands, drive):
                _drive(writer, case, drive, values, day, cause)
    return opened


def _applies(if_result: str | None, values: Mapping[str, Any]) -> bool:
    """Whether the result asked about is recorded as granted by this very move."""
    if if_result is None:
        return True
    result: Mapping[str, Any] = values.get("results", {}).get(if_result, {})
    return result.get("result") == "granted"


def _to_drive(writer: Writer, stands: Standing, drive: Drive) -> list[Case]:
    refs = {link.to_ref for link in queries.many(writer.connection, Link, from_ref=stands.case.ref)}
    refs |= {
        link.from_ref for link in queries.many(writer.connection, Link, to_ref=stands.case.ref)
    }
    if stands.application and stands.application.of_ref:
        refs.add(stands.application.of_ref)
    cases = queries.among(writer.connection, Case, "ref", refs)
    return [case for case in cases if case.track == drive.track]


def _drive(
    writer: Writer, case: Case, drive: Drive, values: Mapping[str, Any], day: date, cause: int
) -> None:
    """Make a move in another case as `system`. A case where it is not open is left as it is."""
    definition = definitions.definition_of(writer.connection, case)
    move = definition.move(case.state, drive.move)
    if move is None:
        return
    to = definition.targets(move, case.state)[0]
    asked = {ask.name for ask in move.every_ask}
    facts = linked.driven_facts(case.track, move.name, values)
    writer.add(
        case.ref,
        "moved",
        day,
        {
            "track": case.track,
            "move": move.name,
            "from": case.state,
            "to": walk(definition, case.state, move.name, to),
            "values": {k: v for k, v in values.items() if k in asked and k in linked.PLAIN},
            "texts": {},
            "files": [],
            "came_from": {},
            "facts": facts,
            "approval": None,
            "results": {},
            "items": [],
            "closes": [],
        },
        seen=case_row(writer.connection, case.ref).version,
        cause=cause,
        by=SYSTEM,
    )
