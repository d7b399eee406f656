"""Who of a provider does what in a simulated year: by their roles, as they were entered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.people.roles import handles, is_there
from mcapproval.errors import Unmet
from mcapproval.store import queries
from mcapproval.store.rows.folded import Grant


@dataclass(frozen=True, slots=True)
class People:
    """Short names. `board` are its members, the one who presides first."""

    adviser: str
    manager: str
    board: tuple[str, ...]


def people_of(connection: Connection, provider: str, day: date) -> People:
    """Unmet where nobody of the provider holds a role that a re-evaluation needs."""
    held: dict[str, list[str]] = {}
    for found in queries.many(connection, Grant):
        everywhere = found.unit in (None, provider) and found.case_ref is None
        holds = found.from_day <= day.isoformat() <= (found.until_day or "9999-12-31")
        if everywhere and holds and is_there(connection, found.person):
            held.setdefault(found.role, []).append(found.person)
    called = handles(connection, {ref for refs in held.values() for ref in refs})

    def who(role: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(called[ref] for ref in held.get(role, ())))

    board = tuple(dict.fromkeys((*who("board-chair"), *who("board-member"))))
    missing = [
        role
        for role, there in (
            ("quality-adviser", who("quality-adviser")),
            ("quality-manager", who("quality-manager")),
            ("board-member", board),
        )
        if not there
    ]
    if missing:
        raise Unmet(f"nobody of {provider} holds the role {missing[0]}", "grant it, then go on")
    return People(who("quality-adviser")[-1], who("quality-manager")[0], board)
