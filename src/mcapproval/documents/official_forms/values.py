"""What a path of the draft answers, as printed: days, words and names as people write them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mcapproval.documents.answers import UNWRITTEN, day, listed, organisation, person, shown, words
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.enclosures import absent_annex, annex_number
from mcapproval.draft.pointer import find, tokens
from mcapproval.draft.schema_parts import part_for, resolved
from mcapproval.shipped import schema


@dataclass(frozen=True, slots=True)
class Answer:
    """A text, and the bare values behind it, by which boxes are ticked and words chosen."""

    text: str
    values: tuple[str, ...]


def part_at(path: str) -> dict[str, Any] | None:
    """What the application schema says of a path; None for none of a draft."""
    contract = schema("application")
    node: dict[str, Any] = contract
    for step in tokens(path):
        if node.get("type") == "array":
            if not step.isdigit():
                return None
            node = dict(resolved(node.get("items", {}), contract))
        else:
            if step not in node.get("properties", {}):
                return None
            node = _with_reference(node["properties"][step]) or dict(part_for(step, node, contract))
    return node


def _with_reference(part: dict[str, Any]) -> dict[str, Any] | None:
    """A part that is one of our references, with its name as `is`."""
    name = str(part.get("$ref", "")).removeprefix("#/$defs/")
    return {"type": "string", "is": name} if name else None


def holds_several(part: dict[str, Any]) -> bool:
    """Whether there is no one text at a path: a group of keys, or a list of groups."""
    if part.get("type") == "array":
        items: dict[str, Any] = part.get("items", {})
        return items.get("type") == "object"
    return part.get("type") == "object"


def answer_at(dossier: Dossier, path: str) -> Answer | None:
    """The answer at a path; None where the author wrote none."""
    return _answer(dossier, dossier.draft.get(path), part_at(path) or {})


def answer_in_row(dossier: Dossier, rows: str, row: dict[str, Any], key: str) -> Answer | None:
    """One answer of a row of a list: a path inside it, or one of `ROW_WORDS`."""
    if key == "annex":
        number = annex_number(dossier, row.get("file") or row.get("agreement"))
        absent = absent_annex(dossier, number) if number else ""
        told = f"{number}, {absent}" if absent else str(number)
        return Answer(told, (told,)) if number else None
    if key == "from" and isinstance(row.get("from"), dict):
        return _origin(dossier, row["from"])
    return _answer(dossier, find(row, f"/{key}"), part_at(f"{rows}/0/{key}") or {})


ROW_WORDS = {
    "number": "the number of the row, from 1",
    "annex": "the number of the annex",
    "from": "whose evidence it is",
}
"""What a column can be beside a path inside the row."""


def _origin(dossier: Dossier, said: dict[str, Any]) -> Answer | None:
    told = organisation(dossier, said.get("organisation"))
    text = said.get("source") if told == UNWRITTEN else told
    if not text and said.get("person"):
        text = person(dossier, said["person"])
    return Answer(str(text), (str(text),)) if text else None


def _answer(dossier: Dossier, value: Any, part: dict[str, Any]) -> Answer | None:
    if isinstance(value, list):
        items = part.get("items", {})
        inner = _with_reference(items) or items
        found = [answer for one in value if (answer := _answer(dossier, one, inner))]
        values = tuple(bare for answer in found for bare in answer.values)
        return Answer(listed(answer.text for answer in found), values) if found else None
    if value is None or isinstance(value, dict) or (isinstance(value, str) and not value.strip()):
        return None
    bare = str(value).strip()
    return Answer(_told(dossier, value, part), (bare,))


def _told(dossier: Dossier, value: Any, part: dict[str, Any]) -> str:
    if part.get("is") == "person":
        return person(dossier, value)
    if part.get("is") == "organisation":
        return organisation(dossier, value)
    if part.get("format") == "date":
        return day(value)
    return words(value) if "enum" in part else shown(value)
