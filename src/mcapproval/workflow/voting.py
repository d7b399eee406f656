"""Votes of members, only where the policy asks for them: committees decide as one body.

Whoever counts towards the quorum has a vote and nobody else: a vote of an author, of one who
declared a conflict, of a secretary or of somebody who was not there is no part of the decision, and
is not kept as if it were.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mcapproval.errors import Reason
from mcapproval.policy.model import Policy
from mcapproval.workflow.bodies import Body
from mcapproval.workflow.committee import Quorum


def voted(policy: Policy, values: Mapping[str, Any], body: Body, found: Quorum) -> Iterator[Reason]:
    """What stands against a decision for how they voted."""
    votes = {row["person"]: row["vote"] for row in values.get("votes", ())}
    who = policy.title("board-secretary")
    if not policy.votes:
        if votes:
            said = "our policy keeps no votes of members: the body decides as one"
            yield Reason("VOTES-NOT-KEPT", said, "leave `votes` out", who)
        return
    counting = [seat.person for seat in found.present if seat.counts]
    others = [person for person in votes if person not in counting]
    if others:
        why = {seat.person: seat.because for seat in found.present if not seat.counts}
        told = (f"{body.said(person)} ({why.get(person, 'was not there')})" for person in others)
        said = f"only whoever counts in the quorum votes, and not: {', '.join(told)}"
        yield Reason("VOTES-OF-OTHERS", said, "leave them out of `votes`", who)
    silent = [body.said(person) for person in counting if person not in votes]
    if silent:
        said = f"our policy asks how each member voted, and not of {', '.join(silent)} is it said"
        mend = "add --set votes=NAME:for,NAME:against,NAME:abstain"
        yield Reason("VOTES-MISSING", said, mend, who)
        return
    cast = [votes[person] for person in counting]
    if cast.count("for") <= cast.count("against"):
        said = f"{cast.count('for')} voted for it and {cast.count('against')} against"
        yield Reason("NOT-CARRIED", said, "send it back or decline it", who)
