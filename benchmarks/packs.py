"""Packs of many applications: with one process, and with one for each of two cores.

The drafts are made from a sample, with its annexes; no two have the same title. Both rates are of
the same packs, and take turns. `python benchmarks/packs.py 1000` makes as many.
"""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from mcapproval.actions import setup
from mcapproval.actions.desk import Desk, as_person
from mcapproval.actions.drafts import applications
from mcapproval.actions.papers.many import packed_each, wanted
from mcapproval.actions.people import known
from mcapproval.documents.pack_manifest import LOOKS

NUMBER = int(sys.argv[1]) if len(sys.argv) > 1 else 40
SAMPLE = Path(__file__).parents[1] / "samples/good/community-led-development-facilitation"
DAY = date(2026, 6, 1)
ROUNDS = 2


def opened(folder: Path) -> Desk:
    """Records with as many applications as are asked for."""
    desk = setup.init(str(folder / "records.db"), "admin", simulated=True, day=DAY)
    known.add_person(desk, "ana", "Ana", None, None)
    known.grant(desk, "ana", "author")
    ana = as_person(desk, "ana")
    sample = folder / "sample"
    shutil.copytree(SAMPLE, sample)
    draft = sample / "draft.yaml"
    text = draft.read_text("utf-8")
    for number in range(NUMBER):
        draft.write_text(text.replace("title: ", f"title: No {number + 1} ", 1), "utf-8")
        applications.open_application(ana, draft)
    return desk


def rate(desk: Desk, folder: Path, jobs: int) -> float:
    """Packs a second."""
    refs = wanted(desk, ())
    begun = time.perf_counter()
    done = [one.how for one in packed_each(desk, refs, folder, LOOKS, jobs)]
    taken = time.perf_counter() - begun
    assert done == ["made"] * len(refs), done
    shutil.rmtree(folder)
    return len(refs) / taken


def held() -> float:
    """Megabytes at most, of this process and of the largest of its children."""
    ours = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    theirs = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return max(ours, theirs) / 1024


def main() -> None:
    with tempfile.TemporaryDirectory() as where:
        place = Path(where)
        desk = opened(place)
        rate_of = dict.fromkeys((1, 2), 0.0)
        for _ in range(ROUNDS):
            for jobs in rate_of:
                rate_of[jobs] = max(rate_of[jobs], rate(desk, place / "packs", jobs))
        print(f"\n### {NUMBER} packs, each of every paper in PDF and Word with its annexes\n")
        print("| processes | packs a second | x one process |\n|---|---:|---:|")
        for jobs, found in rate_of.items():
            print(f"| {jobs} | {found:.2f} | {found / rate_of[1]:.2f} |")
        print(f"\nMemory at most: {held():.0f} MB a process")


if __name__ == "__main__":  # the processes of a run begin by reading this file
    main()
