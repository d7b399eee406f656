"""Records that can't be used, opened, read or written: told in a sentence with what to do."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import disk_usage

from sqlalchemy.exc import DatabaseError, OperationalError

from mcapproval.errors import Busy, NotWhole, OnlyRead, OtherRecords, Unmet
from mcapproval.store import engine as engines
from mcapproval.store.addresses import shown
from mcapproval.store.beside import left_closed
from mcapproval.store.server import MAKE_ONE
from mcapproval.store.turned_away import (
    NO_LETTER,
    for_what_to_ask,
    is_as_at,
    to_be_let_in,
    to_see_an_earlier_day,
)
from mcapproval.store.verifying.readable import NOT_GIVEN, code_of, first_line

DAMAGE = ("no such table", "no such column", "does not exist", "malformed", "decode to UTF-8")
"""In what a database says when tables or text are not as we left them."""

HELD = ("SQLITE_BUSY", "SQLITE_LOCKED", "55P03", "40001", "40P01")
"""How SQLite and PostgreSQL say that others hold the records, or were first."""

BROKEN_OFF = ("08", "25P03", "53", "57")
"""How PostgreSQL says that it goes no further: the connection, room or time it has is at an end."""

UNWRITTEN = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "25006", "42501")
"""How they say that we may not write."""

FULL = ("SQLITE_FULL", "SQLITE_IOERR", "53100")
"""How they say that they get no room on the disk."""

ROOM = 64 * 1024
"""Bytes that SQLite needs beside the records before it writes anything."""

MAKE_ROOM = "nothing was half done: make room on the disk, then try again"
NAME_THEM = "give the place of the records with --records"
MAKE_THEM = (
    "make records there with: mcapproval init --as YOUR-NAME; or, where a command such as "
    "move-records FROM TO was stopped, give that again"
)
NAME_A_BACKUP = "name the file of a backup"


def is_gone(where: str) -> bool:
    """Whether no file is where records are to be."""
    return not engines.is_url(where) and not Path(where).is_file()


def none_at(where: str) -> OtherRecords:
    if Path(where).is_dir():
        return OtherRecords(
            f"{where} is a folder and no file of records",
            "name the file in it with --records, such as "
            f"{shlex.quote(str(Path(where) / 'records.db'))}",
        )
    return OtherRecords(
        f"there are no records at {where}",
        "name yours with --records, or go to the folder of their mcapproval.toml; make new "
        f"ones with: mcapproval --records {shlex.quote(where)} init --as YOUR-NAME",
    )


@contextmanager
def closed_told(where: str) -> Iterator[None]:
    """A database that can't be used is told in a sentence."""
    try:
        yield
    except OperationalError as fault:
        code = code_of(fault)
        if is_held(fault):
            raise _busy(where) from fault
        full = code.startswith(FULL) or _no_room(where)
        raise OtherRecords(
            f"the records at {shown(where)} can't be opened: {first_line(fault)}",
            "nothing was done: make room on the disk, then try again"
            if full
            else _to_open(where, str(fault.orig)),
        ) from fault
    except DatabaseError as fault:
        if code_of(fault) == NOT_GIVEN:
            said = first_line(fault)
            raise OtherRecords(
                f"{shown(where)} is not open to this user: {said}",
                for_what_to_ask(where, said),
            ) from fault
        raise OtherRecords(
            f"{shown(where)} is not a database of records: {first_line(fault)}",
            NAME_THEM,
        ) from fault


@contextmanager
def named_otherwise(hint: str) -> Iterator[None]:
    """Where no records are, the hint says how they are named here: not with --records."""
    try:
        yield
    except OtherRecords as fault:
        if fault.hint == MAKE_THEM or "--records" in fault.hint:
            fault.hint = hint
        raise


@contextmanager
def damage_told(where: str) -> Iterator[None]:
    """Records that can't be read or written any more are told in a sentence, once they were open.

    A program that asks what the tables never had has a fault of its own: that is passed on.
    """
    try:
        yield
    except DatabaseError as fault:
        code = code_of(fault)
        unwritten = code.startswith(UNWRITTEN)
        if is_held(fault):
            raise _busy(where) from fault
        if unwritten and is_gone(where):
            raise none_at(where) from fault
        if code.startswith(FULL) or (unwritten and _no_room(where)):
            said = "the disk is full" if _no_room(where) else first_line(fault)
            raise OtherRecords(
                f"the records at {shown(where)} can't be written: {said}",
                MAKE_ROOM,
            ) from fault
        if code.startswith(BROKEN_OFF) or (not code and _is_lost(where, fault)):
            raise Unmet(
                f"the server of the records at {shown(where)} broke off: {first_line(fault)}",
                "nothing is half done: see that the server runs, look whether it was done at all, "
                "and if not, try again",
            ) from fault
        if unwritten:
            raise _only_read(where, fault) from fault
        if code == NO_LETTER:
            raise OtherRecords(
                f"the records at {shown(where)} have not every letter: {first_line(fault)}",
                MAKE_ONE,
            ) from fault
        if any(sign in first_line(fault) for sign in DAMAGE):
            raise NotWhole(
                f"the records at {shown(where)} are damaged: {first_line(fault)}",
                "see what else is wrong with: mcapproval audit verify",
            ) from fault
        raise


@contextmanager
def copy_told(copy: Path, of: str) -> Iterator[None]:
    """OtherRecords for a copy for which there is no room, as where there is none for the records;
    whatever else is wrong is passed on."""
    try:
        yield
    except DatabaseError as fault:
        code = code_of(fault)
        full = code.startswith(FULL) and not code.endswith("_READ")
        if not full and not (code.startswith(UNWRITTEN) and _no_room(str(copy))):
            raise
        said = "the disk is full" if _no_room(str(copy)) else first_line(fault)
        raise OtherRecords(
            f"a copy of {shown(of)} can't be written in {copy.absolute().parent}: {said}",
            "nothing was done: make room on the disk, then try again",
        ) from fault


def _to_write(where: str) -> str:
    left = [*left_closed(where)]
    if left and engines.lies_still(where):  # else rows may stand in what lies beside
        return (
            f"remove {' and '.join(map(str, left))}, left by somebody who could only read them, "
            "while nobody uses these records"
        )
    return (
        "where they moved, use the new place; else copy them to a folder in which you may write, "
        "or ask for the right to"
    )


def _to_open(where: str, said: str) -> str:
    if not engines.is_url(where):
        return "check that it is a file, and that you may read and write it and in its folder"
    return to_be_let_in(said)


def _only_read(where: str, fault: DatabaseError) -> OnlyRead:
    said, place = first_line(fault), f"the records at {shown(where)}"
    if not engines.is_url(where):
        return OnlyRead(f"{place} can only be read: {said}", _to_write(where))
    if is_as_at(fault.statement):
        hint = to_see_an_earlier_day(where, said)
        return OnlyRead(f"{place} can't be shown as of an earlier day: {said}", hint)
    hint = for_what_to_ask(where, said)
    return OnlyRead(f"{place} are not open to this user for that: {said}", hint)


def is_held(fault: DatabaseError) -> bool:
    """Whether others hold the records, or were first."""
    return code_of(fault).startswith(HELD)


def _is_lost(where: str, fault: DatabaseError) -> bool:
    """Whether PostgreSQL can't be reached, or not any more: no code of its own comes with it."""
    return engines.is_url(where) and isinstance(fault, OperationalError)


def _busy(where: str) -> Busy:
    return Busy(
        f"others write in the records at {shown(where)} just now",
        "nothing was half done: try again in a moment; if it stays so, close other "
        "programs that use these records",
    )


def _no_room(where: str) -> bool:
    """Whether the disk of a file is full: SQLite then says that it may only be read."""
    if engines.is_url(where):
        return False
    with suppress(OSError):
        return disk_usage(Path(where).absolute().parent).free < ROOM
    return False
