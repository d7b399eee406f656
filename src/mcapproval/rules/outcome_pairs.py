"""LO-PAIR: where two levels are easily taken for one another, an outcome says which it is.

Reviewers quarrel over levels 4 and 5 more than over any other pair. A verb or phrase that is at
home at the one and stands at the other is asked what would settle it; the first such outcome gets
what both levels ask for side by side, in our words. A statement with a phrase of its own level has
settled it for its verb. A verb that is beyond its span at both is for LO-LEVEL alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy, capital
from mcapproval.rules.descriptors import Descriptors, applying, caveat, known, read
from mcapproval.rules.law import Law
from mcapproval.rules.openings import Opening, statements
from mcapproval.rules.outcome_level import level_of
from mcapproval.rules.rule import Remark, Rule


@dataclass(frozen=True, slots=True)
class Side:
    """One level of a pair: what is at home there, what shows it, and the level beside it.

    `phrases` have a space at either end, so that only whole words are found; without one of
    `last_words` a statement has none of them.
    """

    level: int
    verbs: frozenset[str]
    phrases: tuple[str, ...]
    last_words: frozenset[str]
    shows: str
    beside: int


@cache
def sides() -> dict[int, Side]:
    """Each level of a pair by the level beside it: what stands there and belongs here."""
    found = {}
    for raw in read("pairs")["pair"]:
        for side, other in (("lower", "upper"), ("upper", "lower")):
            found[raw[other]] = Side(
                raw[side],
                frozenset(raw[f"{side}_verbs"]),
                tuple(f" {said} " for said in raw[f"{side}_phrases"]),
                frozenset(said.split()[-1] for said in raw[f"{side}_phrases"]),
                raw[f"{side}_shows"],
                raw[other],
            )
    return found


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    told: set[frozenset[int]] = set()
    for path, row, name, opening in statements(draft):
        level = level_of(row, draft)
        foreign = sides().get(level) if level is not None else None
        signs = list(_signs(opening, foreign)) if foreign else []
        if foreign and signs:
            both = frozenset((foreign.level, foreign.beside))
            asks = "" if both in told else _asks(foreign, applying(draft, law))
            told.add(both)
            yield Remark(
                path,
                f"{name} is at level {level} and {' and '.join(signs)}, which is more like level "
                f"{foreign.level}; our policy asks that it says which of the two it is",
                f"say in the statement what shows level {level}: {sides()[foreign.level].shows}; "
                f"or move it to level {foreign.level}: {foreign.shows}{asks}",
            )


def _signs(opening: Opening, foreign: Side) -> Iterator[str]:
    """What in a statement belongs to the other level."""
    if opening.verb in foreign.verbs and not _says(opening, sides()[foreign.level]):
        yield f"opens with '{opening.written}'"
    yield from (f"says '{said.strip()}'" for said in _says(opening, foreign))


def _says(opening: Opening, side: Side) -> list[str]:
    """The phrases of a level that a statement has."""
    letters = opening.statement.lower()
    if not any(map(letters.__contains__, side.last_words)):
        return []
    whole = opening.whole
    return [said for said in side.phrases if said in whole]


def _asks(foreign: Side, applies: Descriptors) -> str:
    """What both levels ask for, the lower one first."""
    pair = tuple(sorted((foreign.level, foreign.beside)))
    known_ones = ((at, known(at, applies)) for at in pair)
    told = "; but ".join(f"level {at} asks for {one.words()}" for at, one in known_ones if one)
    return f". {capital(told)}{caveat(pair, applies)}"


RULE = Rule(
    "LO-PAIR",
    "Levels easily taken for one another",
    ("/learning_outcomes", "/level", "/level_descriptors", "/work_began"),
    check,
    law=("level_descriptors",),
)
