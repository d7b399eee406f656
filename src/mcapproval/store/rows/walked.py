"""What was done to cases and what was refused: what the journal says, to be counted.

Narrow rows, since the journal itself is too wide to be read for a sum.
"""

from typing import NamedTuple


class Step(NamedTuple):
    """How a case came to be in `state`: it was opened so (`move` is None), or moved. One that was
    taken back is not there.

    `enters` is false where it was in that state already. A stay begins with a row that enters and
    ends with the next of the same case.
    """

    seq: int
    ref: str
    move: str | None
    state: str
    on_day: str
    enters: bool


class Attempt(NamedTuple):
    """A move that was refused, made out of `state`; `reasons` has the codes, as a canonical list.

    `override` says that an administrator meant to go past conditions.
    """

    seq: int
    ref: str
    on_day: str
    by: str
    acts_for: str | None
    move: str
    state: str
    reasons: str
    override: bool
