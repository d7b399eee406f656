"""How an outcome statement opens: the words that are read, its verb, and what else it asks for.

Statements in te reo Māori and words that we do not know as English verbs are let be: our list is
English, and silence is better than a false alarm.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from mcapproval.draft.model import Draft
from mcapproval.rules.outcome_words import (
    BREAKS,
    adverb,
    attendance,
    further,
    infinitive,
    past,
    phrase,
)
from mcapproval.rules.verbs import Verbs, verbs

NUMBERING = re.compile(r"(?:[\W\d_]|LO\s?(?=\d)|[a-z](?=[.)]\s)|[ivx]+(?=[.)]\s))+", re.IGNORECASE)
"""What stands before the first word: bullets, quotation marks, `1.`, `a)`, `LO1:`."""

WORD = re.compile(r"\w++(?:['’-]\w++)*+|[,/&;]")
"""A word or a sign that joins or parts them; what was read is never tried again (`++`)."""

TE_REO = re.compile(r"(?:(?:ng|wh|[hkmnprtw])?[aeiouāēīōū])+")
"""A word that can be te reo Māori: each consonant has its vowel, and no letter is missing."""


class Opening(NamedTuple):
    """What a statement opens with. `written` are the words as the author wrote them.

    `verb` is None where we know none. `instead` says what to write for what can't be seen, `noun`
    which verbs may be meant where there is none. `also` are further verbs that it asks for;
    `words` is the whole statement in small letters with one space between and around. It `attends`
    where it says only that the learner is there, and is `thin` where it has next to no words.
    """

    written: str
    verb: str | None
    instead: str | None
    noun: str | None
    also: tuple[str, ...]
    words: str
    attends: bool = False
    thin: bool = False


Statement = tuple[str, dict[str, Any], str, Opening]
"""The path of a statement, its outcome's row and name, and its opening."""


def statements(draft: Draft) -> tuple[Statement, ...]:
    """Each outcome that has a statement."""
    return draft.once(_statements)


def _statements(draft: Draft) -> tuple[Statement, ...]:
    return tuple(
        (f"{path}/statement", row, str(row.get("id", "the outcome")), opening(said))
        for path, row in draft.rows("/learning_outcomes")
        if isinstance(said := row.get("statement"), str)
    )


@lru_cache
def opening(statement: str) -> Opening:
    before = NUMBERING.match(statement)
    written = WORD.findall(statement, before.end() if before else 0)
    whole = f" {' '.join(written).lower()} "
    words = whole.split()
    known = verbs()
    if not words or _te_reo(words, known):
        return Opening("", None, None, None, (), whole)
    thin = sum(word not in (*BREAKS, "&") for word in words) <= known.thin_words
    start = _verb_at(words, known)
    if start == len(words):
        return Opening(written[0], None, None, None, (), whole, thin=thin)
    many, instead = _unobservable(words, start, known)
    if many:
        return Opening(" ".join(written[start : start + many]), None, instead, None, (), whole)
    many = attendance(words, start, known)
    if many:
        said = " ".join(written[start : start + many])
        return Opening(said, None, None, None, (), whole, attends=True)
    form = known.forms.get(words[start])
    if form is None or form.verb not in known.spans:
        noun = _noun(words, start, known)
        return Opening(written[start], None, None, noun, (), whole, thin=thin)
    also = further(words[start + 1 :], form, known)
    return Opening(written[start], form.verb, None, None, also, whole, thin=thin)


def _te_reo(words: Sequence[str], known: Verbs) -> bool:
    """Whether the first few words can all be te reo Māori."""
    return all(map(TE_REO.fullmatch, words[: known.te_reo_words]))


def _verb_at(words: Sequence[str], known: Verbs) -> int:
    """Where the verb is: after lead-ins such as `be able to` and adverbs such as `critically`."""
    at = 0
    while at < len(words):
        led = _lead_in(words, at, known) if words[at] in known.openers else 0
        if led:
            at += led
        elif adverb(words[at], known) or (at and words[at] in (*known.joined, *BREAKS, ":")):
            at += 1
        else:
            return at
    return at


def _lead_in(words: Sequence[str], at: int, known: Verbs) -> int:
    """How many words there are a lead-in, a time or who does it; 0 where none is."""
    when = phrase(words, at, words[at], known.whens)
    if when:
        end = at + when
        end += words[end : end + 1] != [] and words[end] in known.articles
        after = past(words, end, known.spans_of_learning)
        if after > end:
            return after - at
    lead = phrase(words, at, words[at], known.lead_ins)
    who = at + (words[at] in known.before_people)
    return lead or (who + 1 - at if who < len(words) and words[who] in known.people else 0)


def _unobservable(words: Sequence[str], at: int, known: Verbs) -> tuple[int, str | None]:
    """How many words from there name what nobody can see, and what to write instead."""
    first = infinitive(words[at], known)
    many = phrase(words, at, first, known.unobservable)
    return many, known.instead[first, *words[at + 1 : at + many]] if many else None


def _noun(words: Sequence[str], at: int, known: Verbs) -> str | None:
    """Which verbs may be meant by a word that is plainly no verb; empty where we can't tell."""
    word = words[at]
    if word in known.nouns:
        return known.nouns[word]
    if word in known.adjectives:
        noun = past(words, at, known.adjectives | known.joined)
        return known.nouns.get(words[noun], "") if noun < len(words) else ""
    ends = word.endswith(known.noun_endings) and word not in known.verbs_with_noun_endings
    return "" if ends or word in known.articles else None
