"""Where a policy would be looser than the law of a day: told with the clause that stops it.

A policy can be stricter than the law, never looser. That is defined for the keys below, which name
their law value and the direction in which it binds; for the others the law has no value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mcapproval.policy.model import Policy
from mcapproval.rules.days import told
from mcapproval.rules.law import Dated, Law
from mcapproval.rules.texts import clauses


@dataclass(frozen=True, slots=True)
class Limit:
    """A key of the policy, the value of the law that binds it, and how it reads the policy."""

    key: tuple[str, ...]
    read: Callable[[Policy], int | None]
    law: tuple[str, str]
    bound: Literal["no less", "no more"]
    unit: Literal["credit", "level"]


@dataclass(frozen=True, slots=True)
class Looser:
    """A key that the law does not let stand; `mend` says what would, and where the clause is."""

    key: tuple[str, ...]
    message: str
    mend: str
    clause: str


def _from(policy: Policy) -> int | None:
    return policy.credits_usual[0] if policy.credits_usual else None


def _to(policy: Policy) -> int | None:
    return policy.credits_usual[1] if policy.credits_usual else None


SMALLEST, LARGEST = ("credit_value", "smallest"), ("credit_value", "largest")
LOWEST, HIGHEST = ("level", "lowest"), ("level", "highest")

CROSSED = {"no less": "at_most", "no more": "at_least"}
"""The key that, out of these bounds, is not looser than the law but lets nothing through."""

LIMITS: tuple[Limit, ...] = (
    Limit(("credits", "at_least"), lambda p: p.credits_at_least, SMALLEST, "no less", "credit"),
    Limit(("credits", "at_least"), lambda p: p.credits_at_least, LARGEST, "no more", "credit"),
    Limit(("credits", "at_most"), lambda p: p.credits_at_most, LARGEST, "no more", "credit"),
    Limit(("credits", "at_most"), lambda p: p.credits_at_most, SMALLEST, "no less", "credit"),
    Limit(("credits", "usual"), _from, SMALLEST, "no less", "credit"),
    Limit(("credits", "usual"), _to, LARGEST, "no more", "credit"),
    Limit(("level", "at_least"), lambda p: p.level_at_least, LOWEST, "no less", "level"),
    Limit(("level", "at_least"), lambda p: p.level_at_least, HIGHEST, "no more", "level"),
    Limit(("level", "at_most"), lambda p: p.level_at_most, HIGHEST, "no more", "level"),
    Limit(("level", "at_most"), lambda p: p.level_at_most, LOWEST, "no less", "level"),
)


def looser_than_law(policy: Policy, day: date) -> tuple[Looser, ...]:
    """What the law of a day stops, in the order of the keys; nothing where the policy may stand.

    A lower bound above the law's highest, or an upper one below its lowest, lets nothing through
    and is told too. Raises NotInForce for a day before there was any law.
    """
    law = Law(day)
    return tuple(_found(policy, law))


def _found(policy: Policy, law: Law) -> Iterator[Looser]:
    for limit in LIMITS:
        value, held = limit.read(policy), law.value(*limit.law)
        if value is None:
            continue
        under = limit.bound == "no less" and value < held.value
        over = limit.bound == "no more" and value > held.value
        if under or over:
            yield _told(limit, policy, held)


def _told(limit: Limit, policy: Policy, held: Dated) -> Looser:
    clause = clauses()[held.clause]
    asked = _asked(limit, held.value)
    said = f"{asked} ({clause.citation}), in force from {told(held.since)}"
    crossed = limit.key[-1] == CROSSED[limit.bound]
    how = "leaves nothing that the law allows" if crossed else "is looser than the law"
    return Looser(
        limit.key,
        f"{'.'.join(limit.key)} = {_written(limit, policy)} {how}: {said}",
        f"write {held.value} or {'less' if limit.bound == 'no more' else 'more'}; a policy can be "
        f"stricter than the law, never looser. The law: {clause.source}",
        clause.id,
    )


def _asked(limit: Limit, value: int) -> str:
    least = "at least" if limit.bound == "no less" else "at most"
    if limit.unit == "level":
        return f"{least} level {value}"
    return f"{least} {value} {'credit' if value == 1 else 'credits'}"


def _written(limit: Limit, policy: Policy) -> str:
    if limit.key[-1] == "usual":
        return str(list(policy.credits_usual or ()))
    return str(limit.read(policy))
