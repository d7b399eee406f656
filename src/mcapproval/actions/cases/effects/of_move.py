"""What a move brings about beyond its own state: items, approvals, facts, and other cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from mcapproval.actions.cases.effects import further_review, left_to_do, linked
from mcapproval.actions.cases.effects.driving import SYSTEM, drive_on, granted_by
from mcapproval.actions.cases.effects.listing_facts import outcome_facts
from mcapproval.actions.cases.standing.decided import FURTHER
from mcapproval.actions.cases.standing.view import Standing
from mcapproval.draft.pointer import pointer
from mcapproval.store.keep import Text
from mcapproval.store.writer import Writer
from mcapproval.workflow.deciding import way
from mcapproval.workflow.engine import Outcome
from mcapproval.workflow.model import Move
from mcapproval.workflow.vocabulary import ITEM_ENDS

_NOTHING: Mapping[str, Any] = {}


def facts(stands: Standing, outcome: Outcome, day: date) -> dict[str, Any]:
    """What the case's own track row learns from a move."""
    found: dict[str, Any] = {}
    if stands.case.track == "application":
        if outcome.move.fixes == "law-day":
            found["law_day"] = day.isoformat()
        if outcome.move.fixes == "no-law-day":
            found["law_day"] = None
        if outcome.values.get("application_reference"):
            found["application_reference"] = outcome.values["application_reference"]
    if stands.case.track == "listing":
        found |= outcome_facts(outcome.values)
    if outcome.move.decides:
        found["decision"] = outcome.move.decides
        found["decided_on"] = day.isoformat()
    return found


def approval(
    stands: Standing, made: Move, values: Mapping[str, Any] = _NOTHING
) -> dict[str, Any] | None:
    """A decision of ours, bound to the content that was decided on and what it covers of it.

    A chair's action waits to be ratified by the next meeting of the body.
    """
    spec = made.decision
    if spec is None or spec.declines or stands.application is None:
        return None
    how = way(spec, values)
    return {
        "body": spec.body,
        "content": stands.application.content,
        "covers": list(spec.covers),
        "how": how,
        "meeting": values.get("meeting"),
        "recommends": spec.recommends,
        "ratify": "pending" if how == "chairs-action" else None,
    }


def items_opened(
    stands: Standing, made: Move, clear: Mapping[str, Any], told: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The items that a move opens, numbered on from those the case has."""
    there = stands.situation.items
    last = max((item.number for item in there), default=0)
    asked = max((item.round for item in there if item.round), default=0) + 1
    return [
        {
            "number": number,
            "kind": kind,
            "says": says,
            **{key: row.get(key) for key in ("owner", "due")},
            "touches": ",".join(row.get("touches") or ()) or None,
            **({"round": asked} if kind == "information" else {}),
        }
        for number, (kind, row, says) in enumerate(_to_open(made, clear, told), start=last + 1)
    ]


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
    """The open items of the kind that a move closes: the one it names, else all; and what it does
    of what was left to do.
    """
    items = stands.situation.items
    done = left_to_do.done_by(made, items)
    if made.closes is None:
        return done
    return done + [
        item.number
        for item in items
        if item.kind == made.closes
        and item.state not in ITEM_ENDS
        and clear.get("item") in (None, item.number)
    ]


def closing(
    writer: Writer,
    salt: Callable[[], bytes],
    values: Mapping[str, Any],
    files: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """What stands with the items that a move closes: the answer that was given, and its proof."""
    words = [values[name] for name in ("support", "reason") if values.get(name)]
    told = writer.text(Text(": ".join(words), salt())) if words else None
    return {"reply": told, "proof": [file["sha256"] for file in files]}


def follow(
    writer: Writer,
    stands: Standing,
    made: Move,
    values: Mapping[str, Any],
    day: date,
    cause: int,
    salt: Callable[[], bytes],
) -> list[str]:
    """Open the cases that a move starts and make the moves it drives, in the same transaction."""
    opened: list[str] = []
    for start in made.starts:
        if granted_by(start.if_result, values):
            opened += linked.start(writer, stands, start, values, day, cause, SYSTEM, salt)
    if made.decides == FURTHER:
        further_review.withdraw_before(writer, stands.case.ref, day, cause, SYSTEM)
    if stands.case.track == "review" and values.get("reporting_code"):
        linked.note_code(writer, stands, values["reporting_code"], day, cause)
    drive_on(writer, stands.case, made, values, stands.situation.kind, day, cause, salt)
    return opened
