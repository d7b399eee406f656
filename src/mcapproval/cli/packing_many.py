"""`pack` for many applications: a line for each on the way, and what came of them all."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from mcapproval.cli import seat
from mcapproval.cli.say import Progress, put, put_json, talk
from mcapproval.cli.stopping import GOES_ON, if_stopped
from mcapproval.errors import AskedWrongly

SAID = {"made": "made", "there": "there already", "failed": "FAILED"}


def pack_many(
    refs: tuple[str, ...], into: Path, looks: tuple[str, ...], jobs: int, as_json: bool
) -> int:
    """Make the packs and tell of each; 1 where one could not be made."""
    from mcapproval.actions.papers.many import packed_each, wanted

    if into.suffix.lower() == ".zip":
        raise AskedWrongly(
            f"{into} can't hold the packs of several applications: each has a folder of its own",
            "name a folder, or ask for one application at a time",
        )
    desk = seat.desk()
    every = wanted(desk, refs)
    progress = Progress("packed")
    counts: Counter[str] = Counter()
    rows = []
    with if_stopped(f"what is packed stays\n{GOES_ON}"):
        for done, one in enumerate(packed_each(desk, every, into, looks, jobs), 1):
            counts[one.how] += 1
            progress.clear()
            for said in one.told:
                talk(f"note: {one.ref}: {said}")
            if as_json:
                plain = {"ref": one.ref, "folder": str(one.folder), "how": one.how}
                rows.append({**plain, "notes": list(one.told)})
            else:
                put(f"{SAID[one.how]:14} {one.folder}")
            progress.tell(done, len(every))
    progress.clear()
    if as_json:
        put_json({"packs": rows})
    else:
        told = ", ".join(f"{number} {SAID[how].lower()}" for how, number in counts.items())
        put(f"{len(every)} applications: {told or 'none'}")
    return 1 if counts["failed"] else 0
