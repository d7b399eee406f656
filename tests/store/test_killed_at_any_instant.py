"""Writers that are killed at any instant, and writers that race: nothing is lost, nothing twice."""

from __future__ import annotations

import multiprocessing
import os
import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from tests.actions.walking import opened
from tests.conftest import Places
from tests.simulated import peopled
from tests.store.dying import moves_on_and_on, races
from tests.store.moving import seated

from mcapproval.actions import audit
from mcapproval.actions.desk import Desk
from mcapproval.store import queries
from mcapproval.store.engine import is_url
from mcapproval.store.events import Event
from mcapproval.store.rows.folded import Case

ROUNDS = int(os.environ.get("MCAPPROVAL_KILLS", "5"))
LONGEST = 0.08
"""Seconds after its first move within which a worker is killed: some thirty moves."""

STARTED = multiprocessing.get_context("forkserver")
STARTED.set_forkserver_preload(["tests.store.dying"])


def acknowledged(where: str, ref: str, chance: random.Random) -> list[int]:
    """The rows that a worker told of before it was killed."""
    here, there = STARTED.Pipe(duplex=False)
    worker = STARTED.Process(target=moves_on_and_on, args=(where, ref, there))
    worker.start()
    there.close()
    rows = [here.recv()]
    worker.join(timeout=chance.uniform(0, LONGEST))
    worker.kill()
    worker.join()
    return rows + told(here)


def told(here: Connection) -> list[int]:
    rows = []
    try:
        while True:
            rows.append(here.recv())
    except EOFError:
        here.close()
    return rows


def moved(desk: Desk, ref: str) -> list[Event]:
    with desk.reading() as connection:
        return [event for event in queries.events(connection, ref) if event.act == "moved"]


@pytest.mark.slow
def test_a_worker_killed_at_any_instant_loses_no_move_it_told_of(desk: Desk, sample: Path) -> None:
    ref, where, chance = opened(desk, sample), desk.records.where, random.Random(ROUNDS)
    kept, more = list[int](), 0
    for _ in range(ROUNDS):
        kept += acknowledged(where, ref, chance)
        found = moved(desk, ref)
        rows = [event.seq for event in found]
        assert set(kept) <= set(rows)
        more = len(rows) - len(kept)
        assert audit.audit(desk).faults == ()
        with desk.reading() as connection:
            case = queries.one(connection, Case, ref=ref)
        assert case is not None
        assert (case.state, case.last_row) == (found[-1].data["to"], rows[-1])
    assert more <= ROUNDS  # at most the one that each was making when it was killed
    engine = "PostgreSQL" if is_url(where) else "SQLite"
    said = f"{len(kept)} moves told of and there, {more} made but not told of"
    print(f"{engine}: {ROUNDS} killed, {said}")


@pytest.mark.slow
@pytest.mark.parametrize(("workers", "cases"), [(8, 50)])
def test_many_who_race_on_one_postgresql_make_each_move_once(
    databases: Places, sample: Path, workers: int, cases: int
) -> None:
    where = databases.copy("peopled", peopled)
    desk = seated(where)
    refs = [opened(desk, sample) for _ in range(cases)]
    with STARTED.Manager() as manager, ThreadPoolExecutor(workers) as waiting:
        ready = manager.Barrier(workers)
        pool = STARTED.Pool(workers)
        with pool:
            runs = [
                pool.apply_async(races, (where, refs, "show-need", seed, ready))
                for seed in range(workers)
            ]
            found = list(waiting.map(lambda run: run.get(), runs))
    for ref in refs:
        won = [each[ref] for each in found if isinstance(each[ref], int)]
        assert won == [event.seq for event in moved(desk, ref)]
        assert len(won) == 1
    told_why = [(ref, said) for each in found for ref, said in each.items()]
    lost = Counter(said.replace(ref, "REF") for ref, said in told_why if isinstance(said, str))
    assert lost.total() == (workers - 1) * cases
    assert all("show-need" in said or "being changed by others" in said for said in lost)
    assert audit.audit(desk).faults == ()
    wins = [sum(isinstance(row, int) for row in each.values()) for each in found]
    print(f"{workers} workers, {cases} cases: won {wins}; the others were told:")
    for said, times in lost.most_common():
        print(f"  {times} x {said}")
