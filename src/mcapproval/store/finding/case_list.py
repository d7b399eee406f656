"""The cases in an order that is asked for, a page at a time: filters and sorts that combine.

Named tuples and plain SQL, as `store/looking.py` asks: finding a page loads nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, takewhile
from typing import Any, NamedTuple

from mcapproval.store.ask import Ask
from mcapproval.store.counting import MANY
from mcapproval.store.finding.case_filters import SINCE, Wanted, filters
from mcapproval.store.finding.case_words import is_ref, sql, terms_of
from mcapproval.workflow.tracks import TRACKS

LAST = "9999-12-31"
"""Instead of a day on which a case is due: it never is."""

_LAST = f"'{LAST}'"
_SINCE = f"nullif({SINCE}, '')"
_BY_NUMBER = "coalesce(l.number, '')"

SORTS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "ref": (("c.ref",),) * 2,
    "track": (("c.track",),) * 2,
    "title": (("coalesce(s.title, '')",),) * 2,
    "state": (("c.state",),) * 2,
    "since": ((f"coalesce({_SINCE}, {_LAST})",), (SINCE,)),
    "opened": (("c.opened_on",),) * 2,
    "provider": (("c.provider",),) * 2,
    "number": (
        ("coalesce(length(l.number), 99)", _BY_NUMBER),
        ("coalesce(length(l.number), 0)", _BY_NUMBER),
    ),
    "level": (("coalesce(l.level, 99)",), ("coalesce(l.level, 0)",)),
    "credits": (("coalesce(l.credits, 99999)",), ("coalesce(l.credits, 0)",)),
    "due": ((f"coalesce(c.due_on, {_LAST})",), ("coalesce(c.due_on, '')",)),
}
"""What cases can be sorted by, upwards and downwards: what is not known comes last in both. A
number is a text, of which the shorter is the smaller; an application for a change of what is listed
stands beside it by its number, level and credits, though it has no number of its own."""

NOT_KNOWN: Mapping[str, tuple[Any, Any]] = {
    "since": (LAST, ""),
    "due": (LAST, ""),
    "level": (99, 0),
    "credits": (99999, 0),
}
"""What stands there for what is not known, upwards and downwards; else an empty text."""


class Key(NamedTuple):
    """What is sorted by, and whether the largest is first."""

    name: str
    down: bool = False


class CaseRow(NamedTuple):
    """`since` is empty where nobody knows it, `due_on` where it never is. `level`, `credits` and
    `number`, which is NZQA's, are of a micro-credential as it is listed, and of what hangs on it;
    `at` is where it stands in the order that was asked for."""

    ref: str
    track: str
    number: str
    title: str
    state: str
    since: str
    provider: str
    definition: str
    due_on: str
    opened_on: str
    level: int | None
    credits: int | None
    at: tuple[Any, ...] = ()


_COLUMNS = (
    "c.ref, c.track, CASE c.track WHEN 'application' THEN '' ELSE coalesce(l.number, '') END, "
    f"coalesce(a.title, l.title, ''), c.state, {SINCE}, c.provider, "
    "c.definition_hash, coalesce(c.due_on, ''), c.opened_on, l.level, l.credits"
)
_OF = (
    "LEFT JOIN application a ON a.ref = c.ref LEFT JOIN accreditation g ON g.ref = c.ref "
    "LEFT JOIN review r ON r.ref = c.ref "
    "LEFT JOIN listing l ON l.ref = coalesce(g.listing, r.listing, a.of_ref, c.ref)"
)
_FROM = f"FROM case_record c LEFT JOIN search_case s ON s.ref = c.ref {_OF}"
_BY_TITLE = f"FROM search_case s CROSS JOIN case_record c {_OF}"
"""From the titles to the cases, each of which was written with its title: SQLite makes a CROSS JOIN
in the order of its words."""


def page(
    ask: Ask,
    wanted: Wanted,
    sort: tuple[Key, ...],
    first: int,
    place: tuple[Any, ...] | None = None,
) -> list[CaseRow]:
    """The first of them after a place in the order."""
    asked, values = statement(wanted, sort, first, place)
    facts = len(CaseRow._fields) - 1
    return [CaseRow._make((*row[:facts], tuple(row[facts:]))) for row in ask(asked, values)]


def place_now(ask: Ask, sort: tuple[Key, ...], ref: str) -> tuple[Any, ...] | None:
    """Where a case stands in the order now; None where there is no such case."""
    exprs = ", ".join(expr for expr, _ in _order(sort))
    found = ask(sql("SELECT", exprs, _FROM, "WHERE c.ref = :ref"), {"ref": ref})
    return tuple(found[0]) if found else None


def settled(sort: tuple[Key, ...]) -> tuple[Key, ...]:
    """What the order hangs on before the reference, which settles all that is equal."""
    keys = [key for n, key in enumerate(sort) if key.name not in {k.name for k in sort[:n]}]
    return tuple(takewhile(lambda key: key.name != "ref", keys))


def values_of(sort: tuple[Key, ...], at: tuple[Any, ...]) -> Iterator[str | int | None]:
    """What a case at a place is sorted by, each as people know it; None where it is not known."""
    left = iter(at)
    for key in settled(sort):
        *_, value = islice(left, len(SORTS[key.name][key.down]))
        yield None if value == _nothing(key) else value


def place_of(sort: tuple[Key, ...], values: Iterable[Any], ref: str) -> tuple[Any, ...]:
    """The place of a case of which these are the values, as `values_of` gives them."""
    found: list[Any] = []
    for key, value in zip(settled(sort), values, strict=True):
        if key.name == "number":  # as in SORTS: how long it is comes first
            found.append(len(value) if value else 0 if key.down else 99)
        found.append(_nothing(key) if value is None else value)
    return (*found, ref)


def _nothing(key: Key) -> Any:
    return NOT_KNOWN.get(key.name, ("", ""))[key.down]


def statement(
    wanted: Wanted,
    sort: tuple[Key, ...],
    first: int,
    place: tuple[Any, ...] | None = None,
) -> tuple[str, Mapping[str, Any]]:
    """The question of a page, with its values; `place` has a value for each that is sorted by.

    Where an index has a part of them in this order, each part is asked for its first, and the first
    of all are taken: so a page takes no longer where few or many are as is asked.
    """
    values: dict[str, Any] = {"first": first}
    where = list(filters(wanted, values))
    order = _order(sort)
    told = ", ".join(f"k{n} DESC" if down else f"k{n}" for n, (_, down) in enumerate(order))
    parts = []
    by_title = _titles_first(order) and _walked(wanted)
    if by_title:
        split = [(["c.ref = s.ref"], [("s.title", order[0][1]), ("s.ref", order[1][1])])]
    else:
        split = [*_parts(wanted, order, values)]
    table = _BY_TITLE if by_title else _FROM
    for part, exprs in split:
        keyed = ", ".join(f"{expr} AS k{m}" for m, (expr, _) in enumerate(exprs))
        beyond = [] if place is None else [_beyond(exprs, place, values)]
        by = ", ".join(f"{expr} DESC" if down else expr for expr, down in exprs if expr != _LAST)
        of = _all([*part, *where, *beyond])
        parts.append(sql("SELECT", _COLUMNS, ",", keyed, table, of, "ORDER BY", by, "LIMIT :first"))
    if len(parts) == 1:
        return parts[0], values
    each = [sql("SELECT * FROM (", asked, f") p{n}") for n, asked in enumerate(parts)]
    return sql(" UNION ALL ".join(each), "ORDER BY", told, "LIMIT :first"), values


def _titles_first(order: Order) -> bool:
    """Whether the titles' own index is in this order."""
    names, downs = [expr for expr, _ in order], {down for _, down in order}
    return names == [*SORTS["title"][False], *SORTS["ref"][False]] and len(downs) == 1


def _walked(wanted: Wanted) -> bool:
    """Whether no word is asked for that few texts have: those few are put in order sooner."""
    terms = {term for word in wanted.words for term in terms_of(word)}
    return terms <= set(wanted.often) and not any(map(is_ref, wanted.words))


Order = list[tuple[str, bool]]


def _parts(
    wanted: Wanted, order: Order, values: dict[str, Any]
) -> Iterator[tuple[list[str], Order]]:
    """The parts of which an index has each in the order that is asked for; all in one where none
    has."""
    if [expr for expr, _ in order] == ["c.ref"] and (wanted.states or wanted.tracks):
        for n, track in enumerate(wanted.tracks or TRACKS):
            values[f"of_{n}"] = track
            for m in range(len(wanted.states) or 1):
                state = [f"c.state = :state_{m}"] if wanted.states else []
                yield [f"c.track = :of_{n}", *state], order
    elif [expr for expr, _ in order] == [*SORTS["due"][False], "c.ref"]:
        yield ["c.due_on IS NOT NULL"], [("c.due_on", False), *order[1:]]
        yield ["c.due_on IS NULL"], [(_LAST, False), *order[1:]]
    else:
        yield [], order


def count(ask: Ask, wanted: Wanted) -> int:
    """How many there are; MANY + 1 where there are more than MANY."""
    values: dict[str, Any] = {"most": MANY + 1}
    where = list(filters(wanted, values))
    counted = sql("SELECT 1 AS one", _FROM, _all(where), "LIMIT :most")
    return int(ask(sql("SELECT count(*) FROM (", counted, ") n"), values)[0][0])


def _all(where: Iterable[str]) -> str:
    told = " AND ".join(where)
    return f"WHERE {told}" if told else ""


def _order(sort: tuple[Key, ...]) -> Order:
    """Each that is sorted by, and whether down; the reference settles what is equal, and
    goes the way of all the others: so an index of both can be walked."""
    keys = settled(sort)
    ref = next((key for key in sort if key.name == "ref"), None)
    keys += (ref or Key("ref", down=bool(keys) and all(key.down for key in keys)),)
    return [(expr, key.down) for key in keys for expr in SORTS[key.name][key.down]]


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
