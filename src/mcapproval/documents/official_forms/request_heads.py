"""The heads of a table that asks for information: which of its columns is for what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mcapproval.documents.official_forms.labels import Cell
from mcapproval.documents.official_forms.seen import folded, label_text
from mcapproval.errors import AskedWrongly

NUMBER, CLAUSE, ASKED, REPLY, DUE = "number", "clause", "asked", "reply", "due"

HEADS: Mapping[str, re.Pattern[str]] = {
    REPLY: re.compile(r"\b(reply|replies|response|answer)\b"),
    DUE: re.compile(r"\b(due|deadline|by when|respond by|required by|date)\b"),
    NUMBER: re.compile(r"(no|number|nr|#|item|item no|ref|id)"),
    CLAUSE: re.compile(r"\b(criterion|criteria|clause|rule|section|standard)\b"),
    ASKED: re.compile(
        r"\b(information|request|requested|required|question|query|asked|issue|comments?|feedback)\b"
    ),
}
"""The words by which the head of a column is known; the first that fits counts."""

NEEDED = (ASKED, REPLY)
LONGEST_HEAD = 80
"""Characters of a head; whatever is longer asks or explains something."""

_SAID = {
    NUMBER: "the number",
    CLAUSE: "the criterion or clause",
    ASKED: "what is asked",
    REPLY: "the reply",
    DUE: "the day",
}


def heads_of(name: str, cells: Sequence[Cell], columns: Mapping[str, str]) -> dict[str, Cell]:
    """The columns that a row of heads tells apart; nothing for a row that is none. AskedWrongly
    where two columns could be meant.
    """
    found: dict[str, list[Cell]] = {}
    named = {folded(head): role for role, head in columns.items()}
    for cell in cells:
        role = named.get(folded(cell.text)) or _role(cell.text, columns)
        if role:
            found.setdefault(role, []).append(cell)
    if len(cells) < 2 or not all(role in found for role in NEEDED):
        return {}
    if any(len(cell.text) > LONGEST_HEAD for several in found.values() for cell in several):
        return {}  # a row that asks at length is no row of heads
    for role, several in found.items():
        if len(several) > 1:
            heads = " and ".join(f"`{label_text(cell.text)}`" for cell in several)
            raise AskedWrongly(
                f"{name}: two columns could be the one for {_SAID[role]}: {heads}",
                f"say which: --column {role}='{label_text(several[0].text)}'",
            )
    return {role: several[0] for role, several in found.items()}


def _role(head: str, columns: Mapping[str, str]) -> str | None:
    """What a head is for by its words; none that was named otherwise."""
    word = folded(head)
    for role, pattern in HEADS.items():
        if role in columns:
            continue
        if pattern.fullmatch(word) if role == NUMBER else pattern.search(word):
            return role
    return None
