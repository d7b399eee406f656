"""Four processes that move the same ten applications of one SQLite file, beside four that have a
file each and nothing to guard: how much of that is left, and whether anything fails or is lost.
"""

from __future__ import annotations

import multiprocessing
import random
import shutil
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
from mcapproval.store import queries
from mcapproval.store.rows.folded import Case

WORKERS, HOT, MOVES, ROUNDS = 4, 10, 500, 5
FASTER = "told that others were faster"


def made(place: Path) -> list[str]:
    """Records with applications that ana can hold and resume."""
    desk = setup.init(str(place), "admin", simulated=True, day=DAY)
    known.add_person(desk, "ana", "Ana", None, None)
    known.grant(desk, "ana", "author")
    ana = as_person(desk, "ana")
    return [applications.open_application(ana, DRAFT / "draft.yaml").ref for _ in range(HOT)]


def work(place: Path, refs: list[str], seed: int, ready: Barrier, told: Any) -> None:
    """Look at a case, and hold or resume it; others may have been faster since."""
    chance, rows, why = random.Random(seed), list[int](), Counter[str]()
    with sit_down(str(place), "ana", DAY).kept_open() as desk:
        event.listen(desk.records._engine, "connect", setting("NORMAL"))
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


def run(places: list[Path], refs: list[str]) -> tuple[float, list[int], Counter[str]]:
    """Moves made a second by all together, their rows, and what else they were told."""
    started = multiprocessing.get_context("forkserver")
    ready, told = started.Barrier(len(places)), started.Queue()
    workers = [
        started.Process(target=work, args=(place, refs, seed, ready, told))
        for seed, place in enumerate(places)
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
        alone, shared_by_all, one = list[float](), list[float](), list[float]()
        rows, why = list[int](), Counter[str]()
        for _ in range(ROUNDS):
            alone.append(run(own, refs)[0])
            one.append(run(own[:1], refs)[0])
            a_second, made_, told = run([shared] * WORKERS, refs)
            shared_by_all.append(a_second)
            rows, why = rows + made_, why + told
        apart, together, single = median(alone), median(shared_by_all), median(one)
        desk = sit_down(str(shared), "admin", DAY)
        with desk.reading() as connection:
            there = {each.seq for each in queries.events(connection) if each.act == "moved"}
        lost = len(set(rows) - there) + (len(rows) - len(set(rows)))
        assert audit.audit(desk).whole
    errors = sum(times for said, times in why.items() if said.startswith("error"))
    print(f"\n### {WORKERS} writing processes, {HOT} hot applications, SQLite NORMAL\n")
    print("| what | moves a second | share |\n|---|---:|---:|")
    print(f"| a file for each, nothing to guard | {apart:.0f} | 100 % |")
    print(f"| one file for all | {together:.0f} | {together / apart:.0%} |")
    print(f"| one process alone | {single:.0f} | {single / apart:.0%} |")
    print(f"\n{len(rows)} moves made, {errors} errors, {lost} lost")
    for said, times in why.most_common():
        print(f"{times} x {said}")
    note = f"{errors} errors, {lost} lost; one process alone {single / apart:.0%}"
    keep("writers", [("one file for all", 1 / apart, 1 / together)], note)


if __name__ == "__main__":
    main()
