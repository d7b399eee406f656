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
from mcapproval.rules.verbs import Form, Verbs, verbs

NUMBERING = re.compile(r"(?:[\W\d_]|LO\s?(?=\d)|[a-z](?=[.)]\s)|[ivx]+(?=[.)]\s))+", re.IGNORECASE)
"""What stands before the first word: bullets, quotation marks, `1.`, `a)`, `LO1:`."""

WORD = re.compile(r"\w++(?:['’-]\w++)*+|[,/&;]")
"""A word or a sign that joins or parts them; what was read is never tried again (`++`)."""

TE_REO = re.compile(r"(?:(?:ng|wh|[hkmnprtw])?[aeiouāēīōū])+")
"""A word that can be te reo Māori: each consonant has its vowel, and no letter is missing."""

BREAKS = (",", "/", ";")


class Opening(NamedTuple):
    """What a statement opens with. `written` are the words as the author wrote them.

    `verb` is None where we know none. `instead` says what to write for what can't be seen, `noun`
    which verbs may be meant where there is none. `also` are further verbs that it asks for;
    `words` is the whole statement in small letters with one space between and around.
    """

    written: str
    verb: str | None
    instead: str | None
    noun: str | None
    also: tuple[str, ...]
    words: str


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
    start = _verb_at(words, known)
    if start == len(words):
        return Opening(written[0], None, None, None, (), whole)
    unseen = _unobservable(words, start, known)
    if unseen:
        many, instead = unseen
        return Opening(" ".join(written[start : start + many]), None, instead, None, (), whole)
    form = known.forms.get(words[start])
    if form is None or form.verb not in known.spans:
        return Opening(written[start], None, None, _noun(words[start], known), (), whole)
    also = _also(words[start + 1 :], form, known)
    return Opening(written[start], form.verb, None, None, also, whole)


def _te_reo(words: Sequence[str], known: Verbs) -> bool:
    """Whether the first few words can all be te reo Māori."""
    return all(map(TE_REO.fullmatch, words[: known.te_reo_words]))


def _verb_at(words: Sequence[str], known: Verbs) -> int:
    """Where the verb is: after lead-ins such as `be able to` and adverbs such as `critically`."""
    at = 0
    while at < len(words):
        led = _lead_in(words, at, known) if words[at] in known.lead_ins else 0
        if led:
            at += led
        elif _adverb(words[at], known) or (at and words[at] in (*known.joined, *BREAKS, ":")):
            at += 1
        else:
            return at
    return at


def _lead_in(words: Sequence[str], at: int, known: Verbs) -> int:
    """How many words there are a lead-in; 0 where none is."""
    leads = known.lead_ins[words[at]]
    return next((len(lead) for lead in leads if tuple(words[at : at + len(lead)]) == lead), 0)


def _adverb(word: str, known: Verbs) -> bool:
    return word.endswith("ly") and word not in known.forms


def _unobservable(words: Sequence[str], at: int, known: Verbs) -> tuple[int, str] | None:
    """How many words from there name what nobody can see, and what to write instead."""
    form = known.forms.get(words[at])
    first = form.verb if form else words[at]
    for phrase, instead in known.unobservable.get(first, ()):
        if phrase[1:] == tuple(words[at + 1 : at + len(phrase)]):
            return len(phrase), instead
    return None


def _noun(word: str, known: Verbs) -> str | None:
    """Which verbs may be meant by a word that is plainly no verb; empty where we can't tell."""
    if word in known.nouns:
        return known.nouns[word]
    ends = word.endswith(known.noun_endings) and word not in known.verbs_with_noun_endings
    return "" if ends or word in known.articles else None


def _also(rest: Sequence[str], first: Form, known: Verbs) -> tuple[str, ...]:
    """Verbs beside the first: those of its own row, or one that begins a second demand."""
    if known.joins.isdisjoint(rest):
        return ()
    row = _row(rest, first, known)
    if row:
        together = len(row) == 1 and f"{first.verb} and {row[0]}" in known.one_piece
        return () if together else row
    return _second(rest, first, known)


def _row(rest: Sequence[str], first: Form, known: Verbs) -> tuple[str, ...]:
    """`, deliver and review` after `Plan`: verbs in the form of the first, nothing between."""
    found: list[str] = []
    ended, at = False, 0
    while at < len(rest) and not ended:
        if rest[at] in BREAKS and rest[at] != ";":
            at += 1
        elif rest[at] in known.joined:
            ended, at = True, at + 1
        else:
            break
        ended = ended or rest[at - 1] == "/"
        while at < len(rest) and (_adverb(rest[at], known) or rest[at] in known.joined):
            ended, at = ended or rest[at] in known.joined, at + 1
        form = known.forms.get(rest[at]) if at < len(rest) else None
        if form is None or form.ending != first.ending or form.verb not in known.spans:
            return ()
        found.append(form.verb)
        at += 1
    demands = ended and not (first.ending == "ing" and not _object(rest[at:], known))
    return tuple(found) if demands else ()


def _object(rest: Sequence[str], known: Verbs) -> bool:
    """An article: `planning and delivering a workshop`, not `planning and delivering methods`."""
    return bool(rest) and rest[0] in known.articles


def _past_adverbs(words: Sequence[str], at: int, known: Verbs) -> int:
    while at < len(words) and _adverb(words[at], known):
        at += 1
    return at


def _second(rest: Sequence[str], first: Form, known: Verbs) -> tuple[str, ...]:
    """`and formulate a plan` later on, where nothing before it says how, why or for whom."""
    if first.verb in known.lets or first.ending == "ing":
        return ()
    plain = next((at for at, word in enumerate(rest) if word in known.turns), len(rest))
    for at, word in enumerate(rest[:plain]):
        if word in known.joined:
            after = _past_adverbs(rest, at + 1, known)
            form = known.forms.get(rest[after]) if after + 1 < plain else None
            if form and form.ending == first.ending and form.verb in known.pure:
                return (form.verb,)
    return ()
