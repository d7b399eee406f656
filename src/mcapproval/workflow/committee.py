"""Who of those present counts when a body decides: each member's seat once, each person once.

A delegate counts for the member they act for. Whoever is an author of the case, stands in for one
or has declared a conflict of interest does not count, whether or not they left the room; nor does
anybody who is no member, such as a secretary or an adviser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who was present, or who agreed to a circular resolution.

    `acts_for` is the member whose delegate they are. `member` says whether the seat is a member's
    on that day, `delegated` whether a written delegation to them holds on it. `author` and
    `conflict` are true where they hold of the person or of whom they act for; `author_for` is the
    author in whose place one of them stands. `left` says that whoever has the conflict left the
    room for the item.
    """

    person: str
    acts_for: str | None = None
    member: bool = True
    delegated: bool = True
    author: bool = False
    author_for: str | None = None
    conflict: bool = False
    left: bool = False

    @property
    def of(self) -> str:
        """The member whose seat it is."""
        return self.acts_for or self.person


@dataclass(frozen=True, slots=True)
class Counted:
    """A seat as counted; `because` says why it counts or does not."""

    person: str
    acts_for: str | None
    counts: bool
    because: str


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many members must decide (None where the policy asks for no number) and how many do."""

    needed: int | None
    counted: int = 0
    present: tuple[Counted, ...] = ()

    @property
    def met(self) -> bool:
        return self.needed is None or self.counted >= self.needed

    @property
    def decides(self) -> bool:
        """Whether they are the body: enough of its members, and one at least also where the policy
        asks for no number.
        """
        return self.met and self.counted > 0


def quorum(seats: Iterable[Seat], needed: int | None, name: Callable[[str], str] = str) -> Quorum:
    """The count, whatever the order in which the seats are given; `name` is how people are said.

    Members who are there themselves come first: nobody sits for a member who is in the room.
    """
    given = tuple(dict.fromkeys(seats))
    if not given:
        return Quorum(needed)
    verdicts: dict[Seat, Counted] = {}
    people: set[str] = set()
    members: set[str] = set()
    for seat in sorted(given, key=lambda s: (s.acts_for is not None, s.person, s.of)):
        why_not = _barred(seat, name) or _counted_already(seat, people, members, name)
        if not why_not:
            people.add(seat.person)
            members.add(seat.of)
        why = f"for {name(seat.of)}, by delegation" if seat.acts_for else "a member"
        verdicts[seat] = Counted(seat.person, seat.acts_for, not why_not, why_not or why)
    return Quorum(needed, len(members), tuple(verdicts[seat] for seat in given))


def _barred(seat: Seat, name: Callable[[str], str]) -> str:
    """Why a seat can't count whoever else is there; empty where it can."""
    if not seat.member:
        return f"{f'{name(seat.of)} is ' if seat.acts_for else ''}no member on that day"
    if not seat.delegated:
        return f"no delegation from {name(seat.of)} holds on that day"
    if seat.author:
        stands_in = f"stands in for {name(seat.author_for)}, " if seat.author_for else ""
        return f"{stands_in}an author of what is decided"
    if seat.conflict:
        return f"declared a conflict and {'left the room' if seat.left else 'stayed'}"
    return ""


def _counted_already(
    seat: Seat, people: set[str], members: set[str], name: Callable[[str], str]
) -> str:
    if seat.of in members:
        return f"the seat of {name(seat.of)} is counted already"
    if seat.person in people:
        return "nobody counts twice"
    return ""
