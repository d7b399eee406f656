"""From the parsed TOML of a definition to its frozen values, with lists and `any_but` expanded."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from mcapproval.workflow.guards import GUARDS
from mcapproval.workflow.labels import label_of
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

Raw = Mapping[str, Any]


def definition_from(raw: Raw, *, digest: str = "", text: str = "") -> Definition:
    """The definition that a well-shaped table says; its names are not checked here."""
    states = {name: _state(name, row) for name, row in raw["states"].items()}
    moves = tuple(_move(row, states) for row in raw["move"])
    return Definition(
        name=raw["workflow"],
        title=raw.get("title", raw["workflow"]),
        case=raw["case"],
        first=raw["first"],
        enter=tuple(raw.get("enter", ())),
        roles=MappingProxyType(dict(raw["roles"])),
        states=MappingProxyType(states),
        moves=moves,
        hash=digest,
        text=text,
        leaving=MappingProxyType(_leaving(moves)),
    )


def ask_from(word: str) -> Ask:
    """`review_date?` may be left out, `letter` may not."""
    return Ask(word.removesuffix("?"), word.endswith("?"))


def _leaving(moves: tuple[Move, ...]) -> dict[str, tuple[Move, ...]]:
    found: dict[str, list[Move]] = {}
    for move in moves:
        for source in move.sources:
            found.setdefault(source, []).append(move)
    return {source: tuple(out) for source, out in found.items()}


def _state(name: str, row: Raw) -> State:
    return State(
        name=name,
        label=label_of(name, row),
        edit=tuple(row.get("edit", ())),
        clock=row.get("clock", "own"),
        due=row.get("due"),
        remind=row.get("remind"),
        escalate=row.get("escalate"),
        end=row.get("end", False),
        reopen=row.get("reopen"),
        turn=row.get("turn"),
    )


def _move(row: Raw, states: Mapping[str, State]) -> Move:
    decision = row.get("decision")
    closes = row.get("closes")
    return Move(
        name=row["name"],
        label=label_of(row["name"], row),
        sources=_sources(row["from"], states),
        any_but=_any_but(row["from"]),
        target=_target(row["to"]),
        by=tuple(row["by"]),
        not_by=tuple(row.get("not_by", ())),
        needs=tuple(_need(need) for need in row.get("needs", ())),
        asks=tuple(ask_from(word) for word in row.get("asks", ())),
        decision=_decision(decision) if decision else None,
        opens=tuple(Opens(one["item"], one.get("each")) for one in _listed(row.get("opens"))),
        closes=closes["item"] if closes else None,
        starts=tuple(_start(one) for one in row.get("starts", ())),
        drives=tuple(_drive(one) for one in row.get("drives", ())),
        fixes=row.get("fixes"),
        decides=row.get("decides"),
        recorded_for=row.get("for"),
        results=tuple(row.get("results", ())),
        renews=row.get("renews", False),
        if_policy=MappingProxyType(dict(row.get("if_policy", {}))),
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _sources(value: Any, states: Mapping[str, State]) -> tuple[str, ...]:
    """`any_but` is every state that is no end and not named."""
    if isinstance(value, Mapping):
        but = _any_but(value)
        return tuple(n for n, state in states.items() if not state.end and n not in but)
    return tuple(_listed(value))


def _any_but(value: Any) -> tuple[str, ...]:
    return tuple(value["any_but"]) if isinstance(value, Mapping) else ()


def _target(value: Any) -> Target:
    if value == "same":
        return Same()
    if isinstance(value, str):
        return Fixed(value)
    if "one_of" in value:
        return OneOf(tuple(value["one_of"]))
    return BackFrom(value["back_from"])


def _need(row: Raw) -> Need:
    """The guard is the key that names one; where none does, the first, which is then refused."""
    guard = next((key for key in row if key in GUARDS), next(iter(row)))
    return Need(guard, MappingProxyType(dict(row)))


def _decision(row: Raw) -> DecisionSpec:
    return DecisionSpec(
        body=row["body"],
        how=tuple(row["as"]),
        quorum=row.get("quorum"),
        covers=tuple(row.get("covers", ())),
        asks=tuple(ask_from(word) for word in row.get("asks", ())),
        back=row.get("back", ""),
        recommends=row.get("recommends", False),
        declines=row.get("declines", False),
    )


_OPTIONS = ("each", "if_result", "if_kind", "once", "due", "in")


def _track(row: Raw) -> tuple[str, str]:
    """(track, its state or move): the one key that is no option; several stay to be refused."""
    named = [key for key in row if key not in _OPTIONS]
    return ", ".join(named), row[named[0]] if named else ""


def _start(row: Raw) -> Start:
    options = (row.get(key) for key in ("each", "if_result", "once", "due"))
    return Start(*_track(row), *options)


def _drive(row: Raw) -> Drive:
    kinds, only_in = tuple(row.get("if_kind", ())), tuple(row.get("in", ()))
    return Drive(*_track(row), row.get("if_result"), kinds, only_in)
