"""How the name of a file or folder is taken that somebody typed, or wrote into settings."""

from __future__ import annotations

import os
from pathlib import Path

from mcapproval.errors import AskedWrongly
from mcapproval.store.addresses import is_address


def at_home(where: str) -> str:
    """A place with the home folder for `~`, unless a file is called so as it stands. A shell puts
    it there; settings, jobs of the night and `--option=~/FILE` don't.

    AskedWrongly where nobody knows the home folder.
    """
    if where.partition("/")[0].partition(os.sep)[0] != "~" or os.path.lexists(where):
        return where
    try:
        return str(Path(where).expanduser())
    except RuntimeError:
        raise AskedWrongly(
            f"it can't be said where {where} is: no home folder is known here",
            "write the whole path, or set HOME",
        ) from None


def named(where: str) -> str:
    """The file or folder that is meant. ValueError, with what to do, for what is no name of one: a
    blank would be the folder one stands in, a password in an address would become its name.
    """
    if not where.strip():
        raise ValueError("it is empty: give a name")
    if where == "-":
        raise ValueError("- is no name of a file: give one, or ./- for a file of that name")
    if "://" in where or (is_address(where) and not os.path.lexists(where)):
        raise ValueError(
            "an address is no file and no folder: name one; records are named with --records, and "
            "copied to another place with: mcapproval move-records FROM TO"
        )
    return at_home(where)
