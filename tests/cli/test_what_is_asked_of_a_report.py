"""A word that nothing has is refused: an empty report would say that there is none such."""

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
