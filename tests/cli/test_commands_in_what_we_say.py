"""Every command that a sentence of ours names can be typed as it stands once options are added."""

from __future__ import annotations

import ast
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

import mcapproval
from mcapproval.cli.again import WRITTEN, completed
from mcapproval.cli.importing import FILE, FileOrCommand
from mcapproval.cli.made_by_name import MadeByName
from mcapproval.cli.main import cli

SOURCES = sorted(Path(mcapproval.__file__).parent.rglob("*.py"))
GIVEN = {"person": "ana", "today": date(2027, 9, 1), "records": "here/records.db"}
OPTIONS = "--records here/records.db --as ana --today 2027-09-01"
VALUE = "X1"
"""What stands in a sentence for a reference, a name or a file."""


def sentences(source: str) -> Iterator[str]:
    """The texts of one line in a module, each with a value where it has a place for one."""
    parts: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            parts |= {id(part) for part in node.values}
            yield "".join(
                str(getattr(part, "value", "")) if isinstance(part, ast.Constant) else VALUE
                for part in node.values
            )
        elif (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts
        ):
            yield node.value


def fault(words: list[str]) -> str | None:
    """Why a command line can't be read; what its words stand for is not looked up."""
    command: click.Command = cli
    context = click.Context(cli, **cli.context_settings)
    while isinstance(command, click.Group) and words:
        name = words[0]
        if isinstance(command, FileOrCommand) and name not in command.commands:
            words = [FILE, *words]
        elif isinstance(command, MadeByName) and name not in command.commands:
            words = ["make", *words]
        found = command.get_command(context, words[0])
        if found is None:
            return None if name.startswith("--") else f"there is no command {name}"
        command, words = found, words[1:]
        context = click.Context(command, parent=context)
    try:
        _, left, _ = command.make_parser(context).parse_args(list(words))
    except click.UsageError as refused:
        return refused.format_message()
    return f"one word too many: {left[0]}" if left else None


def commands(text: str) -> list[str]:
    return [found[1] or found[2] for found in WRITTEN.finditer(completed(text, GIVEN))]


def test_every_command_in_a_sentence_of_ours_can_be_typed_with_the_options_of_its_reader() -> None:
    found = 0
    for file in SOURCES:
        for text in sentences(file.read_text("utf-8")):
            for command in commands(text) if "\n" not in text else ():
                found += 1
                assert fault(shlex.split(command)[1:]) is None, (file.name, text, command)
    assert found > 150


def test_options_stand_behind_the_command_and_not_behind_the_sentence() -> None:
    for text in (
        "change it: mcapproval delivery update DEL-0185 @, or call this one otherwise",
        "see it (mcapproval show MC-0001 @); then go on",
        "see mcapproval show MC-0001 @: it says why",
        "begin it with mcapproval review open MC-0001 @. Then answer it",
    ):
        assert completed(text.replace(" @", ""), GIVEN) == text.replace("@", OPTIONS)
    for whole in (
        'mcapproval organisation add x --name "A, B; and C. D"',
        "mcapproval delivery update DEL-0001 --set completed=...",
        "mcapproval meeting hold M --present bo,hemi",
        "mcapproval check ./it.is.mine.yaml",
    ):
        assert completed(f"do it: {whole}", GIVEN) == f"do it: {whole} {OPTIONS}"
