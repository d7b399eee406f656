"""Which body is meant: by its key, or as a provider's policy calls it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.provider_meant import adopters, own_provider
from mcapproval.errors import AskedWrongly
from mcapproval.policy.model import BODIES
from mcapproval.workflow.nearest import meant


def body_meant(connection: Connection, desk: Desk, said: str, provider: str | None = None) -> str:
    """The key of a body. AskedWrongly for what is no body of ours, or of several names one."""
    if said in BODIES:
        return said
    named = dict(_named(connection, desk, provider))
    found = {key for key, names in named.items() if _loose(said) in names}
    if len(found) == 1:
        return found.pop()
    keys = ", ".join(f"{key}{_called(key, named)}" for key in BODIES)
    words = {name.replace(" ", "-") for names in named.values() for name in names} | set(BODIES)
    raise AskedWrongly(f"there is no body {said}{meant(said, words)}", f"the bodies are {keys}")


def _named(
    connection: Connection, desk: Desk, provider: str | None
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each body with what it is called by the provider, else by all of whom it may be."""
    of = {provider} if provider else adopters(connection, desk.today)
    of |= {own_provider(connection, desk.today)} if provider is None else set()
    policies = [policy_for(connection, each, desk.today) for each in sorted(of)]
    for key in BODIES:
        yield key, tuple(dict.fromkeys(_loose(policy.title(key)) for policy in policies))


def _called(key: str, named: Mapping[str, tuple[str, ...]]) -> str:
    others = [name for name in named[key] if name != _loose(key)]
    return f" ({', '.join(others)})" if others else ""


def _loose(said: str) -> str:
    return " ".join(said.casefold().replace("-", " ").split())
