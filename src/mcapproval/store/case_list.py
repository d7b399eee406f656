"""The cases in an order that is asked for, a page at a time: filters and sorts that combine.

Named tuples and plain SQL, as `store/looking.py` asks: finding a page loads nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from mcapproval.store.case_words import of_word, sql
from mcapproval.store.looking import Ask

MANY = 10_000
"""Beyond it what is found is not counted: a page takes no longer however much is stored."""

ALL = 1_000_000_000
"""More than are ever kept: a page of all of them."""

NOBODY = ""
"""Instead of the person who looks after them: those that nobody looks after."""

LAST = "9999-12-31"
"""Instead of a day on which a case is due: it never is."""

_SINCE = "coalesce(s.since, c.entered_on)"
_OWNER = (
    "CASE c.track WHEN 'application' THEN c.opened_by "
    "ELSE coalesce(nullif(r.owner, ''), l.owner, '') END"
)
"""Whoever opened an application; else who looks after it, or after its micro-credential."""

SORTS: Mapping[str, tuple[str, ...]] = {
    "ref": ("c.ref",),
    "track": ("c.track",),
    "title": ("coalesce(s.title, '')",),
    "state": ("c.state",),
    "since": (_SINCE,),
    "provider": ("c.provider",),
    "number": ("length(coalesce(l.number, ''))", "coalesce(l.number, '')"),
    "level": ("coalesce(l.level, 0)",),
    "credits": ("coalesce(l.credits, 0)",),
    "due": (f"coalesce(c.due_on, '{LAST}')",),
}
"""What cases can be sorted by. A number is a text, of which the shorter is the smaller."""


class Turn(NamedTuple):
    """A state of a definition in which a role is waited for. `fell` are bodies of which an approval
    fell, `holds` bodies of which none did: then it is another's turn."""

    definition: str
    state: str
    fell: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()


class Wanted(NamedTuple):
    """Which cases: of each of these one value, of `credits` from and to, in their state `since` a
    day and `until` a day, due before `due_before`. `words` are looked for in `parts` of a case or
    its micro-credential; `own` says that one of them must be in the case itself.
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


class Key(NamedTuple):
    """What is sorted by, and whether the largest is first."""

    name: str
    down: bool = False


class CaseRow(NamedTuple):
    """`number` is NZQA's, of a micro-credential; `since` is empty where nobody knows it."""

    ref: str
    track: str
    number: str
    title: str
    state: str
    since: str
    provider: str
    definition: str


_COLUMNS = (
    "c.ref, c.track, CASE c.track WHEN 'listing' THEN coalesce(l.number, '') ELSE '' END, "
    f"coalesce(a.title, l.title, ''), c.state, {_SINCE}, c.provider, c.definition_hash"
)
_FROM = (
    "FROM case_record c LEFT JOIN search_case s ON s.ref = c.ref "
    "LEFT JOIN application a ON a.ref = c.ref LEFT JOIN accreditation g ON g.ref = c.ref "
    "LEFT JOIN review r ON r.ref = c.ref "
    "LEFT JOIN listing l ON l.ref = coalesce(g.listing, r.listing, a.of_ref, c.ref)"
)


def page(
    ask: Ask, wanted: Wanted, sort: tuple[Key, ...], first: int, after: str | None
) -> list[CaseRow] | None:
    """The first of them after a case, which is found where it stands now; None where there is no
    such case."""
    place = None
    if after is not None:
        exprs = ", ".join(expr for expr, _ in _order(sort))
        found = ask(sql("SELECT", exprs, _FROM, "WHERE c.ref = :ref"), {"ref": after})
        if not found:
            return None
        place = found[0]
    asked, values = statement(wanted, sort, first, place)
    return [CaseRow(*row) for row in ask(asked, values)]


def statement(
    wanted: Wanted, sort: tuple[Key, ...], first: int, place: tuple[Any, ...] | None = None
) -> tuple[str, Mapping[str, Any]]:
    """The question of a page, with its values; `place` has a value for each that is sorted by."""
    values: dict[str, Any] = {"first": first}
    where = list(_filters(wanted, values))
    order = _order(sort)
    if place is not None:
        where.append(_beyond(order, place, values))
    told = ", ".join(f"{expr} DESC" if down else expr for expr, down in order)
    parts = ("SELECT", _COLUMNS, _FROM, _all(where), "ORDER BY", told, "LIMIT :first")
    return sql(*parts), values


def count(ask: Ask, wanted: Wanted) -> int:
    """How many there are; MANY + 1 where there are more than MANY."""
    values: dict[str, Any] = {"most": MANY + 1}
    where = list(_filters(wanted, values))
    counted = sql("SELECT 1 AS one", _FROM, _all(where), "LIMIT :most")
    return int(ask(sql("SELECT count(*) FROM (", counted, ") n"), values)[0][0])


def _all(where: Iterable[str]) -> str:
    told = " AND ".join(where)
    return f"WHERE {told}" if told else ""


def _order(sort: tuple[Key, ...]) -> list[tuple[str, bool]]:
    """Each that is sorted by, and whether down; the reference settles what is equal."""
    keys = [key for n, key in enumerate(sort) if key.name not in {k.name for k in sort[:n]}]
    if "ref" not in {key.name for key in keys}:
        keys.append(Key("ref"))
    return [(expr, key.down) for key in keys for expr in SORTS[key.name]]


def _beyond(order: list[tuple[str, bool]], place: tuple[Any, ...], values: dict[str, Any]) -> str:
    """What comes after a place: an index is walked from there where all goes one way."""
    names = [f":at{n}" for n in range(len(order))]
    values.update(zip([name[1:] for name in names], place, strict=True))
    if len({down for _, down in order}) == 1:
        sign = "<" if order[0][1] else ">"
        return f"({', '.join(expr for expr, _ in order)}) {sign} ({', '.join(names)})"
    ways = []
    for n, (expr, down) in enumerate(order):
        same = [f"{order[m][0]} = {names[m]}" for m in range(n)]
        ways.append(" AND ".join([*same, f"{expr} {'<' if down else '>'} {names[n]}"]))
    return f"({' OR '.join(f'({way})' for way in ways)})"


def _filters(wanted: Wanted, values: dict[str, Any]) -> Iterator[str]:
    for name, column, chosen in (
        ("track", "c.track", wanted.tracks),
        ("state", "c.state", wanted.states),
        ("provider", "c.provider", wanted.providers),
        ("unit", "c.unit", wanted.units),
        ("kind", "a.kind", wanted.kinds),
        ("route", "a.route", wanted.routes),
        ("level", "l.level", wanted.levels),
    ):
        if chosen:
            yield f"{column} IN ({_each(name, chosen, values)})"
    for name, told, value in (
        ("owner", f"{_OWNER} = :owner", wanted.owner),
        ("since", f"{_SINCE} >= :since", wanted.since),
        ("until", f"{_SINCE} <= :until AND {_SINCE} <> ''", wanted.until),
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
    found = [of_word(n, word, wanted.parts, values) for n, word in enumerate(wanted.words)]
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
    for wants, bodies in (("", turn.fell), ("NOT", turn.holds)):
        for body in bodies:
            named = f"{key}_b{len(values)}"
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
