"""The pages of the rule book in a real browser: nobody has to scroll sideways to read a line."""

from __future__ import annotations

import json
import re
import subprocess
from datetime import date
from html import unescape
from pathlib import Path
from typing import TypedDict

import pytest
from tests.documents.html_reading import read_page

from mcapproval.actions.rulebook.publishing import rule_book
from mcapproval.documents.html.elements import table
from mcapproval.documents.rule_book.pages import pages

NARROW = 320
"""CSS pixels at which a page reflows by WCAG 1.4.10: 1280 at a zoom of 400 per cent."""

MEASURE = """
<pre id="told"></pre><script>
addEventListener("load", () => {
  const told = [...document.querySelectorAll("iframe")].map(({contentDocument: page, name}) => ({
    page: name,
    wide: page.documentElement.scrollWidth,
    scrolling: [...page.querySelectorAll(".wide, pre")]
      .filter(box => box.scrollWidth > box.clientWidth + 1).map(box => box.textContent),
  }));
  document.querySelectorAll("iframe").forEach(frame => frame.remove());
  document.getElementById("told").textContent = JSON.stringify(told);
});
</script>
"""


class Measured(TypedDict):
    """How wide a page is, and the text of each box in it that scrolls by itself."""

    page: str
    wide: int
    scrolling: list[str]


def measured(folder: Path, width: int) -> list[Measured]:
    """Every page of a folder in a frame of that width, in which media queries see the frame."""
    look = f'style="width: {width}px; height: 600px; border: 0"'
    names = sorted(path.name for path in folder.glob("*.html"))
    frames = "".join(f'<iframe name="{name}" src="book/{name}" {look}></iframe>' for name in names)
    frame = folder.parent / "frames.html"
    frame.write_text(f'<!DOCTYPE html><meta charset="utf-8">{frames}{MEASURE}', "utf-8")
    chromium = ["chromium", "--headless", "--no-sandbox", "--hide-scrollbars"]
    reading = ["--allow-file-access-from-files", "--virtual-time-budget=30000", "--dump-dom"]
    command = [*chromium, f"--user-data-dir={folder.parent}/profile", *reading, frame.as_uri()]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    told = re.search('<pre id="told">(.+)</pre>', done.stdout)
    assert told, done.stderr
    found: list[Measured] = json.loads(unescape(told[1]))
    assert [one["page"] for one in found] == names
    return found


@pytest.mark.slow
@pytest.mark.parametrize("width", [NARROW, 390, 1280])
@pytest.mark.parametrize("day", [date(2018, 8, 22), date(2026, 11, 21)], ids=str)
def test_no_page_is_wider_than_the_window(day: date, width: int, tmp_path: Path) -> None:
    folder = tmp_path / "book"
    folder.mkdir()
    for name, data in pages(rule_book(day)).items():
        (folder / name).write_bytes(data)
    found = measured(folder, width)
    assert len(found) > 15
    assert [one for one in found if one["wide"] > width] == []
    if width < 640:
        assert [one for one in found if one["scrolling"]] == []


def test_each_cell_names_its_column_and_every_part_of_a_table_its_role() -> None:
    page = read_page(table("Days", ("Value", "From"), (("least", "2018"), ("most", "2023"))))
    cells = [(e.name, e.attributes["data-column"], e.text) for e in page.named("th", "td")[2:]]
    assert cells == [
        ("th", "Value", "least"), ("td", "From", "2018"),
        ("th", "Value", "most"), ("td", "From", "2023"),
    ]  # fmt: skip
    parts = page.named("table", "thead", "tbody", "tr", "th", "td")
    assert [e.attributes["role"] for e in parts[:5]] == [
        "table", "rowgroup", "row", "columnheader", "columnheader",
    ]  # fmt: skip
    assert [e.attributes["role"] for e in parts[-3:]] == ["row", "rowheader", "cell"]
