"""A report as at an earlier day says what it said on that day; as at today, what it says live."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from sqlalchemy import Connection
from tests.cli.living import MC
from tests.cli.shell import at
from tests.conftest import Places
from tests.store.lived import live

from mcapproval.reports.catalogue import FILLED_BY_IMPORTS, REPORTS
from mcapproval.store.as_at import as_of

Stage = Callable[[str], Path]

WORDS: dict[str, tuple[str, ...]] = {"part": ("mele", "--as", "mele"), "trends": (MC,)}
"""Of reports that must be told more than their name."""

ENDS = {"begun": "2026-02-01", "board": "2026-06-05", "nzqa": "2026-06-16"}
"""The last day of each stage of the walk but the last; what was done later was recorded later."""

LAST = "2026-08-13"


def report(name: str, *words: str) -> tuple[str, ...]:
    return ("report", name, *WORDS.get(name, ()), *words)


def test_those_that_an_import_fills_are_reports() -> None:
    assert REPORTS.keys() > FILLED_BY_IMPORTS


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("then", ENDS)
def test_a_report_as_at_the_end_of_a_stage_is_what_it_was_then(
    stage: Stage, then: str, name: str
) -> None:
    day = ENDS[then]
    was = at(stage(then), *report(name, "--json", "--today", day))
    found = at(stage("outcome"), *report(name, "--json", "--as-at", day, "--today", LAST))
    assert (found.code, found.out) == (was.code, was.out), found.err


@pytest.mark.parametrize("form", ["--json", "--csv", ""])
@pytest.mark.parametrize("name", REPORTS)
def test_as_at_today_it_is_the_live_report(stage: Stage, name: str, form: str) -> None:
    folder = stage("outcome")
    words = report(name, *filter(None, (form,)), "--today", LAST)
    live, back = at(folder, *words, fine=True), at(folder, *words, "--as-at", LAST, fine=True)
    assert back.out == live.out


@pytest.mark.slow
@pytest.mark.parametrize("name", REPORTS)
def test_so_it_is_after_a_whole_life_on_either_engine(
    places: Places, tmp_path: Path, name: str
) -> None:
    where = places.copy("lived for reports", lambda where: live(where, tmp_path / "papers"))
    words = (*report(name, "--json"), "--records", where, "--today", "2028-06-01")
    back = at(tmp_path, *words, "--as-at", "2028-06-01", fine=True)
    assert back.out == at(tmp_path, *words, fine=True).out


def test_a_table_says_as_at_which_day_it_is_and_so_does_the_next_page(stage: Stage) -> None:
    found = at(stage("outcome"), "report", "portfolio", "--as-at", LAST, "--today", LAST)
    assert "as at 13 August 2026" in found.err


def test_a_provider_is_called_as_it_was_named_then(stage: Stage) -> None:
    folder = stage("outcome")
    asked = ("report", "portfolio", "--by", "provider")
    then = at(folder, *asked, "--today", LAST, fine=True).out
    named = ("otago-polytechnic", "--name", "Ōtepoti", "--type", "polytechnic", "--as", "admin")
    at(folder, "organisation", "add", *named, "--today", "2026-08-20", fine=True)
    assert "Ōtepoti" in at(folder, *asked, "--today", "2026-08-21", fine=True).out
    back = (*asked, "--as-at", LAST, "--today", "2026-08-21")
    assert at(folder, *back, fine=True).out == then
    at(folder, *back, "--provider", "otago-polytechnic", "--pdf", "then.txt", fine=True)
    assert "Ōtepoti" not in (folder / "then.txt").read_text("utf-8")


def test_a_year_says_as_at_which_day_how_many_are_overdue(stage: Stage) -> None:
    folder = stage("outcome")
    period = ("--from", "2026-01-01", "--until", "2026-12-31")
    words = ("report", "year", *period, "--today", "2027-09-01")
    late = " ".join(at(folder, *words, fine=True).out.split())
    assert late.endswith("As at 1 September 2027, 1 is overdue.")
    then = " ".join(at(folder, *words, "--as-at", "2027-08-11", fine=True).out.split())
    assert then.endswith("As at 11 August 2027, 0 are overdue.")
    wananga = ("organisation", "add", "te-wananga", "--name", "Te Wānanga", "--type", "wananga")
    at(folder, *wananga, "--as", "admin", "--today", "2026-09-01", fine=True)
    theirs = at(folder, *words, "--provider", "te-wananga", fine=True)
    assert " ".join(theirs.out.split()).endswith("0 are overdue.")


def test_the_pages_of_what_is_not_known_are_together_the_whole(stage: Stage) -> None:
    folder = stage("outcome")
    words = ("report", "unknown", "--list", "--today", LAST)
    whole = [row["heading"] for row in at(folder, *words, "--json", fine=True).json]
    assert len(whole) > 4
    told: list[str] = []
    after: tuple[str, ...] = ("--first", "2")
    while after:
        page = at(folder, *words, *after, fine=True)
        assert f"2 of {len(whole)} gaps." in page.out or f"1 of {len(whole)} gaps." in page.out
        told += [line.split("  ")[0] for line in page.out.splitlines()[2:] if "MC-0001" in line]
        _, then, last = page.err.partition(" --after ")
        assert not then or "mcapproval report unknown --list --first 2" in page.err
        after = ("--first", "2", "--after", last.split()[0]) if then else ()
    assert told == whole
    beyond = at(folder, *words, "--after", "999")
    assert (beyond.code, "no page begins after 999" in beyond.err) == (2, True)
    sums = at(folder, "report", "unknown", "--after", "1", "--today", LAST)
    assert (sums.code, "only --list has pages" in sums.err) == (2, True)


def test_a_day_before_the_records_and_one_that_has_not_come_are_refused(stage: Stage) -> None:
    folder = stage("outcome")
    before = at(folder, "report", "portfolio", "--as-at", "2025-12-31", "--today", LAST)
    assert before.code == 2
    assert "made after 31 December 2025" in before.err
    after = at(folder, "report", "portfolio", "--as-at", "2026-08-14", "--today", LAST)
    assert after.code == 2
    assert "has not come yet" in after.err


def test_what_falls_due_is_looked_back_at_by_whoever_is_in_the_records_now(stage: Stage) -> None:
    folder = stage("outcome")
    add = ("people", "add", "kiri", "--name", "Kiri Paki", "--role", "quality-adviser")
    at(folder, *add, "--as", "admin", "--today", LAST, fine=True)
    words = ("report", "due", "--as", "kiri", "--today", LAST, "--as-at")
    at(folder, *words, ENDS["board"], fine=True)
    at(folder, *words, ENDS["board"], "--owner", "me", fine=True)
    before = at(folder, *words, "2025-12-31")
    assert before.code == 2
    assert "made after 31 December 2025" in before.err


@pytest.mark.parametrize("words", [("portfolio", "--pdf", "p.txt"), ("requests",), ("where",)])
def test_one_command_lays_the_records_back_once(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    laid: list[str] = []

    def told(connection: Connection, before: str) -> AbstractContextManager[int]:
        laid.append(before)
        return as_of(connection, before)

    monkeypatch.setattr("mcapproval.store.as_at.as_of", told)
    folder = stage("outcome")
    for day in (ENDS["board"], ENDS["nzqa"]):
        at(folder, "report", *words, "--as-at", day, "--today", LAST, fine=True)
        (folder / "p.txt").unlink(missing_ok=True)
    assert laid == ["2026-06-05T12:00:00Z", "2026-06-16T12:00:00Z"]


def test_looking_back_leaves_nothing_behind(stage: Stage) -> None:
    folder = stage("outcome")
    words = ("report", "portfolio", "--json", "--today", LAST)
    was = at(folder, *words).out
    at(folder, "report", "portfolio", "--as-at", ENDS["board"], "--today", LAST, fine=True)
    assert at(folder, *words).out == was
    assert at(folder, "audit", "verify", "--today", LAST).code == 0


def test_what_was_written_later_by_a_clock_put_back_is_left_out(stage: Stage) -> None:
    folder = stage("nzqa")
    day = ENDS["board"]
    was = at(folder, *report("where", "--json", "--as-at", day, "--today", LAST), fine=True).out
    at(folder, "open", "draft.yaml", "--another", "--as", "ana", "--today", day, fine=True)
    found = at(folder, *report("where", "--json", "--as-at", day, "--today", LAST), fine=True)
    assert found.out == was


@pytest.mark.parametrize("day", ["30 June 2026", "30/6/2026", "30th Jun 2026", "2026-06-30"])
def test_a_day_is_typed_as_people_write_it(stage: Stage, day: str) -> None:
    folder, words = stage("outcome"), report("where", "--today", "13 August 2026")
    was = at(folder, *words, "--as-at", "2026-06-30", fine=True)
    assert "as at 30 June 2026" in was.err
    assert at(folder, *words, "--as-at", day, fine=True).out == was.out


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("6/30/2026", "the day comes first here, and there is no month 30"),
        ("31 June 2026", "there is no day '31 June 2026' in the calendar"),
        ("1/2/26", "has a year of two digits"),
        ("30 June", "does not say which year"),
    ],
)
def test_a_day_that_could_be_another_is_refused_with_a_sentence(
    tmp_path: Path, day: str, said: str
) -> None:
    found = at(tmp_path, "report", "where", "--as-at", day)
    assert found.code == 2
    assert said in found.err
    assert "30 June 2026 or 30/6/2026" in found.err
