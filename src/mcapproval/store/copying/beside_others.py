"""What one that fills a place is told: another command fills it as well, or the disk is full."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from shlex import quote

from mcapproval.errors import Busy, OtherRecords, Refused
from mcapproval.store.addresses import shown, without_password
from mcapproval.store.schema import HEAD
from mcapproval.store.unusable import MAKE_ROOM, damage_told


def ended(where: str, version: str | None) -> Refused:
    """Of a place that is not being filled any more: only what verified has the version of today."""
    if version == HEAD:
        return Refused(
            f"another command filled {shown(where)} meanwhile, and made it whole",
            hint="nothing is left to do here; to see it: mcapproval audit verify --records "
            f"{quote(without_password(where))}",
        )
    return Refused(
        f"another command gave up filling {shown(where)}, and left nothing of it there",
        hint="see what that one says, then give the same command again: it begins anew",
    )


@contextmanager
def others_told(where: str) -> Iterator[None]:
    """Busy says who it is that writes there."""
    try:
        yield
    except Busy as fault:
        raise Busy(
            f"another command writes in {shown(where)} just now: it fills it, or verifies it",
            "nothing was half done: let it end, then give the same command again, which says how "
            "it stands",
        ) from fault


@contextmanager
def told_as_filled(where: str) -> Iterator[None]:
    """`damage_told` of a place that keeps the pieces for which it has room."""
    try:
        with damage_told(where):
            yield
    except OtherRecords as fault:
        if fault.hint != MAKE_ROOM:
            raise
        raise OtherRecords(
            fault.message,
            f"what is in {shown(where)} already stays: make room on the disk, then give the same "
            "command again: it goes on where it stopped",
        ) from fault
