"""At the shell: what a decision takes over and sets going, and the summary of a year."""

from __future__ import annotations

import json
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
    assert "is not over" not in told.err
    running = ("review", "self-review", "--year", "2028", "--into", "running.docx")
    told = at(folder, *running, *by("hemi", "2028-01-10"), fine=True)
    assert "note: 2028 is not over: this tells of it up to 10 January 2028 only." in told.err
    screen = at(folder, *year, *by("hemi", "2028-01-10"), fine=True).out
    assert "(to be written: who approved this summary, and on which day)" in screen
    sent = ("--sent", "2028-01-12", "--attach", "year.docx")
    recorded = at(folder, *year, *sent, *by("hemi", "2028-01-12"), fine=True)
    assert recorded.out == (
        "otago-polytechnic: the summary of 2027 was sent to NZQA on 2028-01-12\n"
    )
    assert recorded.err.startswith("note: year.docx says still of parts that they are to be")
    early = at(folder, "review", "self-review", "--year", "2028", *sent, *by("hemi", "2028-01-12"))
    assert (early.code, "before the year was over" in early.err) == (2, True)
    refused = at(folder, *year, *sent, *by("mele", "2028-01-12"))
    assert (refused.code, "[ROLE]" in refused.err) == (1, True)
    both = at(folder, *year, "--sent", "2028-01-12", "--into", "x.pdf", *by("hemi", "2028-01-12"))
    assert both.code == 2


def test_what_stands_against_every_decision_is_said_once(stage: Stage) -> None:
    folder = stage("outcome")
    at(folder, "review", "open", MC, *by("mele", "2027-07-01"), fine=True)
    told = at(folder, "next", REV, *by("mele", "2027-07-01"), fine=True).out.partition("Not yet")[2]
    shared, _, each = told.partition("  decide-continue ")
    assert "  For any decision\n    x it is for: board member" in shared
    assert (shared.count("what was delivered"), each.count("(/delivery)")) == (1, 0)
    assert each.count("[NOT-LEGACY]") == 1
    assert each.count("    x ") == 1, "what is said for all is said again"
    alone = at(folder, "next", REV, *by("mele", "2027-07-01"), "--json", fine=True).out
    assert alone.count("what was delivered") > 4, "programs get each move whole"


def test_a_decision_that_is_tried_says_what_it_would_take_over_and_open(stage: Stage) -> None:
    folder = stage("outcome")
    at(folder, "review", "open", MC, *by("mele", "2027-07-01"), fine=True)
    at(folder, "review", "answer", REV, "review.yaml", *by("mele", "2027-07-20"), fine=True)
    sets = ("how=circular", "present=bo", "minute_reference=A-1", "resolution=Agreed", "reason=So")
    words = [word for pair in sets for word in ("--set", pair)]
    before = at(folder, "audit", "verify", "--today", "2027-08-11", fine=True).out
    tried = at(folder, "next", REV, "decide-change", *words, *by("bo", "2027-08-11"), fine=True).out
    assert "REV-2027-0001 would be in 'Decided'. Nothing was changed." in tried
    assert "\n  took over 2 actions from the answers" in tried
    assert "is the application for the change, filled with what stands approved" in tried
    assert "\n  next re-evaluation REV-2028-0001, full review, due 11 August 2028\n" in tried
    opened = tried.partition("\nIt would open\n")[2]
    assert opened.startswith("  action 1, due 31 August 2027: Say two to three hours a week")
    assert at(folder, "audit", "verify", "--today", "2027-08-11", fine=True).out == before
    asked = ("next", REV, "decide-change", *words, "--json", *by("bo", "2027-08-11"))
    [move] = json.loads(at(folder, *asked, fine=True).out)["moves"]
    assert [len(move["told"]), len(move["opens"])] == [4, 2]
    made = at(folder, "move", REV, "decide-change", *words, *by("bo", "2027-08-11"), fine=True).out
    said = [" ".join(line.split()) for line in move["told"]]
    assert [line for line in said if line not in made] == []


def test_a_re_evaluation_is_shown_with_days_in_words_and_whose_it_is_by_name(
    stage: Stage,
) -> None:
    folder = stage("outcome")
    at(folder, "review", "assign", MC, "--to", "mele", *by("hemi", "2027-07-01"), fine=True)
    shown = at(folder, "show", MC, "--today", "2027-07-01", fine=True).out
    assert f"  {'looked after by':<24} mele, Mele Taufa-Unga\n" in shown
    at(folder, "review", "open", MC, *by("mele", "2027-07-01"), fine=True)
    shown = at(folder, "show", REV, "--today", "2027-07-01", fine=True).out
    assert f"  {'due on':<24} 11 August 2027\n" in shown
    assert f"  {'answers for all up to':<24} 11 August 2027\n" in shown
    assert not any(word in shown for word in ("waits", "True", "PER-", "2027-08"))
