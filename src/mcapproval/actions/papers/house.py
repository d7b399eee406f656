"""Whose paper it is: the name, the colour and the logo of a provider's policy as it was adopted."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from mcapproval.documents.house import ACCENT, House
from mcapproval.policy.reader import policy_from_json
from mcapproval.store import queries
from mcapproval.store.adopted import policy_row
from mcapproval.store.keep import content, file_bytes


def house_of(connection: Connection, provider: str, day: date, row: int | None = None) -> House:
    """The house of a provider on a day, as it stood at a row of the journal, the last by default.

    The name is the organisation's where its policy has none. Only what the provider adopted itself
    counts: a paper of one provider never carries another's logo.
    """
    at = queries.head(connection)[0] if row is None else row
    known = queries.organisations_at(connection, at).get(provider, "")
    adopted = policy_row(connection, provider, day.isoformat(), at)
    if adopted is None:
        return House(known)
    policy = policy_from_json(content(connection, adopted.content))
    act = queries.event(connection, adopted.seq)
    logo = act.data.get("logo") if act else None
    return House(
        policy.paper_name or known,
        policy.paper_colour or ACCENT,
        file_bytes(connection, logo) if logo else None,
    )
