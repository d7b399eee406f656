"""A reference is typed in any case: app-2026-0001 is APP-2026-0001."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from tests.cli.living import APP, MC
from tests.cli.shell import at

from mcapproval.cli import seat
from mcapproval.cli.main import cli
from mcapproval.cli.page import AFTER
from mcapproval.workflow.referred import reference

TODAY = ("--today", "2026-08-13")
SAID = {"REF", "REF...", "[REF]...", "MC", "MC...", "REV", "APP", "DEL", "MTG"}
OTHERS = {("meeting close", "minutes")}
"""A body's own references, which are in its case."""


def commands(group: click.Group, path: str = "") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{path}{name} ")
        else:
            yield f"{path}{name}", command


def test_every_command_takes_references_in_any_case() -> None:
    found = [
        (path, param.name or "", param.type)
        for path, command in commands(cli)
        for param in command.params
        if param.metavar in SAID or (param.metavar is None and param.name in ("ref", "refs"))
    ]
    assert len(found) > 50
    plain = {(path, name) for path, name, takes in found if takes not in (seat.REF, AFTER)}
    assert plain == OTHERS
    mixed = [
        (path, param.name, param.type)
        for path, command in commands(cli)
        for param in command.params
        if "|" in (param.metavar or "") and {"REF", "MC"} & set((param.metavar or "").split("|"))
    ]
    assert mixed
    assert all(takes is seat.NAME_OR_REF for *_, takes in mixed)


@pytest.mark.parametrize(
    "words",
    [
        ("show", APP),
        ("next", APP),
        ("history", MC),
        ("check", APP),
        ("diff", APP),
        ("item", "list", APP),
        ("workflow", "show", APP),
        ("list", "--after", "ACC-0001"),
        ("list", "--sort", "due", "--after", "ACC-0001@-"),
        ("report", "refused", "--case", APP),
    ],
)
def test_small_letters_ask_for_the_same(
    stage: Callable[[str], Path], words: tuple[str, ...]
) -> None:
    folder = stage("outcome")
    was = at(folder, *words, *TODAY)
    assert was.code in (0, 1)
    found = at(folder, *(reference(word).lower() for word in words), *TODAY)
    assert (found.code, found.out, found.err) == (was.code, was.out, was.err)


def test_a_file_of_that_name_stays_a_file(tmp_path: Path) -> None:
    (tmp_path / "app-2026-0001").write_text("title: x\n", encoding="utf-8")
    found = at(tmp_path, "check", "app-2026-0001")
    assert "app-2026-0001" in found.out + found.err
    assert "APP-2026-0001" not in found.out + found.err


def test_what_is_no_reference_of_ours_stays_as_it_is() -> None:
    for said in (
        "990011",
        "C99011",
        "quality-adviser",
        "per-1",
        "ana",
        "mc-12",
        "app-2026",
        "ā-0001",
    ):
        assert reference(said) == said
