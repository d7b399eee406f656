"""How wide the columns of a form's tables are: by what somebody will write in them."""

from __future__ import annotations

import re

from mcapproval.documents.word_form.plan import KEYED, Field, Table

SHARES = {"number": 0, "day": 3, "choice": 3, "words": 4, "month": 3, "text": 4}
"""How wide a column is beside others, by what stands in it; prose has 9, an id 2, and
a number needs no more than its head."""

_LETTER, _PADDING = 125, 220
"""Widths of a bold letter and of a cell's two edges, in twentieths of a point; of a letter as wide
as in the typefaces that programs put in the place of ours."""


def room_to_write(one: Table, width: int) -> list[int]:
    """They add up to `width`, in twentieths of a point. None is narrower than its longest word;
    what is left goes by what stands in each."""
    least = [_LETTER * _longest(one, column) + _PADDING for column in one.shown]
    shares = [_share(column) for column in one.shown]
    left = max(0, width - sum(least))
    widths = [low + left * share // sum(shares) for low, share in zip(least, shares, strict=True)]
    widths[-1] += width - sum(widths)
    return widths


def _longest(one: Table, column: Field) -> int:
    ident = len(f"{one.prefix}1") if column.key == KEYED else 0
    return max(ident, *(len(word) for word in re.split(r"[\s-]+", column.label)))


def _share(column: Field) -> int:
    if column.told.good or column.locked:
        return 9
    return 2 if column.key in (KEYED, "outcome") else SHARES[column.kind]
