"""Answers that name people: who was there, who declared a conflict, who voted how, who chaired.

People are read as they are written, by short name or reference; the records say who they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mcapproval.errors import AskedWrongly
from mcapproval.workflow.answers import Context, Reader, Wrong, text
from mcapproval.workflow.referred import reference

PERSON = re.compile(r"(?i:PER-\d{4,9})|[a-z][a-z0-9]*([._-][a-z0-9]+)*")
MEETING = re.compile(r"MTG-\d{4}-\d{4,9}")
VOTES = ("for", "against", "abstain")


def person(value: Any, context: Context) -> str:
    word = value.strip() if isinstance(value, str) else ""
    if not PERSON.fullmatch(word):
        shown = value if isinstance(value, str) else "that"
        raise Wrong(
            f"names people by short name or reference, such as bo or PER-0004; not `{shown}`"
        )
    return word


def meeting(value: Any, context: Context) -> str:
    word = reference(value.strip()) if isinstance(value, str) else ""
    if not MEETING.fullmatch(word):
        raise Wrong("is a meeting's reference such as MTG-2026-0001")
    return word


def people(value: Any, context: Context) -> list[dict[str, str | None]]:
    """`bo,hemi,mele for sina`, or a list of such words or of `{person, for}`."""
    found = []
    for part in _parts(value):
        row = _seat_words(part) if isinstance(part, str) else part
        if not isinstance(row, Mapping) or not row.keys() <= {"person", "for"}:
            raise Wrong("is like bo,hemi,mele for sina")
        acts_for = row.get("for")
        found.append(
            {
                "person": person(row.get("person"), context),
                "for": person(acts_for, context) if acts_for else None,
            }
        )
    if not found:
        raise Wrong("is like bo,hemi,mele for sina")
    if len({(row["person"], row["for"]) for row in found}) < len(found):
        raise Wrong("names somebody twice")
    return found


def _parts(value: Any) -> Iterator[Any]:
    for part in value if isinstance(value, Sequence) and not isinstance(value, str) else [value]:
        if isinstance(part, str):
            yield from filter(None, (word.strip() for word in part.split(",")))
        else:
            yield part


def _seat_words(word: str) -> dict[str, str]:
    name, delegate, of = word.partition(" for ")
    return {"person": name.strip(), "for": of.strip()} if delegate else {"person": name}


def conflicts(value: Any, context: Context) -> list[dict[str, Any]]:
    """`tui: partner of the applicant; left=yes`, or a list of `{person, what, left}`."""
    rows = [value] if isinstance(value, str | Mapping) else value
    if not isinstance(rows, Sequence) or not rows:
        raise Wrong(_CONFLICT)
    found = [_conflict(row, context) for row in rows]
    if len({row["person"] for row in found}) < len(found):
        raise Wrong("names somebody twice")
    return found


_CONFLICT = "is like `tui: partner of the applicant; left=yes`"


def _conflict(row: Any, context: Context) -> dict[str, Any]:
    raw = _conflict_words(row) if isinstance(row, str) else row
    if not isinstance(raw, Mapping) or not raw.keys() <= {"person", "what", "left"}:
        raise Wrong(_CONFLICT)
    left = raw.get("left", "no")
    left = {True: "yes", False: "no"}.get(left, left) if isinstance(left, bool) else left
    if left not in ("yes", "no"):
        raise Wrong("says of each whether they left the room: left=yes or left=no")
    who = person(raw.get("person"), context)
    return {"person": who, "what": text(raw.get("what"), context), "left": left}


def _conflict_words(row: str) -> dict[str, str]:
    who, colon, rest = row.partition(":")
    if not colon:
        raise Wrong(_CONFLICT)
    what, semicolon, tail = rest.rpartition(";")
    name, equals, left = tail.strip().partition("=")
    if semicolon and equals and name == "left":
        return {"person": who.strip(), "what": what.strip(), "left": left.strip()}
    return {"person": who.strip(), "what": rest.strip()}


def votes(value: Any, context: Context) -> list[dict[str, str]]:
    """`bo:for,hemi:against`, or a table of people with their votes."""
    pairs = list(value.items()) if isinstance(value, Mapping) else _pairs(value)
    found = []
    for name, vote in pairs:
        if vote not in VOTES:
            raise Wrong(f"says {', '.join(VOTES)} of each, like bo:for,hemi:against")
        found.append({"person": person(name, context), "vote": vote})
    if not found:
        raise Wrong("is like bo:for,hemi:against")
    if len({row["person"] for row in found}) < len(found):
        raise Wrong("names somebody twice")
    return found


def _pairs(value: Any) -> Iterator[tuple[str, str]]:
    for part in _parts(value):
        if not isinstance(part, str):
            raise Wrong("is like bo:for,hemi:against")
        name, _, vote = part.partition(":")
        yield name.strip(), vote.strip()


def read_people(name: str, value: Any) -> Any:
    """People given outside a move, read by the type `name`. AskedWrongly in a sentence."""
    try:
        return PEOPLE_READERS[name](value, Context())
    except Wrong as wrong:
        raise AskedWrongly(f"what names {name} {wrong}") from wrong


PEOPLE_READERS: Mapping[str, Reader] = {
    "person": person,
    "people": people,
    "conflicts": conflicts,
    "votes": votes,
    "meeting": meeting,
}
