"""What each kit asks: the places to fill in, and their names in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mcapproval.documents import claims
from mcapproval.documents.content import Blanks, Ticks

PREFIX = "kit"


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a kit: `key` is its name in the file, `label` what stands before it."""

    key: str
    label: str


IN_DEMAND = Place(claims.IN_DEMAND, "The skill is in demand: people who can do this are needed.")
REFLECTS = Place(claims.REFLECTS_JOB, claims.CLAIMS[claims.REFLECTS_JOB])
WHOSE = Place("organisation", "Organisation")
NAME, POSITION, DAY = Place("name", "Name"), Place("position", "Position"), Place("day", "Day")
SIGNED = (WHOSE, NAME, POSITION, Place("signature", "Signature"), DAY)
SEND = Place("send", "How many people you would send, or take on, in two years")
POSTS = Place("posts", "How many roles with you ask for these skills now")
BECAUSE = Place("because", "Why, in your own words")
NAMED = Place("named", "You may name us in the application (yes or no)")
CAPACITY = Place("capacity", "In what capacity you say this (employer, iwi, learner, trainer)")

WHERE = Place("where", "Where")
KIND = Place("kind", "Kind (meeting, hui, workshop)")
WHO = Place("who", "Who took part, and how many of each")
DISCUSSED = Place("discussed", "What was discussed")
DECIDED = Place("decided", "What was decided")
CHANGED = Place("changed", "What changed (LO1, A2), or why nothing did")
AGREED = Place("agreed", "Agreed by, for the partner")
AGREED_ON = Place("agreed-on", "Agreed on")

YES = Place("yes", "Yes")
NO = Place("no", "No")
UNSURE = Place("unsure", "Not sure")

LETTER = (BECAUSE, SEND, POSTS, NAMED, *SIGNED)
ATTESTATION = (BECAUSE, CAPACITY, *SIGNED)
RECORD = (DAY, WHERE, KIND, WHO, DISCUSSED, DECIDED, CHANGED, AGREED, AGREED_ON)


def tag(kit: str, key: str) -> str:
    """The name of a place in the file: `kit:letter:send`. Word allows 64 characters; what an id of
    somebody's draft holds beside letters and digits stands in no name.
    """
    return f"{PREFIX}:{kit}:{re.sub('[^A-Za-z0-9:-]', '-', key)}"[:64]


def blanks(kit: str, places: Iterable[Place]) -> Blanks:
    told = tuple(places)
    return Blanks(tuple(p.label for p in told), tuple(tag(kit, p.key) for p in told))


def ticks(kit: str, places: Iterable[Place]) -> Ticks:
    told = tuple(places)
    return Ticks(tuple((False, p.label) for p in told), tuple(tag(kit, p.key) for p in told))
