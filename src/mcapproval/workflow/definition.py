"""Workflow definitions: parsed only when they are sound, kept by the hash of what they say."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from mcapproval.canonical import digest_of
from mcapproval.errors import Unknown
from mcapproval.shipped import shipped
from mcapproval.workflow.build import definition_from
from mcapproval.workflow.model import (
    Ask,
    BackFrom,
    DecisionSpec,
    Definition,
    Drive,
    Fixed,
    Move,
    Need,
    OneOf,
    Opens,
    Same,
    Start,
    State,
    Target,
)
from mcapproval.workflow.nearest import meant
from mcapproval.workflow.proving.limits import read_table
from mcapproval.workflow.proving.soundness import Unsound, faults_of

__all__ = [
    "Ask",
    "BackFrom",
    "DecisionSpec",
    "Definition",
    "Drive",
    "Fixed",
    "Move",
    "Need",
    "OneOf",
    "Opens",
    "Same",
    "Start",
    "State",
    "Target",
    "Unsound",
    "load",
    "names",
    "parse",
    "parse_kept",
]

NOT_WORKFLOWS = ("routes",)


def parse(text: str, source: str) -> Definition:
    """The definition that a TOML text says. Raises Unreadable, or Unsound with every fault."""
    from mcapproval.workflow.proving.shape import well_shaped

    raw = read_table(text, source)
    kept, shape_faults = well_shaped(raw)
    if kept is None:
        raise Unsound(source, shape_faults)
    definition = definition_from(kept, text=text)
    faults = (*shape_faults, *faults_of(definition, whole=not shape_faults))
    if faults:
        raise Unsound(source, faults)
    return replace(definition, hash=digest_of(raw))


def parse_kept(text: str, source: str) -> Definition:
    """A definition that was proven when a case began with it, as the records keep it.

    The checks of today are not held against it, for its cases must be able to go on and to migrate.
    Raises Unsound only for what this program could not walk: another shape, or names that it does
    not know.
    """
    raw = read_table(text, source)
    if text in _shipped_texts():  # sound, as a test holds: jsonschema takes longer than the rest
        return definition_from(raw, digest=digest_of(raw), text=text)
    from mcapproval.workflow.proving.shape import well_shaped

    kept, faults = well_shaped(raw)
    if kept is None or faults:
        raise Unsound(source, faults)
    definition = definition_from(kept, digest=digest_of(raw), text=text)
    unknown = [f for f in faults_of(definition, whole=False) if f.code.startswith("UNKNOWN")]
    if unknown:
        raise Unsound(source, unknown)
    return definition


@cache
def load(name: str) -> Definition:
    """A definition that ships with the program, by name."""
    if name not in names():
        raise Unknown(f"there is no workflow `{name}`{meant(name, names())}", _known())
    return parse(_text(name), f"workflows/{name}.toml")


def _text(name: str) -> str:
    return shipped("workflows").joinpath(f"{name}.toml").read_text("utf-8")


@cache
def _shipped_texts() -> frozenset[str]:
    return frozenset(map(_text, names()))


def _known() -> str:
    return f"there are {', '.join(names())}"


@cache
def names() -> tuple[str, ...]:
    """The shipped workflows, by name in the alphabet's order."""
    files = (file.name for file in shipped("workflows").iterdir())
    stems = (name.removesuffix(".toml") for name in files if name.endswith(".toml"))
    return tuple(sorted(stem for stem in stems if stem not in NOT_WORKFLOWS))
