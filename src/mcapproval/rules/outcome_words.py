"""What single words of an outcome are, and what a few of them together say.

Words are in small letters, signs that part them among them.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from mcapproval.rules.verbs import Phrases, Verbs

BREAKS = (",", "/", ";")


def phrase(words: Sequence[str], at: int, first: str, phrases: Phrases) -> int:
    """How many words of the longest of `phrases` stand there; 0 where none does.

    `first` is the first word as the phrases have it, which may be the infinitive of what is there.
    """
    for said in phrases.get(first, ()):
        if said[1:] == tuple(words[at + 1 : at + len(said)]):
            return len(said)
    return 0


def past(words: Sequence[str], at: int, these: Container[str]) -> int:
    """The first place from there on where none of `these` stands."""
    while at < len(words) and words[at] in these:
        at += 1
    return at


def infinitive(word: str, known: Verbs) -> str:
    form = known.forms.get(word)
    return form.verb if form else word


def adverb(word: str, known: Verbs) -> bool:
    return word.endswith("ly") and word not in known.forms


def names_activity(words: Sequence[str], at: int, known: Verbs) -> bool:
    """Whether the word there opens the statement and only names an activity: `planting kai`.

    `Using a map, plan a route` is let be: it says what is done after the comma.
    """
    if at == len(words) or not words[at].endswith("ing") or words[at] in known.verbs_in_ing:
        return False
    if not all(adverb(word, known) for word in words[:at]):
        return False
    parts = (past(words, at + 1, known.joined) for at, word in enumerate(words) if word == ",")
    return all(at < len(words) and words[at].endswith("ing") for at in parts)


def in_the_head(words: Sequence[str], at: int, first: str, known: Verbs) -> tuple[int, str]:
    """How many words from there say that somebody has or shows knowledge, and which word names it;
    nought and none where they say no such thing, or how it is seen.
    """
    head = known.in_the_head
    if first not in head.has and first not in head.shows:
        return 0, ""
    thing = past(words, at + 1, head.between)
    if thing >= len(words) or words[thing] not in head.things:
        return 0, ""
    ends = past(words, thing, head.things | head.between)
    seen = first in head.shows and not head.by.isdisjoint(words[ends:])
    if seen or f"{first} {words[thing]}" in head.standards:
        return 0, ""
    of_what = ends < len(words) and words[ends] in head.of
    return (ends + 1 - at, words[thing]) if of_what else (0, "")


def attendance(words: Sequence[str], at: int, known: Verbs) -> int:
    """How many words from there say that the learner is there or gets through; 0 where none do."""
    means, first = known.attendance, infinitive(words[at], known)
    if phrase(words, at, first, means.never):
        return 0
    taking = phrase(words, at, first, means.taking_part)
    if taking:
        return taking if known.turns.isdisjoint(words[at + taking :]) else 0
    if first in means.getting_through:
        begins = past(words, at + 1, known.articles)
        ends = past(words, begins, means.things)
        left = words[ends] if ends < len(words) else ","
        all_of_it = left.isdigit() or left in BREAKS or left in known.joined
        return 1 if ends > begins and all_of_it else 0
    return phrase(words, at, first, means.being_there)


def noun(words: Sequence[str], at: int, known: Verbs) -> str | None:
    """Which verbs may be meant by a word that is plainly no verb; empty where we can't tell."""
    word = words[at]
    if word in known.nouns:
        return known.nouns[word]
    if before_of(words, at, known):
        return infinitive(word, known) if word in known.forms else ""
    if word in known.adjectives:
        after = past(words, at, known.adjectives | known.joined)
        return known.nouns.get(words[after], "") if after < len(words) else ""
    ends = word.endswith(known.noun_endings) and word not in known.verbs_with_noun_endings
    topic = word in known.topics and not _infinitive(words, at + 1, known)
    return "" if ends or topic or word in known.articles else None


def before_of(words: Sequence[str], at: int, known: Verbs) -> bool:
    """Whether `of` makes a noun of the word there, as in `use of tools` and `types of soil`."""
    after = at + 1
    return after < len(words) and words[after] == "of" and words[at] not in known.before_of


def _infinitive(words: Sequence[str], at: int, known: Verbs) -> bool:
    form = known.forms.get(words[at]) if at < len(words) else None
    return form is not None and not form.ending
