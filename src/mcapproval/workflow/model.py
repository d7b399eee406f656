"""A workflow as frozen values: states, moves and what each move asks, needs and causes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class State:
    """Where a case can be.

    `edit` are the roles that may `update` the content here; `clock` says whose time it takes
    (`own` runs). `due` is one of `{working_days}`, `{months}`, `{days}`, `{from}`. `remind` tells a
    role so many days `before` it, `escalate` another so many `after` it: working days where the due
    is in working days. `turn` is the role whose turn it is, where that is not whoever the clock
    names or can move the case on. An end may be left only to the state that `reopen` names.
    """

    name: str
    label: str
    edit: tuple[str, ...] = ()
    clock: str = "own"
    due: Mapping[str, Any] | None = None
    remind: Mapping[str, Any] | None = None
    escalate: Mapping[str, Any] | None = None
    end: bool = False
    reopen: str | None = None
    turn: str | None = None


@dataclass(frozen=True, slots=True)
class Fixed:
    """The move leads to one state."""

    state: str


@dataclass(frozen=True, slots=True)
class Same:
    """The case stays where it is."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """Who moves chooses; the answer is the ask `to`."""

    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BackFrom:
    """Back to the state from which the named move was made last."""

    move: str


Target = Fixed | Same | OneOf | BackFrom


@dataclass(frozen=True, slots=True)
class Need:
    """A condition by the name of its guard; `args` holds the whole table, the guard's key too."""

    guard: str
    args: Mapping[str, Any]


def listed(value: Any) -> list[Any]:
    """An argument that may be one word or a list of them, as a list."""
    return value if isinstance(value, list) else [value]


@dataclass(frozen=True, slots=True)
class Ask:
    """Something that who moves must say, or may where it is optional."""

    name: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class DecisionSpec:
    """An approval by a body: how it may decide, what of the draft it covers, the way back.

    `covers` are top-level keys of a draft: an edit of one makes the approval fall. `back` names
    the move that returns the case instead. One that `recommends` or `declines` approves nothing,
    and takes the body as one all the same.
    """

    body: str
    how: tuple[str, ...]
    quorum: str | None
    covers: tuple[str, ...]
    asks: tuple[Ask, ...]
    back: str
    recommends: bool = False
    declines: bool = False

    @property
    def approves(self) -> bool:
        return not (self.recommends or self.declines)


@dataclass(frozen=True, slots=True)
class Opens:
    """Opens an item of a kind; with `each`, one for every entry of that ask."""

    item: str
    each: str | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """Opens a case of another track in a state.

    `each` "providers": one for every delivering provider. `if_result`: only where the move records
    that result as granted. `once` "micro-credential": not where one is open already. `due` names
    how the new case's day is found.
    """

    track: str
    state: str
    each: str | None = None
    if_result: str | None = None
    once: str | None = None
    due: str | None = None


@dataclass(frozen=True, slots=True)
class Drive:
    """Makes a move, as `system`, in every linked case of a track that is not at an end.

    The driven move gets the answers that bear the same names. With `only_in`, a case in another
    state stays as it is.
    """

    track: str
    move: str
    if_result: str | None = None
    if_kind: tuple[str, ...] = ()
    only_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """One way from some states to another, by roles, under needs.

    `decides` is what a re-evaluation ends in. `if_policy`: it exists only where the policy says so.
    `renews`: the case begins again, as a new version,
    and what was approved, declined or asked of it in the former round holds no more.
    `recorded_for` is the outside body that decided. `results` are those that it may record.
    `any_but` has the exceptions from which `sources` was made, kept to be checked. `every_ask` are
    its own asks, those of its decision, and what its shape asks: `how`, `to`.
    """

    name: str
    label: str
    sources: tuple[str, ...]
    target: Target
    by: tuple[str, ...]
    not_by: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    asks: tuple[Ask, ...] = ()
    decision: DecisionSpec | None = None
    opens: tuple[Opens, ...] = ()
    closes: str | None = None
    starts: tuple[Start, ...] = ()
    drives: tuple[Drive, ...] = ()
    fixes: str | None = None
    decides: str | None = None
    recorded_for: str | None = None
    results: tuple[str, ...] = ()
    renews: bool = False
    if_policy: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)
    any_but: tuple[str, ...] = ()
    every_ask: tuple[Ask, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        asks = list(self.asks)
        if self.decision:
            asks += [Ask("how", optional=len(self.decision.how) == 1), *self.decision.asks]
        if isinstance(self.target, OneOf):
            asks.insert(0, Ask("to"))
        object.__setattr__(self, "every_ask", tuple(asks))


@dataclass(frozen=True, eq=False)
class Definition:
    """A workflow as loaded; two are the same where their `hash` is.

    `enter` are states beside the first in which another case may open one. `roles` maps a role to
    its scope. `leaving` has the moves out of each state, made once at load.
    `text` is the TOML as read: a case keeps it.
    """

    name: str
    title: str
    case: str
    first: str
    roles: Mapping[str, str]
    states: Mapping[str, State]
    moves: tuple[Move, ...]
    hash: str = ""
    text: str = ""
    leaving: Mapping[str, tuple[Move, ...]] = field(default_factory=lambda: _NOTHING)
    enter: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Definition) and self.hash == other.hash

    def __hash__(self) -> int:
        return hash(self.hash)

    def out_of(self, state: str) -> tuple[Move, ...]:
        """The moves out of a state, in the file's order."""
        return self.leaving.get(state, ())

    def called(self, name: str) -> tuple[Move, ...]:
        """Every move of that name; they leave different states."""
        return tuple(move for move in self.moves if move.name == name)

    def move(self, state: str, name: str) -> Move | None:
        """The move of that name out of that state, None where it is not open there."""
        return next((move for move in self.out_of(state) if move.name == name), None)

    def targets(self, move: Move, source: str) -> tuple[str, ...]:
        """Every state that the move can lead to from there, guards taken as passable."""
        match move.target:
            case Fixed(state):
                return (state,)
            case OneOf(states):
                return states
            case BackFrom(name):
                left = (state for back in self.called(name) for state in back.sources)
                return tuple(dict.fromkeys(left))
            case Same():
                return (source,)

    def label(self, state: str) -> str:
        return self.states[state].label
