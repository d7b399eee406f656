"""Which cases are wanted, and that as conditions in the SQL that both engines speak.

Named tuples and plain SQL, as `store/looking.py` asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from mcapproval.store.finding.case_words import of_word, sql

NOBODY = ""
"""Instead of the person who looks after them: those that nobody looks after."""

SINCE = "coalesce(s.since, c.entered_on)"
_OWNER = (
    "CASE c.track WHEN 'application' THEN c.opened_by "
    "ELSE coalesce(nullif(r.owner, ''), l.owner, '') END"
)
"""Whoever opened an application; else who looks after it, or after its micro-credential."""
_OWNED = (
    "c.ref IN (SELECT o.ref FROM listing o WHERE o.owner = :owner "
    "UNION ALL SELECT h.ref FROM listing o JOIN accreditation h ON h.listing = o.ref "
    "WHERE o.owner = :owner UNION ALL SELECT h.ref FROM review h WHERE h.owner = :owner "
    "UNION ALL SELECT h.ref FROM listing o JOIN review h ON h.listing = o.ref "
    "WHERE o.owner = :owner AND coalesce(h.owner, '') = '' "
    "UNION ALL SELECT o.ref FROM case_record o "
    "WHERE o.track = 'application' AND o.opened_by = :owner)"
)
"""The same by the indexes of whoever somebody is."""


class Turn(NamedTuple):
    """A state of a definition in which a role is waited for. `fell` are bodies of which an approval
    fell, `holds` bodies of which none did: then it is another's turn. With `late` only what was due
    before that day."""

    definition: str
    state: str
    fell: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    late: str | None = None


class Wanted(NamedTuple):
    """Which cases: of each of these one value, of `credits` from and to, in their state `since` a
    day and `until` a day, due before `due_before`; `opened` and `submitted` are years. `words` are
    looked for in `parts` of a case or its micro-credential; `own` says that one of them must be in
    the case itself; `often` are terms of them that are frequent.
    """

    tracks: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()
    credits: tuple[int, int] | None = None
    owner: str | None = None
    since: str | None = None
    until: str | None = None
    due_before: str | None = None
    turns: tuple[Turn, ...] | None = None
    words: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    own: bool = False
    often: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    submitted: tuple[str, ...] = ()


def filters(wanted: Wanted, values: dict[str, Any]) -> Iterator[str]:
    for name, column, chosen in (
        ("track", "c.track", wanted.tracks),
        ("state", "c.state", wanted.states),
        ("provider", "c.provider", wanted.providers),
        ("unit", "c.unit", wanted.units),
        ("kind", "a.kind", wanted.kinds),
        ("route", "a.route", wanted.routes),
        ("level", "l.level", wanted.levels),
        ("opened", "substr(c.opened_on, 1, 4)", wanted.opened),
        ("submitted", "substr(a.law_day, 1, 4)", wanted.submitted),
    ):
        if chosen:
            yield f"{column} IN ({_each(name, chosen, values)})"
    for name, told, value in (
        ("owner", _OWNED if wanted.owner else f"{_OWNER} = :owner", wanted.owner),
        ("since", f"{SINCE} >= :since", wanted.since),
        ("until", f"{SINCE} <= :until AND {SINCE} <> ''", wanted.until),
        ("before", "c.due_on < :before", wanted.due_before),
    ):
        if value is not None:
            values[name] = value
            yield told
    if wanted.credits is not None:
        values["few"], values["most_credits"] = wanted.credits
        yield "l.credits BETWEEN :few AND :most_credits"
    if wanted.turns is not None:
        ways = [_turn(n, turn, values) for n, turn in enumerate(wanted.turns)]
        yield f"({' OR '.join(ways)})" if ways else "1 = 0"
    found = [
        of_word(n, word, wanted.parts, wanted.often, values) for n, word in enumerate(wanted.words)
    ]
    yield from (each for each, _ in found)
    if wanted.own and found:
        yield f"({' OR '.join(own for _, own in found)})"


def _each(name: str, chosen: Iterable[Any], values: dict[str, Any]) -> str:
    named = {f"{name}_{n}": value for n, value in enumerate(chosen)}
    values.update(named)
    return ", ".join(f":{key}" for key in named)


_FELL = "AND NOT p.recommends GROUP BY p.body HAVING max(CASE WHEN p.stands THEN 1 ELSE 0 END) = 0)"


def _turn(number: int, turn: Turn, values: dict[str, Any]) -> str:
    key = f"turn_{number}"
    values |= {f"{key}_d": turn.definition, f"{key}_s": turn.state}
    told = [f"c.definition_hash = :{key}_d AND c.state = :{key}_s"]
    if turn.late is not None:
        values[f"{key}_l"] = turn.late
        told.append(f"c.due_on < :{key}_l")
    asked = [("", body) for body in turn.fell] + [("NOT", body) for body in turn.holds]
    for n, (wants, body) in enumerate(asked):
        named = f"{key}_b{n}"
        values[named] = body
        told.append(
            sql(
                wants,
                "EXISTS (SELECT 1 FROM approval p WHERE p.ref = c.ref AND p.body =",
                f":{named}",
                _FELL,
            )
        )
    return f"({' AND '.join(told)})"
