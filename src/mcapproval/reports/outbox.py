"""The outbox: what people are told of what is due, and whether it was sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from mcapproval.reports.due import left
from mcapproval.reports.paging import Page
from mcapproval.reports.table import Column, Table

KINDS = {"remind": "reminder", "overdue": "is due", "escalate": "escalation"}

STANDINGS = {
    "waits": "not sent",
    "sent": "sent",
    "overtaken": "no longer true",
}
"""What a notice is now, in people's words. One that is no longer true is not sent any more."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One line of the outbox; days are ISO days.

    `row` is its row of the journal, None where it would only be written. `kind` is remind, overdue
    or escalate, `about` is `state:drafting` or `item:3` and `what` says that in words. `days` are
    left on the day asked about, negative where it is overdue. `to_role` is the role that is told
    and `to` its title; `instead` that of whoever is told because nobody holds the role. `see` is
    the command that shows more, without the program's name.
    """

    row: int | None
    ref: str
    title: str
    kind: str
    about: str
    what: str
    due_on: str
    days: int
    to_role: str
    to: str
    on_day: str
    sent_on: str | None
    standing: str
    see: tuple[str, ...]
    instead: str = ""


COLUMNS = (
    Column("row", "Row", only="data"),
    Column("ref", "Case", whole=True),
    Column("what", "What"),
    Column("due_on", "Due", day=True),
    Column("left", "Left", only="text", whole=True),
    Column("days", "Left", only="data"),
    Column("kind", "Kind", only="data"),
    Column("said", "Notice", only="text"),
    Column("about", "About", only="data"),
    Column("to", "To"),
    Column("to_role", "Role", only="data"),
    Column("on_day", "Written", day=True),
    Column("stands", "Now", only="text"),
    Column("standing", "Now", only="data"),
    Column("sent_on", "Sent", only="data"),
    Column("title", "Title", bare=True),
)

FIRED = tuple(c for c in COLUMNS if c.key not in ("on_day", "stands", "standing", "sent_on"))
"""The columns of notices that are written just now."""


def _laid_out(columns: tuple[Column, ...], narrow: bool) -> tuple[Column, ...]:
    """Where a line has no room for them, who is told and the title stand below."""
    set_in = {
        "title": Column("title", "", below=True, bare=True),
        "to": Column("to", "to", below=True),
    }
    return tuple(set_in.get(each.key, each) for each in columns) if narrow else columns


def table(page: Page[Notice], narrow: bool = False) -> Table:
    unsent = sum(1 for notice in page.rows if notice.standing == "waits")
    return Table(
        _laid_out(COLUMNS, narrow),
        tuple(_row(notice) for notice in page.rows),
        empty="The outbox is empty: nothing was due when `mcapproval tick` ran last.",
        note=f"{page.said('notice')}{page.of_all(f', {unsent} not sent')}"
        f"{page.in_all('unsent', 'not sent')}.",
    )


def fired(notices: Sequence[Notice], dry: bool, moves: int = 0, narrow: bool = False) -> Table:
    """What one run of tick writes, or would write, beside so many moves that it makes."""
    count = f"{len(notices)} notice{'' if len(notices) == 1 else 's'}"
    would = f"{count} would be written; nothing was: this is a dry run."
    note = would if dry else f"{count} written to the outbox."
    return Table(
        _laid_out(FIRED, narrow),
        tuple(_row(notice) for notice in notices),
        empty=_nothing(dry, moves),
        note=note,
    )


def _nothing(dry: bool, moves: int) -> str:
    if not moves:
        would = "would be" if dry else "was"
        return f"Nothing new is due: nothing {would} written to the outbox."
    if dry:
        return "No notice would be written beside that; nothing was done: this is a dry run."
    return "No notice is due beside that: nothing was written to the outbox."


def _row(notice: Notice) -> dict[str, str | int | None]:
    known = {k: v for k, v in asdict(notice).items() if k not in ("see", "instead")}
    return {
        **known,
        "left": left(notice.days),
        "said": KINDS[notice.kind],
        "stands": STANDINGS[notice.standing],
    }
