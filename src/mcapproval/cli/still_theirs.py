"""What is still somebody's who leaves, and the command by which it goes on with another."""

from __future__ import annotations

from collections.abc import Mapping

from mcapproval.cli import seat
from mcapproval.cli.again import whole
from mcapproval.cli.say import counted, put


def tell_what_is_theirs(person: str) -> None:
    from mcapproval.actions.people.still_theirs import theirs_by_name

    put_what_is_theirs(person, theirs_by_name(seat.desk(), person))


def put_what_is_theirs(person: str, found: Mapping[str, int]) -> None:
    """Nothing where there is nothing."""
    if found:
        put(f"Still theirs: {', '.join(counted(many, what) for what, many in found.items())}.")
        put("To give them to another, as somebody with a quality role:")
        given = ("review", "assign", "--from", person, "--to", "PERSON", "--as", "WHOEVER-MAY")
        put(f"  {whole(given, seat.given())}")
