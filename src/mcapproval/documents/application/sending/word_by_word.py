"""Two texts held to one another: what was kept, taken out and put in.

Texts are compared word by word, which costs by more than the square of their length. Of those too
long for it each sentence is compared word by word with the one that it became: those are paired
that have most words in common, in the order of both. Nothing of either is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby, islice, pairwise
from typing import Any, Literal

from mcapproval.documents.content import Part

Piece = tuple[Sequence[str], Sequence[str], float]
"""Words of the one and of the other, and how many pairs of sentences may be looked at for them."""

_Stretch = tuple[list[str], list[str], list[str]]
"""What was kept, taken out and put in, each in pieces."""

HOW: tuple[Literal["kept", "removed", "added"], ...] = ("kept", "removed", "added")

FEW_KEPT = 3
"""Words that are not told apart between longer changes."""

WORD = re.compile(r"\s*\S+")
ENDS = (".", "!", "?", ":", ";")
LONGEST = 40
"""Words; what has no end so long is compared in pieces."""

FEW = 200 * 200
"""Pairs of words that are compared: at worst, where few words come again and again, in 20 ms."""

MOST = 1200 * 1200
"""Pairs of sentences that are looked at for two texts altogether, in a second: 10,000 words
and more. Longer texts are compared between the sentences that both have once, and where they still
are too long by halves, each with its share of the pairs."""


def word_by_word(before: str, after: str) -> tuple[Part, ...]:
    """What was kept, taken out and put in, in reading order."""
    pieces = _pieces(_words(before), _words(after))
    parts = (part for old, new, most in pieces for part in _compared(old, new, most))
    told = (
        Part(how, "".join(texts).strip())
        for stretch in _stretches(part for part in parts if part.text)
        for how, texts in zip(HOW, stretch, strict=True)
    )
    return tuple(part for part in told if part.text)


def _stretches(parts: Iterable[Part]) -> list[_Stretch]:
    """What was kept, with what was then taken out and put in, over and over. A few words that both
    have between longer changes are told with them: alone they say nothing.
    """
    told: list[_Stretch] = [([], [], [])]
    for kept, run in groupby(parts, lambda part: part.how == "kept"):
        if kept:
            told.append(([], [], []))
        for part in run:
            told[-1][HOW.index(part.how)].append(part.text)
        if not kept and len(told) > 1 and _says_nothing(told[-2], told[-1]):
            last = told.pop()
            for had, has in zip(told[-1][1:], last[1:], strict=True):
                had += [*last[0], *has]
    return told


def _says_nothing(before: _Stretch, last: _Stretch) -> bool:
    few = _many(last[0])
    return few <= FEW_KEPT and all(few < max(map(_many, each[1:])) for each in (before, last))


def _many(texts: Sequence[str]) -> int:
    """How many words, counted no further than is needed."""
    words = (word for text in texts for word in WORD.finditer(text))
    return sum(1 for _ in islice(words, FEW_KEPT + 1))


def _words(text: str) -> list[str]:
    """Each with the space before it; what stands after the last would be tried from each place."""
    return WORD.findall(text.rstrip())


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    """Both whole; where they are too long, from each sentence that both have once to the next."""
    olds, news = _sentences(old), _sentences(new)
    ends = [(0, 0), (len(olds), len(news))]
    if len(olds) * len(news) > MOST:
        ends[1:1] = _in_order(olds, news)
    spans = [(a, b, c, d) for (a, c), (b, d) in pairwise(ends)]
    pairs = sum((b - a) * (d - c) for a, b, c, d in spans) or 1
    for a, b, c, d in spans:
        yield _run(olds[a:b]), _run(news[c:d]), MOST * (b - a) * (d - c) / pairs


def _in_order(
    olds: Sequence[Sequence[str]], news: Sequence[Sequence[str]]
) -> list[tuple[int, int]]:
    """The places of the sentences that each has once: of them the most that keep their order."""
    here, there = _once(olds), _once(news)
    both = [(at, there[said]) for said, at in here.items() if said in there]
    lasts: list[int] = []
    chains: list[tuple[tuple[int, int], Any]] = []
    for pair in both:
        length = bisect_left(lasts, pair[1])
        lasts[length : length + 1] = [pair[1]]
        chains[length : length + 1] = [(pair, chains[length - 1] if length else None)]
    found, chain = [], chains[-1] if chains else None
    while chain:
        pair, chain = chain
        found.append(pair)
    return found[::-1]


def _once(sentences: Sequence[Sequence[str]]) -> dict[tuple[str, ...], int]:
    """The place of each sentence that stands there once."""
    said = [tuple(sentence) for sentence in sentences]
    often = Counter(said)
    return {sentence: at for at, sentence in enumerate(said) if often[sentence] == 1}


def _compared(old: Sequence[str], new: Sequence[str], most: float) -> Iterator[Part]:
    """What both begin and end with is set aside first."""
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    yield Part("kept", "".join(old[:head]))
    yield from _middle(old[head : len(old) - tail], new[head : len(new) - tail], most)
    yield Part("kept", "".join(old[len(old) - tail :]))


def _middle(old: Sequence[str], new: Sequence[str], most: float) -> Iterator[Part]:
    if len(old) * len(new) <= FEW or set(old).isdisjoint(new):
        yield from _by_words(old, new)
        return
    olds, news = _sentences(old), _sentences(new)
    if len(olds) * len(news) > most:
        a, c = (_length(text[: len(text) // 2]) for text in (olds, news))
        yield from _compared(old[:a], new[:c], most / 2)
        yield from _compared(old[a:], new[c:], most / 2)
        return
    a = c = 0
    for b, d in (*_paired(olds, news), (len(olds), len(news))):
        yield from _by_words(_run(olds[a:b]), _run(news[c:d]))
        yield from _by_words(_run(olds[b : b + 1]), _run(news[d : d + 1]))
        a, c = b + 1, d + 1


def _by_words(old: Sequence[str], new: Sequence[str]) -> Iterator[Part]:
    """Where there are too many words, the one text is taken out and the other put in."""
    if len(old) * len(new) > FEW:
        yield Part("removed", "".join(old))
        yield Part("added", "".join(new))
        return
    for how, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            yield Part("kept", "".join(old[a:b]))
        else:
            yield Part("removed", "".join(old[a:b]))
            yield Part("added", "".join(new[c:d]))


def _paired(olds: Sequence[Sequence[str]], news: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """The places of sentences that became one another, in the order of both: those that have most
    words in common altogether, and each pair half of the words of the shorter.
    """
    both = {word for one in olds for word in one} & {word for one in news for word in one}
    bits = {word: 1 << place for place, word in enumerate(sorted(both))}
    here, there = ([_marks(one, bits) for one in text] for text in (olds, news))
    best = [[0] * (len(there) + 1)]
    for mine, size in here:
        above, last = best[-1], 0
        row = [0]
        for at, (theirs, other) in enumerate(there):
            last = max(last, above[at + 1])
            common = (mine & theirs).bit_count()
            if 2 * common >= min(size, other):
                last = max(last, above[at] + common)
            row.append(last)
        best.append(row)
    found = []
    i, j = len(here), len(there)
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            found.append((i, j))
    return found[::-1]


def _marks(sentence: Sequence[str], bits: dict[str, int]) -> tuple[int, int]:
    """The words that both texts have, a bit for each, and how many words it is of."""
    words = set(sentence)
    return sum(bits.get(word, 0) for word in words), len(words)


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words two texts begin with alike."""
    return next(
        (n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other),
        min(len(old), len(new)),
    )


def _sentences(words: Sequence[str]) -> list[Sequence[str]]:
    begins = [0]
    for at, word in enumerate(words):
        ended = at > 0 and (words[at - 1].endswith(ENDS) or "\n" in word)
        if at > begins[-1] and (ended or at - begins[-1] == LONGEST):
            begins.append(at)
    return [words[a:b] for a, b in zip(begins, [*begins[1:], len(words)], strict=True)]


def _run(sentences: Sequence[Sequence[str]]) -> list[str]:
    return [word for sentence in sentences for word in sentence]


def _length(sentences: Sequence[Sequence[str]]) -> int:
    return sum(map(len, sentences))
