"""The verbs of outcome statements as data, with the forms in which people write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain

from mcapproval.rules.descriptors import read

VOWELS = "aeiou"
HISSING = ("s", "x", "z", "ch", "sh", "o")


@dataclass(frozen=True, slots=True)
class Form:
    """A word that may be a verb: its infinitive, and its ending (none, `s` or `ing`)."""

    verb: str
    ending: str


@dataclass(frozen=True, slots=True)
class Verbs:
    """`spans` has the lowest and highest level that a verb suits; `forms` every word of a verb,
    `pure` those verbs that are no nouns as well. Without one of `joins` no second verb is asked
    for, and none after one of `turns`. `unobservable` (with what to write instead) and `lead_ins`
    are found by their first word, the longest first.

    Where the first `te_reo_words` words can all be te reo Māori, the statement is taken for it.
    """

    spans: Mapping[str, tuple[int, int]]
    forms: Mapping[str, Form]
    unobservable: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    nouns: Mapping[str, str]
    te_reo_words: int
    articles: frozenset[str]
    noun_endings: tuple[str, ...]
    verbs_with_noun_endings: frozenset[str]
    lead_ins: Mapping[str, tuple[tuple[str, ...], ...]]
    joined: frozenset[str]
    joins: frozenset[str]
    one_piece: frozenset[str]
    lets: frozenset[str]
    pure: frozenset[str]
    turns: frozenset[str]


@cache
def verbs() -> Verbs:
    raw = read("verbs")
    spans = {
        verb: (row["levels"][0], row["levels"][1]) for row in raw["span"] for verb in row["verbs"]
    }
    unseen = [(tuple(words.split()), told) for words, told in raw["unobservable"].items()]
    leads = [tuple(words.split()) for words in raw["opening"]["lead_ins"]]
    first = dict.fromkeys(words[0] for words, _ in unseen)
    opening, joined = raw["opening"], raw["joined"]
    return Verbs(
        spans=spans,
        forms={word: form for verb in chain(first, spans) for word, form in _forms(verb)},
        unobservable={
            word: tuple(sorted((u for u in unseen if u[0][0] == word), key=lambda u: -len(u[0])))
            for word in first
        },
        nouns=raw["nouns"],
        te_reo_words=opening["te_reo_words"],
        articles=frozenset(opening["articles"]),
        noun_endings=tuple(opening["noun_endings"]),
        verbs_with_noun_endings=frozenset(opening["verbs_with_noun_endings"]),
        lead_ins={
            word: tuple(sorted((lead for lead in leads if lead[0] == word), key=lambda w: -len(w)))
            for word in dict.fromkeys(lead[0] for lead in leads)
        },
        joined=frozenset(joined["words"]),
        joins=frozenset((*joined["words"], "/")),
        one_piece=frozenset(joined["one_piece"]),
        lets=frozenset(joined["lets"]),
        pure=frozenset(spans.keys() - set(joined["nouns_too"])),
        turns=frozenset((*joined["turns"], ";")),
    )


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
