"""A group whose commands are loaded when they run: help and completion read a table instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module

import click


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a command is, what it does in a line, and under which heading help lists it."""

    module: str
    does: str
    heading: str


class LazyGroup(click.Group):
    """Commands by name from a table; each is the attribute `<name>_command` of its module.

    click would import every command to print its short help; half a second for `--help`.
    """

    def __init__(self, *args: object, entries: Mapping[str, Entry], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.entries = entries

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.entries)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        entry = self.entries.get(name)
        if entry is None:
            return None
        module = import_module(f"mcapproval.cli.{entry.module}")
        command: click.Command = getattr(module, f"{name.replace('-', '_')}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in self.entries and not name.startswith("-"):
            raise click.exceptions.NoSuchCommand(name, possibilities=self.entries, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for heading in dict.fromkeys(entry.heading for entry in self.entries.values()):
            rows = [(n, e.does) for n, e in self.entries.items() if e.heading == heading]
            with formatter.section(heading):
                formatter.write_dl(rows)
