"""What waits, for one person or by whose turn it is: cases and items, the overdue ones first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from mcapproval.reports.due import left
from mcapproval.reports.table import Column, Table


@dataclass(frozen=True, slots=True)
class Waits:
    """A case or an item of one that waits for somebody.

    `item` is the number of the item, None for the case itself; `what` says which it is in words and
    `says` what the item asks. `days` are left until `due_on`, negative where it is overdue. `turn`
    is a role, an outside body or the owner of the item. `can` are the moves that whoever asks can
    make now, `for_whom` those of them for which they must say in whose place, `next_move` the first
    that would go on and `reasons` how many stand against it; they are empty and None where nobody
    in particular asks.
    """

    ref: str
    title: str
    item: int | None
    what: str
    says: str
    due_on: str | None
    days: int | None
    turn: str
    turn_title: str
    can: tuple[str, ...] = ()
    for_whom: tuple[str, ...] = ()
    next_move: str = ""
    reasons: int | None = None


MINE = (
    Column("due_on", "Due", day=True),
    Column("left", "Left", whole=True),
    Column("ref", "Case", whole=True),
    Column("what", "What"),
    Column("to_do", "You can"),
    Column("about", "", below=True),
)

EVERYBODY = (
    Column("turn_title", "Whose turn"),
    Column("due_on", "Due", day=True),
    Column("left", "Left", whole=True),
    Column("ref", "Case", whole=True),
    Column("what", "What"),
    Column("about", "", below=True),
)


def table(rows: Sequence[Waits], everybody: bool, note: str) -> Table:
    """For people; a program gets the rows as they are."""
    return Table(
        EVERYBODY if everybody else MINE,
        tuple(_row(row) for row in rows),
        empty=note,
        note=note,
    )


def _row(row: Waits) -> dict[str, str | int | None]:
    told = {k: v for k, v in asdict(row).items() if k not in ("can", "for_whom", "says", "title")}
    return {
        **told,
        "left": "" if row.days is None else left(row.days),
        "about": ": ".join(part for part in (row.title, row.says) if part),
        "to_do": _to_do(row),
    }


def _to_do(row: Waits) -> str:
    if row.can:
        return ", ".join(f"{m} (say --for whom)" if m in row.for_whom else m for m in row.can)
    if row.reasons:
        many = "1 reason" if row.reasons == 1 else f"{row.reasons} reasons"
        return f"not yet {row.next_move}: {many}"
    return ""
