"""OVERLAP: what looks like it in the records is named in the search for duplication.

The records propose, by words that both use; whether one repeats the other is for a person to say,
in the statement. `near` is laid beside the draft's own data by whoever asks the records.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import asks_content, listed
from mcapproval.rules.folding import folded
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule

FOUND = "/need/duplication/found"


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    if not asks_content(draft):
        return
    for _, near in draft.rows("/near"):
        ref, title, number = (_text(near.get(key)) for key in ("ref", "title", "number"))
        if is_named(draft, ref, title, number):
            continue
        shared = ", ".join(listed(near.get("shared"))) or "no word but the field"
        yield Remark(
            FOUND,
            f"{_text(near.get('likeness')) or 'like'} '{title}' ({', '.join(_facts(near))}), which "
            f"our policy asks to name in the search for duplication; both have: {shared}",
            "compare the two: name it under need, duplication, found, with how ours differs",
        )


def is_named(draft: Draft, ref: str, title: str, number: str | None) -> bool:
    """Whether the draft's own search names it, by number, reference or title."""
    names = {folded(title), ref.casefold(), (number or ref).casefold()} - {""}
    for _, row in draft.rows(FOUND):
        said = _text(row.get("number")).strip().casefold()
        if said in names or folded(_text(row.get("title"))) in names:
            return True
    return False


def _facts(near: dict[str, Any]) -> Iterator[str]:
    yield _text(near.get("ref")) or "in the records"
    if _text(near.get("number")):
        yield f"number {near['number']}"
    for key, unit in (("level", "level {}"), ("credits", "{} credits")):
        if near.get(key):
            yield unit.format(near[key])


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


RULE = Rule(
    "OVERLAP",
    "What looks like it is named in the search for duplication",
    ("/near", FOUND, "/kind"),
    check,
    about="overlap",
)
