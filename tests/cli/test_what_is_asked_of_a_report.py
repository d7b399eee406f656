"""What a report can't do with a word or an option is refused, and never let pass without a word.

A word that nothing has is refused too: an empty report would say that there is none such.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
import pytest
from tests.cli.living import MC
from tests.cli.shell import at
from tests.cli.test_outputs_for_programs import commands
from tests.cli.test_reports_as_at import LAST, report

from mcapproval.cli.reporting import report_command

Stage = Callable[[str], Path]
TODAY = ("--today", LAST)

NAMING = {
    "--provider": "zz",
    "--body": "zz",
    "--status": "zz",
    "--state": "zz",
    "--owner": "zz",
    "--case": "APP-2099-0001",
    "--mc": "MC-9999",
    "--move": "zz",
    "--code": "ZZ",
    "--workflow": "zz",
    "--cause": "zz",
    "--column": "zz",
}
"""Options of reports that name something, each with a word that names nothing."""

FREE = {"--level", "--within", "--until", "--from", "--on", "--first", "--months", "--years"}
FREE |= {"--last", "--after", "--pdf", "--into", "--as-at", "--records", "--as", "--today", "--for"}
"""Numbers, days, files, and what every command takes."""


def options() -> list[tuple[str, str]]:
    """Each report with each of its options that take a word which is no choice of a few."""
    return [
        (name, param.opts[0])
        for name, command in commands(report_command)
        for param in command.params
        if isinstance(param, click.Option)
        and not param.is_flag
        and not isinstance(param.type, click.Choice)
    ]


def test_every_option_that_names_something_is_tried_here() -> None:
    assert {option for _, option in options()} <= {*NAMING, *FREE}


@pytest.mark.parametrize(("name", "option"), [each for each in options() if each[1] in NAMING])
def test_a_report_refuses_a_word_that_names_nothing(stage: Stage, name: str, option: str) -> None:
    found = at(stage("outcome"), *report(name, option, NAMING[option], *TODAY))
    assert (found.code, found.out) == (2, "")
    assert NAMING[option] in found.err
    assert "hint: " in found.err


def test_a_move_that_is_misspelt_is_told_the_nearest(stage: Stage) -> None:
    folder = stage("outcome")
    found = at(folder, *report("refused", "--move", "sumbit", "--by", "move", *TODAY))
    assert "there is no move sumbit; did you mean `submit`?" in found.err
    found = at(folder, *report("refused", "--move", "submit", *TODAY), fine=True)
    assert "No move was refused." in found.out


def test_a_case_of_refused_moves_may_be_named_by_the_number_of_nzqa(stage: Stage) -> None:
    folder = stage("outcome")
    days = ("--as", "ana", "--today", LAST)
    assert at(folder, "move", MC, "discontinue", *days).code == 1
    named = at(folder, *report("refused", "--case", "990011", "--json", *TODAY), fine=True)
    assert [row["ref"] for row in named.json] == [MC]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("requests", "--last", "1"), "--last says of how many requests --by cause tells"),
        (("requests", "--by", "year", "--last", "1"), "--last says of how many requests"),
        (("requests", "--by", "cause", "--by", "year"), "--by cause and --by year"),
        (("requests", "--first", "2"), "only --list and --cause have pages"),
        (("where", "--by", "turn", "--by", "state"), "--by turn and --by state"),
        (("where", "--by", "turn", "--first", "3"), "--by counts them all"),
        (("refused", "--by", "move", "--after", "3"), "--by counts them all"),
        (("portfolio", "--by", "level", "--first", "3"), "--by counts them all"),
        (("evidence", "--by", "kind", "--first", "3"), "--by counts them all"),
        (("evidence", "--by", "case", "--by", "kind"), "--by case and --by kind"),
        (("year", "--csv", "--into", "y.pdf"), "--csv and --into ask for two forms"),
        (("year", "--into", "y.pdf", "--json"), "--into and --json ask for two forms"),
        (("year", "--into", "y.pdf", "--pdf", "x.pdf"), "ask for two forms"),
        (("reviews", "--json", "--into", "y.pdf"), "--json and --into ask for two forms"),
        (("unknown", "--first", "3"), "only --list has pages"),
        (("findings", "--first", "3"), "only --code has pages"),
        (("findings", "--common", "--code", "NEED-EVID"), "--common puts rules in order"),
        (("actions", "--overdue", "--closed"), "--overdue tells what is late"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(
    stage: Stage, words: tuple[str, ...], said: str
) -> None:
    folder = stage("outcome")
    found = at(folder, *report(*words, *TODAY))
    assert (found.code, found.out) == (2, "")
    assert said in " ".join(found.err.split())
    assert not (folder / "y.pdf").exists()


def test_the_same_word_twice_is_asked_once(stage: Stage) -> None:
    found = at(
        stage("outcome"), *report("where", "--by", "turn", "--by", "turn", *TODAY), fine=True
    )
    assert "Whose turn" in found.out


PAGES = (
    ("report", "portfolio"),
    ("report", "where"),
    ("report", "due", "--within", "999d"),
    ("review", "due", "--within", "999d"),
    ("list",),
)


@pytest.mark.parametrize("form", ["--json", "--csv"])
@pytest.mark.parametrize("words", PAGES)
def test_a_program_that_asks_for_a_page_is_told_of_the_next(
    stage: Stage, words: tuple[str, ...], form: str
) -> None:
    folder = stage("outcome")
    days = ("--today", "2027-09-01")
    if words[-1] == "999d" or words[-1] == "portfolio":
        assert "next:" not in at(folder, *words, "--first", "1", form, *days, fine=True).err
        return
    first = at(folder, *words, "--first", "1", form, *days, fine=True)
    (told,) = [line for line in first.err.splitlines() if line.startswith("next: ")]
    command = told.removeprefix("next: mcapproval ").split()
    assert command[: len(words)] == [*words]
    assert form in command
    after = at(folder, *command, fine=True)
    assert after.out != first.out
    assert len(after.out) > 3


@pytest.mark.parametrize("form", ["--json", "--csv"])
def test_who_asks_for_all_as_a_program_is_told_of_no_page(stage: Stage, form: str) -> None:
    assert at(stage("outcome"), *report("where", form, *TODAY), fine=True).err == ""


def test_a_list_of_requests_that_is_cut_says_so(stage: Stage) -> None:
    folder = stage("nzqa")
    days = ("--as", "hemi", "--today", "2026-07-14")
    ask = (
        "--attach",
        "letter.txt",
        "--set",
        "items=Mend the purpose",
        "--set",
        "items=And the level",
    )
    at(folder, "move", "APP-2026-0001", "request-information", *ask, *days, fine=True)
    cut = at(folder, *report("requests", "--list", "--first", "1", "--json", *days), fine=True)
    assert (len(cut.json), "note: 1 request" in cut.err) == (1, True)
