"""Two texts held to one another: what was kept, taken out and put in.

Texts are compared word by word, which costs by the square of their length. Those too long for it
are compared by sentences or by lines first, and word by word within what differs; where not even
that can be, the one is called taken out and the other put in. Nothing of either is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

from mcapproval.documents.content import Part

WORD = re.compile(r"\s*\S+")
ENDS = (".", "!", "?", ":", ";")

MOST = 4_000_000
"""Pairs of pieces that are held to one another: 2,000 words by 2,000 take half a second at worst,
and far less as people write."""

Pieces = Callable[[Sequence[str]], list[str]]
"""Joins words into the pieces that are compared, none lost."""


def word_by_word(before: str, after: str) -> tuple[Part, ...]:
    """What was kept, taken out and put in, in reading order."""
    parts = _between(_words(before), _words(after), (list, _sentences, _lines))
    return tuple(Part(p.how, p.text.strip()) for p in parts if p.text.strip())


def _words(text: str) -> list[str]:
    """Each with the space before it; what stands after the last would be tried from each place."""
    return WORD.findall(text.rstrip())


def _between(
    old: Sequence[str], new: Sequence[str], finest_first: tuple[Pieces, ...]
) -> Iterator[Part]:
    """What both begin and end with is set aside first, and the rest compared by the smallest
    pieces that are few enough.
    """
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    yield Part("kept", "".join(old[:head]))
    yield from _middle(old[head : len(old) - tail], new[head : len(new) - tail], finest_first)
    yield Part("kept", "".join(old[len(old) - tail :]))


def _middle(
    old: Sequence[str], new: Sequence[str], finest_first: tuple[Pieces, ...]
) -> Iterator[Part]:
    for at, pieces in enumerate(finest_first):
        olds, news = pieces(old), pieces(new)
        if len(olds) * len(news) <= MOST:
            finer = finest_first[:at]
            break
    else:
        olds, news, finer = ["".join(old)], ["".join(new)], ()
    for how, a, b, c, d in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        removed, added = "".join(olds[a:b]), "".join(news[c:d])
        if how == "equal":
            yield Part("kept", removed)
        elif how == "replace" and finer:
            yield from _between(_words(removed), _words(added), finer)
        else:
            yield Part("removed", removed)
            yield Part("added", added)


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words two texts begin with alike."""
    return next(
        (n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other),
        min(len(old), len(new)),
    )


def _sentences(words: Sequence[str]) -> list[str]:
    return _joined(words, lambda former, word: former.endswith(ENDS) or _begins_line(word))


def _lines(words: Sequence[str]) -> list[str]:
    return _joined(words, lambda _, word: _begins_line(word))


def _begins_line(word: str) -> bool:
    return "\n" in word


def _joined(words: Sequence[str], parted: Callable[[str, str], bool]) -> list[str]:
    begins = [at for at, word in enumerate(words) if at == 0 or parted(words[at - 1], word)]
    return [
        "".join(words[begin:end])
        for begin, end in zip(begins, [*begins[1:], len(words)], strict=True)
    ]
