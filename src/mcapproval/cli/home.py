"""`~` at the beginning of a place: a shell puts the home folder there, a file of settings, a job of
the night and `--option=~/FILE` don't.
"""

from __future__ import annotations

import os
from pathlib import Path

from mcapproval.errors import AskedWrongly


def at_home(where: str) -> str:
    """A place with the home folder in place of `~`, unless a file is called so as it stands.

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
