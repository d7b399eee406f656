"""Applications by the thousand under the rules of another day, beside `json.loads` of them.

Each application is held to the law of its own day and to that of the other. The drafts are made
from the samples; no two are the same, and the records know the organisations that they name. The
floor is measured between the pieces of each replay, so that both see the same machine.
`python benchmarks/replay.py 5000` tries fewer.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select

from mcapproval.actions import setup
from mcapproval.actions.desk import Desk
from mcapproval.actions.replay import asked, replay, seldom_collected
from mcapproval.canonical import canonical, digest
from mcapproval.draft.model import Draft
from mcapproval.draft.reader import read_draft
from mcapproval.policy.model import SHIPPED
from mcapproval.rules.book import RULES
from mcapproval.rules.book_hash import book_hash
from mcapproval.rules.examine import examine
from mcapproval.store.clauses import table
from mcapproval.store.keep import CONTENT
from mcapproval.store.rows.folded import Application, Case
from mcapproval.store.rows.kept import FindingCache

NUMBER = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
SAMPLES = {
    "digital-skills-for-the-workplace": date(2020, 7, 15),
    "digital-accessibility": date(2024, 7, 15),
    "community-led-development-facilitation": date(2026, 6, 15),
}
"""The samples with the day on which each was submitted and had no finding."""

FOLDER = Path(__file__).parents[1] / "samples/good"
PIECE = 200
"""Applications between two turns of the floor."""

OTHER_DAYS = (date(2022, 6, 1), date(2027, 3, 1))
FAULTY = 10
"""One in so many is stored with faults on its own day: what is submitted has few."""


def drafts() -> Iterator[tuple[date, dict[str, Any]]]:
    """The samples with other titles, credits, hours, weeks, days and words, none twice."""
    bases = [
        (day, dict(read_draft(FOLDER / name / "draft.yaml").draft.without_people().data))
        for name, day in SAMPLES.items()
    ]
    for n in range(NUMBER):
        day, base = bases[n % len(bases)]
        draft: dict[str, Any] = json.loads(json.dumps(base))
        times = 1 + n % 3
        draft["title"] += f" {n}"
        draft["credits"] *= times
        draft["delivery"]["weeks"] *= times
        draft["learning_hours"] = {k: h * times for k, h in draft["learning_hours"].items()}
        for k, outcome in enumerate(draft["learning_outcomes"]):
            outcome["statement"] += f" in setting {n + k}"
            outcome["hours"] *= times
        for item in draft["need"]["evidence"]:
            item["says"] = f"{item.get('says', '')} As told in {n}."
        if n % FAULTY == 0:
            faults(draft, n)
        yield day + timedelta(days=n % 100), draft


def faults(draft: dict[str, Any], n: int) -> None:
    """Another level and credits than its hours are for, old evidence, a barred word."""
    draft["level"], draft["credits"] = 1 + n % 11, 1 + n % 45
    draft["title"] += " of New Zealand"
    for k, item in enumerate(draft["need"]["evidence"]):
        item["dated"] = f"{2018 + (n + k) % 8}-{1 + n % 12:02}-{1 + k % 28:02}"


def stored(desk: Desk) -> None:
    """Rows as an application leaves them when it is submitted, its findings kept as they are then;
    without its journal, since only reading is measured.
    """
    case = {
        **{"track": "application", "definition": "nzqa-application", "definition_hash": ""},
        **{"state": "approved", "version": 1, "provider": "x", "opened_by": "PER-0001"},
        **{"opened_on": "2020-01-01", "entered_on": "2020-01-01", "last_on": "2020-01-01"},
        **{"last_row": 1, "came_from": "{}"},
    }
    with desk.writing() as writer:
        rows: list[tuple[dict[str, Any], ...]] = []
        book, policy = book_hash(), SHIPPED.digest()
        for n, (day, draft) in enumerate(drafts()):
            body = canonical(draft)
            ref, name = f"APP-2026-{n:07}", digest(body)
            application = {
                **{"ref": ref, "route": draft["route"], "kind": draft["kind"], "of_ref": None},
                **{"title": draft["title"], "number": 1, "content": name},
                **{"law_day": day.isoformat(), "application_reference": None},
            }
            found = [f.as_json() for f in examine(Draft(draft), day, SHIPPED, RULES)]
            kept = {
                **{"content": name, "book": book, "policy": policy, "day": day.isoformat()},
                "body": canonical(found).decode(),
            }
            rows.append(({"hash": name, "body": body}, {"ref": ref, **case}, application, kept))
            if len(rows) == 1000 or n + 1 == NUMBER:
                for target, part in zip(
                    (CONTENT, table(Case), table(Application), table(FindingCache)),
                    zip(*rows, strict=True),
                    strict=True,
                ):
                    writer.connection.execute(insert(target), list(part))
                rows.clear()


def organisations(desk: Desk) -> None:
    """Those of the samples, as they are entered when a draft is put into the records."""
    for name in SAMPLES:
        draft = read_draft(FOLDER / name / "draft.yaml").draft
        for key, facts in draft.get("/organisations").items():
            if key not in {known.key for known in setup.list_organisations(desk)}:
                setup.add_organisation(desk, key, facts["name"], facts["type"], None)


def contents(connection: Connection) -> Iterator[bytes]:
    """The contents as they are kept, in the order in which they are replayed."""
    rows = (
        select(CONTENT.c.body)
        .join(table(Application), table(Application).c.content == CONTENT.c.hash)
        .order_by(table(Application).c.ref)
    )
    for (body,) in connection.execute(rows, execution_options={"yield_per": PIECE}):
        yield body


def held() -> float:
    """MB that this process holds now; the most it ever held where that is not told."""
    try:
        for line in Path("/proc/self/status").read_text("utf-8").splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Replayed(NamedTuple):
    """Seconds of this process for each application, of ours and of the floor; MB held after a tenth
    and after all; how many changed how.
    """

    each: float
    floor: float
    early: float
    late: float
    changes: Counter[str]

    @property
    def of_allowed(self) -> float:
        return self.each / (3 * self.floor + 100e-6)


def again(desk: Desk, day: date) -> Replayed:
    """One replay, with `json.loads` of each piece of the contents after it."""
    changes: Counter[str] = Counter()
    early = ours = floor = 0.0
    with desk.reading() as connection, seldom_collected():
        bodies = contents(connection)
        began = time.process_time()
        for n, one in enumerate(replay(desk, None, asked(day, None, None, day)), start=1):
            changes[one.change] += 1
            if n % PIECE and n < NUMBER:
                continue
            ours += time.process_time() - began
            if not early and n * 10 >= NUMBER:
                early = held()
            piece = list(islice(bodies, PIECE))
            began = time.process_time()
            for body in piece:
                json.loads(body)
            floor += time.process_time() - began
            began = time.process_time()
    return Replayed(ours / NUMBER, floor / NUMBER, early, held(), changes)


with tempfile.TemporaryDirectory() as folder:
    desk = setup.init(str(Path(folder) / "r.db"), "admin", simulated=True, day=date(2026, 11, 1))
    organisations(desk)
    stored(desk)
    with desk.reading() as connection:
        size = sum(map(len, contents(connection))) / NUMBER / 1024
    print(
        f"\n### Replay of {NUMBER} applications of {size:.1f} KB\n\n"
        "| what | each | json.loads | x json.loads | of 3 x json.loads + 100 us "
        "| held after a tenth | after all |\n|---|---:|---:|---:|---:|---:|---:|"
    )
    for kept in (True, False):
        if not kept:
            with desk.writing() as writer:
                writer.connection.execute(delete(table(FindingCache)))
        for day in OTHER_DAYS:
            found = again(desk, day)
            how = "findings kept" if kept else "all made anew, as after a change of the rules"
            print(
                f"| held to {day}, {how} | {found.each * 1e6:.0f} us | {found.floor * 1e6:.0f} us "
                f"| {found.each / found.floor:.1f} | {found.of_allowed:.2f} "
                f"| {found.early:.0f} MB | {found.late:.0f} MB |",
                flush=True,
            )
    print(f"\nOn the last day: {dict(found.changes)}")
