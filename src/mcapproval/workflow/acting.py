"""As whom a person acts: for themselves by a role of their own, else in place of somebody."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from mcapproval.errors import Reason
from mcapproval.policy.model import Policy
from mcapproval.workflow.model import Move
from mcapproval.workflow.situation import Actor


@dataclass(frozen=True, slots=True)
class Part:
    """The part in which somebody acts; with `reasons` where it is not known which.

    `roles` are those that count, `bars` those that rule out what is not for them, `acts_for` is the
    person in whose place it is done, `called` how that person is known at a shell.
    """

    roles: frozenset[str]
    bars: frozenset[str]
    acts_for: str | None = None
    called: str = ""
    reasons: tuple[Reason, ...] = ()


def part(actor: Actor, by: Collection[str]) -> Part:
    """The part in which somebody does what is for the roles `by`.

    Whoever holds one themselves acts for themselves, unless they say for whom. Who stands in for an
    author is barred as the author is, also from what they may do in a role of their own.
    """
    if not actor.through and actor.acting_for is None:
        return Part(actor.roles, actor.roles | actor.was)
    bars = (actor.roles | actor.was).union(*(other.roles for other in actor.through))
    mine = Part(actor.roles, bars)
    if actor.acting_for is None and not actor.roles.isdisjoint(by):
        return mine
    able = [other for other in actor.through if other.roles & set(by)]
    if actor.acting_for is not None:
        able = [other for other in actor.through if other.acts_for == actor.acting_for]
        if not able:
            none: frozenset[str] = frozenset()
            return Part(none, bars, reasons=(no_delegation(actor.called or actor.acting_for),))
    if len(able) > 1:
        names = [other.called or str(other.acts_for) for other in able]
        said = f"you stand in for {' and '.join(names)}, and any of them could"
        mend = f"say for whom: {' or '.join(f'--for {name}' for name in names)}"
        roles = frozenset(role for other in able for role in other.roles)
        barred = bars.union(*(other.was for other in able))
        return Part(roles, barred, reasons=(_reason("FOR-WHOM", said, mend),))
    if not able:
        return mine
    (other,) = able
    return Part(other.roles, bars | other.was, other.acts_for, other.called)


def no_delegation(called: str) -> Reason:
    """Against acting in the place of somebody who lends nothing on the day."""
    said = f"you don't stand in for {called} today"
    return _reason(
        "NO-DELEGATION", said, "see who stands in for whom: mcapproval people delegations"
    )


def _reason(code: str, said: str, mend: str) -> Reason:
    return Reason(code, said, mend, "you")


def actor_reasons(move: Move, policy: Policy, actor: Actor | None) -> list[Reason]:
    """Not known for whom; not one's role; one's own case."""
    if actor is None:
        return []
    if not actor.through and actor.acting_for is None:
        found: list[Reason] = []
        theirs = not actor.roles.isdisjoint(move.by)
        barred = [role for role in move.not_by if role in actor.roles or role in actor.was]
    else:
        acting = part(actor, move.by)
        found = list(acting.reasons)
        theirs = bool(found) or not acting.roles.isdisjoint(move.by)
        barred = [role for role in move.not_by if role in acting.bars]
    if theirs and not barred:
        return found
    may = ", ".join([policy.title(role) for role in move.by])
    if not theirs:
        said = f"{move.name} is for: {may}"
        said += f", on {actor.signed_on}, when it was signed, too" if actor.signed_on else ""
        found.append(Reason("NOT-YOUR-ROLE", said, "ask one of them to make it", may))
    if barred:
        role = min(barred)
        found.append(own_case(actor, policy.title(role), role, may))
    return found


def own_case(actor: Actor, title: str, role: str, may: str) -> Reason:
    """Nobody decides on their own case, nor on that of a person in whose place they stand."""
    said = f"nobody decides on their own case, and you are its {title}"
    if role not in actor.roles | actor.was:
        whose = [o.called or str(o.acts_for) for o in actor.through if role in o.roles | o.was]
        said = f"nobody decides on their own case: you stand in for {whose[0]}, its {title}"
    return Reason("OWN-CASE", said, "ask another person who may", may)
