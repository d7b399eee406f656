"""What is asked of the cases, in people's words, and as the records are asked."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from mcapproval.actions.finding import whose
from mcapproval.actions.finding.worded import known_words, states_meant
from mcapproval.errors import AskedWrongly, Unknown
from mcapproval.store.ask import Ask
from mcapproval.store.finding.case_filters import Turn, Wanted
from mcapproval.store.finding.case_list import SORTS, Key
from mcapproval.store.finding.case_words import frequent, is_ref, terms_of


class Asked(NamedTuple):
    """Which cases: several values of one are any of them, and all that is asked must hold.

    `opened` and `submitted` are years; the last submission counts, while it stands. `owner` is a
    short name, reference or name, `me` or `none`; `waits_for` a role or an outside body. `sort` has
    names of `SORTS`, with `-` before it for the largest first. `first` is how many at most, None
    for all; `after` is the last case of the page before, with its place as `reports/places.py`
    has it.
    """

    words: tuple[str, ...] = ()
    track: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    provider: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    route: tuple[str, ...] = ()
    level: tuple[int, ...] = ()
    credits: tuple[int, int] | None = None
    owner: str | None = None
    since: date | None = None
    until: date | None = None
    overdue: bool = False
    waits_for: str | None = None
    sort: tuple[str, ...] = ()
    first: int | None = None
    after: str | None = None
    opened: tuple[int, ...] = ()
    submitted: tuple[int, ...] = ()


def keys(sort: tuple[str, ...]) -> tuple[Key, ...]:
    """What is sorted by. AskedWrongly where cases have no such thing."""
    found = tuple(Key(name.removeprefix("-"), name.startswith("-")) for name in sort)
    for key in found:
        if key.name not in SORTS:
            raise AskedWrongly(
                f"cases can't be sorted by {key.name!r}",
                f"sort by one of {', '.join(SORTS)}; -{next(iter(SORTS))} turns it round",
            )
    return found


def wanted(
    where: str, ask: Ask, person: str | None, today: date, asked: Asked, parts: tuple[str, ...]
) -> Wanted:
    """The same for the records. Unknown where they know no such person, provider, role or
    word."""
    asks = whose.person(ask, person)
    for key in asked.provider:
        whose.provider(ask, key)
    known_words(ask, asked.unit, asked.kind, asked.route)
    for word in asked.words:
        if not is_ref(word) and not terms_of(word):
            raise AskedWrongly(
                f"there is no word in {word!r}", "give letters or digits to look for"
            )
    if asked.since and asked.until and asked.until < asked.since:
        raise AskedWrongly(f"until {asked.until} is before {asked.since}", "turn the days round")
    return Wanted(
        asked.track,
        states_meant(ask, asked.state),
        asked.provider,
        asked.unit,
        asked.kind,
        asked.route,
        asked.level,
        asked.credits,
        whose.owner(where, ask, asks, asked.owner),
        asked.since.isoformat() if asked.since else None,
        asked.until.isoformat() if asked.until else None,
        today.isoformat() if asked.overdue else None,
        None if asked.waits_for is None else _turns(where, asked.waits_for, today),
        asked.words,
        parts,
        often=frequent(ask, asked.words),
        opened=tuple(map(str, asked.opened)),
        submitted=tuple(map(str, asked.submitted)),
    )


def _turns(where: str, who: str, today: date) -> tuple[Turn, ...]:
    """The states in which somebody is waited for, of every definition that a case walks."""
    from mcapproval.actions.finding.turning import turns
    from mcapproval.store.records import open_records
    from mcapproval.workflow.nearest import meant
    from mcapproval.workflow.vocabulary import OUTSIDE_BODIES, ROLES

    known = (*ROLES, *OUTSIDE_BODIES)
    key = who.casefold()
    if key not in known:
        raise Unknown(
            f"there is no role {who}{meant(key, known)}", f"give one of: {', '.join(known)}"
        )
    with open_records(where).reading() as connection:
        return turns(connection, key, today)
