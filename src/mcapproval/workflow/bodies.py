"""A body on the day of a decision, and its meetings, as the records know them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mcapproval.policy.model import Policy


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting of a body, as called, held or closed; who was there is told in seats of JSON."""

    ref: str
    body: str
    on: date
    state: str
    present: tuple[Mapping[str, Any], ...] = ()
    apologies: tuple[Mapping[str, Any], ...] = ()
    minute_reference: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """What the records say of a body on the day of a decision, and of who has a part in the case.

    `delegations` are pairs: who acts, for whom. `deciders` hold a role to which the body has given
    its power, by our policy. `policy` is that of the day, None where none was adopted by then.
    `names` has people as they are said.
    """

    name: str
    day: date
    members: frozenset[str] = frozenset()
    chairs: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    delegations: frozenset[tuple[str, str]] = frozenset()
    deciders: frozenset[str] = frozenset()
    policy: Policy | None = None
    meetings: Mapping[str, Held] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def said(self, person: str) -> str:
        return self.names.get(person, person)
