"""Files that come with an act, as the shell names them."""

from __future__ import annotations

from pathlib import Path

from mcapproval.cli.seat import ordinary
from mcapproval.errors import AskedWrongly


def files_given(paths: tuple[str, ...]) -> dict[str, bytes]:
    """The files of --attach by their own names; AskedWrongly where one can't be read, and where two
    have one name.
    """
    from mcapproval.actions.cases.attached import by_name

    return by_name((Path(given).name, _attached(given)) for given in paths)


def _attached(given: str) -> bytes:
    """Of a file that is too large only so much that whoever keeps it can tell."""
    from mcapproval.draft.files import LARGEST_FILE

    path = Path(given)
    try:
        ordinary(path)
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as fault:
        raise AskedWrongly(
            f"{given} can't be attached: {fault.strerror}", "check the name of the file"
        ) from fault
