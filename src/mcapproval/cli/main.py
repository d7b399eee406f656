"""The `mcapproval` command: every subcommand in a table, every trouble in a sentence."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from mcapproval import __version__
from mcapproval.cli import speaking, stopping
from mcapproval.cli.commands import COMMANDS
from mcapproval.cli.cutting import cut
from mcapproval.cli.lazy import LazyGroup
from mcapproval.cli.say import our_fault, talk, trouble, wrapped
from mcapproval.cli.seat import seat
from mcapproval.errors import AskedWrongly, Trouble

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
    try:
        speaking.open_all()
        with stopping.listening():
            speaking.speak_macrons()
            code = run(sys.argv[1:])
            code = _all_said() or code
    except KeyboardInterrupt:
        talk("stopped")
        code = 130
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run one command; gives its exit code."""
    given: dict[str, Any] = {}
    stdout = sys.stdout
    try:
        _readable(arguments)
        with stopping.nothing_else():
            done = cli.main(arguments, prog_name="mcapproval", standalone_mode=False, obj=given)
        code = done if isinstance(done, int) else 0
        return _untold(given[speaking.UNTOLD], code) if speaking.UNTOLD in given else code
    except KeyboardInterrupt as stopped:
        if not isinstance(stopped.__cause__, click.Abort):
            talk("")  # ends the line on which a terminal wrote ^C: elsewhere click did
        for line in stopping.told(given):
            talk(wrapped(line, after=""))
        return 130
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as fault:
        _usage(fault, arguments)
        return 2
    except Trouble as fault:
        trouble(fault, given, arguments)
        return fault.exit_code
    except SystemExit as leaving:
        if sys.stdout is stdout:
            return leaving.code if isinstance(leaving.code, int) else 0
        return 0  # click put another stream there: whoever read us (`| head`) has enough
    except OSError as fault:
        return _disk(fault, arguments)
    except Exception as fault:
        if _full(fault):
            return _disk(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
        if os.environ.get("MCAPPROVAL_DEBUG"):
            raise
        our_fault(fault)
        return 3


def _readable(arguments: list[str]) -> None:
    """AskedWrongly for a word that is not text: nothing could be done, said or kept with it."""
    for word in arguments:
        try:
            word.encode()
        except UnicodeEncodeError:
            shown = word.encode("utf-8", "replace").decode()
            raise AskedWrongly(
                f"{shown!r} is not written in UTF-8",
                "type it afresh; rename the file if it is the name of one",
            ) from None


def _disk(fault: OSError, typed: Sequence[str] = ()) -> int:
    """A file system that does not do as asked is no fault of ours, nor a reader who has enough."""
    said = f"{fault.strerror or fault}{f': {fault.filename}' if fault.filename else ''}"
    talk(cut(f"error: the file system says: {said}", typed))
    talk("hint: check the names, the room on the disk, and what you may read and write")
    return 2


def _full(fault: Exception) -> bool:
    """Whether a database says that its disk is full."""
    said = str(getattr(fault, "orig", ""))
    return "database or disk is full" in said or "No space left on device" in said


def _all_said() -> int:
    """2 where what was said can't reach its place, such as a full disk; else 0."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return 0
    except OSError as fault:
        speaking.to_nowhere(sys.stdout.fileno())
        return _untold(fault)
    return 0


def _untold(fault: OSError, code: int = 0) -> int:
    """The command came to its end with a code, which stands; only what it says is lost."""
    talk(f"error: what the command says can't be written: {fault.strerror or fault}")
    if not code:
        talk(
            "hint: what was asked for is done all the same; don't do again what writes in the "
            "records, but look with list or show"
        )
    return code or 2


def _usage(fault: click.ClickException, typed: Sequence[str]) -> None:
    """What was asked wrongly; a group without a subcommand is answered by its help."""
    if isinstance(fault, click.exceptions.NoArgsIsHelpError):
        talk(fault.format_message())
        return
    talk(cut(f"error: {fault.format_message()}", typed))
    context = getattr(fault, "ctx", None)
    if context is not None:
        talk(context.get_usage())
        talk(f"hint: `{context.command_path} --help` shows examples")


if __name__ == "__main__":
    main()
