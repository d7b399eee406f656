"""What is told once records are upgraded or put back: the copy of before, the rights lacking."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mcapproval.cli import seat
from mcapproval.cli.again import whole
from mcapproval.cli.say import put, talk

if TYPE_CHECKING:
    from mcapproval.actions.setup import Upgraded


def put_upgraded(done: Upgraded) -> None:
    put(done.said)
    if done.backup:
        put(f"As it was: {done.backup}")
        talk(f"to go back to that: {whole(('restore', str(done.backup)), seat.given())}")
    put_rights(done.rights)


def put_rights(lacking: Sequence[str]) -> None:
    """By the statements that give them in a PostgreSQL."""
    if lacking:
        put("  who may work in these records lacks rights to tables of theirs; have them given:")
        for statement in lacking:
            put(f"    {statement};")
