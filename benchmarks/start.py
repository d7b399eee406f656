"""How long a command takes from nothing to its end, beside a Python that does nothing.

Commands with records ask those of the demo, with sixty approvals imported. `start.py why show` says
which modules one of them spends its time on.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import chdir
from pathlib import Path

from measure import QUICK, medians, process, show

from mcapproval.actions.demo.stories import run_demo

TOP = Path(__file__).parents[1]
DRAFT = TOP / "samples/good/digital-accessibility/draft.yaml"
SIXTY = TOP / "samples/import/sixty.xlsx"
OURS = ("-m", "mcapproval")
ADMIN = ("--as", "admin", "--today", "2027-09-01")
ROUNDS = 15

WITHOUT = {
    "--help": ("--help",),
    "--version": ("--version",),
    "rules explain": ("rules", "explain", "TITLE-WORD"),
    "check": ("check", str(DRAFT), "--on", "2024-07-15"),
}
WITH_RECORDS = {
    "list": ("list",),
    "search": ("search", "accessibility"),
    "show": ("show", "APP-2026-0001"),
    "history": ("history", "APP-2026-0001"),
    "next": ("next", "APP-2026-0001"),
    "people list": ("people", "list"),
    "review due": ("review", "due"),
    "report portfolio": ("report", "portfolio"),
    "report where": ("report", "where"),
    "audit verify": ("audit", "verify"),
}


def why(asked: str, words: tuple[str, ...]) -> None:
    """What importing takes, by package and by room of ours; measuring it takes time too."""
    command = [sys.executable, "-X", "importtime", *OURS, *words]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    taken: Counter[str] = Counter()
    for line in said.splitlines():
        own, _, name = (part.strip() for part in line.removeprefix("import time:").split("|"))
        if own.isdigit():
            parts = name.split(".")
            taken[".".join(parts[: 2 if parts[0] == "mcapproval" else 1])] += int(own)
    total = taken.total()
    print(f"\n### {asked}: importing takes {total / 1000:.0f} ms\n")
    print("| what | ms |\n|---|---:|")
    for name, micro in taken.most_common(12):
        print(f"| {name} | {micro / 1000:.0f} |")


with tempfile.TemporaryDirectory(dir=QUICK) as name, chdir(name):
    place = str(run_demo(Path(name) / "demo", lambda _: None).records)
    records = ("--records", place, *ADMIN)
    importing = (*OURS, "import", str(SIXTY), "--add-organisations", *records)
    subprocess.run([sys.executable, *importing], capture_output=True)  # some rows have findings
    commands = {name: (*words, *records) for name, words in WITH_RECORDS.items()}
    if sys.argv[1:2] == ["why"]:
        asked = " ".join(sys.argv[2:])
        why(asked, (commands | WITHOUT)[asked])
        raise SystemExit
    floor = {"python -c pass": process("-c", "pass")}
    without = {name: process(*OURS, *words) for name, words in WITHOUT.items()}
    completing = {
        "_MCAPPROVAL_COMPLETE": "bash_complete",
        "COMP_WORDS": "mcapproval re",
        "COMP_CWORD": "1",
    }
    without["completion"] = process(*OURS, **completing)
    show("Start", medians(floor | without, ROUNDS), "start")
    asking = {name: process(*OURS, *words) for name, words in commands.items()}
    tables = {"import sqlmodel": process("-c", "import sqlmodel")}
    found = medians(floor | tables | asking, ROUNDS)
    alone = found.pop("import sqlmodel") / found["python -c pass"]
    note = f"`import sqlmodel` alone {alone:.0f}x"
    show("Start of commands with records", found, "start-records", note)
    print(f"\n{note}")
