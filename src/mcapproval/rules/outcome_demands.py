"""What an outcome asks for besides its first verb.

Words are in small letters, signs that part them among them. A word is taken for a verb only where
its place says so: a wrong remark costs more trust than a missed one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mcapproval.rules.outcome_words import BREAKS, adverb, phrase
from mcapproval.rules.verbs import Form, Verbs

INFLECTED = ("s", "ing", "ed")


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
            same = form and form.ending == first.ending
            if form and same and (form.verb in known.pure or _takes(rest, at, form, known)):
                after_verb = True
                yield form.verb
            begins = False


def _verb(rest: Sequence[str], at: int, known: Verbs) -> bool:
    """Whether `to analyse` stands there: what for, and no second demand."""
    return at < len(rest) and rest[at] in known.forms


def _row(rest: Sequence[str], first: Form, known: Verbs) -> tuple[str, ...]:
    """`, deliver and review` after `Plan`: verbs in the form of the first, nothing between."""
    words, end = _listed(rest, known)
    sure = [_asked(word, first, known) for word in words]
    if None in sure and not _all_asked(words, sure, _thing(rest, end, known), first, known):
        return ()
    if first.ending == "ing" and not _object(rest[end:], known):
        return ()
    return tuple(verb or word for verb, word in zip(sure, words, strict=True))


def _listed(rest: Sequence[str], known: Verbs) -> tuple[list[str], int]:
    """Single words that signs part and a joining word ends, and where they end; else none."""
    found: list[str] = []
    ended, at = False, 0
    while at < len(rest) and not ended:
        if rest[at] in BREAKS and rest[at] != ";":
            at += 1
        elif rest[at] in known.joined:
            ended, at = True, at + 1
        else:
            return [], at
        ended = ended or rest[at - 1] == "/"
        while at < len(rest) and (adverb(rest[at], known) or rest[at] in known.joined):
            ended, at = ended or rest[at] in known.joined, at + 1
        found += rest[at : at + 1]
        at += 1
    return (found, at) if ended and at <= len(rest) else ([], at)


def _asked(word: str, first: Form, known: Verbs) -> str | None:
    """The verb of a word in the form of the first, where we know that it is one."""
    form = known.forms.get(word)
    same = form and form.ending == first.ending
    return form.verb if form and same and _may_be_asked(form, known) else None


def _all_asked(
    words: Sequence[str], sure: Sequence[str | None], thing: bool, first: Form, known: Verbs
) -> bool:
    """Whether the words of a row that we do not know are verbs too, since those beside them are."""
    told = sum(map(bool, sure))
    beside = (told > 1 and sure[-1]) or (told and thing)
    strange = (word for word, verb in zip(words, sure, strict=True) if not verb)
    return bool(beside) and all(_may_be_verb(word, first, known) for word in strange)


def _may_be_verb(word: str, first: Form, known: Verbs) -> bool:
    """Whether a word that we do not know looks like a verb in the form of the first."""
    if word in known.forms or word in known.topics or word.endswith(known.noun_endings):
        return False
    inflected = word.endswith(INFLECTED)
    return word.isalpha() and (word.endswith(first.ending) if first.ending else not inflected)


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
            pure = form.verb in known.pure
            another = not pure and form.verb != first.verb
            thing = _stands_for_an_object(rest, after + 1, known) or (
                another and _new_demand(rest, at, after, form, known)
            )
            together = thing and f"{first.verb} and {form.verb}" in known.one_piece
            if (thing or pure) and not together:
                return (form.verb,)
    return ()


def _new_demand(rest: Sequence[str], at: int, after: int, form: Form, known: Verbs) -> bool:
    """`and design a trial`; but `the aims and plan the team has` may be the plan that it has."""
    if form.verb in known.given or not _thing(rest, after + 1, known):
        return False
    if rest[after + 1] not in known.known_things:
        return True
    begins = next((i for i in range(at, 0, -1) if rest[i - 1] in (*BREAKS, *known.joined)), 0)
    return known.known_things.isdisjoint(rest[begins:at])


def _takes(rest: Sequence[str], at: int, form: Form, known: Verbs) -> bool:
    """Whether what may be a noun has an object after it, and so is a verb."""
    after = at + 1
    if after >= len(rest) or not _may_be_asked(form, known):
        return False
    return _thing(rest, after, known) or _stands_for_an_object(rest, after, known)


def _thing(rest: Sequence[str], at: int, known: Verbs) -> bool:
    """Whether an object begins there, as `a trial`, `the trial` and `3 trials` do."""
    if at >= len(rest):
        return False
    return rest[at] in known.new_things or rest[at] in known.known_things or rest[at].isdigit()


def _stands_for_an_object(rest: Sequence[str], at: int, known: Verbs) -> bool:
    """`it` of `and present it to the board`, and not of `and support it gives`."""
    if rest[at] not in known.objects:
        return False
    after = _after(rest, at)
    return any(after in words for words in (known.after_objects, known.joined, BREAKS))
