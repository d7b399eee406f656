"""A group in which `make` may be left out: any first word that is no command of it is a name."""

from __future__ import annotations

import click

from mcapproval.cli.lazy import Group


class MadeByName(Group):
    """`paper NAME REF` beside `paper list`, `kit NAME REF` beside `kit read`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            args = ["make", *args]
        return super().parse_args(ctx, args)
