"""What papers of a meeting are made from. The actions gather it from the records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mcapproval.documents.house import PLAIN, House
from mcapproval.policy.model import capital


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that a body is asked to ratify, recommend on, decide or note.

    `asked` is one of those words. `since` is the day from which it waits, `papers` the version
    before the body. `not_yet` counts the conditions that still stand in the way; `part_in_it` names
    the authors; `advice` says from whom advice is still awaited. `resolution` is what the body is
    asked to resolve: what follows "that the board".
    """

    asked: str
    ref: str
    title: str
    kind: str
    since: date
    papers: str
    not_yet: int = 0
    part_in_it: str = ""
    advice: str = ""
    level: int | None = None
    credits: int | None = None
    resolution: str = ""


@dataclass(frozen=True, slots=True)
class Minute:
    """One thing that a meeting did, with all that an extract of it must say.

    `did` is the decision by its name. `quorum` is a sentence: how many must decide, who counts and
    who does not. `votes` is empty where none were recorded. `of_chair` says that the resolution is
    the chair's, which the meeting ratified or let lapse.
    """

    ref: str
    title: str
    did: str
    resolution: str
    reason: str
    conditions: tuple[str, ...]
    present: tuple[str, ...]
    apologies: tuple[str, ...]
    conflicts: tuple[str, ...]
    quorum: str
    votes: tuple[str, ...]
    minute_reference: str
    of_chair: bool = False


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """A meeting as the records have it now. People are named as printed.

    `state` is "called", "held", "closed" or "cancelled"; `needed` is the quorum, None where our
    policy asks for none. `row` of the journal is the last of which a paper tells: two that say
    something else never have the same. `as_at` of one that is called is no later than its day, as
    its agenda is.
    """

    ref: str
    row: int
    organisation: str
    body: str
    day: date
    state: str
    needed: int | None
    as_at: date
    simulated: bool
    present: tuple[str, ...] = ()
    apologies: tuple[str, ...] = ()
    minute_reference: str = ""
    matters: tuple[Matter, ...] = ()
    minutes: tuple[Minute, ...] = ()
    house: House = PLAIN

    @property
    def heading(self) -> str:
        return capital(self.body)

    def number(self, paper: str) -> str:
        return f"{self.ref}-{paper}, as of row {self.row} of the journal"
