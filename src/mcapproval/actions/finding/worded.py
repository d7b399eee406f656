"""Words that no case can have are refused: an empty list would say that there are none such."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from mcapproval.errors import Unknown
from mcapproval.store.finding import case_known
from mcapproval.store.looking import Ask

MANY = 40
"""Words that are told at most, the nearest first."""


def known_words(
    ask: Ask,
    units: Collection[str],
    kinds: Collection[str],
    routes: Collection[str],
) -> None:
    """Unknown for a school of no case, a kind or a route there is not."""
    for word in units:
        if not case_known.is_unit(ask, word):
            _one_of("school or faculty", word, lambda: case_known.units(ask))
    if kinds or routes:
        from mcapproval.workflow.vocabulary import KINDS, ROUTES

        for word in kinds:
            _one_of("kind of application", word, lambda: KINDS)
        for word in routes:
            _one_of("route", word, lambda: ROUTES)


def states_meant(where: str, ask: Ask, said: Sequence[str]) -> tuple[str, ...]:
    """The states that are meant by their names or, in any case, by what people read: that may be
    several. Unknown for one that no workflow has."""
    found = [
        [word] if case_known.is_state(ask, word) else list(_called(where, word)) for word in said
    ]
    return tuple(dict.fromkeys(state for each in found for state in each))


def _called(where: str, said: str) -> Iterator[str]:
    labels = _labels(where)
    asked = said.strip().casefold()
    found = [name for name, told in labels if asked in (name, told.casefold())]
    if not found:
        names, called = (set(each) for each in zip(*labels, strict=True))
        _one_of("state", said, lambda: names, called)
    yield from found


def _labels(where: str) -> list[tuple[str, str]]:
    """Each state with its label, of the workflows in use and of those that ship: a case may come
    into them yet."""
    from mcapproval.actions.cases.definitions import kept_definition
    from mcapproval.store.records import open_records
    from mcapproval.store.waiting import definitions_in_use
    from mcapproval.workflow.definition import load, names

    with open_records(where).reading() as connection:
        used = [kept_definition(connection, *each) for each in definitions_in_use(connection)]
    every = (*used, *map(load, names()))
    return [(state.name, state.label) for each in every for state in each.states.values()]


def _one_of(
    what: str, word: str, words: Callable[[], Collection[str]], called: Collection[str] = ()
) -> None:
    """Unknown, with the words that there are, where a word is none of them; `called` is what they
    are called besides."""
    there = words()
    if word in there:
        return
    from difflib import get_close_matches

    from mcapproval.workflow.nearest import meant

    told = get_close_matches(word, sorted(there), n=MANY, cutoff=0) if there else []
    more = f" and {len(there) - MANY} more" if len(there) > MANY else ""
    raise Unknown(
        f"there is no {what} {word}{meant(word, (*there, *called))}",
        f"there are: {', '.join(told)}{more}" if told else f"no case has a {what} yet",
    )
