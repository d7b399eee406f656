"""What a re-evaluation said of a change, as the part `change` of the application that it opens.

Its author goes on from there: each line says what was answered, and where it is from stands first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mcapproval.draft.model import Draft
from mcapproval.shipped import schema

STILL_NEEDED = {"no": "It is not needed any more", "unsure": "It is not sure that it is needed"}

NO_EFFECT = ("none", "no effect")
"""How an effect begins that is none: it is no reason for a change."""


def change_said(answers: Draft, ref: str) -> dict[str, str]:
    """The summary and the reasons; a part for which nothing was answered is left out."""
    parts = {"summary": list(_what(answers)), "because": list(_why(answers))}
    return {name: f"From {ref}. {' '.join(said)}" for name, said in parts.items() if said}


def _what(answers: Draft) -> Iterator[str]:
    """What is to change: what does not fit, what lost its place in it, and what was proposed."""
    for label, reason in _unfit(answers):
        yield _sentence(f"To be put right: {_lower(label)}", reason)
    for _, row in answers.rows("/watch"):
        if row.get("answer") in ("no", "changed"):
            yield _sentence(f"Named in it and not so any more: {row.get('what')}", row.get("note"))
    for _, row in answers.rows("/actions"):
        if row.get("what"):
            yield _sentence(str(row["what"]))


def _why(answers: Draft) -> Iterator[str]:
    if answers.text("/proposal/reasons"):
        yield _sentence(answers.text("/proposal/reasons"))
    for label, reason in _unfit(answers):
        yield _sentence(f"Answered with no: {_lower(label)}", reason)
    for _, row in answers.rows("/currency"):
        effect = str(row.get("effect") or "")
        if row.get("what") and effect and not effect.casefold().startswith(NO_EFFECT):
            yield _sentence(str(row["what"]), effect)
    needed = STILL_NEEDED.get(answers.text("/need/still_needed"))
    if needed:
        yield _sentence(needed)


def _unfit(answers: Draft) -> Iterator[tuple[str, str]]:
    for key, asked in schema("review")["properties"]["fit"]["properties"].items():
        if answers.text(f"/fit/{key}/answer") == "no":
            yield asked["title"], answers.text(f"/fit/{key}/reason")


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def _sentence(said: str, more: Any = None) -> str:
    whole = f"{said}: {more}" if more else said
    return " ".join(whole.split()).rstrip(".") + "."
