"""What a worker does who is killed at some instant, and one who races others for the same moves."""

from __future__ import annotations

import random
from collections.abc import Iterable
from itertools import cycle
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier

from tests.actions.walking import at
from tests.store.moving import DAY, seated

from mcapproval.actions.cases import moves
from mcapproval.actions.cases.moves import Said
from mcapproval.errors import Refused
from mcapproval.store import queries
from mcapproval.store.rows.folded import Case

PAUSED = "on-hold"


def moves_on_and_on(where: str, ref: str, told: Connection) -> None:
    """Hold and resume a case without end, and tell the row of each move once it was made."""
    with seated(where).kept_open() as desk:
        ana = at(desk, "ana", DAY)
        with desk.reading() as connection:
            case = queries.one(connection, Case, ref=ref)
        assert case is not None
        names = cycle(("resume", "hold") if case.state == PAUSED else ("hold", "resume"))
        for number, name in enumerate(names):
            sets = {"reason": f"pause {number}"} if name == "hold" else {}
            told.send(moves.move(ana, ref, name, Said(sets)).row)


def races(
    where: str, refs: Iterable[str], name: str, seed: int, ready: Barrier
) -> dict[str, str | int]:
    """Try to make one move of each case, in an order of one's own; by case the row, or why not."""
    mine, found = list(refs), dict[str, str | int]()
    random.Random(seed).shuffle(mine)
    with seated(where).kept_open() as desk:
        ana = at(desk, "ana", DAY)
        ready.wait()
        for ref in mine:
            try:
                found[ref] = moves.move(ana, ref, name, Said()).row
            except Refused as refusal:
                found[ref] = "; ".join([refusal.message, *(r.message for r in refusal.reasons)])
    return found
