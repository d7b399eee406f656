"""A decision that one person made in the place of a body, which had given them its power.

A body gives it to a role by a resolution of its own, kept in the policy as `delegated_to`: without
that nobody decides in its place, since one person would go round the quorum. Whoever decided is
named (`present`), held such a role on the day, and had no part in the case; the minute that the
decision refers to is where the body can look it up, and its agenda notes it until it has met.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mcapproval.errors import Reason
from mcapproval.policy.model import Policy
from mcapproval.workflow.bodies import Body
from mcapproval.workflow.model import DecisionSpec

DELEGATED = "delegated"


def open_ways(spec: DecisionSpec, policy: Policy) -> tuple[str, ...]:
    """The ways of deciding that this provider has."""
    return tuple(how for how in spec.how if how != DELEGATED or policy.delegated_to)


def by_delegation(
    spec: DecisionSpec, policy: Policy, values: Mapping[str, Any], body: Body
) -> Iterator[Reason]:
    """What stands against it: our policy, the role of whoever decided, their part in the case."""
    whose, who = policy.the(body.name), policy.title("board-secretary")
    others = ", ".join(open_ways(spec, policy))
    if not policy.delegated_to:
        said = f"our policy lets nobody decide in place of {whose}"
        mend = f"decide in another way: {others}; or adopt a policy with approval.delegated_to"
        yield Reason("NOT-DELEGATED", said, mend, who)
        return
    roles = " or ".join(policy.title(role) for role in policy.delegated_to)
    for row in values.get("present", ()):
        yield from _decider(row, values, roles, whose, body, who)
    if values.get("votes"):
        said = "whoever decides by delegation decides alone"
        yield Reason("VOTES-NOT-KEPT", said, "leave `votes` out", who)


def _decider(
    row: Mapping[str, Any],
    values: Mapping[str, Any],
    roles: str,
    whose: str,
    body: Body,
    who: str,
) -> Iterator[Reason]:
    """Against one who decided; nobody passes on what a body gave them."""
    person, acts_for = row["person"], row.get("for")
    name = body.said(person)
    if acts_for:
        said = f"{name} can't decide for {body.said(acts_for)}: what {whose} gave goes no further"
        yield Reason("NOT-DELEGATED", said, "name whoever holds the role and decided", who)
    elif person not in body.deciders:
        said = f"{name} does not hold on {body.day} what {whose} delegated to: {roles}"
        yield Reason("NOT-DELEGATED", said, f"name who decided and does, or ask {whose}", who)
    declared = {conflict["person"] for conflict in values.get("conflicts", ())}
    both = [each for each in (person, acts_for) if each]
    if not body.barred.union(declared).isdisjoint(both):
        why = body.part(*both) if declared.isdisjoint(both) else "declared a conflict"
        said = f"{name} {why}, and can't decide alone"
        yield Reason("DECIDER-NOT-FREE", said, f"bring it before {whose}", who)
