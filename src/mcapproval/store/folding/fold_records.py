"""What the acts on people, organisations and policy do to the tables."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.store.events import Event
from mcapproval.store.folding.changes import Add, Change, Put, Set, numbered


def records_made(event: Event) -> Iterator[Change]:
    yield Add(
        "records",
        {
            "ref": event.ref,
            "name": event.data["name"],
            "simulated": event.data["simulated"],
            "provider": event.data["provider"],
            "made_at": event.recorded_at,
        },
    )


def policy_adopted(event: Event) -> Iterator[Change]:
    yield Add(
        "policy",
        {
            "seq": event.seq,
            "provider": event.data["provider"],
            "from_day": event.effective_on,
            "content": event.data["content"],
        },
    )


def organisation_entered(event: Event) -> Iterator[Change]:
    data = event.data
    yield Put(
        "organisation",
        {"key": data["key"]},
        {"name": data["name"], "type": data["type"], "moe_number": data["moe_number"]},
    )


def person_entered(event: Event) -> Iterator[Change]:
    yield numbered(event)
    yield Add(
        "person",
        {
            "ref": event.ref,
            "commitment": event.data["commitment"],
            "organisation": event.data["organisation"],
        },
    )


def person_changed(event: Event) -> Iterator[Change]:
    yield Set("person", {"ref": event.ref}, {"commitment": event.data["commitment"]})


def granted(event: Event) -> Iterator[Change]:
    data = event.data
    yield Add(
        "grant_of_role",
        {
            "seq": event.seq,
            "person": event.ref,
            "role": data["role"],
            "unit": data["unit"],
            "case_ref": data["case"],
            "from_day": data["from"],
            "until_day": data["until"],
        },
    )


def erased(event: Event) -> Iterator[Change]:
    yield Set("person", {"ref": event.ref}, {"erased_on": event.effective_on})
