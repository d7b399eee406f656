"""How wide the columns of a table are, on paper and in a Word file: by what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from mcapproval.documents.content import TableBlock
from mcapproval.documents.typeface import BODY, BOLD, wide

CELL, DENSE_CELL, HEAD_CELL = 9.5, 8.7, 9
"""Sizes of the letters in a table, in points."""

SIDE = 5
"""Between a column's edge and its letters."""
_SHARE = 0.4
"""Of the width, the most that a column gets so that its longest word needn't be broken."""
_TOWARDS = (0.0, 0.35, 0.7)
"""How far widths are tried between the shares given and the lengths of the texts."""
_WORTH = 0.92
"""A table must become so much shorter for its shares to be left."""


_SHORT = 58
"""Points up to which a text stands in one line, such as a day or `annex 1`."""


def widths_of(block: TableBlock, room: float, letters: float = 1) -> tuple[float, ...]:
    """The shares of the `room`, in points, or widths nearer to the lengths of the texts where that
    makes the table much shorter; more for a column that would have to break a word or a short text.
    `letters` says how much wider than ours they may come out, where another typeface stands in.
    """
    shares = block.shares or (1,) * len(block.columns)
    given = [room * share / sum(shares) for share in shares]
    size = DENSE_CELL if block.dense else CELL
    heads = [_lengths(text, BOLD, HEAD_CELL, letters) for text in block.columns]
    faces = [BOLD if block.row_heads and not n else BODY for n in range(len(shares))]
    rows = [
        [_lengths(text, face, size, letters) for text, face in zip(row, faces, strict=True)]
        for row in block.rows
    ]
    fair = min(room * _SHARE, 3 * room / len(shares))
    words = [
        min(max(cell[0] for cell in column) + 2 * SIDE + 0.5, fair)
        for column in zip(heads, *rows, strict=True)
    ]
    return tuple(_moved(_shortest(given, words, rows, room), words))


def _shortest(
    given: Sequence[float],
    least: Sequence[float],
    rows: Sequence[Sequence[tuple[float, float]]],
    room: float,
) -> Sequence[float]:
    texts = [sum(cell[1] for cell in column) for column in zip(*rows, strict=True)]
    total = sum(texts) or 1
    found, shortest = given, float("inf")
    for towards in _TOWARDS:
        mixed = [
            own * (1 - towards) + room * text / total * towards
            for own, text in zip(given, texts, strict=True)
        ]
        tried = _moved(mixed, least)
        lines = sum(
            max(ceil(cell[1] / max(w - 2 * SIDE, 1)) for cell, w in zip(row, tried, strict=True))
            for row in rows
        )
        if lines < shortest * _WORTH:
            found, shortest = tried, lines
    return found


def _moved(has: Sequence[float], wanted: Sequence[float]) -> list[float]:
    """What one has over its wants goes to the others, as far as each of them lacks."""
    lacks = [max(want - own, 0) for own, want in zip(has, wanted, strict=True)]
    spare = [max(own - want, 0) for own, want in zip(has, wanted, strict=True)]
    if not sum(lacks) or not sum(spare):
        return list(has)
    moved = min(sum(lacks), sum(spare))
    return [
        own + lack * moved / sum(lacks) - over * moved / sum(spare)
        for own, lack, over in zip(has, lacks, spare, strict=True)
    ]


def _lengths(text: str, face: str, size: float, letters: float) -> tuple[float, float]:
    """The width of what must not be broken, and of all words in one line."""
    lengths = [wide(word, face) for word in text.split()]
    if not lengths:
        return 0.0, 0.0
    whole = sum(lengths) + wide(" ", face) * (len(lengths) - 1)
    together, longest = whole * size / 1000, max(lengths) * size / 1000
    kept = together if together <= _SHORT else longest
    return kept * letters, together * letters
