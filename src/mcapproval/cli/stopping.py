"""Ctrl-C: one way out of every command, with a sentence that says what is kept.

A driver in the midst of which it comes may make a fault of its own of it, such as a connection that
broke off: whatever goes wrong from then on is Ctrl-C still, and is told as nothing else.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

import click

from mcapproval.cli import seat

IF_STOPPED = "if_stopped"
"""What is told then, among what was given to the command."""

GOES_ON = "hint: give the same command again: it goes on where it stopped"
ANEW = "hint: give the same command again: it begins anew"
THE_REST = "hint: give the same command again: it does what is left to do, or nothing"


class _CtrlC:
    """Remembers that it came. What goes to pieces after that says nothing on its way."""

    heard = False

    def __call__(self, *_: Any) -> None:
        self.heard = True
        sys.unraisablehook = lambda _: None
        raise KeyboardInterrupt


@contextmanager
def listening() -> Iterator[None]:
    """Hear Ctrl-C, unless whoever started us wants it ignored, as `nohup` does."""
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, _CtrlC())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _heard() -> bool:
    hears = signal.getsignal(signal.SIGINT)
    return isinstance(hears, _CtrlC) and hears.heard


def heed() -> None:
    """End work that goes on because somebody below took Ctrl-C for a fault of the records."""
    if _heard():
        raise KeyboardInterrupt


@contextmanager
def nothing_else() -> Iterator[None]:
    """KeyboardInterrupt in place of whatever goes wrong once it was heard."""
    try:
        yield
    except click.Abort as fault:
        raise KeyboardInterrupt from fault
    except Exception as fault:
        if _heard():
            raise KeyboardInterrupt from fault
        raise


@contextmanager
def if_stopped(said: str) -> Iterator[Callable[[str], None]]:
    """What is true where Ctrl-C ends the block: what is kept, and what the same command does. It
    gives what says that something else is true from then on.
    """
    given = seat.given()
    given[IF_STOPPED] = said
    yield partial(given.__setitem__, IF_STOPPED)
    del given[IF_STOPPED]


def told(given: Mapping[str, Any]) -> list[str]:
    """The sentence, line by line."""
    said = given.get(IF_STOPPED)
    return (f"stopped: {said}" if said else "stopped").splitlines()
