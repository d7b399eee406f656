"""At the shell: what a decision takes over and sets going, and the summary of a year."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.cli.living import MC, REV
from tests.cli.shell import at

Stage = Callable[[str], Path]


def by(person: str, day: str) -> tuple[str, ...]:
    return ("--as", person, "--today", day)


def test_a_decision_says_what_it_sets_going_and_the_year_is_told_and_recorded(
    stage: Stage,
) -> None:
    folder = stage("outcome")
    at(folder, "review", "open", MC, *by("mele", "2027-07-01"), fine=True)
    at(folder, "review", "answer", REV, "review.yaml", *by("mele", "2027-07-20"), fine=True)
    sets = ("how=circular", "present=bo", "minute_reference=A-1", "resolution=Agreed")
    words = [word for pair in sets for word in ("--set", pair)]
    decided = at(folder, "move", REV, "decide-continue-with-actions", *words, "--override",
                 "--note", "For the test", *by("admin", "2027-08-11"), fine=True)  # fmt: skip
    assert "took over 2 actions from the answers: mcapproval item list REV-2027-0001" in decided.out
    assert "next re-evaluation REV-2028-0001, full review, due 11 August 2028" in decided.out
    year = ("review", "self-review", "--year", "2027")
    told = at(folder, *year, "--into", "year.docx", *by("hemi", "2028-01-10"), fine=True)
    assert told.out.startswith("year.docx: the self-review summary 2027 of Otago Polytechnic")
    assert (folder / "year.docx").stat().st_size > 1000
    screen = at(folder, *year, *by("hemi", "2028-01-10"), fine=True).out
    assert "(to be written: who approved this summary, and on which day)" in screen
    sent = ("--sent", "2028-01-12", "--attach", "year.docx")
    recorded = at(folder, *year, *sent, *by("hemi", "2028-01-12"), fine=True)
    assert recorded.out == (
        "otago-polytechnic: the summary of 2027 was sent to NZQA on 2028-01-12\n"
    )
    refused = at(folder, *year, *sent, *by("mele", "2028-01-12"))
    assert (refused.code, "[ROLE]" in refused.err) == (1, True)
    both = at(folder, *year, "--sent", "2028-01-12", "--into", "x.pdf", *by("hemi", "2028-01-12"))
    assert both.code == 2
