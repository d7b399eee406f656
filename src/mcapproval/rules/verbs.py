"""The verbs of outcome statements as data, with the forms in which people write them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import NamedTuple

from mcapproval.rules.descriptors import read

VOWELS = "aeiou"
HISSING = ("s", "x", "z", "ch", "sh", "o")


Phrase = tuple[str, ...]
Phrases = Mapping[str, tuple[Phrase, ...]]
"""Phrases by their first word, the longest first."""


class Form(NamedTuple):
    """A word that may be a verb: its infinitive, and its ending (none, `s` or `ing`)."""

    verb: str
    ending: str


class Attendance(NamedTuple):
    """Phrases that say no more than that somebody was there, or got through one of `things`."""

    being_there: Phrases
    taking_part: Phrases
    getting_through: frozenset[str]
    never: Phrases
    things: frozenset[str]


class InTheHead(NamedTuple):
    """Verbs that have or show one of `things`, such as knowledge, `of` something. `between` may
    stand before the thing and between two of them. What is shown `by` something can be seen.
    `standards` open the titles of NZQA's own standards and are let be.
    """

    has: frozenset[str]
    shows: frozenset[str]
    things: frozenset[str]
    between: frozenset[str]
    of: frozenset[str]
    by: frozenset[str]
    standards: frozenset[str]


class Verbs(NamedTuple):
    """`spans` has the lowest and highest level that a verb suits; `forms` every word of a verb,
    `pure` those verbs that are no nouns as well. Without one of `joins` no second verb is asked
    for, and none after one of `turns`, unless it is one of `objects_too` and ends its part. A word
    before one of `objects` is a verb, whatever else it may be. `openers` are the words with which
    what stands before the verb begins. `unobservable` says what to write instead. `topics` are no
    verbs at the start of a statement, nor is any word before `of` that is not one of `before_of`.
    A verb of `wide_verbs` suits the levels from `wide_from` on if what it makes is one of `wide`.
    Before one of `new_things` or `known_things` stands a verb, unless it is one of `given`.

    Where the first `te_reo_words` words can all be te reo Māori, the statement is taken for it; one
    of `thin_words` or fewer says too little.
    """

    spans: Mapping[str, tuple[int, int]]
    forms: Mapping[str, Form]
    unobservable: Phrases
    instead: Mapping[Phrase, str]
    in_the_head: InTheHead
    attendance: Attendance
    nouns: Mapping[str, str]
    adjectives: frozenset[str]
    topics: frozenset[str]
    before_of: frozenset[str]
    verbs_in_ing: frozenset[str]
    te_reo_words: int
    thin_words: int
    articles: frozenset[str]
    noun_endings: tuple[str, ...]
    verbs_with_noun_endings: frozenset[str]
    openers: frozenset[str]
    lead_ins: Phrases
    people: frozenset[str]
    before_people: frozenset[str]
    whens: Phrases
    spans_of_learning: frozenset[str]
    joined: frozenset[str]
    joins: frozenset[str]
    one_piece: frozenset[str]
    asides: Phrases
    lets: frozenset[str]
    pure: frozenset[str]
    turns: frozenset[str]
    objects: frozenset[str]
    after_objects: frozenset[str]
    objects_too: frozenset[str]
    new_things: frozenset[str]
    known_things: frozenset[str]
    given: frozenset[str]
    wide_verbs: frozenset[str]
    wide_from: int
    wide: Phrases


@cache
def verbs() -> Verbs:
    raw = read("verbs")
    spans = {
        verb: (row["levels"][0], row["levels"][1]) for row in raw["span"] for verb in row["verbs"]
    }
    opening, joined, unseen = raw["opening"], raw["joined"], _phrases(raw["unobservable"])
    leads, whens = _phrases(opening["lead_ins"]), _phrases(opening["whens"])
    people, before = frozenset(opening["people"]), frozenset(opening["before_people"])
    there, head, wide = _attendance(raw["attendance"]), _in_the_head(raw), raw["wide"]
    firsts = (
        *(*unseen, *head.has, *head.shows),
        *(*there.being_there, *there.taking_part, *there.getting_through),
    )
    irregular = {word: Form(verb, "s") for word, verb in raw["irregular"].items()}
    return Verbs(
        spans=spans,
        forms={word: form for verb in chain(firsts, spans) for word, form in _forms(verb)}
        | irregular,
        unobservable=unseen,
        instead={tuple(words.split()): told for words, told in raw["unobservable"].items()},
        in_the_head=head,
        attendance=there,
        nouns=raw["nouns"],
        adjectives=frozenset(opening["adjectives"]),
        topics=frozenset(opening["topics"]),
        before_of=frozenset(opening["before_of"]),
        verbs_in_ing=frozenset(opening["verbs_in_ing"]),
        te_reo_words=opening["te_reo_words"],
        thin_words=opening["thin_words"],
        articles=frozenset(opening["articles"]),
        noun_endings=tuple(opening["noun_endings"]),
        verbs_with_noun_endings=frozenset(opening["verbs_with_noun_endings"]),
        openers=frozenset((*leads, *whens, *people, *before)),
        lead_ins=leads,
        people=people,
        before_people=before,
        whens=whens,
        spans_of_learning=frozenset(opening["spans_of_learning"]),
        joined=frozenset(joined["words"]),
        joins=frozenset((*joined["words"], "/")),
        one_piece=frozenset(joined["one_piece"]),
        asides=_phrases(joined["asides"]),
        lets=frozenset(joined["lets"]),
        pure=frozenset(spans.keys() - set(joined["nouns_too"])),
        turns=frozenset((*joined["turns"], ";")),
        objects=frozenset(joined["objects"]),
        after_objects=frozenset(joined["after_objects"]),
        objects_too=frozenset(joined["objects_too"]),
        new_things=frozenset(joined["new_things"]),
        known_things=frozenset(joined["known_things"]),
        given=frozenset(joined["given"]),
        wide_verbs=frozenset(wide["verbs"]),
        wide_from=wide["from"],
        wide=_phrases(wide["things"]),
    )


def _attendance(raw: Mapping[str, list[str]]) -> Attendance:
    return Attendance(
        _phrases(raw["being_there"]),
        _phrases(raw["taking_part"]),
        frozenset(raw["getting_through"]),
        _phrases(raw["no_attendance"]),
        frozenset(raw["things"]),
    )


def _in_the_head(raw: Mapping[str, Mapping[str, list[str]]]) -> InTheHead:
    head, opening = raw["in_the_head"], raw["opening"]
    return InTheHead(
        frozenset(head["has"]),
        frozenset(head["shows"]),
        frozenset(head["things"]),
        frozenset((*head["between"], *opening["adjectives"])),
        frozenset(head["of"]),
        frozenset(head["by"]),
        frozenset(head["standards"]),
    )


def _phrases(said: Iterable[str]) -> Phrases:
    found: dict[str, list[Phrase]] = {}
    for words in sorted(map(tuple, map(str.split, said)), key=len, reverse=True):
        found.setdefault(words[0], []).append(words)
    return {first: tuple(phrases) for first, phrases in found.items()}


def _forms(verb: str) -> Iterator[tuple[str, Form]]:
    """Every way to write its first word, the American ones too; `carry out` is known by `carry`."""
    first = verb.split()[0]
    for spelt in dict.fromkeys((first, first.removesuffix("se") + "ze")):
        if spelt != first and not first.endswith(("ise", "yse")):
            continue
        yield spelt, Form(verb, "")
        yield _third_person(spelt), Form(verb, "s")
        for gerund in _gerunds(spelt):
            yield gerund, Form(verb, "ing")


def _third_person(verb: str) -> str:
    if verb.endswith("y") and verb.removesuffix("y")[-1:] not in VOWELS:
        return verb.removesuffix("y") + "ies"
    return verb + ("es" if verb.endswith(HISSING) else "s")


def _gerunds(verb: str) -> Iterator[str]:
    """Also with the last letter twice, as in planning; the one that does not exist does no harm."""
    if verb == "be":
        yield "being"
    elif verb.endswith("e") and not verb.endswith("ee"):
        yield verb.removesuffix("e") + "ing"
    else:
        yield verb + "ing"
        yield verb + verb[-1:] + "ing"
