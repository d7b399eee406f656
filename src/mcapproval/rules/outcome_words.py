"""What an outcome asks for besides its first verb, and whether it asks for more than being there.

Words are in small letters, signs that part them among them. A word is taken for a verb only where
its place says so: a wrong remark costs more trust than a missed one.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from mcapproval.rules.verbs import Form, Phrases, Verbs

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


def further(rest: Sequence[str], first: Form, known: Verbs) -> tuple[str, ...]:
    """Verbs beside the first: those of its row, or of a chain, or one that is a second demand."""
    if known.joins.isdisjoint(rest):
        return ()
    plain = _without_asides(rest, known)
    row = _row(plain, first, known)
    together = len(row) == 1 and f"{first.verb} and {row[0]}" in known.one_piece
    found = tuple(dict.fromkeys((*row, *_chain(plain, first, known))))
    if len(found) > 1 or (row and not together):
        return found
    return () if together else _second(plain, first, known)


def _without_asides(rest: Sequence[str], known: Verbs) -> Sequence[str]:
    """`and adapt` of `and, where appropriate, adapt`."""
    if known.asides.keys().isdisjoint(rest):
        return rest
    kept: list[str] = []
    at = 0
    while at < len(rest):
        many = phrase(rest, at, rest[at], known.asides)
        if not many:
            kept.append(rest[at])
            at += 1
            continue
        at += many
        parted = rest[at : at + 1] == [","]
        at += parted
        if kept and kept[-1] == ",":
            kept.pop()
            parted = True
        if parted and kept and kept[-1] not in known.joined:
            kept.append(",")
    return kept


def _chain(rest: Sequence[str], first: Form, known: Verbs) -> Iterator[str]:
    """`, respond to it and refer on` after `Recognise distress`: each verb begins its part."""
    if first.verb in known.lets or first.ending == "ing":
        return
    begins, after_verb = False, True
    for at, word in enumerate(rest):
        of_verb = word == "to" and after_verb and not _verb(rest, at + 1, known)
        if _turns(rest, at, known) and not of_verb:
            return
        after_verb = False
        if word in known.joined or word in BREAKS:
            begins = True
        elif not (begins and adverb(word, known)):
            form = known.forms.get(word) if begins else None
            if form and form.ending == first.ending and form.verb in known.pure:
                after_verb = True
                yield form.verb
            begins = False


def _verb(rest: Sequence[str], at: int, known: Verbs) -> bool:
    """Whether `to analyse` stands there: what for, and no second demand."""
    return at < len(rest) and rest[at] in known.forms


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
        while at < len(rest) and (adverb(rest[at], known) or rest[at] in known.joined):
            ended, at = ended or rest[at] in known.joined, at + 1
        form = known.forms.get(rest[at]) if at < len(rest) else None
        if form is None or form.ending != first.ending or not _may_be_asked(form, known):
            return ()
        found.append(form.verb)
        at += 1
    demands = ended and not (first.ending == "ing" and not _object(rest[at:], known))
    return tuple(found) if demands else ()


def _may_be_asked(form: Form, known: Verbs) -> bool:
    """What nobody can see counts beside the first verb too: `Identify and understand hazards`."""
    return form.verb in known.spans or (not form.ending and (form.verb,) in known.instead)


def _turns(rest: Sequence[str], at: int, known: Verbs) -> bool:
    """Whether from there on it is said how, why or for whom, as not by the `people` one manages."""
    if rest[at] not in known.turns:
        return False
    after = _after(rest, at)
    return not (rest[at] in known.objects_too and (after in known.joined or after in BREAKS))


def _after(rest: Sequence[str], at: int) -> str:
    """The word or sign after that place; where the statement ends, a sign that parts."""
    return rest[at + 1] if at + 1 < len(rest) else ","


def _object(rest: Sequence[str], known: Verbs) -> bool:
    """An article: `planning and delivering a workshop`, not `planning and delivering methods`."""
    return bool(rest) and rest[0] in known.articles


def _past_adverbs(words: Sequence[str], at: int, known: Verbs) -> int:
    while at < len(words) and adverb(words[at], known):
        at += 1
    return at


def _second(rest: Sequence[str], first: Form, known: Verbs) -> tuple[str, ...]:
    """`and formulate a plan` later on, where nothing before it says how, why or for whom."""
    if first.verb in known.lets or first.ending == "ing":
        return ()
    plain = next((at for at in range(len(rest)) if _turns(rest, at, known)), len(rest))
    for at, word in enumerate(rest[:plain]):
        if word in known.joined:
            after = _past_adverbs(rest, at + 1, known)
            form = known.forms.get(rest[after]) if after + 1 < plain else None
            if form is None or form.ending != first.ending or form.verb not in known.spans:
                continue
            of_it = _stands_for_an_object(rest, after + 1, known)
            if of_it and f"{first.verb} and {form.verb}" in known.one_piece:
                continue
            if of_it or form.verb in known.pure:
                return (form.verb,)
    return ()


def _stands_for_an_object(rest: Sequence[str], at: int, known: Verbs) -> bool:
    """`it` of `and present it to the board`, and not of `and support it gives`."""
    if rest[at] not in known.objects:
        return False
    after = _after(rest, at)
    return any(after in words for words in (known.after_objects, known.joined, BREAKS))
