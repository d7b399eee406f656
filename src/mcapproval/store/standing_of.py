"""What stands in a place of records: ours or others', of which version, whole, or nothing."""

from __future__ import annotations

from sqlalchemy import inspect
from sqlalchemy.exc import DatabaseError

from mcapproval.errors import OlderRecords, OtherRecords
from mcapproval.store import engine as engines
from mcapproval.store.addresses import shown
from mcapproval.store.schema import FILLING, HEAD
from mcapproval.store.unusable import MAKE_THEM, NAME_THEM


def of_ours(where: str, found: str | None) -> str:
    """The revision of whole records of this program or an older one. OtherRecords for others."""
    if found is None:
        if holds_nothing(where):
            raise OtherRecords(
                f"{shown(where)} is empty and holds no records of mcapproval yet",
                MAKE_THEM,
            )
        raise OtherRecords(
            f"{shown(where)} holds no records of mcapproval",
            NAME_THEM,
        )
    if found.startswith(FILLING):
        raise OtherRecords(
            f"{shown(where)} is not whole yet: a copy of other records into it was not finished",
            "give the command that began it again, such as move-records FROM TO: it goes on where "
            "it stopped",
        )
    if found > HEAD:
        raise OtherRecords(
            f"{shown(where)} was made by a newer mcapproval (tables {found}, here {HEAD})",
            "use a newer mcapproval with these records",
        )
    return found


def of_this_version(where: str, found: str | None) -> None:
    if of_ours(where, found) < HEAD:
        raise OlderRecords(
            f"{shown(where)} was made by an older mcapproval (tables {found}, now {HEAD})",
            "upgrade it, which makes a backup of it first, with: mcapproval init --upgrade",
        )


def holds_nothing(where: str) -> bool:
    """Whether it is what a full disk, or an end too soon, left of records that could not be made:
    no table in it."""
    try:
        with engines.reading(engines.connect(where, ours=False)) as connection:
            return not inspect(connection).get_table_names()
    except DatabaseError:
        return False
