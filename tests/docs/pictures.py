"""Make the pictures of the README afresh: `python -m tests.docs.pictures`.

A finding is drawn from what `mcapproval check` prints, and its text is kept beside it, where a test
holds it to the command; the page is one of a pack that the demo makes; the two years are those
whose months `docs/two-years.md` shows. It takes chromium and poppler.
"""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from tests.docs.console import SETTINGS

from mcapproval.documents.pdf.render import render
from mcapproval.documents.reviews.year import YearFacts, year
from mcapproval.reports.year import shown

DOCS = Path(__file__).resolve().parents[2] / "docs"
CHECK = "check samples/bad/four-credits.yaml --on 2026-06-15"
PAGE = "packs/APP-2026-0001/01-application.pdf"
MONTH = re.compile(r"^(\d{4}-\d{2})((?: +\d+){6})$", re.MULTILINE)
LOOK = """
body { margin: 0; background: #14262b; color: #e8f0f0; padding: 26px 30px;
       font: 17px/1.5 "DejaVu Sans Mono", monospace; white-space: pre; }
.typed { color: #8fd3c7; } .first { color: #ffc46b; font-weight: bold; }
"""


def ours(*arguments: str, folder: Path) -> str:
    command = [sys.executable, "-m", "mcapproval", *arguments]
    clean = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    done = subprocess.run(
        command, cwd=folder, env=clean, capture_output=True, encoding="utf-8", check=False
    )
    return done.stdout


def finding(folder: Path) -> None:
    told = ours(*CHECK.split(), folder=DOCS.parent)
    (DOCS / "finding.txt").write_text(told, "utf-8", newline="\n")
    first, *rest = html.escape(told.rstrip()).split("\n")
    typed = f'<span class="typed">$ mcapproval {CHECK}</span>'
    body = "\n".join([typed, "", f'<span class="first">{first}</span>', *rest])
    page = folder / "finding.html"
    page.write_text(f'<meta charset="utf-8"><style>{LOOK}</style>{body}', "utf-8")
    tall = 52 + 26 * (len(rest) + 3)
    chromium = ["chromium", "--headless", "--no-sandbox", "--hide-scrollbars"]
    size = f"--window-size={60 + round(10.25 * max(map(len, (typed, *rest))))},{tall}"
    shot = f"--screenshot={DOCS / 'finding.png'}"
    subprocess.run([*chromium, size, shot, page.as_uri()], check=True, capture_output=True)


def pack_page(folder: Path) -> None:
    ours("demo", "--into", str(folder / "demo"), folder=folder)
    look = ["-r", "80", "-png", "-f", "1", "-l", "1", "-singlefile"]
    paper = str(folder / "demo" / PAGE)
    subprocess.run(["pdftoppm", *look, paper, str(DOCS / "pack-page")], check=True)


def two_years(folder: Path) -> None:
    lived = (DOCS / "two-years.md").read_text("utf-8").split("--live-until")[1].split("```")[0]
    rows = tuple((month, tuple(map(int, told.split()))) for month, told in MONTH.findall(lived))
    days = (date(2027, 9, 1), date(2029, 8, 31))
    facts = YearFacts(*days, rows, tuple(shown(()).values()), as_at=days[1], simulated=True)
    paper = folder / "two-years.pdf"
    paper.write_bytes(render(year(facts)))
    look = ["-r", "80", "-png", "-f", "1", "-l", "1", "-singlefile"]
    subprocess.run(["pdftoppm", *look, str(paper), str(DOCS / "two-years")], check=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        finding(Path(made))
        pack_page(Path(made))
        two_years(Path(made))
