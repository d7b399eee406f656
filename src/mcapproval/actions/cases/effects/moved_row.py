"""The row of a move in the journal: answers in clear, people's words and files by their hash."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from mcapproval.actions.cases import clocking
from mcapproval.actions.cases.attached import attach
from mcapproval.actions.cases.effects import further_review, left_to_do, of_move
from mcapproval.actions.cases.effects.renewing import renewed
from mcapproval.actions.cases.standing.decided import FURTHER
from mcapproval.actions.cases.standing.view import Standing
from mcapproval.actions.desk import Desk
from mcapproval.store.keep import Text
from mcapproval.store.writer import Writer
from mcapproval.workflow import engine
from mcapproval.workflow.asks import apart


def moved_data(
    writer: Writer,
    desk: Desk,
    stands: Standing,
    outcome: engine.Outcome,
    files: Mapping[str, bytes],
    day: date,
) -> dict[str, Any]:
    """The journal's account of a move: answers in clear, people's words and files by hash."""
    case, made = stands.case, outcome.move
    clear, words = apart(outcome.values)
    told = {path: writer.text(Text(value, desk.salt())) for path, value in words.items()}
    past = {"reasons": list(outcome.passed), "note": told.get("/note")} if outcome.passed else None
    data: dict[str, Any] = {
        "track": case.track,
        "move": made.name,
        "from": case.state,
        "to": outcome.to,
        "values": clear,
        "texts": told,
        "files": [attach(writer, name, data) for name, data in sorted(files.items())],
        "came_from": dict(stands.situation.came_from) | {made.name: case.state},
        "facts": of_move.facts(stands, outcome, day),
        "approval": of_move.approval(stands, made, clear),
        "results": clear.get("results", {}),
        "items": of_move.items_opened(stands, made, clear, told),
        "closes": of_move.items_closed(stands, made, clear),
    }
    items: list[dict[str, Any]] = data["items"]
    after = max((item.number for item in stands.situation.items), default=0) + len(items)
    left = left_to_do.left(writer, case, made, clear, day)
    items += left_to_do.rows(writer, left, after, desk.salt)
    if data["closes"]:
        data["closing"] = of_move.closing(writer, desk.salt, outcome.values, data["files"])
    if made.decides == FURTHER:
        data["withdraws"] = further_review.withdrawn(writer.connection, case.ref)
    data["clock"] = clocking.as_moved(writer.connection, case, made, day, data, stands.situation)
    return data | renewed(writer, stands, made) | ({"override": past} if past else {})
