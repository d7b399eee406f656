"""The conditions on items: what was asked, what blocks, what must be there to deliver."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from mcapproval.errors import Reason
from mcapproval.policy.readiness import topic
from mcapproval.workflow.model import listed
from mcapproval.workflow.situation import Item, Situation
from mcapproval.workflow.vocabulary import ITEM_ENDS, ITEM_OWED

Args = Mapping[str, Any]

ITEM_WORDS = {
    "condition": "condition",
    "information": "request for information",
    "advice": "request for advice",
    "support": "request for industry support",
    "action": "action",
    "comment": "comment",
    "readiness": "readiness item",
}


def late(state: str, due: date | None, today: date | None) -> bool:
    """Whether the day of an item has passed and it was neither answered nor ended."""
    if due is None or today is None:
        return False
    return state in ITEM_OWED and due < today


def overdue(item: Item, situation: Situation) -> bool:
    return late(item.state, item.due, situation.today)


def unfinished(item: Item) -> bool:
    """Whether somebody still has to do something about it: what is only asked is done with an
    answer, what bars when it is closed."""
    if item.state == "answered":
        return item.kind in ("condition", "support") or item.weight == "substantive"
    return not _ended(item)


def settled_items(situation: Situation, args: Args) -> list[Reason]:
    """Items of a kind that are not ended; with "answered", what is agreed to follow by a day that
    has not passed counts as answered."""
    settled = args["items"] == "settled"
    wanted = "close" if settled else "answer"
    return [
        _reason(item, wanted, situation)
        for item in situation.items
        if item.kind == args["kind"] and not (_ended(item) if settled else _met(item, situation))
    ]


def _ended(item: Item) -> bool:
    return item.state in ITEM_ENDS


def _met(item: Item, situation: Situation) -> bool:
    agreed = item.state == "agreed" and not overdue(item, situation)
    return _ended(item) or agreed or item.state == "answered"


def told_state(item: Item, situation: Situation) -> str:
    """`open, due 2026-07-28`; `agreed to follow by 2026-09-01, overdue`."""
    late = ", overdue" if overdue(item, situation) else ""
    if item.due is None:
        return item.state
    if item.state == "agreed":
        return f"agreed to follow by {item.due.isoformat()}{late}"
    return f"{item.state}, due {item.due.isoformat()}{late}"


def _reason(item: Item, wanted: str, situation: Situation) -> Reason:
    case = item.ref or situation.ref
    of = f" of {item.ref}" if item.ref else ""
    return Reason(
        "ITEM-OPEN",
        f"{ITEM_WORDS[item.kind]} {item.number}{of} is {told_state(item, situation)}: {item.says}",
        f"{wanted} item {item.number} (`mcapproval item list {case}` shows it)",
        situation.policy.title(item.owner or "quality-manager"),
    )


def comments(situation: Situation, args: Args) -> list[Reason]:
    """Substantive comments that are not closed; an editorial one stands in nobody's way."""
    return [
        Reason(
            "COMMENT-OPEN",
            f"substantive comment {item.number} is {item.state}: {item.says}",
            f"answer item {item.number}, and have whoever wrote it close it "
            f"(`mcapproval item list {situation.ref}` shows it)",
            f"whoever wrote it, or {situation.policy.the('quality-manager')}",
        )
        for item in situation.items
        if item.kind == "comment" and item.weight == "substantive" and not _ended(item)
    ]


def linked_conditions(situation: Situation, args: Args) -> list[Reason]:
    """Conditions of the application it came from that touch one of these results, or all."""
    touching = set(listed(args["touches"]))
    return [
        _reason(item, "close", situation)
        for item in situation.linked_items
        if not _ended(item) and (not item.touches or touching & set(item.touches))
    ]


def ready(situation: Situation, args: Args) -> list[Reason]:
    """One reason for each item of our list that is open, or that the case does not have yet."""
    return [
        reason for key in situation.policy.ready_to_deliver for reason in _not_ready(key, situation)
    ]


def _not_ready(key: str, situation: Situation) -> Iterator[Reason]:
    about = topic(key)
    of_it = [item for item in situation.items if item.kind == "readiness" and item.topic == key]
    newest = max(of_it, key=lambda item: item.number, default=None)
    if newest is not None and _ended(newest):
        return
    title = situation.policy.title
    if newest is None:
        yield Reason(
            "READY-MISSING",
            f"{about.words}: our list asks for it, and this case has no item of it yet",
            f"open it: mcapproval item add {situation.ref} --kind readiness --topic {key}",
            title("quality-manager"),
        )
    else:
        passed = f" (due {newest.due}, overdue)" if overdue(newest, situation) else ""
        yield Reason(
            "READY-OPEN",
            f"{about.words}: not shown yet{passed}",
            f"show it: mcapproval item close {situation.ref} {key} --text TEXT --attach FILE",
            title(newest.owner or about.owner),
        )
