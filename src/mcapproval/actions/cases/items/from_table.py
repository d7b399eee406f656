"""A request for information that came as a Word table: its rows as items, its replies in place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases import clocking
from mcapproval.actions.cases.attached import attach
from mcapproval.actions.cases.items.of_case import case_to_add
from mcapproval.actions.cases.items.owners import known_owner
from mcapproval.actions.desk import Desk, settled
from mcapproval.actions.lookup import case_row
from mcapproval.actions.papers.official_forms import as_word, word_at
from mcapproval.actions.papers.printing import put_new
from mcapproval.documents.official_forms.request_heads import HEADS
from mcapproval.documents.official_forms.request_table import (
    Answered,
    Passed,
    Reply,
    RequestTable,
    answered,
    request_table,
)
from mcapproval.errors import AskedWrongly, Reason, Refused
from mcapproval.store import queries
from mcapproval.store.keep import Text, texts
from mcapproval.store.rows.folded import Item
from mcapproval.working_days import countable

KIND = "information"


@dataclass(frozen=True, slots=True)
class RowsAdded:
    """The numbers of the new items, what each column was taken for, and the rows passed over."""

    ref: str
    numbers: tuple[int, ...]
    taken: Mapping[str, str]
    passed: tuple[Passed, ...]


@dataclass(frozen=True, slots=True)
class RepliedIn:
    ref: str
    answered: Answered


def columns_named(pairs: Iterable[str]) -> dict[str, str]:
    """`asked=Matter` as what a column is for and its head."""
    found: dict[str, str] = {}
    for pair in pairs:
        what, equals, head = pair.partition("=")
        if not equals or what.strip() not in HEADS or not head.strip():
            raise AskedWrongly(
                f"--column takes WHAT=HEAD; {pair!r} is none",
                f"WHAT is one of {', '.join(HEADS)}, HEAD the words at the top of the column",
            )
        found[what.strip()] = head.strip()
    return found


def asked_in(file: Path, columns: Mapping[str, str]) -> RequestTable:
    """The rows of the table, as they would be taken in."""
    return request_table(word_at(file), columns)


def add_rows(
    desk: Desk,
    ref: str,
    file: Path,
    columns: Mapping[str, str],
    owner: str | None = None,
    due: date | None = None,
    effective: date | None = None,
) -> RowsAdded:
    """An item for each row, all in one row of the journal, with the file itself. Refused where the
    case has an item already that says what a row does; `due` is for rows that give no day.
    """
    word = word_at(file)
    table = request_table(word, columns)
    days = [row.due or due for row in table.rows]
    for day in {day for day in days if day is not None}:
        countable(day)

    def attempt() -> tuple[int, ...]:
        with desk.reading() as connection:
            case, on, acts_for = case_to_add(connection, desk, ref, effective, KIND)
            there = queries.many(connection, Item, ref=case.ref)
            _not_there(connection, case.ref, there, table)
            _to_come(case.ref, table, days, on)
            if owner:
                known_owner(connection, owner)
            dues = [day.isoformat() if day else None for day in days]
            fresh = [{"kind": KIND, "due": day} for day in dues]
            clock = clocking.with_items(connection, case, on, added=fresh)
        turn = max((item.round for item in there if item.round), default=1)
        first = len(there) + 1
        with desk.writing(acts_for) as writer:
            rows: list[dict[str, Any]] = [
                {
                    "number": first + at,
                    "kind": KIND,
                    "owner": owner,
                    "due": day,
                    "touches": None,
                    "round": turn,
                    "says": writer.text(Text(row.says, desk.salt())),
                }
                for at, (row, day) in enumerate(zip(table.rows, dues, strict=True))
            ]
            kept = [attach(writer, file.name, word.data)]
            data = {"items": rows, "files": kept, **clock}
            writer.add(case.ref, "item-added", on, data, seen=case.version)
        return tuple(row["number"] for row in rows)

    return RowsAdded(ref, settled(ref, attempt), table.taken, table.passed)


def _not_there(
    connection: Connection, ref: str, there: Iterable[Item], table: RequestTable
) -> None:
    asked = {row.says for row in table.rows}
    told = texts(connection, {item.says for item in there if item.says})
    twice = [item.number for item in there if item.says and told.get(item.says) in asked]
    if twice:
        numbers = ", ".join(map(str, twice))
        raise Refused(
            f"{ref} has rows of this table already: items {numbers}",
            hint=f"see: mcapproval item list {ref}",
        )


def _to_come(ref: str, table: RequestTable, days: Iterable[date | None], on: date) -> None:
    reasons = [
        Reason(
            "DAY",
            f"{row.says[:60]}: {day.isoformat()} is before {on.isoformat()}, when it is asked for",
            "correct the day in the table, or give the day of the request with --effective",
            "you",
        )
        for row, day in zip(table.rows, days, strict=True)
        if day is not None and day < on
    ]
    if reasons:
        raise Refused(f"the rows can't become items of {ref}", reasons)


def reply_in(desk: Desk, ref: str, file: Path, into: Path, columns: Mapping[str, str]) -> RepliedIn:
    """The table as it came, with the replies of the items that its rows became."""
    as_word(into)
    word = word_at(file)
    with desk.reading() as connection:
        case = case_row(connection, ref)
        items = queries.many(connection, Item, ref=case.ref, kind=KIND)
        told = texts(connection, {c for item in items for c in (item.says, item.reply) if c})
    replies: dict[str, Reply] = {}
    for item in sorted(items, key=lambda item: item.number):
        says = told.get(item.says) if item.says else None
        if says is not None:
            replies[str(says)] = _reply(item, told)
    done = answered(word, replies, columns)
    put_new(done.data, into)
    return RepliedIn(case.ref, done)


def _reply(item: Item, told: Mapping[str, Any]) -> Reply:
    if not item.reply:
        state = item.state.replace("-", " ")
        return Reply("", f"item {item.number} is {state} and has no reply")
    if item.reply not in told:
        return Reply("", f"the reply of item {item.number} was erased")
    return Reply(str(told[item.reply]))
