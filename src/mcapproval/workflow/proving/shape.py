"""Whether a definition has the shape that the schema says, state by state and move by move."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry

from mcapproval.draft.pointer import pointer
from mcapproval.shipped import schema
from mcapproval.workflow.proving.limits import count_faults
from mcapproval.workflow.proving.shape_words import in_words
from mcapproval.workflow.proving.soundness import Fault

Raw = dict[str, Any]

LONGEST = 240
"""Characters of a message about shape: it quotes the value, which may be a book."""


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(schema("workflow"), registry=Registry())


def well_shaped(raw: Raw) -> tuple[Raw | None, tuple[Fault, ...]]:
    """What of the table can be judged further, and every fault of shape.

    Ill-shaped states and moves are left out, so that the names in the others are still judged;
    None where the head itself is broken.
    """
    too_many = tuple(Fault("TOO-MANY", said) for said in count_faults(raw))
    if too_many:
        return None, too_many
    errors = list(_errors(raw))
    if not errors:
        return raw, ()
    faults = tuple(Fault("SHAPE", f"{_place(path, raw)}: {said}") for path, said in errors)
    bad_states = {path[1] for path, _ in errors if path[:1] == ["states"] and len(path) > 1}
    bad_moves = {path[1] for path, _ in errors if path[:1] == ["move"] and len(path) > 1}
    if any(len(path) < 2 or path[0] not in ("states", "move") for path, _ in errors):
        return None, faults
    states = {name: {} if name in bad_states else row for name, row in raw["states"].items()}
    moves = [move for index, move in enumerate(raw["move"]) if index not in bad_moves]
    return {**raw, "states": states, "move": moves}, faults


def _errors(raw: Raw) -> Iterator[tuple[list[Any], str]]:
    """(path, sentence) of each error, in the file's order; the deepest of alternatives."""
    for error in sorted(_validator().iter_errors(raw), key=lambda e: [str(p) for p in e.path]):
        for said in in_words(error):
            yield list(error.absolute_path), shortened(said)


def shortened(message: str) -> str:
    """A message that quotes what is wrong, without the middle of what is quoted at length."""
    if len(message) <= LONGEST:
        return message
    return f"{message[: LONGEST // 2]} ... {message[-LONGEST // 2 :]}"


def _place(path: list[Any], raw: Raw) -> str:
    """`move "submit" /by` rather than `/move/12/by`."""
    if path[:1] == ["move"] and len(path) > 1:
        row = raw["move"][path[1]]
        name = row.get("name") if isinstance(row, dict) else None
        if isinstance(name, str):
            return f"move `{' '.join(shortened(name).split())}` {pointer(path[2:])}".rstrip()
    return shortened(pointer(path)) or "the file"
