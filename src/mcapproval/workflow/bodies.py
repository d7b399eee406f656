"""A body on the day of a decision, and its meetings, as the records know them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
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
    its power, by our policy. `stand_ins` are those who stand in for an author on that day, each
    with the author: they are barred as the author is. `policy` is that of the day, None where none
    was adopted by then. `names` has people as they are said.
    """

    name: str
    day: date
    members: frozenset[str] = frozenset()
    chairs: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    stand_ins: Mapping[str, str] = field(default_factory=dict)
    delegations: frozenset[tuple[str, str]] = frozenset()
    deciders: frozenset[str] = frozenset()
    policy: Policy | None = None
    meetings: Mapping[str, Held] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def barred(self) -> frozenset[str]:
        """Who has a part in the case and so has none in its decision."""
        return self.authors | self.stand_ins.keys()

    def author_for(self, people: Collection[str]) -> str | None:
        """The author in whose place one of some people stands, where none is an author."""
        whose = (self.stand_ins[person] for person in people if person in self.stand_ins)
        return next(whose, None) if self.authors.isdisjoint(people) else None

    def part(self, *people: str) -> str:
        """What part in the case bars one of them."""
        whose = self.author_for(people)
        return f"{f'stands in for {self.said(whose)},' if whose else 'is'} an author of it"

    def said(self, person: str) -> str:
        return self.names.get(person, person)
