"""The demo: three stories played into fresh simulated records, with their packs and a due list."""

from __future__ import annotations

import shlex
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path

from mcapproval.actions import setup
from mcapproval.actions.audit import audit, write_beside
from mcapproval.actions.demo.chance import salts
from mcapproval.actions.demo.playing import Played, Tell, play
from mcapproval.actions.demo.story import FILE, Story, read_story
from mcapproval.actions.desk import Desk
from mcapproval.actions.own_folder import made_anew
from mcapproval.actions.reviewing import due
from mcapproval.clock import spoken
from mcapproval.errors import OurFault
from mcapproval.reports import due as due_report
from mcapproval.reports.due import DuePage
from mcapproval.reports.table import text
from mcapproval.shipped import shipped

STORIES = (
    "digital-skills-for-the-workplace",
    "digital-accessibility",
    "community-led-development-facilitation",
)
"""The samples played, oldest first: the journal's days go forward only."""

RECORDS, PACKS, DUE = "records.db", "packs", "due.txt"
ADMINISTRATOR = "admin"
WITHIN = 400
"""Days ahead that the due list looks."""


@dataclass(frozen=True, slots=True)
class DemoResult:
    """What the demo left. `head` is number and hash of the journal's last row.

    `hints` are commands to try next, each as it may be typed.
    """

    into: Path
    records: Path
    packs: tuple[Path, ...]
    due: Path
    stories: tuple[Played, ...]
    head: tuple[int, str]
    today: date
    hints: tuple[str, ...]


def run_demo(into: Path, tell: Tell) -> DemoResult:
    """Play the stories into the folder `into` and tell them, a line at a time.

    Two runs give the same journal and the same packs to the byte. Refused where the folder holds
    anything that the demo did not make.
    """
    with made_anew(into) as fresh:
        tell(f"Real micro-credentials, re-enacted in {into}. Nothing is sent.")
        tell("The people, the papers and the numbers are invented.")
        desk, played = _played(fresh, tell)
        page = due.due(desk.records.where, None, desk.today, due.Asked(WITHIN))
        write_beside(fresh / DUE, _due_list(page, desk.today).encode())
        verdict = audit(desk)
        if verdict.faults:
            raise OurFault(f"the demo's journal is not whole: {verdict.faults[0]}")
    result = DemoResult(
        into,
        into / RECORDS,
        tuple(into / PACKS / story.refs["application"] for story in played),
        into / DUE,
        played,
        (verdict.rows, verdict.head),
        desk.today,
        _hints(into, played[-1], page, desk.today),
    )
    _tell_end(result, tell)
    return result


def _played(fresh: Path, tell: Tell) -> tuple[Desk, tuple[Played, ...]]:
    """Every story, and the administrator's desk on the last day."""
    with _samples() as samples:
        stories = [(name, read_story(samples / name / FILE)) for name in STORIES]
        desk = _records(fresh, stories[0][1])
        played = []
        for name, story in stories:
            tell("")
            tell(story.title)
            played.append(play(desk, story, samples / name, fresh / PACKS, tell))
    return desk.on(played[-1].last), tuple(played)


def _records(fresh: Path, first: Story) -> Desk:
    return setup.init(
        str(fresh / RECORDS),
        ADMINISTRATOR,
        name="Administrator of the demo",
        records_name="Simulated records of mcapproval demo",
        simulated=True,
        day=first.steps[0].recorded,
        salt=salts("demo"),
    )


@contextmanager
def _samples() -> Iterator[Path]:
    """The samples as files, also where the program was installed inside an archive."""
    with tempfile.TemporaryDirectory(prefix="mcapproval-demo-") as made:
        for name in STORIES:
            _copy(shipped("samples").joinpath("good", name), Path(made) / name)
        yield Path(made)


def _copy(source: Traversable, target: Path) -> None:
    if source.is_dir():
        target.mkdir()
        for inside in source.iterdir():
            _copy(inside, target / inside.name)
    else:
        target.write_bytes(source.read_bytes())


def _due_list(page: DuePage, today: date) -> str:
    return (
        f"Re-evaluations due, as at {spoken(today)}. Simulated records: each story ends where its "
        "sample ends,\nso what fell due after that is overdue here.\n\n"
        + text(due_report.table(page, f"within {WITHIN} days"), width=160)
    )


def _hints(into: Path, last: Played, page: DuePage, today: date) -> tuple[str, ...]:
    ref, pack = last.refs["application"], shlex.quote(str(into / PACKS / last.refs["application"]))
    start = f"mcapproval --records {shlex.quote(str(into / RECORDS))}"
    return (
        f"{start} list",
        f"{start} history {ref}",
        f"{start} diff {ref} {last.versions - 1} {last.versions}",
        f"{start} next {page.rows[-1].ref} --today {today}",
        f"{start} review due --within {WITHIN}d --today {today}",
        f"{start} pack verify {pack}",
        f"{start} audit verify",
    )


def _tell_end(result: DemoResult, tell: Tell) -> None:
    versions = sum(story.versions for story in result.stories)
    number, head = result.head
    tell("")
    tell(
        f"Made: {len(result.stories)} applications in {versions} versions, {len(result.packs)} "
        f"packs, the due list, {number} rows of the journal, which is whole."
    )
    tell(f"Head: row {number}, {head}")
    tell("")
    tell("Look around:")
    for hint in result.hints:
        tell(f"  {hint}")
