"""One paper into a file, by the look that the file's name asks for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mcapproval.documents.content import Document
from mcapproval.documents.renderers import FORMATS, rendered
from mcapproval.errors import AskedWrongly, Refused


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


def put_new(data: bytes, file: Path) -> None:
    """Written whole or not at all; refused where the file is there already."""
    try:
        out = file.open("xb")
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
            "name a file in a folder that is there, has room and lets you write",
        ) from fault
