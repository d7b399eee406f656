"""The packs of many applications, several at a time, each in a folder of its own.

Each process opens the records for itself and holds one pack at a time, so memory does not grow with
their number. What is whole already is left, so that a run that was stopped can go on.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread

from mcapproval.actions.desk import Desk, sit_down
from mcapproval.actions.lookup import application_row, case_row
from mcapproval.actions.papers.packs import pack
from mcapproval.documents.made_with import made_with
from mcapproval.documents.pack_files import verify
from mcapproval.documents.pack_manifest import looks_of, manifest_of
from mcapproval.errors import Trouble, Unmet
from mcapproval.rules.book_hash import book_hash
from mcapproval.store import queries
from mcapproval.store.keep import contents_there
from mcapproval.store.rows.folded import Application

AHEAD = 4
"""Packs for each process that wait in line: enough to keep it busy."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of one: `made`, `there` already, or `failed`; `told` is what to say of it."""

    ref: str
    folder: Path
    how: str
    told: tuple[str, ...] = ()


def wanted(desk: Desk, refs: Sequence[str]) -> tuple[str, ...]:
    """The applications asked for, each once; where none was named, all whose text is there."""
    with desk.reading() as connection:
        if refs:
            found = [application_row(connection, case_row(connection, ref).ref) for ref in refs]
        else:
            there = contents_there(connection)
            found = [row for row in queries.many(connection, Application) if row.content in there]
        return tuple(dict.fromkeys(row.ref for row in found))


def packed_each(
    desk: Desk, refs: Sequence[str], into: Path, looks: Sequence[str], jobs: int
) -> Iterator[Done]:
    """The packs in the order of `refs`, made by so many processes as `jobs` says."""
    if jobs == 1 or len(refs) < 2:
        for ref in refs:
            yield _one(desk, ref, into / ref, looks)
        return
    where, day = desk.records.where, desk.today
    line: deque[Future[Done]] = deque()
    try:
        spawn = get_context("spawn")
        pool = ProcessPoolExecutor(min(jobs, len(refs)), spawn, initializer=_not_alone)
        with _ended(pool):
            for ref in refs:
                with _deaf():
                    line.append(pool.submit(_apart, where, day, ref, into / ref, tuple(looks)))
                if len(line) >= jobs * AHEAD:
                    yield line.popleft().result()
            while line:
                yield line.popleft().result()
    except BrokenProcessPool as fault:
        raise Unmet(
            "one of the processes was ended from outside, as where memory runs out",
            "ask again with fewer --jobs: what is whole already is left as it is",
        ) from fault


@contextmanager
def _ended(pool: ProcessPoolExecutor) -> Iterator[None]:
    """Whoever is stopped waits for the packs that are being made, and not for those in line."""
    with pool:
        try:
            yield
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes that begin within don't hear Ctrl-C, which a terminal sends to all of them: it is
    for their parent to say what came of it. Heard by that it is after the block.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _not_alone() -> None:
    """A process whose parent is killed ends too: nothing else would tell it, and it would wait for
    work for ever. A pack that it has half done is not there yet under its name.
    """
    Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _apart(where: str, day: date, ref: str, folder: Path, looks: tuple[str, ...]) -> Done:
    """In a process of its own."""
    return _one(_desk(where, day), ref, folder, looks)


@cache
def _desk(where: str, day: date) -> Desk:
    """The records, opened once a process, on the day of whoever asked."""
    return sit_down(where, None, day)


def _one(desk: Desk, ref: str, folder: Path, looks: Sequence[str]) -> Done:
    try:
        if _whole(desk, ref, folder, looks):
            return Done(ref, folder, "there")
        return Done(ref, folder, "made", pack(desk, ref, folder, looks).told)
    except Trouble as fault:
        return Done(ref, folder, "failed", (fault.message,))


def _whole(desk: Desk, ref: str, folder: Path, looks: Sequence[str]) -> bool:
    """Whether the folder holds the very pack that would be made of the case now."""
    if not folder.is_dir() or verify(folder):
        return False
    manifest = manifest_of(folder)
    with desk.reading() as connection:
        row = queries.journal_row(connection, case_row(connection, ref).last_row)
    return (
        manifest["ref"] == ref
        and row == (manifest["row"]["number"], manifest["row"]["hash"])
        and looks_of(manifest) == tuple(looks)
        and (manifest["made_with"], manifest["rule_book"]) == (made_with(), book_hash())
    )
