"""Which micro-credentials are like one that is being written: titles, texts and field together.

The engine's own text search finds what shares words and puts it in order, titles are compared by
rapidfuzz. Points are out of 100 and count words, not ranks: an engine weighs a word by how rare it
is, so in small records, or among several copies, its ranks say nothing of likeness.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from rapidfuzz.fuzz import ratio
from sqlalchemy import Connection

from mcapproval.rules.folding import WORD, folded
from mcapproval.shipped import in_room
from mcapproval.store.finding.ranking import ranked

LONGEST_WORD = 60
"""Letters. Nobody means a longer one, and PostgreSQL refuses a very long one."""

MOST_WORDS = 2000
"""Words of one micro-credential that are looked at, which is more than anybody writes."""

MOST_IN_TITLE = 50
"""Words of a title that are held against each word of another."""

ENOUGH_WORDS = 5
"""From so many telling words on, the words that two texts share say how like they are."""

GRADES = ((70, "very like"), (45, "like"), (25, "somewhat like"))
"""From how many points of 100 on it is called so; what has fewer is not named."""

CLOSE = ("very like", "like")

TITLE_POINTS = 95
"""Titles as near as this are the same title, whatever else differs."""

BEST, OTHER = 70, 20
"""Points for the stronger and for the weaker of two: how like the titles are, and the texts."""

FIELD_POINTS = ((6, 10), (4, 5), (2, 2))
"""By how many first digits of NZSCED are the same: detailed, narrow, broad field."""

SAME_WORD = 80
"""Per cent of letters that two words share to be taken for one: facilitating, facilitation."""


@dataclass(frozen=True, slots=True)
class Content:
    """What of a micro-credential is compared; `key` names it, texts are as people wrote them."""

    key: str
    title: str
    title_te_reo: str = ""
    outcomes: str = ""
    nzsced: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like one is: points of 100, what that is called, and the words both use."""

    key: str
    points: int
    grade: str
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """One as it is compared: its words by part in their order, without those that only join."""

    key: str
    title: tuple[str, ...]
    te_reo: tuple[str, ...]
    outcomes: tuple[str, ...]
    nzsced: str

    @property
    def every(self) -> tuple[str, ...]:
        """The telling words of all parts, once each."""
        return tuple(dict.fromkeys((*_telling((*self.title, *self.te_reo)), *self.outcomes)))


def likest(
    connection: Connection, sought: Content, known: Iterable[Content]
) -> tuple[Likeness, ...]:
    """Those that are somewhat like it or more, best first."""
    this, spelt = _words(sought), _spelt(sought)
    others = [_words(content) for content in known]
    rows = [(one.key, " ".join(one.every)) for one in others]
    ranks = ranked(connection, this.every, rows) if this.every else {}
    found = []
    for other in others:
        points = _points(this, other, _texts(this, other) if other.key in ranks else 0.0)
        grade = next((name for least, name in GRADES if points >= least), None)
        if grade:
            used = set(other.every)
            shared = tuple(spelt.get(word, word) for word in this.every if word in used)
            found.append(Likeness(other.key, points, grade, shared))
    return tuple(sorted(found, key=lambda one: (-one.points, -ranks.get(one.key, 0.0), one.key)))


@cache
def common() -> dict[str, frozenset[str]]:
    """The words that say nothing of what a micro-credential is about, by their kind."""
    file = in_room("store", "finding/common_words.toml")
    return {kind: frozenset(w) for kind, w in tomllib.loads(file.read_text("utf-8")).items()}


@cache
def joining() -> frozenset[str]:
    return common()["english"] | common()["maori"]


@cache
def of_the_field() -> frozenset[str]:
    return common()["field"]


def _words(content: Content) -> _Words:
    return _Words(
        content.key,
        _said(content.title)[:MOST_IN_TITLE],
        _said(content.title_te_reo)[:MOST_IN_TITLE],
        _telling(_said(content.outcomes)),
        content.nzsced,
    )


def _said(written: str) -> tuple[str, ...]:
    """The words but those of one letter and those that only join others."""
    words = folded(written).split()[:MOST_WORDS]
    return tuple(w[:LONGEST_WORD] for w in words if len(w) > 1 and w not in joining())


def _telling(words: tuple[str, ...]) -> tuple[str, ...]:
    """Those that tell what it is about."""
    return tuple(word for word in words if word not in of_the_field())


def _spelt(content: Content) -> dict[str, str]:
    """The words as they are written, macrons and all, by what they are compared as."""
    whole = f"{content.title} {content.title_te_reo} {content.outcomes}"
    words = WORD.findall(unicodedata.normalize("NFC", whole).lower())
    return {folded(word): word for word in reversed(words)}


def _points(this: _Words, other: _Words, said: float) -> int:
    titles = max(_titles(this.title, other.title), _titles(this.te_reo, other.te_reo))
    best, rest = max(titles, said), min(titles, said)
    points = BEST * best + OTHER * rest + _field(this.nzsced, other.nzsced)
    if titles * 100 >= TITLE_POINTS:
        points = max(points, GRADES[0][0])
    return round(points)


def _texts(this: _Words, other: _Words) -> float:
    """The share of their words that both outcomes use, from 0 to 1; of all parts where one has no
    outcomes.
    """
    one, two = set(this.outcomes), set(other.outcomes)
    if not one or not two:
        one, two = set(this.every), set(other.every)
    told = min(1.0, len(one) / ENOUGH_WORDS, len(two) / ENOUGH_WORDS)
    return told * 2 * len(one & two) / (len(one) + len(two))


def _titles(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How near two titles are by their telling words. Where one has no two of these, the words of
    the field count too: `Digital Skills` and `Digital Learning` are not the same."""
    told, said = _telling(one), _telling(other)
    near = _near(told, said)
    if min(len(told), len(said)) > 1:
        return near
    whole = _near(one, other)
    return whole if near or whole * 100 >= TITLE_POINTS else 0.0


def _near(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How near two titles are, from 0 to 1, by the letters of the words that both have.

    Order counts nothing, and an ending or a slip of the pen little. A title that stands whole in
    the other is nearer than the letters say; one word alone does not make it so.
    """
    if not one or not other:
        return 0.0
    pairs = _pairs(one, other)
    letters = sum(len(word) for word in (*one, *other))
    both = sum(len(one[n]) + len(other[m]) for n, m in pairs) / letters
    whole = 1 < len(pairs) == min(len(one), len(other))
    return (both + 1) / 2 if whole else both


def _pairs(one: tuple[str, ...], other: tuple[str, ...]) -> list[tuple[int, int]]:
    """The words that are the same or nearly so, each in one pair at most, the nearest first."""
    near = [
        (ratio(word, against, score_cutoff=SAME_WORD), n, m)
        for n, word in enumerate(one)
        for m, against in enumerate(other)
    ]
    ranked = sorted((found for found in near if found[0]), key=lambda f: (-f[0], f[1], f[2]))
    pairs: dict[int, int] = {}
    for _, n, m in ranked:
        if n not in pairs and m not in pairs.values():
            pairs[n] = m
    return list(pairs.items())


def _field(one: str, other: str) -> int:
    for digits, points in FIELD_POINTS:
        if len(one) >= digits and one[:digits] == other[:digits]:
            return points
    return 0
