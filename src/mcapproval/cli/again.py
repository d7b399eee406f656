"""Commands in what we say are whole: they can be copied and run as they stand.

A hint comes from a room that does not know at which records its reader sits, as whom, on which
day; what was given with the command that is answered is added to the commands in the answer.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from mcapproval.cli.commands import COMMANDS
from mcapproval.errors import typed

OPTIONS = {"records": "--records", "person": "--as", "today": "--today", "as_at": "--as-at"}

AS_AT = ("mcapproval report ", "mcapproval review due")
"""How commands begin that can be asked as at an earlier day."""

NAMES_BOTH = "mcapproval move-records "
"""Begins the command that names its records itself."""

ACTS = (
    "move",
    "people grant",
    "meeting hold",
    "organisation add",
    "policy adopt",
    "update",
    "evidence add",
    "change record",
    "change overrule",
)
"""Commands in reasons that need somebody who may."""

_BEGINS = rf"mcapproval (?:--|(?:{'|'.join(COMMANDS)})\b)"
_WORDS = r"""(?:"[^"\n]*"|'[^'\n]*'|[^`\n])*?"""
_ENDS = r"(?=[,;:)](?:[\s,;:.)]|$)|(?<![.])[.](?:\s|$)|$)"

WRITTEN = re.compile(rf"`({_BEGINS}[^`]*)`|({_BEGINS}{_WORDS}){_ENDS}", re.MULTILINE)
"""A command in a sentence: between backticks, or from its name to where the sentence goes on with a
comma or the like; else to the end of the line."""

_OPTION = re.compile(r"--[a-z]+(?:-[a-z]+)*")


def whole(words: Sequence[str], given: Mapping[str, Any]) -> str:
    """The command of these words, with the options that were given and are not among them."""
    return _with(shlex.join(("mcapproval", *_typed(words))), given)


def _typed(words: Sequence[str]) -> Iterator[str]:
    """The words with each file's name as it is found again; what an option takes stays as it is."""
    before = ""
    for word in words:
        yield word if _OPTION.fullmatch(word) or _OPTION.fullmatch(before) else typed(word)
        before = word


def completed(text: str, given: Mapping[str, Any], others: bool = False) -> str:
    """A text with every command in it made whole. `others` says that it tells what somebody else
    can do: an act in it is not for whoever asked."""
    if others:
        acts = any(f"mcapproval {act} " in text for act in ACTS)
        given = {**given, "person": "WHOEVER-MAY" if acts else None}
    return WRITTEN.sub(
        lambda found: f"`{_with(found[1], given)}`" if found[1] else _with(found[2], given), text
    )


def _place(said: str) -> str:
    """A value without the password that the address of a server may hold."""
    from mcapproval.store.addresses import without_password

    return without_password(said)


def _with(command: str, given: Mapping[str, Any]) -> str:
    if command.endswith("--help"):
        return command
    for name, option in OPTIONS.items():
        value = given.get(name)
        takes_it = {
            "as_at": command.startswith(AS_AT),
            "records": not command.startswith(NAMES_BOTH),
        }.get(name, True)
        if value is not None and takes_it and f" {option} " not in f"{command} ":
            said = value.isoformat() if isinstance(value, date) else _place(str(value))
            command += f" {option} {shlex.quote(said)}"
    return command
