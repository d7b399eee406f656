"""The `mcapproval` command: every subcommand in a table, every trouble in a sentence."""

from __future__ import annotations

import io
import os
import sys
from typing import Any

import click

from mcapproval import __version__
from mcapproval.cli.commands import COMMANDS
from mcapproval.cli.lazy import LazyGroup
from mcapproval.cli.say import talk, trouble
from mcapproval.cli.seat import seat
from mcapproval.errors import Trouble

HELP = """Get New Zealand micro-credentials approved, and keep them approved.

\b
Examples:
  mcapproval demo
  mcapproval draft new my-draft.yaml
  mcapproval check my-draft.yaml
  mcapproval init --as ana
  mcapproval open my-draft.yaml --as ana
  mcapproval next APP-2026-0001 --as ana

Exit codes: 0 fine; 1 something to mend, or refused; 2 asked wrongly; 3 our fault.
"""


@seat
@click.group(
    cls=LazyGroup,
    entries=COMMANDS,
    help=HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="mcapproval")
def cli() -> None:
    pass


def main() -> None:
    """Run the command and leave with its exit code; a traceback never reaches a person."""
    _speak_macrons()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; gives its exit code."""
    given: dict[str, Any] = {}
    stdout = sys.stdout
    try:
        done = cli.main(arguments, prog_name="mcapproval", standalone_mode=False, obj=given)
        return done if isinstance(done, int) else 0
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as fault:
        _usage(fault)
        return 2
    except click.Abort:
        talk("stopped")
        return 130
    except Trouble as fault:
        trouble(fault, given)
        return fault.exit_code
    except SystemExit as leaving:
        if sys.stdout is stdout:
            return leaving.code if isinstance(leaving.code, int) else 0
        return 0  # click put another stream there: whoever read us (`| head`) has enough
    except Exception as fault:
        if os.environ.get("MCAPPROVAL_DEBUG"):
            raise
        first = (str(fault).splitlines() or [""])[0]
        talk(f"error: a fault of this program: {type(fault).__name__}: {first}")
        talk("hint: nothing was half done; set MCAPPROVAL_DEBUG=1, try again, and report the text")
        return 3


def _usage(fault: click.ClickException) -> None:
    """What was asked wrongly; a group without a subcommand is answered by its help."""
    if isinstance(fault, click.exceptions.NoArgsIsHelpError):
        talk(fault.format_message())
        return
    talk(f"error: {fault.format_message()}")
    context = getattr(fault, "ctx", None)
    if context is not None:
        talk(context.get_usage())
        talk(f"hint: `{context.command_path} --help` shows examples")


def _speak_macrons() -> None:
    """Write UTF-8 whatever the terminal's old code page: a macron must never be lost."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    main()
