"""Words that no case can have are refused: an empty list would say that there are none such."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from mcapproval.errors import Unknown
from mcapproval.store.ask import Ask
from mcapproval.store.finding import case_known

MANY = 40
"""Words that are told at most: the nearest."""


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


def states_meant(ask: Ask, said: Sequence[str], track: str | None = None) -> tuple[str, ...]:
    """The states that are meant by their names or by what people read, in any case: that may be
    several. Unknown for one that no workflow has, or none of the `track`."""
    labels = _labels(ask, track) if said else []
    none = "there is no" if track is None else f"a {CALLED.get(track, track)} has no"
    return tuple(dict.fromkeys(state for word in said for state in _called(labels, word, none)))


def known_move(ask: Ask, said: str) -> None:
    """Unknown for a move that no workflow has."""
    from mcapproval.workflow.labels import moves_of, shipped_texts

    texts = (*case_known.workflows(ask), *shipped_texts())
    _one_of("move", said, lambda: {name for text in texts for name in moves_of(text)})


CALLED = {"listing": "micro-credential"}
"""What people call the cases of a track, where it is another word."""


def _called(labels: Sequence[tuple[str, str]], said: str, none: str) -> Iterator[str]:
    asked = said.strip().casefold()
    found = [name for name, told in labels if asked in (name, told.casefold())]
    if not found:
        names, called = (set(each) for each in zip(*labels, strict=True))
        _one_of("state", said, lambda: names, called, none)
    yield from found


def _labels(ask: Ask, track: str | None) -> list[tuple[str, str]]:
    """Each state with its label, of the workflows in use and of those that ship: a case may come
    into them yet; where a track is given, of its own."""
    from mcapproval.workflow.labels import shipped_texts, state_labels

    texts = (*case_known.workflows(ask), *shipped_texts())
    every = (state_labels(text, track) for text in texts)
    return list(dict.fromkeys(pair for each in every for pair in each.items()))


def _one_of(
    what: str,
    word: str,
    words: Callable[[], Collection[str]],
    called: Collection[str] = (),
    none: str = "there is no",
) -> None:
    """Unknown, which begins with `none`, with the words that there are, where a word is none of
    them; `called` is what they are called besides."""
    there = words()
    if word in there:
        return
    from difflib import get_close_matches

    from mcapproval.workflow.nearest import meant

    told = sorted(get_close_matches(word, there, n=MANY, cutoff=0)) if there else []
    more = f" and {len(there) - MANY} more" if len(there) > MANY else ""
    raise Unknown(
        f"{none} {what} {word}{meant(word, (*there, *called))}",
        f"there are: {', '.join(told)}{more}" if told else f"no case has a {what} yet",
    )
