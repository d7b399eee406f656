"""The `mcapproval` command: every subcommand in a table, every trouble in a sentence."""

from __future__ import annotations

import io
import os
import sys

import click

from mcapproval import __version__
from mcapproval.cli.lazy import Entry, LazyGroup
from mcapproval.cli.say import talk, trouble
from mcapproval.cli.seat import seat
from mcapproval.errors import Trouble

START, DRAFT, DECIDE, YEAR, PROVE = (
    "Start",
    "Draft",
    "Decide",
    "Review each year",
    "Prove and look after",
)

COMMANDS = {
    "demo": Entry("demo", "Three real micro-credentials, from enquiry to re-evaluation.", START),
    "init": Entry("setup", "Make new records; you become their administrator.", START),
    "policy": Entry("setup", "What this provider asks beyond the law.", START),
    "organisation": Entry("setup", "The bodies that the records know.", START),
    "people": Entry("people", "Who may do what, and removing a person's texts.", START),
    "draft": Entry("drafting", "A commented draft to fill in.", DRAFT),
    "check": Entry("check", "What the rules and our policy say of a draft.", DRAFT),
    "open": Entry("drafting", "Put a draft into the records.", DRAFT),
    "update": Entry("drafting", "A new version of an application.", DRAFT),
    "evidence": Entry("evidence", "The evidence of an application.", DRAFT),
    "waive": Entry("drafting", "Let a waivable finding stand, with the reason.", DRAFT),
    "list": Entry("looking", "The cases in the records.", DECIDE),
    "show": Entry("looking", "One case.", DECIDE),
    "history": Entry("looking", "Everything that happened to a case.", DECIDE),
    "diff": Entry("looking", "What changed between two versions.", DECIDE),
    "next": Entry("moving", "What can be done now, and why not the rest.", DECIDE),
    "move": Entry("moving", "Make a move.", DECIDE),
    "item": Entry("items", "Conditions, requests for information, actions, comments.", DECIDE),
    "pack": Entry("packing", "The submission pack.", DECIDE),
    "review": Entry("reviewing", "Re-evaluation: what is due, and answering it.", YEAR),
    "report": Entry("reporting", "Tables for whoever reports.", YEAR),
    "rules": Entry("rulebook", "The rule book, and any rule explained.", PROVE),
    "workflow": Entry("workflows", "The workflows, and any one checked or shown.", PROVE),
    "audit": Entry("auditing", "Is the journal whole?", PROVE),
}

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
    try:
        done = cli.main(arguments, prog_name="mcapproval", standalone_mode=False)
        return done if isinstance(done, int) else 0
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as fault:
        fault.show()
        return fault.exit_code if isinstance(fault, click.UsageError) else 2
    except click.Abort:
        talk("stopped")
        return 130
    except Trouble as fault:
        trouble(fault)
        return fault.exit_code
    except BrokenPipeError:
        # whoever read us (`| head`) has enough; without this Python would complain at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as fault:
        if os.environ.get("MCAPPROVAL_DEBUG"):
            raise
        talk(f"error: a fault of this program: {type(fault).__name__}: {fault}")
        talk("hint: nothing was half done; set MCAPPROVAL_DEBUG=1, try again, and report the text")
        return 3


def _speak_macrons() -> None:
    """Write UTF-8 whatever the terminal's old code page: a macron must never be lost."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if "NO_COLOR" in os.environ:
        cli.context_settings["color"] = False


if __name__ == "__main__":
    main()
