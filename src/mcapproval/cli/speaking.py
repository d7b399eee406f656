"""The streams on which a command speaks: what it did is done, also where nobody can be told."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from typing import Any

import click

UNTOLD = "untold"
"""Why nothing more can be said on stdout, among what was given to the command."""


def say(text: str, nl: bool = True) -> None:
    """A result. Where it can't be written, that is remembered, and the command goes on: what it
    does must not hang on whether it can be told. A reader who has enough ends it, as click has it.
    """
    try:
        click.echo(text, nl=nl)
    except BrokenPipeError:
        raise
    except OSError as fault:
        given: dict[str, Any] = click.get_current_context().find_root().ensure_object(dict)
        given.setdefault(UNTOLD, fault)
        to_nowhere(sys.stdout.fileno())


def say_beside(text: str, nl: bool = True) -> None:
    """What is said beside the result, to whoever hears it."""
    with suppress(OSError):
        click.echo(text, nl=nl, err=True)


def to_nowhere(number: int) -> None:
    """Let what is written to a stream from now on, and what waits in it, come to nothing."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, number)
    os.close(nowhere)


def open_all() -> None:
    """Streams that were closed for us lead nowhere: the next file, such as that of the records,
    would be taken for one of them.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # it gets the lowest number that is free
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, "w" if number else "r", closefd=False))


def speak_macrons() -> None:
    """Write UTF-8 whatever the terminal's old code page: a macron must never be lost."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
