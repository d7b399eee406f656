"""How an outcome statement opens: the words that are read, its verb, and what else it asks for.

Statements in te reo Māori and words that we do not know as English verbs are let be: our list is
English, and silence is better than a false alarm.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from mcapproval.draft.model import Draft
from mcapproval.rules.asked import written
from mcapproval.rules.outcome_demands import further
from mcapproval.rules.outcome_words import (
    BREAKS,
    adverb,
    attendance,
    before_of,
    in_the_head,
    infinitive,
    names_activity,
    noun,
    past,
    phrase,
)
from mcapproval.rules.verbs import Form, Verbs, verbs

NUMBERING = re.compile(r"(?:[\W\d_]|LO\s?(?=\d)|[a-z](?=[.)]\s)|[ivx]+(?=[.)]\s))+", re.IGNORECASE)
"""What stands before the first word: bullets, quotation marks, `1.`, `a)`, `LO1:`."""

WORD = re.compile(r"\w++(?:['’-]\w++)*+|[,/&;]")
"""A word or a sign that joins or parts them; what was read is never tried again (`++`)."""

BEGINS = re.compile(r"(?!LO )[^\W\d_]+(?= )", re.IGNORECASE)
"""A first word with nothing before it."""

OF = re.compile(r"\W+of\b", re.IGNORECASE)
"""What makes a noun of the word before it: use of tools."""

SIGNS = (*BREAKS, "&")

TE_REO = re.compile(r"(?:(?:ng|wh|[hkmnprtw])?[aeiouāēīōū])+")
"""A word that can be te reo Māori: each consonant has its vowel, and no letter is missing."""


@dataclass(frozen=True)
class Opening:
    """What a statement opens with: `many` of its words, from the one at `start` on.

    `form` is that of its verb, None where we know none. `instead` says what to write for what can't
    be seen, `noun` which verbs may be meant where there is none. It `attends` where it says only
    that the learner is there.
    """

    statement: str
    start: int = 0
    many: int = 0
    form: Form | None = None
    instead: str | None = None
    noun: str | None = None
    attends: bool = False

    @property
    def verb(self) -> str | None:
        return self.form.verb if self.form else None

    @cached_property
    def words(self) -> Sequence[str]:
        """Those after bullets and numbers, in small letters, with the signs that join or part
        them.
        """
        return _words(self.statement.lower())

    @property
    def written(self) -> str:
        """What it opens with as the author wrote it."""
        return " ".join(_words(self.statement)[self.start : self.start + self.many])

    @cached_property
    def whole(self) -> str:
        """The statement with one space between its words and around it."""
        return f" {' '.join(self.words)} "

    @property
    def thin(self) -> bool:
        """Whether it opens as a statement should, and has next to no words."""
        if not self.many or self.instead or self.attends:
            return False
        return len(self.words) - sum(map(self.words.count, SIGNS)) <= verbs().thin_words

    @property
    def activity(self) -> str | None:
        """The verb of a first word that only names an activity, as planting does; empty where we
        do not know its verb.
        """
        if self.form and self.form.ending != "ing":
            return None
        if not self.many or self.instead or self.attends or self.noun is not None:
            return None
        return (self.verb or "") if names_activity(self.words, self.start, verbs()) else None

    def also(self) -> tuple[str, ...]:
        """Further verbs that the statement asks for."""
        return further(self.words[self.start + 1 :], self.form, verbs()) if self.form else ()


Statement = tuple[str, dict[str, Any], str, Opening]
"""The path of a statement, its outcome's row and name, and its opening."""


def statements(draft: Draft) -> tuple[Statement, ...]:
    """Each outcome that has a statement; a word that holds its place is none."""
    return draft.once(_statements)


def _statements(draft: Draft) -> tuple[Statement, ...]:
    return tuple(
        (f"{path}/statement", row, str(row.get("id", "the outcome")), opening(said))
        for path, row in draft.rows("/learning_outcomes")
        if isinstance(said := row.get("statement"), str) and written(said)
    )


def opening(statement: str) -> Opening:
    plain = _plain().get(_first_word(statement))
    if plain is None or _may_be_in_the_head(plain, statement):
        return looked_through(statement)
    return Opening(statement, many=1, form=plain)


def looked_through(statement: str) -> Opening:
    """The opening of any statement, found by what stands before the verb and after it."""
    words, known = _words(statement.lower()), verbs()
    if not words or _te_reo(words, known):
        return Opening(statement)
    start = _verb_at(words, known)
    if start == len(words):
        return Opening(statement, many=1)
    many, instead = _unobservable(words, start, known)
    if many:
        return Opening(statement, start, many, instead=instead)
    many = attendance(words, start, known)
    if many:
        return Opening(statement, start, many, attends=True)
    form = known.forms.get(words[start])
    if form is None or form.verb not in known.spans or before_of(words, start, known):
        return Opening(statement, start, 1, noun=noun(words, start, known))
    return Opening(statement, start, 1, form)


@cache
def _plain() -> Mapping[str, Form]:
    """Words of verbs with which a statement opens whatever comes after, but for `of` and what is in
    the head: most do.
    """
    known = verbs()
    there = known.attendance
    otherwise = (known.unobservable, there.never, there.taking_part, there.getting_through)
    return {
        word: form
        for word, form in known.forms.items()
        if form.verb in known.spans
        and not any(form.verb in these for these in (*otherwise, there.being_there))
        and word not in known.openers
        and not TE_REO.fullmatch(word)
    }


def _may_be_in_the_head(form: Form, statement: str) -> bool:
    """Whether knowledge may be had or shown there: `develop` is plain without it."""
    head = verbs().in_the_head
    if form.verb not in head.has and form.verb not in head.shows:
        return False
    return any(map(statement.lower().__contains__, head.things))


def _first_word(statement: str) -> str:
    """In small letters; none where it needs a second look."""
    first = BEGINS.match(statement)
    if not first:
        before = NUMBERING.match(statement)
        first = WORD.search(statement, before.end() if before else 0)
    return first.group().lower() if first and not OF.match(statement, first.end()) else ""


def _words(statement: str) -> list[str]:
    before = NUMBERING.match(statement)
    return WORD.findall(statement, before.end() if before else 0)


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
    who = past(words, at, known.before_people)
    return lead or (who + 1 - at if who < len(words) and words[who] in known.people else 0)


def _unobservable(words: Sequence[str], at: int, known: Verbs) -> tuple[int, str | None]:
    """How many words from there name what nobody can see, and what to write instead."""
    first = infinitive(words[at], known)
    many = phrase(words, at, first, known.unobservable)
    had, thing = in_the_head(words, at, first, known)
    if had > many:
        return had, known.nouns[thing]
    return many, known.instead[first, *words[at + 1 : at + many]] if many else None
