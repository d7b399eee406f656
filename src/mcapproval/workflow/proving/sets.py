"""Which definitions walk side by side: each application's with one for each other track."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from mcapproval.workflow.definition import load, names
from mcapproval.workflow.model import Definition
from mcapproval.workflow.proving.links import set_faults
from mcapproval.workflow.proving.soundness import Fault
from mcapproval.workflow.vocabulary import TRACKS


@dataclass(frozen=True, slots=True)
class Beside:
    """One definition for each track, by track, with all that is wrong between them."""

    definitions: Mapping[str, Definition]
    faults: tuple[Fault, ...]


def sets(given: Sequence[Definition] = (), *, alone: bool = False) -> Iterator[Beside]:
    """Every set of one definition a track; those given stand in the place of the shipped.

    `alone`: nothing that ships stands beside them, and a track that none is of is left out.
    """
    shipped = [] if alone else [load(name) for name in names()]
    of_track = {
        track: [one for one in given if one.case == track]
        or [one for one in shipped if one.case == track]
        for track in TRACKS
    }
    candidates = {track: found for track, found in of_track.items() if found}
    for chosen in product(*candidates.values()):
        definitions = dict(zip(candidates, chosen, strict=True))
        yield Beside(definitions, _faults(tuple(definitions.items())))


@lru_cache(maxsize=64)
def _faults(beside: tuple[tuple[str, Definition], ...]) -> tuple[Fault, ...]:
    """Proven once for the same definitions: a migration asks before it begins, and again in it."""
    return set_faults(dict(beside))
