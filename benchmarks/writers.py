"""Four processes that move the same ten applications of one SQLite file: how much they get done of
what the same four do on such a file unprotected, and whether anything fails or is lost.

Unprotected is how a program behaves that leaves it to the driver: a transaction begins with the
first row that is written, not with what it is judged by, and nobody looks whether a case has moved
on since. One chain can't be written so: there each has its own. What four do that have a file each
is shown as well: SQLite lets one write at a time, so one file never gives as much.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import random
import shutil
import sqlite3
import tempfile
import time
from collections import Counter
from multiprocessing.synchronize import Barrier
from pathlib import Path
from statistics import median
from typing import Any

from measure import QUICK, keep
from move import DAY, DRAFT, setting
from sqlalchemy import event

from mcapproval.actions import audit, setup
from mcapproval.actions.cases import moves
from mcapproval.actions.cases.moves import Said
from mcapproval.actions.desk import Desk, as_person, sit_down
from mcapproval.actions.drafts import applications
from mcapproval.actions.people import known
from mcapproval.errors import Refused
from mcapproval.store import queries, transactions, writer
from mcapproval.store.asking import Step
from mcapproval.store.events import Event
from mcapproval.store.rows.folded import Case
from mcapproval.store.triggers import NAMES
from mcapproval.store.writer import Writer

WORKERS, HOT, MOVES, ROUNDS = 4, 10, 500, 5
FAR = 10**9
"""Rows between the chains that are written side by side."""

OURS = "one file for all"
FASTER = "told that others were faster"


def made(place: Path) -> list[str]:
    """Records with applications that ana can hold and resume."""
    desk = setup.init(str(place), "admin", simulated=True, day=DAY)
    known.add_person(desk, "ana", "Ana", None, None)
    known.grant(desk, "ana", "author")
    ana = as_person(desk, "ana")
    return [applications.open_application(ana, DRAFT / "draft.yaml").ref for _ in range(HOT)]


def unprotect(seed: int) -> None:
    """Take from this process, which ends soon, all that guards those who write from each other."""
    begin, step_of, add = transactions.begin, writer.step_of, Writer.add
    begun = Writer.__init__
    last = [seed * FAR, hashlib.sha256(str(seed).encode()).hexdigest()]

    def only_to_read(connection: Any, patience: int | None = None) -> None:
        if patience is None:
            begin(connection)

    def of_any_version(dialect: Any, change: Any, seen: int) -> Any:
        step = step_of(dialect, change, seen)
        if change.table != writer.CASE:
            return step
        names = tuple(change.key), tuple(change.values)
        return Step(writer.updating(dialect, change.table, *names), step.values)

    def own_chain(self: Writer, *about: Any) -> None:
        begun(self, *about)
        self.seq, self.head = last

    def own_row(self: Writer, *row: Any, **more: Any) -> Event:
        made = add(self, *row, **more)
        last[:] = self.seq, self.head
        return made

    transactions.begin, writer.step_of = only_to_read, of_any_version
    Writer.__init__, Writer.add = own_chain, own_row
    Writer._next_of = lambda self, _: self.seq + 1


def work(place: Path, refs: list[str], seed: int, ready: Barrier, told: Any, guarded: bool) -> None:
    """Look at a case, and hold or resume it; others may have been faster since."""
    chance, rows, why = random.Random(seed), list[int](), Counter[str]()
    if not guarded:
        unprotect(seed)
    with sit_down(str(place), "ana", DAY).kept_open() as desk:
        event.listen(desk.records._engine, "connect", setting("NORMAL"))
        if not guarded:
            event.listen(desk.records._engine, "connect", begin_with_a_row)
        ready.wait()
        begun = time.perf_counter()
        for _ in range(MOVES):
            ref = chance.choice(refs)
            paused = state(desk, ref) == "on-hold"
            name, sets = ("resume", {}) if paused else ("hold", {"reason": "a pause"})
            try:
                rows.append(moves.move(desk, ref, name, Said(sets)).row)
            except Refused as refusal:
                faster = any(reason.code == "NOT-OPEN" for reason in refusal.reasons)
                why[FASTER if faster else f"error: {refusal.message}"] += 1
            except Exception as fault:
                why[f"error: {fault}"] += 1
        told.put((rows, why, time.perf_counter() - begun))


def state(desk: Desk, ref: str) -> str:
    with desk.reading() as connection:
        found = queries.one(connection, Case, ref=ref)
    return found.state if found else ""


def begin_with_a_row(raw: sqlite3.Connection, _: Any) -> None:
    """What the driver does where nobody says otherwise."""
    raw.isolation_level = ""


def copied(of: Path, place: Path) -> Path:
    """Records without the guards of their journal, for which chains beside each other are wrong."""
    shutil.copyfile(of, place)
    with sqlite3.connect(place) as raw:
        for name in NAMES["sqlite"]:
            raw.execute(f"DROP TRIGGER {name}")
    raw.close()
    return place


def run(
    places: list[Path], refs: list[str], guarded: bool = True
) -> tuple[float, list[int], Counter[str]]:
    """Moves made a second by all together, their rows, and what else they were told."""
    started = multiprocessing.get_context("forkserver")
    ready, told = started.Barrier(len(places)), started.Queue()
    workers = [
        started.Process(target=work, args=(place, refs, seed, ready, told, guarded))
        for seed, place in enumerate(places, 1)
    ]
    for worker in workers:
        worker.start()
    found = [told.get() for _ in workers]
    for worker in workers:
        worker.join()
    rows = [row for each, _, _ in found for row in each]
    why = sum((each for _, each, _ in found), Counter[str]())
    return len(rows) / max(seconds for _, _, seconds in found), rows, why


def main() -> None:
    with tempfile.TemporaryDirectory(dir=QUICK) as folder:
        shared = Path(folder) / "shared.db"
        refs = made(shared)
        own = [Path(folder) / f"own-{number}.db" for number in range(WORKERS)]
        for place in own:
            shutil.copyfile(shared, place)
        bare, whole, alone, one = (list[float]() for _ in range(4))
        rows, why, failed = list[int](), Counter[str](), Counter[str]()
        for number in range(ROUNDS):
            unguarded = copied(shared, Path(folder) / f"bare-{number}.db")
            a_second, _, told = run([unguarded] * WORKERS, refs, guarded=False)
            bare.append(a_second)
            failed += told
            a_second, made_, told = run([shared] * WORKERS, refs)
            whole.append(a_second)
            rows, why = rows + made_, why + told
            alone.append(run(own, refs)[0])
            one.append(run(own[:1], refs)[0])
        desk = sit_down(str(shared), "admin", DAY)
        with desk.reading() as connection:
            there = {each.seq for each in queries.events(connection) if each.act == "moved"}
        lost = len(set(rows) - there) + (len(rows) - len(set(rows)))
        assert audit.audit(desk).whole
    unprotected, guarded = median(bare), median(whole)
    errors = sum(times for said, times in why.items() if said.startswith("error"))
    assert not any(said.startswith("error") for said in failed), failed
    print(f"\n### {WORKERS} writing processes, {HOT} hot applications, SQLite NORMAL\n")
    print("| what | moves a second | share |\n|---|---:|---:|")
    for what, found in (
        ("one file for all, unprotected", bare),
        (OURS, whole),
        ("a file for each", alone),
        ("one process alone", one),
    ):
        print(f"| {what} | {median(found):.0f} | {median(found) / unprotected:.0%} |")
    print(f"\n{len(rows)} moves made, {errors} errors, {lost} lost")
    for said, times in why.most_common():
        print(f"{times} x {said}")
    beside = f"with a file each they do {median(alone) / unprotected:.0%}"
    note = f"{errors} errors, {lost} lost; {beside}, one alone {median(one) / unprotected:.0%}"
    keep("writers", [(OURS, 1 / unprotected, 1 / guarded)], note)


if __name__ == "__main__":
    main()
