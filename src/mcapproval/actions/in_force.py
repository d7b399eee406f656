"""Which policy a provider is under on a day."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import Connection

from mcapproval.actions.desk import about
from mcapproval.errors import OurFault
from mcapproval.policy.model import SHIPPED, Policy
from mcapproval.policy.reader import policy_from_json
from mcapproval.store import adopted
from mcapproval.store.adopted import Adopted
from mcapproval.store.keep import content_bytes
from mcapproval.store.rows.folded import PolicyRow


def policy_for(
    connection: Connection, provider: str, day: date, until: int | None = None
) -> Policy:
    """The policy that a provider had adopted by a day, and by a row of the journal where given.

    A provider that adopted none is under the policy of those whose records these are, so that
    naming another applicant loosens nothing; where they adopted none either, under the shipped one.
    """
    return in_force(connection, provider, day, until).policy


def policy_of_day(connection: Connection, provider: str, day: date, today: date) -> Policy:
    """The policy by which what a body did on a day is judged: that of the day; today's where none
    was adopted by then, since to have adopted none yet loosens nothing.
    """
    then = in_force(connection, provider, day)
    return then.policy if then.adopted_by else policy_for(connection, provider, today)


def administrator(connection: Connection, day: date, provider: str | None = None) -> str:
    """Who looks after the records, as a provider calls them; else as those do whose they are."""
    return policy_for(connection, provider or about(connection).provider, day).the("administrator")


@dataclass(frozen=True, slots=True)
class InForce:
    """The policy that a provider is under; `adopted_by` says whose it is, None the shipped one."""

    provider: str
    adopted_by: str | None
    policy: Policy


def in_force(connection: Connection, provider: str, day: date, until: int | None = None) -> InForce:
    found = adopted.policy_over(connection, provider, day.isoformat(), until)
    whose = found.provider if found else None
    return InForce(provider, whose, _kept(connection, found))


def policy_of(connection: Connection, rows: Adopted, day: date) -> Policy:
    """What `policy_for` finds, where the rows that tell it were read."""
    return _kept(connection, adopted.over(rows, day.isoformat()))


def _kept(connection: Connection, row: PolicyRow | None) -> Policy:
    if row is None:
        return SHIPPED
    kept = content_bytes(connection, row.content)
    if kept is None:
        raise OurFault(f"the policy of {row.provider} is not in the records")
    return _read(kept)


@lru_cache(maxsize=64)
def _read(kept: bytes) -> Policy:
    return policy_from_json(json.loads(kept))
