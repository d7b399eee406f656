"""The review file and the grid of a year at the shell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.cli.living import MC, REV
from tests.cli.shell import at

Stage = Callable[[str], Path]
OPEN = ("review", "open", MC, "--as", "mele", "--today", "2027-07-01")


def test_a_review_is_opened_into_a_file_and_the_file_is_written_again_at_any_time(
    stage: Stage,
) -> None:
    folder = stage("outcome")
    done = at(folder, *OPEN, "--into", "one.yaml", fine=True)
    assert done.out == f"{REV}: Scheduled -> In progress\none.yaml is ready to be filled in.\n"
    assert f"review answer {REV} one.yaml" in done.err
    again = at(folder, *OPEN, "--into", "two.yaml", fine=True)
    assert again.out == "two.yaml is ready to be filled in.\n"
    assert (folder / "one.yaml").read_bytes() == (folder / "two.yaml").read_bytes()
    there = at(folder, "review", "form", REV, "--into", "one.yaml", "--today", "2027-07-01")
    assert (there.code, "is there already" in there.err) == (1, True)
    words = ("review", "answer", REV, "one.yaml", "--as", "mele", "--today", "2027-07-02")
    answered = at(folder, *words, fine=True)
    assert "still open: not answered: whether 9 things that the application names" in answered.out


def test_the_grid_is_printed_or_written(stage: Stage) -> None:
    folder = stage("outcome")
    shown = at(folder, "review", "grid", "--year", "2027", "--today", "2027-07-01", fine=True)
    assert "1 re-evaluation: 0 decided and 1 scheduled." in " ".join(shown.out.split())
    words = ("review", "grid", "--year", "2027", "--into", "grid.html", "--today", "2027-07-01")
    made = at(folder, *words, fine=True)
    assert made.out == "grid.html: Review grid, GRID-2027\n"
    assert "Community-Led" in (folder / "grid.html").read_text("utf-8")
    wrong = at(folder, "review", "grid", "--provider", "nobody")
    assert (wrong.code, "no organisation nobody" in wrong.err) == (2, True)
