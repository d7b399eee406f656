"""One paper into a file, by the look that the file's name asks for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from mcapproval.documents.content import Document
from mcapproval.documents.pack import Unprinted
from mcapproval.documents.pdf.unprintable import unprintable
from mcapproval.documents.renderers import FORMATS, rendered
from mcapproval.errors import AskedWrongly, Refused

MOST_TOLD = 20
"""Characters that are told one by one."""

_WRITABLE = "name a file in a folder that is there, has room and lets you write"


def look_of(file: Path, looks: Iterable[str] = tuple(FORMATS)) -> str:
    """The look that the end of a file's name asks for, of those that there are."""
    look, known = file.suffix.lstrip(".").lower(), tuple(looks)
    if look not in known:
        raise AskedWrongly(
            f"{file} does not say which look is meant",
            f"give a name that ends in {', '.join(f'.{each}' for each in known)}",
        )
    return look


def put_into(document: Document, file: Path) -> None:
    """As `put_new`, in the look that the file's name asks for."""
    put_new(rendered(document, look_of(file)), file)


def unprinted(document: Document, file: Path) -> tuple[str, ...]:
    """What of a paper no letter of ours is for; only a PDF lacks any."""
    if file.suffix.lower() != ".pdf":
        return ()
    return tuple(shown_by_code([Unprinted(file.name, *each) for each in unprintable(document)]))


def shown_by_code(lacking: Sequence[Unprinted], all_told: str = "") -> Iterator[str]:
    """The first characters that could not be printed, and how many more there are. `all_told` says
    where all of them stand.
    """
    for each in lacking[:MOST_TOLD]:
        yield f"{each.file} has no letter for {each.code} and shows its code, at: {each.place}"
    if (more := len(lacking) - MOST_TOLD) > 0:
        yield f"{more} more characters are shown by their codes" + (all_told and f": {all_told}")


def may_be_new(file: Path) -> None:
    """Refused as `put_new` would, before anything begins of which the file could not be written."""
    if os.path.lexists(file):
        raise Refused(f"{file} is there already", hint="choose another name")
    if not (file.parent.is_dir() and os.access(file.parent, os.W_OK)):
        raise AskedWrongly(f"{file} can't be written", _WRITABLE)


def put_new(data: bytes, file: Path, mode: int = 0o666) -> None:
    """Written whole or not at all; refused where the file is there already. What is to be sent on
    has the mode that people have for their files; nothing has more than that."""
    try:
        out = open(file, "xb", opener=lambda name, how: os.open(name, how, mode))  # noqa: SIM115
        try:
            with out:
                out.write(data)
        except BaseException:
            file.unlink(missing_ok=True)  # ours: it was not there before
            raise
    except FileExistsError as fault:
        raise Refused(f"{file} is there already", hint="choose another name") from fault
    except OSError as fault:
        raise AskedWrongly(
            f"{file} can't be written: {fault.strerror or fault}",
            _WRITABLE,
        ) from fault
