"""A group whose commands are loaded when they run: help and completion read a table instead."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Entry(NamedTuple):
    """Where a command is, what it does in a line, and under which heading help lists it.

    `command` is its name in the module, where that is not `<name>_command`.
    """

    module: str
    does: str
    heading: str
    command: str = ""


class Group(click.Group):
    """Help lists each command with its first sentence, whole: click would cut it to a line."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        there = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        rows = [(name, _does(each)) for name, each in there if each and not each.hidden]
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)


def _does(command: click.Command) -> str:
    return command.get_short_help_str(limit=1000)


class LazyGroup(Group):
    """Commands by name from a table, each an attribute of its module; those added to it are last.

    click would import every command to print its short help; half a second for `--help`.
    """

    def __init__(self, *args: object, entries: Mapping[str, Entry], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.entries = entries

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self.entries, *self.commands]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        entry = self.entries.get(name)
        if entry is None:
            return super().get_command(ctx, name)
        module = import_module(f"mcapproval.cli.{entry.module}")
        attribute = entry.command or f"{name.replace('-', '_')}_command"
        command: click.Command = getattr(module, attribute)
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        named = [
            CompletionItem(name, help=self.entries[name].does)
            for name in self.entries
            if name.startswith(incomplete)
        ]
        named += [
            CompletionItem(name, help=_does(command))
            for name, command in self.commands.items()
            if name.startswith(incomplete) and not command.hidden
        ]
        return named + click.Command.shell_complete(self, ctx, incomplete)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        known = self.list_commands(ctx)
        if name not in known and not name.startswith("-"):
            raise click.exceptions.NoSuchCommand(name, possibilities=known, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for heading in dict.fromkeys(entry.heading for entry in self.entries.values()):
            rows = [(n, e.does) for n, e in self.entries.items() if e.heading == heading]
            with formatter.section(heading):
                formatter.write_dl(rows)
        added = [(n, _does(c)) for n, c in self.commands.items()]
        if added:
            with formatter.section("Commands"):
                formatter.write_dl(added)
