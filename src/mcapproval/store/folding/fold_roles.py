"""What the acts on delegations, and the ends of roles, do to the tables."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.store.events import Event
from mcapproval.store.folding.changes import Add, Change, Set


def delegated(event: Event) -> Iterator[Change]:
    """The row is filed under the person whose work is done for them."""
    data = event.data
    yield Add(
        "delegation",
        {
            "seq": event.seq,
            "person": data["to"],
            "acts_for": event.ref,
            "role": data["role"],
            "from_day": data["from"],
            "until_day": data["until"],
        },
    )


def delegation_ended(event: Event) -> Iterator[Change]:
    """`until` is its last day now; before its first day where it never came to hold."""
    yield Set("delegation", {"seq": event.data["delegation"]}, {"until_day": event.data["until"]})


def role_ended(event: Event) -> Iterator[Change]:
    """`until` is the last day on which the role is held."""
    for seq in event.data["grants"]:
        yield Set("grant_of_role", {"seq": seq}, {"until_day": event.data["until"]})
